"""Checks of incident ids, and ids made from the content."""

from __future__ import annotations

import numpy as np
import pytest

from geo.incidents.checks.ids import SeenEvents
from tests.geo.incidents.two_districts import GOOD, checked, imported


def test_a_duplicate_id_is_rejected_with_the_row_of_the_first() -> None:
    result = checked(GOOD, {**GOOD, "date_start": "2024-11-19"})
    assert [p.row for p in result.errors] == [2]
    assert "row 1 (line 2)" in result.errors[0].message
    assert [row.date_start.day for row in result.incidents] == [18]


def test_an_id_made_from_the_content_is_stable() -> None:
    row = {**GOOD, "incident_id": ""}
    first = checked(row).incidents[0].incident_id
    assert first.startswith("own:")
    assert first == checked(dict(reversed(row.items()))).incidents[0].incident_id
    assert first == checked({**row, "notes": "", "source": "own"}).incidents[0].incident_id
    assert first != checked({**row, "date_start": "2024-11-19"}).incidents[0].incident_id
    assert "made from the content" in checked(row).repairs[0].what


def test_a_repeated_row_without_an_id_gets_one_of_its_own_and_a_warning() -> None:
    row = {**GOOD, "incident_id": ""}
    result = checked(row, row)
    first, second = (incident.incident_id for incident in result.incidents)
    assert second == f"{first}-2"
    assert [(problem.row, problem.severity) for problem in result.problems] == [(2, "warning")]


def test_an_id_without_a_source_is_prefixed_with_it() -> None:
    assert imported(incident_id="17", source="partner").incident_id == "partner:17"


@pytest.mark.parametrize(
    ("given", "restored"),
    [
        ("partner:20150600001.0", "partner:20150600001"),
        ("partner:2.0150600001E+10", "partner:20150600001"),
        ("partner:3.0", "partner:3.0"),
        ("partner:1E10", "partner:1E10"),
        ("partner:a-20150600001.0", "partner:a-20150600001.0"),
    ],
)
def test_what_a_spreadsheet_has_made_of_a_long_number_is_restored(given: str, restored: str) -> None:
    assert imported(incident_id=given, source="partner").incident_id == restored


def test_a_rounded_id_is_refused_for_each_of_its_rows_with_the_cause() -> None:
    rows = [{**GOOD, "incident_id": "2.01506E+11", "notes": text, "source": "partner"} for text in "ab"]
    result = checked(*rows)
    assert [problem.row for problem in result.errors] == [1, 2]
    assert all("rounded by a spreadsheet" in problem.message for problem in result.errors)


def test_events_of_earlier_parts_are_found_by_the_number_of_the_first() -> None:
    events = SeenEvents()
    assert events.numbers_of(np.array([5, -7])).tolist() == [0, 0]
    events.add(np.array([5, 9, 5]), np.array([1, 2, 3]))
    events.add(np.array([-7, 5, 2**62]), np.array([4, 5, 6]))
    assert events.numbers_of(np.array([5, 9, -7, 2**62, 0, 10])).tolist() == [1, 2, 4, 6, 0, 0]
