"""Cells that must hold exactly one kind of value: a day, a count, degrees. Nothing is guessed.

A reader gives the value and what is wrong with the text, so that all faults of a file can be collected. What people
write in words is read by `geo.reading.dates` and `geo.reading.figures`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from typing import Literal, TypeVar

from geo.calendar.days import EARLIEST, LATEST, parse_day
from geo.errors import BadDate

__all__ = [
    "CellFault",
    "CellReading",
    "Severity",
    "degrees_reader",
    "read_count_cell",
    "read_day_cell",
    "read_plain_degrees",
]

T = TypeVar("T")

Severity = Literal["error", "warning"]
"""An error keeps a row out, a warning lets it in."""

CellFault = tuple[str, Severity]
"""What is wrong with a cell, as a message."""

CellReading = tuple[T | None, CellFault | None]
"""The value of a cell, and what is wrong with it; both None for a blank cell."""

HIGHEST_COUNT = 1_000_000
_TOO_MANY = f"More than {HIGHEST_COUNT:,} people: check the number."
_DIGITS = re.compile(r"\d{1,9}(\.0+)?", re.ASCII)
_DECIMAL = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_POINT_AND_MINUS = str.maketrans("", "", ".-")
_MIDNIGHT = re.compile(r"[T ]00:00(:00(\.0+)?)?Z?\Z")
"""Programs that only know moments write a day so."""


@lru_cache(2**16)
def read_day_cell(text: str) -> CellReading[date]:
    """A day from 1947-08-14 to 2100, in ISO form, with midnight at most as its time; blank is no day."""
    if not text:
        return None, None
    try:
        day = parse_day(_MIDNIGHT.sub("", text))
    except BadDate as error:
        return None, (str(error), "error")
    if day < EARLIEST:
        return None, (f"The day lies before {EARLIEST}, the first day of Pakistan. Check the year.", "error")
    if day > LATEST:
        return None, (f"The day lies after {LATEST}. Check the year.", "error")
    return day, None


def read_count_cell(text: str) -> CellReading[int]:
    """A whole number of people in digits; blank is unknown."""
    if not text:
        return None, None
    if _DIGITS.fullmatch(text):
        number = int(text.partition(".")[0])
        return (None, (_TOO_MANY, "error")) if number > HIGHEST_COUNT else (number, None)
    return None, (_why_no_count(text), "error")


def _why_no_count(text: str) -> str:
    number = _number(text)
    if number is None:
        return "Not a number. Write digits only; leave the cell blank if the figure is unknown."
    if not math.isfinite(number):
        return "Not a figure. Leave the cell blank if it is unknown."
    if number > HIGHEST_COUNT:
        return _TOO_MANY
    return "A count cannot be negative." if number < 0 else "A count of people is a whole number."


def degrees_reader(name: str, limit: float) -> Callable[[str], CellReading[float]]:
    """A reader of degrees between -limit and limit; blank is no coordinate."""

    def read(text: str) -> CellReading[float]:
        if not text:
            return None, None
        number = _number(text)
        if number is None:
            comma = " Write a point for the decimal mark." if "," in text else " Write degrees, for example 67.0014."
            return None, (f"Not a number.{comma}", "error")
        if not math.isfinite(number):
            return None, ("Not a coordinate. Leave both coordinates blank if the place is not a point.", "error")
        if abs(number) > limit:
            metres = " Metres? Coordinates are degrees in EPSG:4326." if abs(number) > 1000 else ""
            return None, (f"Out of range: {name} lies between -{limit:g} and {limit:g} degrees.{metres}", "error")
        return number, None

    return read


def read_plain_degrees(texts: Sequence[str], limit: float) -> list[float | None] | None:
    """A whole column as degrees if all of it is plain numbers within the limit; None if cells must be read one by one.

    This is the common case, and coordinates hardly repeat: reading them one by one takes ten times as long.
    """
    joined = "".join(texts)
    if not joined.isascii() or not joined.translate(_POINT_AND_MINUS).isdecimal():
        return None
    try:
        degrees = list(map(float, texts))
    except ValueError:  # a blank cell, or a point too many
        return None
    return list[float | None](degrees) if -limit <= min(degrees) and max(degrees) <= limit else None


def _number(text: str) -> float | None:
    """The number, infinities and NaN among them; None if it is none (Python would also accept underscores)."""
    if not _DECIMAL.fullmatch(text) and text.casefold().lstrip("+-") not in {"nan", "inf", "infinity"}:
        return None
    return float(text)
