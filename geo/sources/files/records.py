"""The records of a text with separators, as texts that are divided into cells only when somebody looks at them.

A record that is stored as it is need not be divided again: its text is enough to know it. Records are found and divided
by the rules of the module ``csv``, strictly.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import overload

from geo.errors import FileRefused
from geo.reading.formulas import restored

__all__ = ["Batch", "TextRecords", "read_batches"]

Batch = tuple[list[int], list[str]]
"""The line on which each record begins, and the texts of the records without the end of their last line."""

_BATCH_LINES = 1_000
_ENDS = "\r\n"


class TextRecords(Sequence[list[str]]):
    """The records of a part of a file; equal to any sequence of the same cells.

    Parameters
    ----------
    texts
        The text of each record.
    delimiter
        The sign that separates cells.
    width
        The number of columns: blank cells beyond it are left out.
    refused
        What is raised if a text is no record.
    """

    def __init__(self, texts: Sequence[str], delimiter: str, width: int, refused: Callable[[], FileRefused]) -> None:
        self.texts, self.delimiter = texts, delimiter
        self._width, self._refused = width, refused
        self._cells: list[list[str]] | None = None

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, index: int) -> list[str]: ...
    @overload
    def __getitem__(self, index: slice) -> list[list[str]]: ...
    def __getitem__(self, index: int | slice) -> list[str] | list[list[str]]:
        if self._cells is None and isinstance(index, int):
            return self._divided([self.texts[index]])[0]
        return self._all()[index]

    def __iter__(self) -> Iterator[list[str]]:
        return iter(self._all())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._all() == list(other)

    __hash__ = None  # type: ignore[assignment]  # compared by what it holds

    def _all(self) -> list[list[str]]:
        if self._cells is None:
            self._cells = self._divided(self.texts)
        return self._cells

    def _divided(self, texts: Sequence[str]) -> list[list[str]]:
        try:
            records = list(csv.reader(texts, delimiter=self.delimiter, strict=True))
        except csv.Error:
            raise self._refused() from None
        if self._may_be_neutralised(texts):
            records = [list(map(restored, record)) for record in records]
        return _even(records, self._width)

    def _may_be_neutralised(self, texts: Sequence[str]) -> bool:
        """Whether a cell may begin with an apostrophe."""
        joined = "\n".join(chain([""], (text for text in texts if "'" in text)))
        return any(f"{before}'" in joined for before in ("\n", '"', self.delimiter))


def _even(records: list[list[str]], width: int) -> list[list[str]]:
    """The records without blank cells beyond the last column: many programs end each row with a separator."""
    if any(length > width for length in set(map(len, records))):
        return [
            record[:width] if len(record) > width and not any(map(str.strip, record[width:])) else record
            for record in records
        ]
    return records


def read_batches(lines: Iterator[str], delimiter: str, begins: int = 1) -> Iterator[Batch]:
    """The records of a text, many at a time, without blank ones.

    Parameters
    ----------
    lines
        The lines of the text with their ends.
    delimiter
        The sign that separates cells.
    begins
        The number of the first line.

    Raises
    ------
    csv.Error
        If a quoted cell is not closed, or text follows its end.
    """
    while taken := list(islice(lines, _BATCH_LINES)):
        numbers, texts = [], []
        ahead = iter(taken)
        for line in ahead:
            text, height = line.rstrip(_ENDS), 1
            if '"' in text and not _is_closed(text, delimiter):
                text, height = _long_record(chain((line,), ahead, lines), delimiter)
            numbers.append(begins)
            texts.append(text)
            begins += height
        yield _filled(numbers, texts, delimiter)


def _is_closed(text: str, delimiter: str) -> bool:
    """Whether quotes and separators of a line show that it is a whole record. Of some that are it cannot be told."""
    pieces = text.split('"')
    first, last = pieces[0], pieces[-1]
    if len(pieces) % 2 == 0 or first[-1:] not in ("", delimiter) or last[:1] not in ("", delimiter):
        return False
    between = set(pieces[2:-1:2])  # nothing is a quote inside a cell, written twice
    return all(not piece or piece[0] == piece[-1] == delimiter for piece in between)


def _long_record(lines: Iterable[str], delimiter: str) -> tuple[str, int]:
    """The text of a record that may take several lines, and their number."""
    held: list[str] = []

    def noted() -> Iterator[str]:
        for line in lines:
            held.append(line)
            yield line

    next(csv.reader(noted(), delimiter=delimiter, strict=True))
    return "".join(held).rstrip(_ENDS), len(held)


def _filled(numbers: list[int], texts: list[str], delimiter: str) -> Batch:
    """The records that have a cell which is not blank."""
    marks = f'"{delimiter}'
    if all(text.lstrip(marks) for text in texts):
        return numbers, texts
    filled = [at for at, text in enumerate(texts) if text.lstrip(marks) or any(_cells(text, delimiter))]
    return [numbers[at] for at in filled], [texts[at] for at in filled]


def _cells(text: str, delimiter: str) -> list[str]:
    return next(csv.reader([text], delimiter=delimiter, strict=True), [])
