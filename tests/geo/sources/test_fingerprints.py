"""Fingerprints: equal for equal records read in the same way; stored records are not checked again."""

from __future__ import annotations

import pytest

from geo.incidents.findings import RawTable
from geo.sources.fingerprints import none_stored, with_fingerprints, without_stored

TABLE = RawTable(("a", "b"), [("1", "2"), ("3", "4"), ("1", "2")])


def test_equal_records_have_equal_fingerprints() -> None:
    first, second, third = with_fingerprints(TABLE, "own").fingerprints or ()
    assert first == third != second


@pytest.mark.parametrize(
    ("table", "reading"),
    [
        (TABLE, "acled"),
        (RawTable(("a", "c"), TABLE.records), "own"),
        (RawTable(("a", "b"), [("12", ""), ("34", ""), ("12", "")]), "own"),
    ],
    ids=["another layout", "another header", "other cells"],
)
def test_fingerprints_differ_with_the_layout_the_header_and_the_cells(table: RawTable, reading: str) -> None:
    ours, theirs = with_fingerprints(TABLE, "own").fingerprints, with_fingerprints(table, reading).fingerprints
    assert set(ours or ()).isdisjoint(theirs or ())


def test_stored_records_are_skipped_once_and_their_ids_are_noted() -> None:
    table = with_fingerprints(TABLE, "own")
    fingerprint = (table.fingerprints or ())[0]
    seen: dict[str, int] = {}
    rest, unchanged = without_stored(table, lambda marks: list(map({fingerprint: "x:1"}.get, marks)), seen)
    assert (unchanged, seen) == (["x:1"], {"x:1": 1})
    assert [list(record) for record in rest.records] == [["3", "4"], ["1", "2"]]  # the duplicate is kept to be reported
    assert list(rest.numbered()) == [2, 3]


def test_no_record_is_skipped_in_an_empty_workspace() -> None:
    table = with_fingerprints(TABLE, "own")
    assert without_stored(table, none_stored, {}) == (table, [])
