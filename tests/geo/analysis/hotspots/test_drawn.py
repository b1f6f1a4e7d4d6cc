"""Hot spots on the map: classes of districts, cells, circles; no answer is shown for another question."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from pyproj import Geod

from geo.analysis.choropleth import NONE, OUTSIDE
from geo.analysis.hotspots.drawn import ring_of, spot_map_of
from geo.analysis.hotspots.looks import PLAIN, look_of
from geo.analysis.hotspots.methods import DRAWN_METHODS, METHODS, answer, answered, question
from geo.analysis.hotspots.result import Finding, HotSpots
from geo.draw.style import spot_colour
from geo.sources.bundled import bundled
from geo.view.snapshot import Snapshot, resolve
from geo.view.state import State

GEOD = Geod(ellps="WGS84")
FAST = {"gistar": {"permutations": 99}, "moran": {"permutations": 99}, "scan": {"permutations": 19}}


def asking(method: str, **settings: object) -> Snapshot:
    asked = question(method, METHODS[method].settings(**FAST.get(method, {}), **settings))
    return resolve(bundled(), State(hot_spots=asked))


def test_the_classes_and_what_does_not_stand_out_are_all_districts() -> None:
    snapshot = asking("gistar")
    answer(snapshot)
    drawn = spot_map_of(snapshot)
    assert drawn is not None
    assert drawn.districts is not None
    assert sum(each.count for each in drawn.classes) + drawn.n_plain == len(drawn.districts) == 61
    for number, each in enumerate(drawn.classes):
        assert drawn.districts.count(number) == each.count > 0
    assert drawn.districts.count(NONE) == drawn.n_plain
    assert "Corrected for 61 areas (false discovery rate 5 %)" in drawn.note
    assert "sample" in drawn.note


def test_districts_beyond_the_filter_by_place_have_no_class() -> None:
    snapshot = asking("gistar")
    balochistan = snapshot.with_query(replace(snapshot.state.query, provinces=frozenset({"Balochistan"})))
    answer(balochistan)
    drawn = spot_map_of(balochistan)
    assert drawn is not None
    assert drawn.districts is not None
    compared = sum(district.province == "Balochistan" for district in bundled().gazetteer.drawn)
    assert len(drawn.districts) - drawn.districts.count(OUTSIDE) == compared


def test_an_answer_is_there_for_its_own_question_and_query_alone() -> None:
    snapshot = asking("moran")
    assert answered(snapshot) is None
    found = answer(snapshot)
    assert answered(resolve(bundled(), snapshot.state)) is found
    assert answered(snapshot.with_query(replace(snapshot.state.query, first=date(2024, 1, 1)))) is None
    assert answered(asking("moran", rate=0.01)) is None
    assert spot_map_of(resolve(bundled(), State())) is None


@pytest.mark.parametrize(("grid", "corners"), [("square", 4), ("hex", 6)])
def test_a_cell_has_the_area_that_was_chosen_and_its_middle_inside(grid: str, corners: int) -> None:
    snapshot = asking("gistar", grid=grid, cell_km=40.0)
    found = answer(snapshot)
    assert found is not None
    row = found.rows[0]
    ring = np.reshape(ring_of(found, row), (-1, 2))
    assert len(ring) == corners
    area, _ = GEOD.polygon_area_perimeter(ring[:, 0], ring[:, 1])
    assert abs(area) / 1e6 == pytest.approx(1_600, rel=2e-3)
    assert ring.mean(axis=0) == pytest.approx([row.values["lon"], row.values["lat"]], abs=0.01)
    drawn = spot_map_of(snapshot)
    assert drawn is not None
    assert sum(each.count for each in drawn.classes) + drawn.n_plain == found.parameters["places"]
    assert all(shape.rank == 0 for shape in drawn.shapes)


def test_a_circle_has_the_radius_that_is_stated() -> None:
    found = HotSpots("scan", "", "", {"permutations": 19}, 0, (), (), {})
    row = Finding("x", "cluster", "", values={"lon": 70.1, "lat": 33.2, "radius_km": 31.5})
    ring = np.reshape(ring_of(found, row), (-1, 2))
    _, _, metres = GEOD.inv(np.full(len(ring), 70.1), np.full(len(ring), 33.2), ring[:, 0], ring[:, 1])
    assert metres == pytest.approx(31_500, rel=0.006)


@pytest.mark.parametrize("method", DRAWN_METHODS)
def test_every_class_of_every_method_can_be_told_apart_without_colours(method: str) -> None:
    """By lightness or by marks; each method has one class at most that is not drawn."""
    found = answer(asking(method))
    assert found is not None
    looks = [look_of(name) for name in found.legend]
    assert looks.count(PLAIN) == 1
    for theme in ("light", "dark"):
        seen: list[tuple[str, float]] = []
        for look in looks:
            if look.side == "none":
                continue
            colour = spot_colour(theme, look.side, look.strength)
            red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
            light = 0.299 * red + 0.587 * green + 0.114 * blue
            assert all(marks != look.marks or abs(light - other) > 12 for marks, other in seen), look
            seen.append((look.marks, light))
