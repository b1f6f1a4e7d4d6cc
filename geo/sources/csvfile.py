"""The project's own CSV: reading it as a table of texts, and writing it so that reading gives the same again.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line break for a formula and may run
it. Such a text is written with an apostrophe before it, and the apostrophe is taken off when the file is read; a text
that begins with apostrophes before such a character gets one more, so that nothing is lost either way.
"""

from __future__ import annotations

import csv
import io
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from geo.errors import ExportFailed, FileRefused
from geo.incidents.cells import claims_text
from geo.incidents.claims import Claim
from geo.incidents.columns import COLUMN_NAMES, COLUMNS, Kind
from geo.incidents.draft import CLAIMS_COLUMN
from geo.incidents.findings import RawTable
from geo.incidents.table import Incident

__all__ = ["read_table", "write_csv"]

_DELIMITERS = (",", ";", "\t", "|")
_BEGINS_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_NEUTRALISED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
_LONGEST_FIELD = 2**31 - 1
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read_table(path: Path, data: bytes) -> RawTable:
    """The records of a CSV file, blank lines left out; raises `FileRefused` if it is none."""
    text = _decoded(path, data)
    if not text.strip():
        raise FileRefused(f"{path.name} is empty. It needs a line with the names of the columns, and rows below it.")
    # A field may hold a whole report; what ends a runaway one is the check for an open quote.
    csv.field_size_limit(_LONGEST_FIELD)
    records, lines = _records(path, text)
    if any(mark in text for mark in ("'=", "'+", "'-", "'@", "'\t", "'\r", "'\n", "'＝", "'＋", "'－", "'＠")):
        records = [tuple(map(_restored, record)) for record in records]
    return RawTable(records[0], records[1:], lines[1:])


def _records(path: Path, text: str) -> tuple[list[tuple[str, ...]], list[int]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    records: list[tuple[str, ...]] = []
    lines: list[int] = []
    begins = 1
    try:
        for record in reader:
            if record:
                records.append(tuple(record))  # a list of texts would weigh on every garbage collection
                lines.append(begins)
            begins = reader.line_num + 1
    except csv.Error:
        raise FileRefused(
            f"{path.name}, line {begins}: a quoted cell is not closed as it should be. Put a text that holds a "
            'separator or a quote between double quotes, and write a quote inside it twice ("").'
        ) from None
    return records, lines


def _delimiter(text: str) -> str:
    """The separator that parts the first line into the most columns with a known name."""
    head = text.lstrip("\r\n").partition("\n")[0].rstrip("\r")

    def known(delimiter: str) -> tuple[int, int]:
        names = [name.strip().strip('"').casefold() for name in head.split(delimiter)]
        return sum(name in COLUMN_NAMES for name in names), len(names)

    return max(_DELIMITERS, key=known)


def _decoded(path: Path, data: bytes) -> str:
    if data.startswith(_UTF16):
        raise FileRefused(f"{path.name} is encoded as UTF-16. Save it as UTF-8 (in Excel: “CSV UTF-8”).")
    if (position := data.find(b"\0")) >= 0:
        raise FileRefused(f"{path.name} is not a text file (byte {position} is null). Choose a CSV or a GeoPackage.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        at = fault.start + 3 * data.startswith(b"\xef\xbb\xbf")
        line = data.count(b"\n", 0, at) + 1
        raise FileRefused(
            f"{path.name} is not encoded as UTF-8: byte {at} (line {line}) is 0x{data[at]:02x}."
            f"{_likely_encoding(data)} Save it as UTF-8 (in Excel: “CSV UTF-8”) and bring it in again."
        ) from None


def _likely_encoding(data: bytes) -> str:
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return ""
    return " It may be Windows-1252 (cp1252), as older Excel writes."


# writing


def write_csv(path: Path, incidents: Iterable[Incident], claims: Mapping[str, Sequence[Claim]] | None = None) -> None:
    """Write incidents with their claims, whole or not at all; UTF-8 with a byte order mark, so that Excel reads Urdu.

    Raises
    ------
    ExportFailed
        If the file cannot be written; one that was there before is still there.
    """
    try:
        _replace(path, lambda handle: csv.writer(handle).writerows(_rows(incidents, claims or {})))
    except OSError as fault:
        raise ExportFailed(f"{path} could not be written: {fault.strerror or fault}. Choose another place.") from fault


def _replace(path: Path, write: Callable[[io.TextIOWrapper], None]) -> None:
    number, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with open(number, "w", encoding="utf-8-sig", newline="") as handle:  # noqa: PTH123 - it is open already
            write(handle)
            handle.flush()
            os.fsync(handle.fileno())
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _rows(incidents: Iterable[Incident], claims: Mapping[str, Sequence[Claim]]) -> Iterator[list[str]]:
    texts = [column.kind in (Kind.TEXT, Kind.CODED) for column in COLUMNS]
    yield [*COLUMN_NAMES, CLAIMS_COLUMN]
    for incident in incidents:
        values = (getattr(incident, name) for name in COLUMN_NAMES)
        cells = [_neutral(value) if text else _plain(value) for text, value in zip(texts, values, strict=True)]
        yield [*cells, claims_text(claims.get(incident.incident_id, ()))]


def _plain(value: object) -> str:
    return "" if value is None else str(value)


def _neutral(text: str) -> str:
    return f"'{text}" if _BEGINS_FORMULA.match(text) else text


def _restored(cell: str) -> str:
    return cell[1:] if _NEUTRALISED.match(cell) else cell
