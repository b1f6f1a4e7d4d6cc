"""Checks of event types and sub-event types."""

from __future__ import annotations

import pytest

from tests.geo.incidents.two_districts import assert_change_reported, assert_row_rejected

ERRORS: dict[str, tuple[dict[str, str], str, str]] = {
    "unknown event type": ({"event_type": "Batles"}, "event_type", "Did you mean 'Battles'"),
    "strange event type": ({"event_type": "qqq"}, "event_type", "It is one of"),
    "blank event type": ({"event_type": ""}, "event_type", "missing"),
    "unknown sub type": ({"sub_event_type": "Armed clsh"}, "sub_event_type", "Did you mean 'Armed clash'"),
    "sub type of another type": ({"sub_event_type": "Grenade"}, "sub_event_type", "'Explosions/Remote violence'"),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "column", "words"), ERRORS.values(), ids=list(ERRORS))
def test_a_row_with_a_wrong_type_is_rejected(changes: dict[str, str], column: str, words: str) -> None:
    assert_row_rejected(changes, column, words)


REPAIRS: dict[str, tuple[dict[str, str], str]] = {
    "spelling of a type": ({"event_type": "BATTLES"}, "event_type: spelt as usual"),
    "type from the sub type": ({"event_type": "", "sub_event_type": "Grenade"}, "filled from the sub-event type"),
}


@pytest.mark.parametrize(("changes", "words"), REPAIRS.values(), ids=list(REPAIRS))
def test_a_changed_type_is_reported(changes: dict[str, str], words: str) -> None:
    assert_change_reported(changes, words)
