"""The days of rows: first, last and precision, completed and checked against each other and the present day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from geo.calendar.days import interval_of
from geo.incidents.cells import word_reader
from geo.incidents.columns import DATE_PRECISIONS
from geo.incidents.draft import Draft
from geo.reading.cells import read_day_cell

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
    _complete(draft, days, today)
    _check_order(draft, days, today)
    return days


def _complete(draft: Draft, days: Days, today: date) -> None:
    """Give rows without a last day the whole interval that their precision leaves open."""
    given = draft.columns["date_end"]
    for row in [row for row, text in enumerate(given) if not text]:
        start, precision = days.start[row], days.precision[row]
        if start and precision and start <= today:
            days.start[row], days.end[row] = interval_of(start, precision)


def _check_order(draft: Draft, days: Days, today: date) -> None:
    for row, (start, end, precision) in enumerate(zip(days.start, days.end, days.precision, strict=True)):
        if start is None:
            continue
        if start > today:
            draft.fault(row, "date_start", f"The day lies in the future: today is {today}.")
        elif end and precision and (message := _wrong_end(start, end, precision, today)):
            draft.fault(row, "date_end", message)


def _wrong_end(start: date, end: date, precision: str, today: date) -> str:
    """What is wrong with a last day; blank if nothing is."""
    if end < start:
        return f"The last day ({end}) lies before the first ({start})."
    last = interval_of(today, precision)[1]
    if end > last:
        mend = "Write the last day that is known." if precision == "day" else f"It can be {last} at the latest."
        return f"The last day ({end}) lies in the future: today is {today}. {mend}"
    if precision in _LONGEST and (end - start).days > _LONGEST[precision]:
        return (
            f"The last day ({end}) lies further from the first ({start}) than a {precision}, which is the precision "
            "given. Check both days, write a coarser date_precision, or leave date_end blank."
        )
    return ""
