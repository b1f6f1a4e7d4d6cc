from __future__ import annotations

import json
from dataclasses import fields, replace
from typing import Any

import pytest

from app.map.page_state import HOME, Camera, Notice, PageState, Piece, Points, as_json, difference

OTHER: dict[str, Any] = {
    "points": Points(b"p", rows=1, day0=9),
    "user_layers": Piece(b'{"layers":[1],"districts":null}'),
    "mask": Piece(b"\1"),
    "theme": "dark",
    "ground": {"kind": "raster"},
    "layers": ("heat",),
    "hidden": ("zones",),
    "certain": True,
    "period": (3, 4),
    "size_by": "same",
    "figures": " (official figures)",
    "areas": {"of": [0]},
    "spots": {"title": "Gi*"},
    "heat": {"classes": [0.1, 0.2], "days": 7},
    "range_lines": ((1.0, 2.0),),
    "district": 2,
    "selection": (0,),
    "camera": Camera(1, view=(70.0, 33.0, 8.0)),
    "notice": Notice("None.", offers_reset=False),
    "label": "Made up",
}
"""Another value for each part of a state."""


def test_the_table_has_every_part() -> None:
    assert set(OTHER) == {part.name for part in fields(PageState)} - {"sources"}


@pytest.mark.parametrize("key", OTHER)
def test_a_different_part_is_in_the_difference(key: str) -> None:
    changed = replace(PageState(), **{key: OTHER[key]})
    sent = difference(PageState(), changed)
    assert key in sent
    assert json.loads(json.dumps(sent))[key] == json.loads(as_json(changed))[key]
    if key not in ("points", "user_layers"):
        assert set(sent) == {key}


def test_equal_states_have_no_difference() -> None:
    one, other = PageState(mask=Piece(b"\1\0")), PageState(mask=Piece(b"\1\0"), sources={"mask": 1})
    assert one.mask.version != other.mask.version
    assert difference(one, other) == {}


def test_dependent_parts_are_sent_again() -> None:
    full = PageState(**OTHER)
    points = difference(full, replace(full, points=Points(b"q", rows=1, day0=9)))
    assert set(points) == {"points", "mask", "period", "areas", "selection"}
    layers = difference(full, replace(full, user_layers=Piece(b"{}")))
    assert set(layers) == {"user_layers", "points", "hidden", "mask", "period", "areas", "district", "selection"}


def test_the_state_is_json_in_the_order_of_its_parts() -> None:
    state = json.loads(as_json(PageState(**OTHER)))
    assert list(state) == list(OTHER)
    assert state["points"] == {"version": OTHER["points"].version, "rows": 1, "day0": 9}
    assert state["camera"] == {"version": 1, "view": [70.0, 33.0, 8.0]}
    assert state["notice"] == {"text": "None.", "offers_reset": False}
    assert state["period"] == [3, 4]


def test_a_message_holds_the_version_of_bytes_only() -> None:
    assert json.loads(as_json(PageState()))["mask"].keys() == {"version"}


def test_a_repeated_camera_request_is_sent_again() -> None:
    home = PageState().with_camera(HOME.at_bounds(None))
    again = home.with_camera(home.camera.at_bounds(None))
    assert difference(home, again) == {"camera": {"version": 2}}
    assert difference(home, home.with_camera(home.camera.at_bounds((1, 2, 3, 4))))["camera"]["bounds"] == (1, 2, 3, 4)


def test_a_move_by_the_user_is_no_new_request() -> None:
    moved = HOME.at_view(70, 33, 8).moved_to(71, 34, 9)
    assert (moved.version, moved.view) == (1, (71, 34, 9))
