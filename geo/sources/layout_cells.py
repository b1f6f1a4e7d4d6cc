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
from geo.reading.date_order import ORDER_WORDS
from geo.reading.dates import read_date, readings_by_order
from geo.sources.day_columns import DAY_COLUMNS, ReadDays

__all__ = ["ISO_DAY", "CellKind", "is_plain_day", "plain_sheet"]

CellKind = Literal["id", "code", "count", "degrees", "day"]
"""What a column holds: an id, a code of digits, a figure of people, one coordinate, or a day."""

_WHOLE = re.compile(r"([+-]?\d+)[.,]0+", re.ASCII)
_PLAIN = re.compile(r"[+-]?\d+\.?\d*", re.ASCII)
_UNUSUAL = re.compile(r"[^\w-]|_")
_DEGREE_SIGNS = str.maketrans("", "", ".-+")
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_COUNT = re.compile(r"(\d+)[.,]0{1,2}", re.ASCII)  # three zeros can be thousands: the checks of figures see to that

DEGREES = "coordinates: written in decimal degrees"
ONE_COORDINATE = "one coordinate without a column for the other one: not used, the place is that of the names"
CODES = "codes and figures: written as whole numbers"
IDS = "ids: white space or decimals that a program added removed"


def plain_sheet(
    sheet: Sheet, cells: Mapping[str, CellKind], order: str = "", swapped: Mapping[str, str] | None = None
) -> tuple[Sheet, dict[str, set[int]]]:
    """The sheet with plain cells, and the rows that each kind of change touched.

    ``order`` and ``swapped`` are those of `geo.sources.day_reading.DayReading`; without an order days stay as they are
    that can be read in two ways. What cannot be read stays too, for the checks to report.
    """
    plain, repairs = copy.copy(sheet), dict[str, set[int]]()
    plain.columns = dict(sheet.columns)
    readers: dict[str, tuple[Callable[[str], str], str]] = {
        "id": (_id, IDS), "code": (_id, CODES), "count": (_count, CODES), "degrees": (_degrees, DEGREES),
    }  # fmt: skip
    for name, kind in cells.items():
        if name in sheet.columns and kind in readers:
            read, what = readers[kind]
            _change(plain, name, read, repairs.setdefault(what, set()))
    for ours, name in day_columns(cells).items():
        if name in sheet.columns:
            if not swapped and all(map(ISO_DAY.fullmatch, set(sheet.columns[name]))):
                continue
            days = ReadDays(sheet.columns[name], order, (swapped or {}).get(ours, ""))
            plain.columns[name] = _single_days(days)
            repairs |= _rewritten(ours, sheet.columns[name], plain.columns[name], order) | days.changes(ours)
    _drop_half_a_point(plain, [name for name, kind in cells.items() if kind == "degrees"], repairs)
    return plain, {what: rows for what, rows in repairs.items() if rows}


def day_columns(cells: Mapping[str, CellKind]) -> dict[str, str]:
    """The columns of first and last days of a layout by our names of them."""
    return dict(zip(DAY_COLUMNS, (name for name, kind in cells.items() if kind == "day"), strict=False))


def _change(sheet: Sheet, name: str, read: Callable[[str], str], rows: set[int]) -> None:
    given = sheet.columns[name]
    text = "".join(given)  # most columns need no change, and ids hardly repeat: it is a hot path
    if _is_plain_degrees(text) if read is _degrees else text.isalnum() or not _UNUSUAL.search(text):
        return
    known = {text: read(text) for text in set(given)}
    if any(text != new for text, new in known.items()):
        sheet.columns[name] = [known[text] for text in given]
        rows.update(row for row, text in enumerate(given) if known[text] != text)


def _is_plain_degrees(text: str) -> bool:
    """Whether a text has no other signs than those of decimal degrees."""
    return text.isascii() and (not text or text.translate(_DEGREE_SIGNS).isdecimal())


def _single_days(days: ReadDays) -> list[str]:
    """The days in ISO form; what is no single day, such as a month, stays as it is."""
    return [
        written.day if written and written.precision == "day" and not written.last else text
        for text, written in zip(days.texts, days, strict=True)
    ]


def _rewritten(ours: str, given: list[str], days: list[str], order: str) -> dict[str, set[int]]:
    """The rows whose day was not written as the layout writes it."""
    changed = {text for text, day in set(zip(given, days, strict=True)) if text != day and not is_plain_day(text)}
    what = f"{ours}: written as year-month-day{f', read {ORDER_WORDS[order]}' if order else ''}"
    return {what: {row for row, text in enumerate(given) if text in changed}} if changed else {}


def _drop_half_a_point(sheet: Sheet, names: list[str], repairs: dict[str, set[int]]) -> None:
    """Blank a coordinate whose other one has no column: no row of the file has a point."""
    there = [name for name in names if name in sheet.columns]
    if len(there) == 1 < len(names):
        repairs[ONE_COORDINATE] = {row for row, text in enumerate(sheet.columns[there[0]]) if text.strip()}
        sheet.columns[there[0]] = [""] * len(sheet)


def is_plain_day(text: str) -> bool:
    """Whether a text is blank, or a day that can be read in one way only, whatever the order of days in numbers."""
    return not text.strip() or (read_date(text) is not None and not readings_by_order(text))


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
