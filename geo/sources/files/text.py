"""CSV and its relatives: any separator, any encoding, any size."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import accumulate, chain, islice
from pathlib import Path

from geo.errors import FileRefused
from geo.incidents.columns import COLUMN_NAMES
from geo.incidents.findings import RawTable
from geo.reading.formulas import restored
from geo.sources.files.encoding import Encoding, decoded_lines, encoding_of
from geo.sources.files.table import PART_ROWS, Progress, Table, require_regular

__all__ = ["read_text"]

_DELIMITERS = (",", ";", "\t", "|")
_LINE_END = re.compile(r"\r\n|\r|\n")
_LONGEST_FIELD = 2**31 - 1
_BATCH_ROWS = 1_000


def read_text(path: Path, encoding: str = "") -> Table:
    """A text file as a table; raises `FileRefused` if it is none."""
    size = require_regular(path)
    detected = encoding_of(path, encoding)
    # A field may hold a whole report; what ends a runaway one is the check for an open quote.
    csv.field_size_limit(_LONGEST_FIELD)
    try:
        delimiter = _delimiter(path, detected)
    except UnicodeError as fault:
        raise FileRefused(f"{path.name} cannot be decoded: {fault}. Save it again as UTF-8.") from fault
    header = tuple(next(_batches(path, detected, delimiter), ([], [[]]))[1][0])
    if not any(cell.strip() for cell in header):
        raise FileRefused(f"{path.name} is empty. It needs a line with the names of the columns, and rows below it.")
    notes = (detected.note,) if detected.note else ()

    def parts(progress: Progress) -> Iterator[RawTable]:
        return _parts(header, _batches(path, detected, delimiter), progress, size)

    return Table("text table", header, parts, notes, {"encoding": detected.name})


def _parts(
    header: tuple[str, ...], batches: Iterator[tuple[list[int], list[list[str]]]], progress: Progress, size: int
) -> Iterator[RawTable]:
    first, read = 1, 0
    held: list[list[str]] = []
    lines: list[int] = []
    is_header = True
    for numbers, records in batches:
        held += records[is_header:]
        lines += numbers[is_header:]
        is_header = False
        read += len(records) * sum(map(len, records[-1]))
        progress(min(0.99, read / size))
        while len(held) >= PART_ROWS:
            yield RawTable(header, held[:PART_ROWS], lines[:PART_ROWS], first)
            first += PART_ROWS
            held, lines = held[PART_ROWS:], lines[PART_ROWS:]
    if held or first == 1:
        yield RawTable(header, held, lines, first)
    progress(1.0)


def _batches(path: Path, encoding: Encoding, delimiter: str) -> Iterator[tuple[list[int], list[list[str]]]]:
    """Records with the line on which each begins, many at a time; blank lines are left out."""
    reader = csv.reader(_without_mark(decoded_lines(path, encoding)), delimiter=delimiter, strict=True)
    begins = 1
    try:
        while batch := list(islice(reader, _BATCH_ROWS)):
            lines = _lines(batch, begins, reader.line_num)
            begins = reader.line_num + 1
            if not all(batch):
                lines = [line for line, record in zip(lines, batch, strict=True) if record]
                batch = [record for record in batch if record]
            if _may_be_neutralised(batch):
                batch = [list(map(restored, record)) for record in batch]
            if batch:
                yield lines, batch
    except csv.Error:
        raise FileRefused(
            f"{path.name}, line {_line_of_error(path, encoding, delimiter)}: a quoted cell is not closed as it should "
            "be. Put a text that holds a separator or a quote between double quotes, and write a quote inside it twice "
            '("").'
        ) from None
    except UnicodeError as fault:
        raise FileRefused(f"{path.name} cannot be decoded: {fault}. Save it again as UTF-8.") from fault


def _lines(batch: Sequence[Sequence[str]], begins: int, ends: int) -> list[int]:
    """The line on which each record begins: the next one, or further on where cells before it hold line ends."""
    if ends - begins + 1 == len(batch):
        return list(range(begins, ends + 1))
    heights = (1 + sum(len(_LINE_END.findall(cell)) for cell in record) for record in batch)
    return list(accumulate(heights, initial=begins))[: len(batch)]


def _line_of_error(path: Path, encoding: Encoding, delimiter: str) -> int:
    """The line on which the record begins that cannot be read."""
    reader = csv.reader(_without_mark(decoded_lines(path, encoding)), delimiter=delimiter, strict=True)
    begins = 1
    with suppress(csv.Error):
        for _record in reader:
            begins = reader.line_num + 1
    return begins


def _without_mark(lines: Iterator[str]) -> Iterator[str]:
    first = next(lines, "")
    return chain([first.removeprefix("\ufeff")], lines)


def _may_be_neutralised(batch: Sequence[Sequence[str]]) -> bool:
    """Whether a cell begins with an apostrophe; all are tested at once, because it is a hot path."""
    return "\n'" in "\n".join(chain([""], chain.from_iterable(batch)))


def _delimiter(path: Path, encoding: Encoding) -> str:
    """The separator that parts the first line into the most columns with a known name, or else the most columns."""
    head = ""
    for line in _without_mark(decoded_lines(path, encoding)):
        head = line.strip("\r\n")
        if head:
            break
    text = head.partition("\r")[0]

    def known(delimiter: str) -> tuple[int, int]:
        names = [name.strip().strip('"').casefold() for name in text.split(delimiter)]
        return sum(name in COLUMN_NAMES for name in names), len(names)

    return max(_DELIMITERS, key=known)
