"""Records of a text: found and divided as the module ``csv`` does it, and divided only when looked at."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import FileRefused
from geo.incidents.findings import RawTable
from geo.sources.files.records import TextRecords, read_batches, text_of
from geo.sources.fingerprints import with_fingerprints

TEXTS = st.text(st.sampled_from("ab,;\"'\r\n\0 ="), max_size=40)


class Refused(FileRefused):
    """What is raised for a text that is no record."""


def records(texts: Sequence[str], width: int = 2**31, delimiter: str = ",") -> TextRecords:
    return TextRecords([text.encode() for text in texts], delimiter, width, lambda: Refused("x"))


def by_csv(text: str, delimiter: str) -> tuple[list[int], list[list[str]]] | None:
    """The lines on which records begin, and the records that are not blank; None if they cannot be read."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    numbers, found, begins = [], [], 1
    try:
        for record in reader:
            if any(record):
                numbers.append(begins)
                found.append(record)
            begins = reader.line_num + 1
    except csv.Error:
        return None
    return numbers, found


def by_batches(text: str, delimiter: str) -> tuple[list[int], list[list[str]]] | None:
    try:
        batches = list(read_batches(io.BytesIO(text.encode()), delimiter))
        texts = [text_of(text) for _, texts in batches for text in texts]
        return list(chain.from_iterable(numbers for numbers, _ in batches)), list(records(texts, delimiter=delimiter))
    except (csv.Error, Refused):
        return None


@settings(max_examples=2_000, deadline=None)
@given(text=TEXTS, delimiter=st.sampled_from(",;"))
def test_records_are_those_of_csv(text: str, delimiter: str) -> None:
    text = text.replace("'", "x")  # an apostrophe before a formula is removed
    assert by_batches(text, delimiter) == by_csv(text, delimiter)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old mac"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL], ids=["few quotes", "all quoted"])
def test_records_of_several_batches(ends: str, quoting: int) -> None:
    rows = [
        [f"id {i}", f"two{ends}lines" if i % 700 == 3 else 'said "so", and' if i % 3 else "", "x"] for i in range(2_500)
    ]
    text = io.StringIO(newline="")
    csv.writer(text, quoting=quoting, lineterminator=ends).writerows(rows)  # type: ignore[arg-type]
    found = by_batches(text.getvalue(), ",")
    assert found is not None
    assert found == by_csv(text.getvalue(), ",")
    assert found[1] == rows


@pytest.mark.parametrize("cell", ["'=1+1", "'-x", "'@a", "'plain", "it's", "a'=b"])
@pytest.mark.parametrize("is_quoted", [False, True], ids=["plain", "quoted"])
@pytest.mark.parametrize("at", [0, 1])
def test_the_apostrophe_before_a_formula_is_removed(cell: str, is_quoted: bool, at: int) -> None:
    written = f'"{cell}"' if is_quoted else cell
    texts = [f"{written},b" if at == 0 else f"b,{written}"]
    expected = cell[1:] if cell[:2] in ("'=", "'-", "'@") else cell
    assert records(texts)[0][at] == expected
    assert next(iter(records(texts)))[at] == expected


def test_blank_cells_beyond_the_last_column_are_left_out() -> None:
    assert records(["a,b,,", "a,b,c,", "a"], 2) == [["a", "b"], ["a", "b", "c", ""], ["a"]]


def test_a_text_that_is_no_record_is_refused_when_it_is_looked_at() -> None:
    held = records(["a,b", '"a"x,b'])
    assert (len(held), held[0]) == (2, ["a", "b"])
    with pytest.raises(Refused):
        list(held)


def test_the_fingerprint_of_a_record_needs_no_cells_and_tells_separators_apart() -> None:
    held = records(['"a"x', "a;b,c", "a;b,c"])
    header = ("one", "two")
    marks = with_fingerprints(RawTable(header, held), "acled").fingerprints
    other = with_fingerprints(RawTable(header, records(["a;b,c"], delimiter=";")), "acled").fingerprints
    assert marks is not None
    assert other is not None
    assert len(set(marks)) == 2
    assert marks[1] == marks[2]
    assert other[0] not in marks
