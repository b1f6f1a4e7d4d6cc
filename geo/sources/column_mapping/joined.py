"""Columns of a file that together make up one of ours: figures added up, a day put together from its parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from geo.incidents.columns import NUMBERS
from geo.incidents.draft import Sheet
from geo.reading.date_forms import year_of
from geo.reading.dates import read_written_day
from geo.reading.figures import Figure, read_figure
from geo.sources.column_mapping.headings import Level, heading_readings

__all__ = ["figure_sum", "filled_rows", "joined_cells", "joined_words", "month_of_a_year", "names_months"]

_DAYS = ("date_start", "date_end")
_PARTS = ("year", "month", "day_of_month", "week_of_year")
_WHOLE = re.compile(r"(\d+)\.0+", re.ASCII)
_NO_PART = {"0", "00"}
_TWO = 2
_SHORT_YEAR = re.compile(r"([^\W\d_]{3,})\.?[\s'’,/-]*(\d\d)")
"""A month and a year of two digits, as in Nov-24: a day elsewhere, but not where months are expected."""

_FIRST_OF_MONTH = re.compile(r"\d{4}-\d{2}-01(?:[T ]00:00.*)?\Z", re.ASCII)


def joined_cells(target: str, sheet: Sheet, names: Sequence[str]) -> list[str]:
    """One text a row for a column of ours, from several columns of the file (names as in the sheet)."""
    join = _joiner(target, names)
    known: dict[tuple[str, ...], str] = {}
    cells = []
    for row in zip(*(sheet.column(name) for name in names), strict=True):
        if row not in known:
            known[row] = join([_WHOLE.sub(r"\1", cell.strip()) for cell in row])
        cells.append(known[row])
    return cells


def joined_words(target: str, names: Sequence[str]) -> str:
    """What was done, for the report."""
    listed = ", ".join(map(repr, names))
    if target in NUMBERS:
        return f"{target}: added up from {listed}; where one of them is unknown, at least the others"
    return f"{target}: put together from {listed}"


def filled_rows(texts: Sequence[str]) -> set[int]:
    """The positions of the texts that are not blank."""
    return {row for row, text in enumerate(texts) if text}


def _joiner(target: str, names: Sequence[str]) -> Callable[[Sequence[str]], str]:
    if target in NUMBERS:
        people = "killed" if target.startswith("killed") else target
        return lambda cells: figure_sum(cells, people)
    if target in _DAYS:
        order = _order_of_parts(names)
        return lambda cells: _day(cells, order)
    return lambda cells: ", ".join(dict.fromkeys(filter(None, cells)))


def figure_sum(cells: Sequence[str], people: str = "") -> str:
    """The sum of figures in words that are read again: exact, a range, or the least where one is unknown."""
    figures = [read_figure(cell, people) or Figure(None, None, None) for cell in cells]
    lows = [figure.low for figure in figures if figure.low is not None]
    highs = [figure.high for figure in figures if figure.high is not None]
    if not lows:
        return ""
    if len(lows) < len(cells) or len(highs) < len(cells):
        return f"at least {sum(lows)}"
    return str(sum(lows)) if sum(lows) == sum(highs) else f"{sum(lows)}-{sum(highs)}"


def _order_of_parts(names: Sequence[str]) -> tuple[int | None, ...]:
    """The positions of year, month, day and week among the names; by their order where no heading says it."""
    meanings = [{reading.target for reading in heading_readings(name)} for name in names]
    places = tuple(next((at for at, held in enumerate(meanings) if part in held), None) for part in _PARTS)
    known = [place for place in places if place is not None]
    return places if len(set(known)) == len(names) else tuple((*range(len(names)), None, None, None)[:4])


def _day(cells: Sequence[str], order: Sequence[int | None]) -> str:
    """The day in ISO form as far as its parts are known; a text that is read as none if they are no day."""
    year, month, day, week = ("" if at is None or cells[at] in _NO_PART else cells[at] for at in order)
    if not month.isdecimal() and day.isdecimal() and (stated := month_of_a_year(month, may_be_short=True)):
        return f"{stated}-{day:0>2}"
    if whole := next((cell for cell in cells if not cell.isdecimal() and read_written_day(cell, "dmy")), ""):
        return whole  # a day with the time of day beside it
    return (_day_of_parts(year, month, day, week) if year else "") or " ".join(filter(None, cells))


def _day_of_parts(year: str, month: str, day: str, week: str) -> str:
    """The day, or the month, the week or the year if no more is known; blank if they are no day."""
    year = str(year_of(year)) if len(year) == _TWO and year.isdecimal() else year
    if day and not day.isdecimal():
        return _in_words(f"{day} {year}")
    if not month:
        return "" if day else f"{year}-W{week:0>2}" if week else year
    if not month.isdecimal():
        written = _in_words(f"{day or 1} {month} {year}")
        return written if day else written[:7]
    return f"{year}-{month:0>2}-{day:0>2}" if day else f"{year}-{month:0>2}"


def _in_words(text: str) -> str:
    """The day that a text with the month as a word names, in ISO form; blank if it names none."""
    written = read_written_day(text, "dmy")
    return written.day if written else ""


def names_months(heading: str) -> bool:
    """Whether a heading is one of months alone, in which a spreadsheet writes the first day for a month."""
    targets = {reading.target for reading in heading_readings(heading) if reading.level is not Level.OTHER}
    return "month" in targets and not targets & {"date_start", "day_of_month"}


def month_of_a_year(text: str, *, may_be_short: bool = False) -> str:
    """The month that a text names with its year, as ``2024-11``; blank if it is none.

    A spreadsheet makes the first day of the month of it. ``may_be_short`` allows years of two digits (Nov-24), for
    columns of months.
    """
    if may_be_short and (match := _SHORT_YEAR.fullmatch(text.strip())):
        text = f"{match[1]} {year_of(match[2])}"
    written = read_written_day(text)
    is_month = written is not None and (written.precision == "month" or _FIRST_OF_MONTH.match(text) is not None)
    return written.day[:7] if written and is_month else ""
