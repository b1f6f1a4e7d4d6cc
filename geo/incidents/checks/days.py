"""The days of rows: first, last and precision, completed and checked against each other.

What keeps a row out never depends on today's date: a clock may be wrong. A day after today is a warning.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from geo.calendar.days import interval_of
from geo.incidents.cells import word_reader
from geo.incidents.columns import DATE_PRECISIONS
from geo.incidents.draft import Draft
from geo.reading.cells import read_day_cell
from geo.wording import plural

__all__ = ["Days", "check_days"]

_LONGEST = {"week": 8, "month": 32, "year": 367}
"""The most days between the first and last day of an interval: its own length and one day for a zone's shift."""


@dataclass(frozen=True, slots=True)
class Days:
    """The first day, the last day (inclusive) and the precision of each row; None where that is faulty."""

    start: list[date | None]
    end: list[date | None]
    precision: list[str | None]


def check_days(draft: Draft, today: date) -> Days:
    """The days of all rows; what is wrong with them is reported to the draft."""
    reader = word_reader("date_precision", DATE_PRECISIONS, blank="day")
    days = Days(
        draft.read("date_start", read_day_cell),
        draft.read("date_end", read_day_cell),
        draft.read("date_precision", reader),
    )
    if "date_start" in draft.given:
        for row in [row for row, text in enumerate(draft.columns["date_start"]) if not text]:
            draft.fault(row, "date_start", "The day is missing: every row needs one.")
    _complete(draft, days)
    _check_order(draft, days)
    _warn_of_later_days(draft, days, today)
    return days


def _complete(draft: Draft, days: Days) -> None:
    """Give rows without a last day the whole interval that their precision leaves open."""
    given = draft.columns["date_end"]
    if not any(given) and {*days.precision} == {"day"}:  # the usual case
        days.end[:] = days.start
        return
    for row in [row for row, text in enumerate(given) if not text]:
        start, precision = days.start[row], days.precision[row]
        if start and precision == "day":
            days.end[row] = start
        elif start and precision:
            days.start[row], days.end[row] = interval_of(start, precision)


def _check_order(draft: Draft, days: Days) -> None:
    for row, (start, end, precision) in enumerate(zip(days.start, days.end, days.precision, strict=True)):
        if start is not end and start and end and precision and (message := _wrong_end(start, end, precision)):
            draft.fault(row, "date_end", message)


def _wrong_end(start: date, end: date, precision: str) -> str:
    """What is wrong with a last day; blank if nothing is."""
    if end < start:
        return f"The last day ({end}) lies before the first ({start})."
    if precision in _LONGEST and (end - start).days > _LONGEST[precision]:
        return (
            f"The last day ({end}) lies further from the first ({start}) than a {precision}, which is the precision "
            "given. Check both days, write a coarser date_precision, or leave date_end blank."
        )
    return ""


def _warn_of_later_days(draft: Draft, days: Days, today: date) -> None:
    """Warn of days after today: of each row where they are few, once where they are most of the rows.

    A clock that was reset, as after a flat battery, makes all days lie in the future.
    """
    if max(filter(None, {*days.start, *days.end}), default=today) <= today:
        return
    ends = {name: interval_of(today, name)[1] for name in set(days.precision) if name}
    later: dict[int, str] = {}
    for row, (start, end, precision) in enumerate(zip(days.start, days.end, days.precision, strict=True)):
        if start and start > today:
            later[row] = "date_start"
        elif end and precision and end > ends[precision]:
            later[row] = "date_end"
    about = f"lies after today's date, which is {today} by the clock of this computer"
    if len(later) > max(1, len(draft) // 2):
        row = min(later)
        others = f"as do those of {plural(len(later) - 1, 'further row')}"
        draft.fault(row, later[row], f"The day {about}, {others}. Check the clock, or the days.", "warning")
        return
    for row, column in later.items():
        draft.fault(row, column, f"The day {about}. Check the day, or the clock.", "warning")
