"""Places that are known only as near, and hollow symbols, by the artists of a page."""

from __future__ import annotations

import pytest
from matplotlib.collections import PathCollection
from matplotlib.colors import to_rgba
from matplotlib.patches import PathPatch

from geo.draw.page import PageOptions, render
from geo.draw.page.nearness import disc_mm
from geo.draw.page.paper import Box
from geo.draw.page.sheet import Sheet
from geo.draw.style import LIGHT, MAP_COLOURS, NEAR_KM, TYPE_STYLES
from geo.incidents import Incident
from geo.view.snapshot import resolve
from geo.view.state import State
from tests.geo.draw.page.pages import MADE, dataset_of, incident, snapshot_of, texts

OPTIONS = PageOptions(made=MADE, dpi=60)


def test_near_places_are_one_area_in_one_tone() -> None:
    pages = {n: render(snapshot_of(dataset=dataset_of(*(_near(i) for i in range(n)))), OPTIONS) for n in (1, 20)}
    areas = {n: [p for p in page.findobj(PathPatch) if p.get_gid() == "near"] for n, page in pages.items()}
    assert [len(found) for found in areas.values()] == [1, 1]
    alone, many = (found[0].get_path().get_extents() for found in areas.values())
    assert many.width < 1.2 * alone.width
    assert areas[1][0].get_alpha() == areas[20][0].get_alpha() == MAP_COLOURS["light"].near_alpha < 0.2
    assert areas[1][0].get_zorder() < min(
        c.get_zorder() for c in pages[1].findobj(PathCollection) if c.get_gid() == "incidents"
    )


def test_near_places_do_not_tint_the_classes_of_districts() -> None:
    snapshot = resolve(dataset_of(*(_near(i) for i in range(5))), State(colour_by="incidents"))
    page = render(snapshot, OPTIONS)
    assert [p for p in page.findobj(PathPatch) if p.get_gid() == "near"] == []
    (outline,) = [p for p in page.findobj(PathPatch) if p.get_gid() == "near outline"]
    assert outline.get_facecolor()[3] == 0


def test_a_disc_that_would_cover_the_sheet_gives_way_to_dashes() -> None:
    assert disc_mm(Sheet(Box(0, 0, 40, 40), (0.0, 0.0), 1000.0)) == 0
    assert disc_mm(Sheet(Box(0, 0, 200, 150), (0.0, 0.0), 1000.0)) == pytest.approx(NEAR_KM)


def _near(number: int) -> Incident:
    return incident(number, lon=71.5 + number % 5 / 100, lat=34.0, place_precision="near", killed_best=3)


def test_near_and_exact_symbols_of_a_class_have_one_size() -> None:
    rows = [_near(1), incident(2, lon=70.0, lat=33.0, place_precision="exact", killed_best=3)]
    page = render(snapshot_of(dataset=dataset_of(*rows)), OPTIONS)
    (both,) = [c for c in page.findobj(PathCollection) if c.get_gid() == "incidents" and len(c.get_offsets()) == 1][:1]
    on_map = [c for c in page.findobj(PathCollection) if c.get_gid() == "incidents" and c.get_zorder() == 18.5]
    assert len({c.get_sizes()[0] for c in on_map}) == 1
    assert both.get_sizes()[0] > 0
    assert [c for c in page.findobj(PathCollection) if c.get_gid() == "near dashes"] == []


def test_a_symbol_without_a_figure_of_deaths_is_hollow() -> None:
    rows = [
        incident(1, lon=70.0, lat=33.0, place_precision="exact"),
        incident(2, lon=71.0, lat=34.0, place_precision="exact", killed_best=0),
    ]
    page = render(snapshot_of(dataset=dataset_of(*rows)), OPTIONS)
    colour, paper = to_rgba(TYPE_STYLES[0].light), to_rgba(LIGHT.ground.paper)
    symbols = [c for c in page.findobj(PathCollection) if c.get_gid() == "incidents"]
    faces = {tuple(c.get_facecolor()[0]): tuple(c.get_edgecolor()[0]) for c in symbols}
    assert faces == {colour: paper, paper: colour}
    assert texts(page, "legend size") == ["no figure", "0"]
