"""The cells of a known layout in the form that its translator expects, whatever a program has made of them.

Programs write codes as ``1.0``, numbers with a decimal comma and days in the order of their own country. The same rules
hold as for a table with an unknown layout: the order of a day is that of the whole column, or what the user says.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Mapping
from typing import Literal

from geo.incidents.draft import Sheet
from geo.places.coordinates import degrees_text
from geo.reading.dates import read_date, read_serial_day

__all__ = ["CellKind", "is_plain_day", "plain_sheet"]

CellKind = Literal["id", "code", "count", "degrees", "day"]
"""What a column holds: an id, a code of digits, a figure of people, one coordinate, or a day."""

_WHOLE = re.compile(r"([+-]?\d+)[.,]0+", re.ASCII)
_PLAIN = re.compile(r"[+-]?\d+\.?\d*", re.ASCII)
_COUNT = re.compile(r"(\d+)(?:\.0+|,0{1,2})", re.ASCII)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ].*)?", re.ASCII)
_IN_NUMBERS = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T ].*)?", re.ASCII)
_ORDERS = {"dmy": "day first", "mdy": "month first", "ymd": "year first"}

DEGREES = "coordinates: written in decimal degrees"
ONE_COORDINATE = "one coordinate without a column for the other one: not used, the place is that of the names"
CODES = "codes and figures: written as whole numbers"
IDS = "ids: white space or decimals that a program added removed"


def plain_sheet(sheet: Sheet, cells: Mapping[str, CellKind], order: str = "") -> tuple[Sheet, dict[str, set[int]]]:
    """The sheet with plain cells, and the rows that each kind of change touched.

    ``order`` is that of the days written in numbers: ``dmy``, ``mdy`` or ``ymd``; blank leaves days alone that can be
    read in two ways. What cannot be read stays as it is, for the checks to report.
    """
    plain, repairs = copy.copy(sheet), dict[str, set[int]]()
    plain.columns = dict(sheet.columns)
    days = f"days: written as year-month-day{f', read {_ORDERS[order]}' if order else ''}"
    readers: dict[str, tuple[Callable[[str], str], str]] = {
        "id": (_id, IDS), "code": (_id, CODES), "count": (_count, CODES), "degrees": (_degrees, DEGREES),
        "day": (lambda text: _day(text, order), days),
    }  # fmt: skip
    for name, kind in cells.items():
        if name in sheet.columns:
            read, what = readers[kind]
            _change(plain, name, read, repairs.setdefault(what, set()))
    _drop_half_a_point(plain, [name for name, kind in cells.items() if kind == "degrees"], repairs)
    return plain, {what: rows for what, rows in repairs.items() if rows}


def _change(sheet: Sheet, name: str, read: Callable[[str], str], rows: set[int]) -> None:
    given = sheet.columns[name]
    known = {text: read(text) for text in set(given)}
    if any(text != new for text, new in known.items()):
        sheet.columns[name] = [known[text] for text in given]
        rows.update(row for row, text in enumerate(given) if known[text] != text)


def _drop_half_a_point(sheet: Sheet, names: list[str], repairs: dict[str, set[int]]) -> None:
    """Blank a coordinate whose other one has no column: no row of the file has a point."""
    there = [name for name in names if name in sheet.columns]
    if len(there) == 1 < len(names):
        repairs[ONE_COORDINATE] = {row for row, text in enumerate(sheet.columns[there[0]]) if text.strip()}
        sheet.columns[there[0]] = [""] * len(sheet)


def is_plain_day(text: str) -> bool:
    """Whether a day can be read in one way only, or is none; those in numbers with the year last cannot."""
    plain = text.strip()
    return not _IN_NUMBERS.fullmatch(plain) or bool(_ISO_DAY.fullmatch(plain))


def _id(text: str) -> str:
    plain = text.strip()
    match = _WHOLE.fullmatch(plain)
    return match[1] if match else plain


def _count(text: str) -> str:
    plain = text.strip()
    match = _COUNT.fullmatch(plain)
    return match[1] if match else plain


def _degrees(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else degrees_text(text)


def _day(text: str, order: str) -> str:
    """The day in ISO form if it is written in numbers; what the layout writes itself is left to its translator."""
    if serial := read_serial_day(text.strip()):
        return serial.isoformat()
    if is_plain_day(text):
        return text
    ways = (order,) if order else ("dmy", "mdy", "ymd")
    days = {written.day for way in ways if (written := read_date(text, way))}
    return days.pop() if len(days) == 1 else text
