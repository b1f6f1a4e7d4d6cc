"""The records of a text with separators, as texts that are divided into cells only when somebody looks at them.

A record that is stored as it is need not be divided again, nor even decoded: its bytes are enough to know it. Records
are found and divided by the rules of the module ``csv``, strictly. All texts are bytes in UTF-8 here.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice, repeat
from operator import sub
from typing import overload

from geo.errors import FileRefused
from geo.reading.formulas import restored

__all__ = ["Batch", "TextRecords", "read_batches", "single_lines", "text_of"]

Batch = tuple[list[int], list[bytes]]
"""The line on which each record begins, and the texts of the records without the end of their last line."""

_BATCH_LINES = 1_000
_ENDS = b"\r\n"
_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


class TextRecords(Sequence[list[str]]):
    """The records of a part of a file; equal to any sequence of the same cells.

    Parameters
    ----------
    texts
        The text of each record in UTF-8.
    delimiter
        The sign that separates cells.
    width
        The number of columns: blank cells beyond it are left out.
    refused
        What is raised if a text is no record.
    """

    def __init__(self, texts: Sequence[bytes], delimiter: str, width: int, refused: Callable[[], FileRefused]) -> None:
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

    def _divided(self, texts: Sequence[bytes]) -> list[list[str]]:
        try:
            decoded = [text.decode("utf-8", "surrogatepass") for text in texts]
            records = list(csv.reader(decoded, delimiter=self.delimiter, strict=True))
        except (csv.Error, UnicodeError):
            raise self._refused() from None
        if self._may_be_neutralised(texts):
            records = [list(map(restored, record)) for record in records]
        return _even(records, self._width)

    def _may_be_neutralised(self, texts: Sequence[bytes]) -> bool:
        """Whether a cell may begin with an apostrophe."""
        joined = b"\n".join(chain([b""], (text for text in texts if b"'" in text)))
        return any(before + b"'" in joined for before in (b"\n", b'"', self.delimiter.encode()))


def _even(records: list[list[str]], width: int) -> list[list[str]]:
    """The records without blank cells beyond the last column: many programs end each row with a separator."""
    if any(length > width for length in set(map(len, records))):
        return [
            record[:width] if len(record) > width and not any(map(str.strip, record[width:])) else record
            for record in records
        ]
    return records


def read_batches(lines: Iterator[bytes], delimiter: str, begins: int = 1) -> Iterator[Batch]:
    """The records of a text, many at a time, without blank ones.

    Parameters
    ----------
    lines
        The lines of the text with their ends; a line may still hold others that end with a carriage return.
    delimiter
        The sign that separates cells.
    begins
        The number of the first line.

    Raises
    ------
    csv.Error
        If a quoted cell is not closed, or text follows its end.
    """
    left: list[bytes] = []
    while taken := left[::-1] or list(islice(lines, _BATCH_LINES)):
        left.clear()
        texts = list(map(bytes.rstrip, taken, repeat(_ENDS)))
        whole = b"".join(texts)
        if b"\r" in whole or _hold_others(taken, texts):
            taken = _LINE.findall(b"".join(taken))
            texts = list(map(bytes.rstrip, taken, repeat(_ENDS)))
        numbers = list(range(begins, begins + len(texts)))
        begins += len(texts)
        if b'"' in whole:
            numbers, texts, further = _joined(numbers, taken, texts, _split(lines, left), delimiter)
            begins += further
        yield _filled(numbers, texts, delimiter)


def _hold_others(lines: Sequence[bytes], texts: Sequence[bytes]) -> bool:
    """Whether blank lines that end with a carriage return follow the texts of lines."""
    longest = max(map(sub, map(len, lines), map(len, texts)))
    return longest > len(_ENDS) or (longest == len(_ENDS) and lines[-1].endswith(b"\r\r"))


def _joined(
    numbers: list[int], taken: list[bytes], texts: list[bytes], below: Iterator[bytes], delimiter: str
) -> tuple[list[int], list[bytes], int]:
    """The records of some lines, and the numbers of their first lines; and how many lines below the last one takes."""
    sign = delimiter.encode()
    kept, records = [], []
    at = 0
    while at < len(texts):
        text, height = texts[at], 1
        if b'"' in text and not _is_closed(text, sign):
            text, height = _long_record(chain(islice(taken, at, None), below), delimiter)
        kept.append(numbers[at])
        records.append(text)
        at += height
    return kept, records, at - len(texts)


def _split(lines: Iterable[bytes], left: list[bytes]) -> Iterator[bytes]:
    """Lines of which none holds another one; those that nobody took are ``left``, the next one last."""
    for line in lines:
        left.extend(reversed(_LINE.findall(line)))
        while left:
            yield left.pop()


def _is_closed(text: bytes, sign: bytes) -> bool:
    """Whether quotes and separators of a line show that it is a whole record. Of some that are it cannot be told."""
    pieces = text.split(b'"')
    first, last = pieces[0], pieces[-1]
    if len(pieces) % 2 == 0 or (first and not first.endswith(sign)) or (last and not last.startswith(sign)):
        return False
    between = set(pieces[2:-1:2])  # nothing is a quote inside a cell, written twice
    return all(not piece or (piece.startswith(sign) and piece.endswith(sign)) for piece in between)


def _long_record(lines: Iterable[bytes], delimiter: str) -> tuple[bytes, int]:
    """The text of a record that may take several lines, and their number."""
    held: list[bytes] = []

    def noted() -> Iterator[str]:
        for line in lines:
            held.append(line)
            yield text_of(line)

    next(csv.reader(noted(), delimiter=delimiter, strict=True))
    return b"".join(held).rstrip(_ENDS), len(held)


def _filled(numbers: list[int], texts: list[bytes], delimiter: str) -> Batch:
    """The records that have a cell which is not blank."""
    marks = f'"{delimiter}'.encode()
    if all(map(bytes.lstrip, texts, repeat(marks))):
        return numbers, texts
    filled = [at for at, text in enumerate(texts) if text.lstrip(marks) or any(_cells(text, delimiter))]
    return [numbers[at] for at in filled], [texts[at] for at in filled]


def _cells(text: bytes, delimiter: str) -> list[str]:
    return next(csv.reader([text_of(text)], delimiter=delimiter, strict=True), [])


def single_lines(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Lines of which none holds another one that ends with a carriage return."""
    return chain.from_iterable(map(_LINE.findall, lines))


def text_of(text: bytes) -> str:
    """The text of bytes in UTF-8."""
    return text.decode("utf-8", "surrogatepass")
