"""The page state of a snapshot: parts are computed again only where the snapshot differs."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from app.map.content import _PARTS, page_state
from app.map.page_state import HOME, PageState
from geo.analysis.choropleth import class_bounds, has_class_bounds
from geo.analysis.hotspots.methods import answer, question
from geo.analysis.hotspots.result import STALE
from geo.analysis.hotspots.settings import LocalSettings
from geo.dataset import Dataset, Memo
from geo.draw.web.areas import area_colours
from geo.places.target import point_target
from geo.query import Query, Within
from geo.sources.bundled import bundled
from geo.view.snapshot import Snapshot, resolve
from geo.view.state import MapView, State
from tests.app.samples import dataset, incident

NEAR = Within(point_target(70.6, 33.0), 20)
CHANGES: dict[str, tuple[State, set[str]]] = {
    "period": (State(Query(first=date(2024, 11, 5))), {"period"}),
    "types": (State(Query(types=frozenset({"Riots"}))), {"mask", "notice"}),
    "text": (State(Query(text="Bannu")), set()),
    "certain": (State(Query(certain=True)), {"certain"}),
    "near": (State(Query(within=NEAR)), {"range_lines"}),
    "layers": (State(layers=frozenset({"rivers"})), {"layers"}),
    "heat": (State(layers=frozenset({"heat"})), {"layers", "heat"}),
    "hidden": (State(hidden=frozenset({"zones"})), {"hidden"}),
    "size": (State(size_by="same"), {"size_by"}),
    "selection": (State(selected=("test:000003",)), {"selection"}),
    "district": (State(district="Bannu"), {"district"}),
    "selections": (
        State(selected=("test:000003", "test:000005"), current="test:000005"),
        {"selection"},
    ),
    "view": (State(view=MapView(70, 33, 8)), set()),
    "compare": (State(compare=True), set()),
}


@pytest.fixture(scope="module")
def thirty() -> Dataset:
    return dataset(incident(n) for n in range(30))


def differing(one: PageState, other: PageState) -> set[str]:
    return {part.name for part in fields(PageState) if part.compare and _value(one, part) != _value(other, part)}


def _value(state: PageState, part: Any) -> Any:
    return getattr(state, part.name)


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_of_the_snapshot_changes_only_its_parts(thirty: Dataset, name: str) -> None:
    state, parts = CHANGES[name]
    before = page_state(resolve(thirty, State()), PageState())
    after = page_state(resolve(thirty, state), before)
    assert differing(before, after) == parts
    assert after == page_state(resolve(thirty, state), PageState())


def test_every_part_of_the_page_state_has_a_function() -> None:
    of_the_panel = {"theme", "ground", "camera", "sources"}
    assert {part.name for part in fields(PageState)} - of_the_panel == set(_PARTS)


def test_parts_outside_the_snapshot_are_kept(thirty: Dataset) -> None:
    around = PageState(theme="dark", ground={"kind": "raster"}, camera=HOME.at_view(70, 33, 8))
    state = page_state(resolve(thirty, State()), around)
    assert (state.theme, state.ground, state.camera) == (around.theme, around.ground, around.camera)


def test_a_step_of_time_reuses_the_parts_with_a_byte_per_row(thirty: Dataset) -> None:
    filtered = Query(types=frozenset({"Battles"}))
    before = page_state(resolve(thirty, State(filtered, selected=("test:000001",))), PageState())
    later = State(replace(filtered, first=date(2024, 11, 9)), selected=("test:000001",))
    after = page_state(resolve(thirty, later), before)
    for part in ("points", "user_layers", "mask", "selection"):
        assert getattr(after, part) is getattr(before, part)


def coloured(thirty: Dataset, **changes: Any) -> Snapshot:
    return resolve(thirty, State(colour_by="killed", **changes))


def test_colours_are_kept_until_expensive_classes_are_cached() -> None:
    thirty = dataset(incident(n) for n in range(30))
    snapshot = coloured(thirty)
    first = page_state(snapshot, PageState())
    assert first.areas is None
    assert not has_class_bounds(snapshot)
    class_bounds(snapshot)
    second = page_state(coloured(thirty, size_by="same"), first)
    assert second.areas == area_colours(snapshot)
    shorter = coloured(thirty, query=Query(first=date(2024, 11, 5)))
    third = page_state(shorter, second)
    assert third.areas == second.areas
    class_bounds(shorter)
    assert page_state(shorter, third).areas == area_colours(shorter) != second.areas


def test_colours_are_removed_without_delay() -> None:
    thirty = dataset(incident(n) for n in range(30))
    class_bounds(coloured(thirty))
    state = page_state(coloured(thirty), PageState())
    assert state.areas is not None
    assert page_state(resolve(thirty, State()), state).areas is None


@pytest.mark.parametrize("grid", ["districts", "square"])
def test_hot_spots_are_on_the_map_for_their_own_filters_alone(grid: str) -> None:
    asked = question("gistar", LocalSettings(grid=grid, cell_km=50.0, permutations=0))  # type: ignore[arg-type]
    snapshot = resolve(replace(bundled(), memo=Memo()), State(hot_spots=asked))
    before = page_state(snapshot, PageState())
    assert before.areas is None
    assert before.spots is not None
    assert (before.spots["note"], before.spots["shapes"]) == (STALE, [])
    answer(snapshot)
    after = page_state(snapshot, before)
    drawn, other = (after.areas, after.spots) if grid == "districts" else (after.spots, after.areas)
    assert other is None
    assert drawn is not None
    assert drawn["classes"]
    assert set(drawn["colours"]) == {"light", "dark"}
    json.dumps([after.areas, after.spots], allow_nan=False)
    elsewhere = page_state(snapshot.with_query(Query(text="Bannu")), after)
    assert elsewhere.areas is None
    assert elsewhere.spots is not None
    assert elsewhere.spots["note"] == STALE
