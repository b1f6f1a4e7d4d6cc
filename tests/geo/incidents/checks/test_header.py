"""Checks of the header."""

from __future__ import annotations

import pytest

from geo.incidents.findings import RawTable
from tests.geo.checked_tables import check
from tests.geo.incidents.two_districts import GOOD, TODAY, TwoDistricts, checked

HEADERS: dict[str, tuple[list[str], str, str]] = {
    "no day": (["event_type", "district"], "date_start", "missing"),
    "no type": (["date_start", "district"], "event_type", "missing"),
    "no place": (["date_start", "event_type"], "district", "No place"),
    "longitude without latitude": (["date_start", "event_type", "lon"], "district", "No place"),
    "twice": (["date_start", "event_type", "district", "date_start"], "date_start", "occurs 2 times"),
    "twice, spelt otherwise": (["date_start", "event_type", "district", "Date Start"], "date_start", "occurs 2 times"),
    "nothing known": (["a", "b"], "date_start", "missing"),
}


@pytest.mark.parametrize(("header", "column", "words"), HEADERS.values(), ids=list(HEADERS))
def test_a_wrong_header_rejects_every_row(header: list[str], column: str, words: str) -> None:
    result = check(RawTable(tuple(header), [["2024-11-18"] * len(header)]), TwoDistricts(), TODAY)
    assert result.incidents == []
    assert result.rejected == 1
    assert [(p.row, p.line) for p in result.errors if p.column == column and words in p.message] == [(0, 1)]


@pytest.mark.parametrize(
    ("name", "meant"),
    [("latitude", "lat"), ("event_date", "date_start"), ("distrct", "district"), ("fatalities", "killed_best")],
)
def test_an_unknown_column_is_left_out_and_reported(name: str, meant: str) -> None:
    result = checked({**GOOD, name: "7"})
    assert [(p.column, p.severity) for p in result.problems] == [(name, "warning")]
    assert f"Did you mean {meant!r}" in result.problems[0].message
    assert len(result.incidents) == 1
