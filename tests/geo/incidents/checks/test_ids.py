"""Checks of incident ids, and ids made from the content."""

from __future__ import annotations

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
