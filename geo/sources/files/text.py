"""CSV and its relatives: any separator, any encoding, any size."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from geo.errors import FileRefused
from geo.incidents.columns import COLUMN_NAMES
from geo.incidents.findings import RawTable
from geo.sources.files.encoding import Encoding, decoded_lines, encoding_of
from geo.sources.files.table import PART_ROWS, Progress, Table, require_regular

__all__ = ["read_text"]

_DELIMITERS = (",", ";", "\t", "|")
_NEUTRALISED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
_LONGEST_FIELD = 2**31 - 1
_TOLD_EVERY = 1_000


def read_text(path: Path, encoding: str = "") -> Table:
    """A text file as a table; raises `FileRefused` if it is none."""
    size = require_regular(path)
    found = encoding_of(path, encoding)
    # A field may hold a whole report; what ends a runaway one is the check for an open quote.
    csv.field_size_limit(_LONGEST_FIELD)
    try:
        delimiter = _delimiter(path, found)
    except UnicodeError as fault:
        raise FileRefused(f"{path.name} cannot be decoded: {fault}. Save it anew as UTF-8.") from fault
    header = tuple(next(_records(path, found, delimiter), (0, ()))[1])
    if not any(cell.strip() for cell in header):
        raise FileRefused(f"{path.name} is empty. It needs a line with the names of the columns, and rows below it.")
    said = (found.said,) if found.said else ()

    def parts(progress: Progress) -> Iterator[RawTable]:
        return _parts(header, _records(path, found, delimiter), progress, size)

    return Table("text table", header, parts, said, {"encoding": found.name})


def _parts(
    header: tuple[str, ...], records: Iterator[tuple[int, Sequence[str]]], progress: Progress, size: int
) -> Iterator[RawTable]:
    next(records, None)
    first, read = 1, 0
    held: list[Sequence[str]] = []
    lines: list[int] = []
    for line, record in records:
        held.append(record)
        lines.append(line)
        if len(held) % _TOLD_EVERY == 0:
            read += sum(map(len, held[-1])) * _TOLD_EVERY
            progress(min(0.99, read / size))
        if len(held) == PART_ROWS:
            yield RawTable(header, held, lines, first)
            first += len(held)
            held, lines = [], []
    if held or first == 1:
        yield RawTable(header, held, lines, first)
    progress(1.0)


def _records(path: Path, encoding: Encoding, delimiter: str) -> Iterator[tuple[int, Sequence[str]]]:
    """The records with the line on which each begins; blank lines are left out."""
    reader = csv.reader(_without_mark(decoded_lines(path, encoding)), delimiter=delimiter, strict=True)
    begins = 1
    try:
        for record in reader:
            if record:
                yield begins, list(map(_restored, record)) if _may_be_neutralised(record) else record
            begins = reader.line_num + 1
    except csv.Error:
        raise FileRefused(
            f"{path.name}, line {begins}: a quoted cell is not closed as it should be. Put a text that holds a "
            'separator or a quote between double quotes, and write a quote inside it twice ("").'
        ) from None
    except UnicodeError as fault:
        raise FileRefused(f"{path.name} cannot be decoded: {fault}. Save it anew as UTF-8.") from fault


def _without_mark(lines: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield line.removeprefix("\ufeff") if number == 0 else line


def _may_be_neutralised(record: list[str]) -> bool:
    """Whether a cell begins with an apostrophe; told from all of them at once, because this is asked of every row."""
    return record[0][:1] == "'" or "\n'" in "\n".join(record)


def _restored(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _NEUTRALISED.match(cell) else cell


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
