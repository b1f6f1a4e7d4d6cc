"""What a snapshot is compared with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from geo.analysis.coverage import coverage
from geo.calendar.days import add_months, day_number, from_day_number
from geo.calendar.period import Period
from geo.view.snapshot import Snapshot, once_per_snapshot, resolve

__all__ = ["AGAINST", "change_text", "compared", "comparison_words", "other_period", "previous", "why_not_compared"]

AGAINST = {"previous": "the equal period before", "year": "the same days a year before"}
"""What a period can be compared with, and what that is in words."""


@once_per_snapshot
def previous(snapshot: Snapshot) -> Snapshot | None:
    """The equal period just before this one, filters the same; ``None`` if the data do not wholly cover the two.

    `geo.analysis.coverage.Coverage.why_no_change` says why there is none.
    """
    if coverage(snapshot).why_no_change:
        return None
    return _of_period(snapshot, snapshot.period.before)


def _of_period(snapshot: Snapshot, period: Period) -> Snapshot:
    query = replace(snapshot.state.query, first=from_day_number(period.first), last=from_day_number(period.last))
    return resolve(snapshot.dataset, replace(snapshot.state, query=query, selected=()))


@once_per_snapshot
def compared(snapshot: Snapshot, against: str = "previous") -> Snapshot | None:
    """What a snapshot is compared with by one of `AGAINST`; ``None`` for the reason that `why_not_compared` gives."""
    if against == "previous":
        return previous(snapshot)
    return None if why_not_compared(snapshot, against) else _of_period(snapshot, other_period(snapshot.period, against))


def why_not_compared(snapshot: Snapshot, against: str = "previous") -> str:
    """Why there is nothing to compare with, in words; blank if there is."""
    found, period = coverage(snapshot), snapshot.period
    if against == "previous" or period.is_empty:
        return found.why_no_change
    before = _a_year_before(period)
    if before.overlaps(period):
        return "the period is longer than a year, so that it overlaps the same days a year before"
    return found.why_not_against(before, " a year before")


def other_period(period: Period, against: str) -> Period:
    """The period that one of `AGAINST` names, for a period."""
    return period.before if against == "previous" else _a_year_before(period)


def _a_year_before(period: Period) -> Period:
    """The same days of the year before; 28 February for the 29th."""
    first, last = (from_day_number(day) for day in period)
    return Period(*(add_months(day_number(day.replace(day=1)), -12) + _day_of(day) - 1 for day in (first, last)))


def _day_of(day: date) -> int:
    return 28 if (day.month, day.day) == (2, 29) else day.day


def change_text(now: int, before: int) -> str:
    """The change against the period before, with its sign."""
    return f"+{now - before:,}" if now > before else (f"−{before - now:,}" if now < before else "0")


def comparison_words(snapshot: Snapshot) -> str:
    """How many incidents the equal period before had, and the change: "before 6 (−2)"; or that none is known."""
    before = previous(snapshot)
    if before is None:
        return "before: not known"
    return f"before {len(before.answer):,} ({change_text(len(snapshot.answer), len(before.answer))})"
