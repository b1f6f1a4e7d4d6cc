"""CSV and its relatives: any separator, any encoding, any size."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from operator import itemgetter
from pathlib import Path

from geo.errors import FileRefused
from geo.incidents.findings import RawTable
from geo.sources.files.encoding import Encoding, decoded_lines, encoding_of, opened_raw_lines
from geo.sources.files.headings import SEARCHED, find_heading, has_values, known_names
from geo.sources.files.records import Batch, TextRecords, read_batches, single_lines, text_of
from geo.sources.files.table import PART_ROWS, Progress, Table, require_regular

__all__ = ["read_text"]

_DELIMITERS = (",", ";", "\t", "|")
_NAMED = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
_SEPARATOR_LINE = re.compile(r'"?sep=(\\t|.)"?[,;\s]*', re.IGNORECASE)
_LONGEST_FIELD = 2**31 - 1
_ANY_WIDTH = 2**31
_LONGEST_LOOK = 200_000
_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class _Form:
    """How a text file is split into records: the separator, and lines before the first record."""

    encoding: Encoding
    delimiter: str
    has_separator_line: bool = False
    is_quoted: bool = False
    """Whether each whole line stands between quotes."""


def read_text(path: Path, encoding: str = "") -> Table:
    """A text file as a table; raises `FileRefused` if it is none."""
    require_regular(path)
    detected = encoding_of(path, encoding)
    # A field may hold a whole report; what ends a runaway one is the check for an open quote.
    csv.field_size_limit(_LONGEST_FIELD)
    try:
        form = _form(path, detected)
    except UnicodeError as fault:
        raise FileRefused(f"{path.name} cannot be decoded: {fault}. Save it again as UTF-8.") from fault
    _, texts = next(_batches(path, form), ([], []))
    records = TextRecords(texts, form.delimiter, _ANY_WIDTH, partial(_refusal, path, form))[:] or [[]]
    heading = find_heading(records)
    if not any(cell.strip() for cell in heading.names):
        raise FileRefused(f"{path.name} is empty. It needs a line with the names of the columns, and rows below it.")
    header, further = _header(heading.names, records[heading.below :])
    _require_one_separator(path, form, header, records[heading.below :])
    _require_columns(path, header, records[heading.below :])
    notes = [*([detected.note] if detected.note else []), *heading.notes, *further]
    if form.is_quoted:
        notes.insert(0, "each line stands between quotes, which are left out")
    if form.has_separator_line:
        notes.insert(0, f"the first line states the separator ({_NAMED.get(form.delimiter, form.delimiter)})")

    def parts(progress: Progress) -> Iterator[RawTable]:
        return _parts(path, form, header, heading.below, progress)

    return Table("text table", header, parts, tuple(notes), {"encoding": detected.name}, is_decoded=True)


def _header(names: Sequence[str], below: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], list[str]]:
    """The names of the columns, without blank ones at the end that no row fills, and with one for row names of R."""
    plain = [name.replace("\0", "") for name in names]
    if has_values(plain):  # a record: a file without names
        return tuple(plain), []
    width = max((at + 1 for at, name in enumerate(plain) if name.strip()), default=0)
    if any(any(map(str.strip, record[width:])) for record in below if len(record) <= len(plain)):
        width = len(plain)
    plain = plain[:width]
    if below and all(len(record) == width + 1 and record[0].strip().isdecimal() for record in below):
        numbers = {record[0] for record in below}
        if len(numbers) == len(below) and any(record[-1].strip() for record in below):
            return ("", *plain), ["a first column without a name, which numbers the rows, left out"]
    ends = [record for record in below if len(record) > width and not any(map(str.strip, record[width:]))]
    is_usual = len(ends) >= max(1, _SHARE * len(below))
    return tuple(plain), ["a separator at the end of each row left out"] if is_usual else []


def _require_one_separator(path: Path, form: _Form, header: Sequence[str], below: Sequence[Sequence[str]]) -> None:
    """Refuse a table whose rows have another separator than its names."""
    single = [record[0] for record in below if len(record) == 1]
    if len(header) < 3 or not single or len(single) < _SHARE * len(below):
        return
    for other in _DELIMITERS:
        fitting = [text for text in single if text.count(other) >= len(header) - 1]
        if other != form.delimiter and len(fitting) >= _SHARE * len(single):
            raise FileRefused(
                f"{path.name}: the names of its columns are separated by a {_NAMED.get(form.delimiter, 'sign')}, its "
                f"rows by a {_NAMED[other]}. Write the same separator in all lines."
            )


def _require_columns(path: Path, header: Sequence[str], below: Sequence[Sequence[str]]) -> None:
    """Refuse a text of a single column, whose cells no separator divides."""
    if len(header) == 1 and len(below) > 1 and all(len(record) == 1 for record in below):
        raise FileRefused(
            f"{path.name} has a single column: no comma, semicolon, tab or vertical bar separates its cells. Save the "
            "table as CSV."
        )


def _parts(path: Path, form: _Form, header: tuple[str, ...], below: int, progress: Progress) -> Iterator[RawTable]:
    """The records from that number on, in parts."""
    first, read, size = 1, 0, path.stat().st_size
    held: list[bytes] = []
    lines: list[int] = []

    def part(texts: list[bytes]) -> RawTable:
        records = TextRecords(texts, form.delimiter, len(header), partial(_refusal, path, form))
        return RawTable(header, records, lines[: len(texts)], first)

    for numbers, texts in _batches(path, form):
        read += sum(map(len, texts))
        held += texts[below:]
        lines += numbers[below:]
        below = 0
        progress(min(0.99, read / max(1, size)))
        while len(held) >= PART_ROWS:
            yield part(held[:PART_ROWS])
            first += PART_ROWS
            held, lines = held[PART_ROWS:], lines[PART_ROWS:]
    if held or first == 1:
        yield part(held)
    progress(1.0)


def _batches(path: Path, form: _Form) -> Iterator[Batch]:
    """The texts of records with the line on which each begins, many at a time; blank lines are left out."""
    begins = 1 + form.has_separator_line
    try:
        with opened_raw_lines(path, form.encoding) as lines:
            yield from filter(itemgetter(1), read_batches(_table_lines(lines, form), form.delimiter, begins))
    except csv.Error:
        raise _refusal(path, form) from None
    except UnicodeError as fault:
        raise FileRefused(f"{path.name} cannot be decoded: {fault}. Save it again as UTF-8.") from fault


def _refusal(path: Path, form: _Form) -> FileRefused:
    """What is raised for a file whose quotes do not fit together."""
    return FileRefused(
        f"{path.name}, line {_line_of_error(path, form)}: a quoted cell is not closed as it should "
        "be. Put a text that holds a separator or a quote between double quotes, and write a quote inside it twice "
        '("").'
    )


def _line_of_error(path: Path, form: _Form) -> int:
    """The line on which the record begins that cannot be read."""
    begins = 1
    with opened_raw_lines(path, form.encoding) as lines, suppress(csv.Error, UnicodeError):
        reader = csv.reader(
            map(text_of, single_lines(_table_lines(lines, form))), delimiter=form.delimiter, strict=True
        )
        for _record in reader:
            begins = reader.line_num + 1
    return begins + form.has_separator_line


def _table_lines(lines: Iterator[bytes], form: _Form) -> Iterator[bytes]:
    """The lines of the table, without what surrounds them."""
    first = next(lines, b"").removeprefix(codecs.BOM_UTF8)  # of a text in UTF-16, or a second mark
    marked = chain([first], lines)
    if not form.has_separator_line and not form.is_quoted:
        return marked
    wanted = islice(single_lines(marked), int(form.has_separator_line), None)
    return map(_unquoted, wanted) if form.is_quoted else wanted


def _unquoted(line: bytes) -> bytes:
    """A line without the quotes around all of it."""
    plain = line.rstrip(b"\r\n")
    is_quoted = len(plain) > 1 and plain.startswith(b'"') and plain.endswith(b'"')
    return plain[1:-1].replace(b'""', b'"') + b"\n" if is_quoted else line


def _are_quoted(lines: Sequence[str]) -> bool:
    """Whether each line is a single quoted cell that holds several."""
    filled = [line.rstrip("\r\n") for line in lines if line.strip()]
    if len(filled) < 2 or not all(line[0] == line[-1] == '"' for line in filled):
        return False
    with suppress(csv.Error):
        inner = [cells[0] for cells in csv.reader(filled, strict=True) if len(cells) == 1]
        return len(inner) == len(filled) and any(min(map(str.count, inner, [s] * len(inner))) for s in _DELIMITERS)
    return False


def _without_mark(lines: Iterator[str]) -> Iterator[str]:
    first = next(lines, "")
    return chain([first.removeprefix("\ufeff")], lines)


def _form(path: Path, encoding: Encoding) -> _Form:
    """The separator: stated by the first line, else the one that fits the first lines best."""
    lines, length = [], 0
    for line in _without_mark(decoded_lines(path, encoding)):
        lines.append(line)
        length += len(line)
        if len(lines) >= 2 * SEARCHED or length > _LONGEST_LOOK:
            break
    stated = _SEPARATOR_LINE.fullmatch(lines[0].strip("\r\n")) if lines else None
    if stated is None:
        is_quoted = _are_quoted(lines)
        plain = [text_of(_unquoted(line.encode("utf-8", "surrogatepass"))) for line in lines] if is_quoted else lines
        return _Form(encoding, max(_DELIMITERS, key=lambda sign: _fit(plain, sign)), is_quoted=is_quoted)
    sign = "\t" if stated[1] == "\\t" else stated[1]
    below = lines[1:]
    best = max(_DELIMITERS, key=lambda other: _fit(below, other))
    splits = any(sign in line for line in below)
    return _Form(encoding, sign if splits or sign not in _DELIMITERS else best, has_separator_line=True)


def _fit(lines: Sequence[str], delimiter: str) -> tuple[int, int, int]:
    """How well a separator fits: the most known names in a line, lines of equal width, and that width."""
    records: list[list[str]] = []
    with suppress(csv.Error):
        records.extend(record for record in csv.reader(lines, delimiter=delimiter) if record)
    known = max((len(known_names(record)) for record in records), default=0)
    first = len(records[0]) if records else 0
    width, count = Counter(map(len, records)).most_common(1)[0] if records else (0, 0)
    return known, count if width > 1 else 0, max(width, first)
