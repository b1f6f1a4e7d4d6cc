"""Values that a database can store and incidents cannot have: another program may have written a workspace."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

import numpy as np

from geo.calendar.days import EARLIEST, LATEST
from geo.incidents.columns import COLUMNS, DATE_PRECISIONS, PLACE_PRECISIONS, Kind
from geo.taxonomy import EVENT_TYPES

__all__ = ["all_fit", "what_is_wrong"]

_Check = tuple[Callable[[Any], bool], str]
"""Whether a value fits, and what is said of one that does not."""

_WORDS = {"event_type": EVENT_TYPES, "date_precision": DATE_PRECISIONS, "place_precision": PLACE_PRECISIONS}
_HIGHEST = 2**31 - 1
"""Far above any number of people, and far below the limit of a column of figures."""
_LIMITS = {"lon": 180.0, "lat": 90.0}
_FIRST, _LAST = EARLIEST.isoformat(), LATEST.isoformat()  # never today: the clock of a computer may be wrong


def what_is_wrong(name: str, value: Any) -> str:
    """Why no incident can have this value in a column; blank if one can."""
    for fits, wrong in _CHECKS[name]:
        if not fits(value):
            return f"{name} {wrong.format(value[:60] if isinstance(value, str | bytes) else value)}"
    return ""


def all_fit(name: str, column: Sequence[Any]) -> bool:
    """Whether `what_is_wrong` finds nothing in any row of a column of texts or degrees; quicker than row by row."""
    kinds = set(map(type, column))
    if name not in _LIMITS:
        return kinds <= {str}
    return kinds <= {int, float, type(None)} and not (abs(np.array(column, np.float64)) > _LIMITS[name]).any()


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_day(value: Any) -> bool:
    try:
        return bool(date.fromisoformat(value).isoformat() == value)
    except (TypeError, ValueError):
        return False


def _is_count(value: Any) -> bool:
    return value is None or (isinstance(value, int | float) and 0 <= value <= _HIGHEST)


def _is_degrees(most: float, value: Any) -> bool:
    return value is None or (isinstance(value, int | float) and -most <= value <= most)


_TEXT: _Check = (_is_text, "is not a text")
_BY_KIND: Mapping[Kind, tuple[_Check, ...]] = {
    Kind.TEXT: (_TEXT,),
    Kind.CODED: (_TEXT,),
    Kind.NUMBER: ((_is_count, "is {!r}, not a number of people"),),
    Kind.DAY: (
        (_is_day, "is {!r}, not a day (year-month-day)"),
        (lambda value: _FIRST <= value <= _LAST, f"is {{}}, not a day from {_FIRST} to {_LAST}"),
    ),
    Kind.DEGREES: (),
}
_CHECKS: dict[str, tuple[_Check, ...]] = {column.name: _BY_KIND[column.kind] for column in COLUMNS}
_CHECKS |= {name: (_TEXT, (words.__contains__, "is {!r}, which is not known")) for name, words in _WORDS.items()}
_CHECKS |= {name: ((partial(_is_degrees, limit), "is {!r}, out of range"),) for name, limit in _LIMITS.items()}
