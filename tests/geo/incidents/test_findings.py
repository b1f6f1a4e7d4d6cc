"""Problems of rejected rows, and changes to accepted ones."""

from __future__ import annotations

from datetime import date

import pytest

from geo.incidents.findings import Checked, RawTable, Repair
from geo.incidents.validation import check
from geo.sources.placenames import bundled_places

HEADER = ("date_start", "district", "event_type", "sub_event_type")


def checked(*records: tuple[str, ...]) -> Checked:
    return check(RawTable(HEADER, records), bundled_places(), date(2026, 6, 20))


def test_a_duplicate_row_names_the_other_one() -> None:
    row = ("2024-11-18", "Bannu", "Battles", "")
    (problem,) = checked(row, ("2024-11-19", "Bannu", "Battles", ""), row).errors
    assert (problem.row, problem.value) == (3, "")
    assert problem.message == "The row is the same as row 1 (line 2). Leave one of them out."


@pytest.mark.parametrize("text", ["Suicide bomb", "suicide BOMB"])
def test_a_sub_event_type_given_as_event_type_is_recognised(text: str) -> None:
    (problem,) = checked(("2024-11-18", "Bannu", text, "")).errors
    assert problem.column == "event_type"
    assert (
        problem.message
        == "'Suicide bomb' is a sub-event type of Explosions/Remote violence: write it into sub_event_type."
    )


def test_changes_are_counted_in_accepted_rows() -> None:
    result = checked(("2024-11-18", "Bannu", "battles", ""), ("2024-02-31", "Bannu", "battles", ""))
    assert Repair("event_type: spelt as usual", 1) in result.repairs
    assert {repair.rows for repair in result.repairs} == {1}
    assert checked(("2024-02-31", "Bannu", "battles", "")).repairs == []
