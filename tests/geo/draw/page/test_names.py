"""Names on the map of a page: inside their areas, and on no symbol."""

from __future__ import annotations

import pytest
from matplotlib.path import Path

from geo.draw.page.sheet import basemap, ring_m
from geo.query import Query
from tests.geo.draw.page.pages import ALL, drawn_page, extents, on_ground, symbols

KP = Query(provinces=frozenset({"Khyber Pakhtunkhwa"}))


@pytest.mark.parametrize("query", [ALL, KP], ids=["all", "one province"])
def test_no_name_of_a_place_covers_a_symbol(query: Query) -> None:
    page = drawn_page(query)
    x, y = symbols(page).T / 25.4 * page.dpi
    y = page.get_size_inches()[1] * page.dpi - y
    for kind in ("town", "area", "district"):
        for name, (left, low, right, high) in extents(page, f"label:{kind}"):
            covered = (x > left) & (x < right) & (y > low) & (y < high)
            assert not covered.any() or name.isdigit(), name


@pytest.mark.parametrize("query", [ALL, KP], ids=["all", "one province"])
def test_names_of_districts_lie_inside_them(query: Query) -> None:
    page = drawn_page(query)
    areas = {area["name"]: area for area in basemap()["districts"]}
    detail = [axes.get_position().transformed(page.transFigure) for axes in page.axes if axes.get_label() == "detail"]
    named = extents(page, "label:district")
    outer = [
        (name, box) for name, box in named if name in areas and not any(pane.contains(*box[:2]) for pane in detail)
    ]
    assert len(outer) >= 5
    for name, box in outer:
        outline = Path.make_compound_path(*(Path(ring_m(ring), closed=True) for ring in areas[name]["rings"]))
        left, low, right, high = box + 0.05 * (box[[2, 3, 0, 1]] - box)
        corners = on_ground(page, [(left, low), (left, high), (right, low), (right, high)])
        assert outline.contains_points(corners).all(), name
