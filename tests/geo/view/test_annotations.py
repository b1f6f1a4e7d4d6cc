"""Annotations: how they are typed, what is refused, and that a record gives them back."""

from __future__ import annotations

import json

import pytest

from geo.briefing.record import record_json, state_record
from geo.briefing.reopening import state_of
from geo.errors import InputError
from geo.view.annotations import MOST, Annotation, annotation_from, require_few
from geo.view.state import State

TYPED = {
    "text 34.01,71.55 Road closed": Annotation("text", ((71.55, 34.01),), "Road closed"),
    "arrow 30,66 30.5,67.25": Annotation("arrow", ((66.0, 30.0), (67.25, 30.5))),
    "arrow 30,66 30.5,67.25 31,60 Quetta": Annotation("arrow", ((66.0, 30.0), (67.25, 30.5)), "31,60 Quetta"),
    "circle 30.2,67 20 Works": Annotation("circle", ((67.0, 30.2),), "Works", 20.0),
    "circle 30.2,67 2.5km": Annotation("circle", ((67.0, 30.2),), "", 2.5),
    "area 30,66 30,67 31,67 Survey": Annotation("area", ((66.0, 30.0), (67.0, 30.0), (67.0, 31.0)), "Survey"),
}


@pytest.mark.parametrize("typed", TYPED)
def test_what_is_typed_is_understood_and_comes_back_from_a_record(typed: str) -> None:
    assert annotation_from(typed) == TYPED[typed]
    state = State(annotations=(TYPED[typed],))
    assert state_of(json.loads(record_json(state_record(state)))) == state


def test_the_radius_of_a_circle_is_always_said() -> None:
    assert annotation_from("circle 30.2,67 20 Works").words == "Works (20 km around)"
    assert annotation_from("circle 30.2,67 0.5").words == "0.5 km around"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "is no annotation"), ("square 30,66", "is no annotation"), ("text 30,66", "needs words"),
        ("text Words", "lacks places"), ("arrow 30,66 Words", "lacks places"), ("area 30,66 31,66", "lacks places"),
        ("circle 30,66", "no radius"), ("circle 30,66 nan", "a radius of"), ("circle 30,66 9999", "a radius of"),
        ("text 71.5,34 Words", "latitude first"), ("text nan,66 Words", "not on any map"),
        ("text 30,66 " + "x" * 201, "at most 200"),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_is_refused_in_words(typed: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        annotation_from(typed)


def test_too_many_are_refused() -> None:
    with pytest.raises(InputError, match="51 annotations are too many"):
        require_few((annotation_from("text 30,66 x"),) * (MOST + 1))
