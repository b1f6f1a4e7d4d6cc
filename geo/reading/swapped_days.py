"""Days of which a spreadsheet has exchanged day and month.

A spreadsheet that expects the month first reads 3/4/2024 as the 4th of March and stores a date; 13/04/2024, which has
no month 13, stays a text. What remains is a column in two ways of writing that are split at 12: all texts above it, all
other days at or below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from geo.reading.dates import WrittenDay, numbers_of_day, read_serial_day, read_written_day
from geo.reading.letters import folded

__all__ = ["EXCHANGE", "KEEP", "SWAPPED_CHOICES", "SwappedDays", "exchanged", "swapped_days", "way_of_writing"]

EXCHANGE, KEEP = "exchange", "keep"
SWAPPED_CHOICES = (EXCHANGE, KEEP)
"""What can be done with days of which a spreadsheet seems to have swapped day and month."""

_HIGHEST_MONTH = 12
_LEAST_WITHOUT_CELLS = 2
"""One day in another way of writing shows little, unless it was the cell of a date."""

_YEAR_FIRST = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d).*", re.ASCII)


class SwappedDays(NamedTuple):
    """The days that may be exchanged.

    Attributes
    ----------
    way
        How they are written; see `way_of_writing`.
    doubtful
        The texts that would be another day, in their order.
    certain
        The texts that are above 12.
    is_split
        Whether every day up to 12 is of that way. If not, some of them are certainly right.
    """

    way: str
    doubtful: tuple[str, ...]
    certain: tuple[str, ...]
    is_split: bool


def way_of_writing(text: str) -> tuple[str, bool] | None:
    """How a day is written (``date``, ``words``, ``serial`` or ``numbers/4``), and whether its day is above 12.

    None for what is no single day. Of numbers either may be the day: then it is above 12 if one of the two is.
    """
    if form := _form_of_numbers(text):
        return form
    plain = folded(text)
    written = read_written_day(plain)
    if written is None or written.precision != "day" or written.last:
        return None
    way = "date" if _YEAR_FIRST.fullmatch(plain) else "serial" if read_serial_day(plain) else "words"
    return way, int(written.day[8:]) > _HIGHEST_MONTH


def _form_of_numbers(text: str) -> tuple[str, bool] | None:
    if (numbers := numbers_of_day(text)) is None:
        return None
    first, sign, second, year = numbers
    return f"numbers{sign}{len(year)}", max(int(first), int(second)) > _HIGHEST_MONTH


def swapped_days(texts: Iterable[str], *, has_date_cells: bool = False) -> SwappedDays | None:
    """The days of a column that a spreadsheet may have exchanged; None if the column does not look so.

    Parameters
    ----------
    texts
        The different texts of the column, in the order of their rows.
    has_date_cells
        Whether days that begin with the year were cells of dates, not texts.
    """
    texts = list(texts)
    above = {form[0] for text in texts if (form := _form_of_numbers(text)) and form[1]}
    if not above or any(form[0] in above and not form[1] for text in texts if (form := _form_of_numbers(text))):
        return None
    ways: dict[str, dict[bool, list[str]]] = {}
    for text in texts:
        if (form := way_of_writing(text)) is not None:
            ways.setdefault(form[0], {True: [], False: []})[form[1]].append(text)
    certain = [text for way in ways if way in above for text in ways[way][True]]
    below = [way for way in ways if way not in above]
    if len(below) != 1:
        return None
    (way,) = below
    days = ways[way]
    doubtful = tuple(text for text in days[False] if _has_other_day(text))
    is_cell = has_date_cells and way == "date"
    least = 1 if is_cell else _LEAST_WITHOUT_CELLS
    if not doubtful or min(len(days[False]), len(certain)) < least or (days[True] and not is_cell):
        return None
    return SwappedDays(way, doubtful, tuple(certain), not days[True])


def _has_other_day(text: str) -> bool:
    """Whether a day becomes another one if its day and month are exchanged."""
    if numbers := numbers_of_day(text):
        return int(numbers[0]) != int(numbers[2])
    written = read_written_day(text)
    return written is not None and exchanged(written) != written


def exchanged(written: WrittenDay) -> WrittenDay:
    """The day with its day as month and its month as day; the same one if that is no day of the calendar."""
    day = date.fromisoformat(written.day)
    return written if day.day > _HIGHEST_MONTH else written._replace(day=date(day.year, day.day, day.month).isoformat())
