"""Problems of rejected rows, and changes to accepted ones."""

from __future__ import annotations

from datetime import date

import pytest

from geo.incidents.checks.ids import SeenRows
from geo.incidents.findings import Checked, RawTable, Repair
from geo.sources.placenames import bundled_places
from tests.geo.checked_tables import check

HEADER = ("date_start", "district", "event_type", "sub_event_type")


def checked(*records: tuple[str, ...]) -> Checked:
    return check(RawTable(HEADER, records), bundled_places(), date(2026, 6, 20))


ROW = ("2024-11-18", "Bannu", "Battles", "")


def test_a_repeated_row_is_stored_with_a_warning_that_names_the_other() -> None:
    result = checked(ROW, ("2024-11-19", "Bannu", "Battles", ""), ROW)
    (problem,) = result.problems
    assert (problem.row, problem.value, problem.severity) == (3, "", "warning")
    assert problem.message.startswith("The row is the same as row 1: both are stored.")
    assert len({incident.incident_id for incident in result.incidents}) == 3


def test_a_repeated_row_is_left_out_where_each_is_to_be_stored_once() -> None:
    table = RawTable(HEADER, [ROW, ROW, ROW])
    result = check(table, bundled_places(), date(2026, 6, 20), keeps_repeated=False)
    assert (len(result.incidents), result.problems) == (1, [])
    assert (result.left_out, result.rejected, result.rows_read) == ({"the same as another row": 2}, 0, 3)


def test_a_repeated_row_of_a_later_part_is_found() -> None:
    seen = SeenRows()
    first = check(RawTable(HEADER, [ROW]), bundled_places(), date(2026, 6, 20), seen)
    second = check(RawTable(HEADER, [ROW], first=2), bundled_places(), date(2026, 6, 20), seen)
    assert [problem.row for problem in second.problems] == [2]
    assert first.incidents[0].incident_id != second.incidents[0].incident_id


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


def test_rows_that_differ_in_capital_letters_only_are_reported_as_the_same() -> None:
    (problem,) = checked(ROW, ("2024-11-18", "BANNU", "Battles", "")).problems
    assert (problem.row, problem.severity) == (2, "warning")
    assert "the same as row 1" in problem.message


@pytest.mark.parametrize("text", ["Bannu/Karak", "Bannu, Karak", "Bannu (Karak)", "Bannu - Karak"])
def test_a_cell_with_two_districts_is_a_warning(text: str) -> None:
    (problem,) = checked(("2024-11-18", text, "Battles", "")).problems
    assert (problem.severity, problem.message) == ("warning", "It names Bannu and Karak: the first is used.")


@pytest.mark.parametrize("text", ["Bannu, KP", "Turbat (Kech)", "Kurram (Lower)", "Bannu / Domel", "FR Tank - Jandola"])
def test_a_cell_with_a_district_and_a_unit_of_it_is_no_warning(text: str) -> None:
    assert checked(("2024-11-18", text, "Battles", "")).problems == []
