"""Checking values that a database can store and incidents cannot have: another program may have written a workspace.

The distinct values of a column are checked first; its rows are searched only where one of them is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from geo.calendar.days import EARLIEST, LATEST
from geo.incidents.columns import CODED, DATE_PRECISIONS, NUMBERS, PLACE_PRECISIONS, TEXTS
from geo.taxonomy import EVENT_TYPES

__all__ = ["require_values"]

_Columns = Mapping[str, Sequence[Any]]

_WORDS = {
    "event_type": frozenset(EVENT_TYPES),
    "date_precision": frozenset(DATE_PRECISIONS),
    "place_precision": frozenset(PLACE_PRECISIONS),
}
_HIGHEST = 2**31 - 1
"""Far above any number of people, and far below the limit of a column of figures."""
_LIMITS = {"lon": 180.0, "lat": 90.0}


def require_values(columns: _Columns) -> None:
    """Raise ValueError for the first value that no incident can have; the message names the row's id and the column.

    Parameters
    ----------
    columns
        The values of each column of the table as they stand in the database, row by row.
    """
    for name in (*TEXTS, *CODED):
        _require(columns, name, lambda value: isinstance(value, str), "is not a text")
    for name, words in _WORDS.items():
        _require(columns, name, words.__contains__, "is {!r}, which is not known")
    first, last = EARLIEST.isoformat(), LATEST.isoformat()  # never today: the clock of a computer may be wrong
    for name in ("date_start", "date_end"):
        _require(columns, name, _is_day, "is {!r}, not a day (year-month-day)")
        days = f"is {{}}, not a day from {first} to {last}"
        _require(columns, name, lambda value: first <= value <= last, days)
    for name in NUMBERS:
        _require(columns, name, _is_count, "is {!r}, not a number of people")
    for name, limit in _LIMITS.items():
        _require(columns, name, partial(_is_degrees, limit), "is {!r}, out of range")
    _require_pairs(columns)


def _require(columns: _Columns, name: str, fits: Callable[[Any], bool], wrong: str) -> None:
    bad_values = {value for value in set(columns[name]) if not fits(value)}
    if bad_values:
        _refuse(columns, name, (value in bad_values for value in columns[name]), f"{name} {wrong}")


def _require_pairs(columns: _Columns) -> None:
    """Refuse values that are wrong in combination with another column."""
    backwards = [end < start for start, end in zip(columns["date_start"], columns["date_end"], strict=True)]
    _refuse(columns, "date_end", backwards, "date_end {} lies before date_start")
    halves = [(lon is None) != (lat is None) for lon, lat in zip(columns["lon"], columns["lat"], strict=True)]
    _refuse(columns, "lon", halves, "only one of lon and lat is known")


def _refuse(columns: _Columns, name: str, bad: Iterable[bool], wrong: str) -> None:
    row = next((i for i, is_bad in enumerate(bad) if is_bad), None)
    if row is not None:
        value = columns[name][row]
        shown = value[:60] if isinstance(value, str | bytes) else value
        raise ValueError(f"row {str(columns['incident_id'][row])[:80]}: {wrong.format(shown)}")


def _is_day(value: Any) -> bool:
    try:
        return bool(date.fromisoformat(value).isoformat() == value)
    except (TypeError, ValueError):
        return False


def _is_count(value: Any) -> bool:
    return value is None or (isinstance(value, int | float) and 0 <= value <= _HIGHEST)


def _is_degrees(most: float, value: Any) -> bool:
    return value is None or (isinstance(value, int | float) and -most <= value <= most)
