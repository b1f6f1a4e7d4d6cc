"""Which ground a page shows."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from geo.briefing.scope import scope_of
from geo.draw.page import PageOptions, render
from geo.draw.page.extent import named_areas, sheet_for
from geo.draw.page.overview import free_corner, is_needed
from geo.draw.page.paper import Box, Paper
from geo.draw.page.sheet import Sheet, ring_m
from geo.draw.page.symbols import points_of
from geo.errors import InputError
from geo.places.target import target_named
from geo.query import Query, Within
from geo.view.snapshot import Snapshot
from tests.geo.draw.page.pages import all_text, dataset_of, incident, on_map, snapshot_of, texts

BOX = Box(10, 20, 180, 150)


def sheet_of(snapshot: Snapshot, **options: Any) -> Sheet:
    return sheet_for(snapshot, scope_of(snapshot.state.query, snapshot.dataset.gazetteer), PageOptions(**options), BOX)


def holds(sheet: Sheet, *points: tuple[float, float]) -> list[bool]:
    lon, lat = np.array(points).T
    return sheet.holds(lon, lat).tolist()


QUETTA, MINGORA, BANNU, GWADAR = (66.99, 30.2), (72.36, 34.77), (70.6, 32.99), (62.33, 25.13)


def test_a_district_or_a_province_shows_both() -> None:
    query = Query(districts=frozenset({"Bannu"}), provinces=frozenset({"Balochistan"}))
    snapshot = snapshot_of(query)
    areas = named_areas(snapshot, scope_of(query, snapshot.dataset.gazetteer))
    assert [area["name"] for area in areas] == ["Balochistan", "Bannu"]
    assert holds(sheet_of(snapshot), QUETTA, BANNU, GWADAR, MINGORA) == [True, True, True, False]


def test_a_distance_shows_its_circle_and_no_more_than_it_needs() -> None:
    within = Within(target_named("Mingora", snapshot_of().dataset.gazetteer, ()), 60.0)
    sheet = sheet_of(snapshot_of(Query(within=within)))
    assert holds(sheet, MINGORA, (72.36, 35.29), (73.0, 34.77), QUETTA) == [True, True, True, False]
    west, east, south, north = sheet.limits
    assert 118_000 < north - south < 140_000
    assert east - west == pytest.approx((north - south) * BOX.w / BOX.h)


@pytest.mark.parametrize(
    ("zoom_to", "shown"), [("filters", [True, True]), ("region", [True, True]), ("shown", [True, False])]
)
def test_the_ground_is_what_the_filters_name_or_what_is_shown_or_the_region(zoom_to: str, shown: list[bool]) -> None:
    rows = [incident(k, lon=lon, lat=lat, place_precision="exact") for k, (lon, lat) in enumerate((BANNU, MINGORA))]
    assert holds(sheet_of(snapshot_of(dataset=dataset_of(*rows)), zoom_to=zoom_to), MINGORA, GWADAR) == shown


def test_a_section_in_degrees_is_shown_whole() -> None:
    sheet = sheet_of(snapshot_of(), extent=(69.0, 32.0, 72.0, 34.0))
    corners = ((69.0, 32.0), (72.0, 32.0), (69.0, 34.0), (72.0, 34.0))
    assert all(holds(sheet, *corners))
    assert not any(holds(sheet, QUETTA, GWADAR))
    middle = ring_m([70.5, 33.0])[0]
    assert sheet.centre == pytest.approx(middle, abs=3_000)


@pytest.mark.parametrize("extent", [(72.0, 32.0, 69.0, 34.0), (69.0, 34.0, 72.0, 32.0), (0.0, 32.0, 72.0, 34.0)])
def test_a_section_that_is_none_is_refused(extent: tuple[float, float, float, float]) -> None:
    with pytest.raises(InputError, match="west, south, east and north"):
        PageOptions(extent=extent)


def test_a_page_draws_the_layers_the_selection_and_the_heat_of_the_state() -> None:
    rows = [incident(k, lon=70.6, lat=33.0 + k / 10, place_precision="exact", killed_best=k) for k in range(4)]
    rows.append(incident(5, place_precision="district", district="Bannu"))
    dataset = dataset_of(*rows)
    state = {"selected": ("own:0001", "own:0005"), "district": "Bannu", "size_by": "same"}
    layers = frozenset({"incidents", "heat", "heat_districts", "labels"})
    page = render(
        snapshot_of(dataset=dataset, layers=layers, **state), PageOptions(extent=(70, 32.5, 71.2, 34), dpi=60)
    )
    drawn = {artist.get_gid() for artist in page.findobj()}
    assert {"heat", "district looked at", "selected"} <= drawn
    rings = [a for a in page.findobj(PathCollection) if a.get_gid() == "selected" and len(a.get_offsets()) == 1]
    assert len(rings) >= 2
    entries = texts(page, "legend") + texts(page, "legend line") + texts(page, "legend heat")
    assert {"selected", "district looked at"} <= set(entries)
    assert not {"province", "district", "river"} & set(entries)
    assert texts(page, "legend size") == []
    assert "Switched off: lines of provinces, lines of districts, rivers." in all_text(page)


def test_a_page_without_symbols_says_so_and_one_of_a_section_what_lies_beyond() -> None:
    rows = [incident(k, lon=lon, lat=lat, place_precision="exact") for k, (lon, lat) in enumerate((BANNU, QUETTA))]
    rows.append(incident(5, place_precision="district", province="Balochistan", district="Kech"))
    dataset = dataset_of(*rows)
    options = PageOptions(extent=(70, 32.5, 71.2, 34), dpi=60)
    page = render(snapshot_of(dataset=dataset), options)
    assert texts(page, "projection")[0] == "2 of 3 incidents lie beyond this map"
    bare = render(snapshot_of(dataset=dataset, layers=frozenset({"provinces"})), options)
    assert len(on_map(bare)) == len(texts(bare, "mark number")) == 0
    assert "no symbols: their layer is off" in all_text(bare)


def test_a_zoomed_page_shows_where_in_pakistan_it_is_where_no_symbol_stands() -> None:
    snapshot = snapshot_of(Query(districts=frozenset({"Bannu"})))
    page = render(snapshot, PageOptions(dpi=50))
    (frame,) = (part for part in page.findobj(Rectangle) if part.get_gid() == "overview")
    (section,) = (part for part in page.findobj(Rectangle) if part.get_gid() == "overview section")
    (left, top), (right, bottom) = (
        frame.get_xy(),
        (frame.get_x() + frame.get_width(), frame.get_y() + frame.get_height()),
    )
    x, y = on_map(page).T
    assert len(x)
    assert not ((x > left) & (x < right) & (y > top) & (y < bottom)).any()
    middle = section.get_x() + section.get_width() / 2, section.get_y() + section.get_height() / 2
    assert 0.5 < (middle[0] - left) / (right - left) < 0.8  # Bannu is in the north, right of the middle
    assert 0.15 < (middle[1] - top) / (bottom - top) < 0.5


def test_a_page_of_both_provinces_has_no_overview_and_one_full_of_symbols_no_corner_for_it() -> None:
    paper = Paper(Figure(), PageOptions())
    points = points_of(snapshot_of(), sheet_of(snapshot_of()))
    assert not is_needed(sheet_of(snapshot_of()))
    near = sheet_of(snapshot_of(), extent=(70.0, 32.0, 72.0, 34.0))
    assert is_needed(near)
    assert free_corner(paper, near, points) is not None
    assert free_corner(paper, near, points, (near.box,)) is None
