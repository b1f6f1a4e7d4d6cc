"""What a snapshot is compared with."""

from __future__ import annotations

from dataclasses import replace

from geo.analysis.coverage import coverage
from geo.calendar.days import from_day_number
from geo.view.snapshot import Snapshot, once_per_snapshot, resolve

__all__ = ["change_text", "comparison_words", "previous"]


@once_per_snapshot
def previous(snapshot: Snapshot) -> Snapshot | None:
    """The equal period just before this one, filters the same; ``None`` if the data do not wholly cover the two.

    `geo.analysis.coverage.Coverage.why_no_change` says why there is none.
    """
    if coverage(snapshot).why_no_change:
        return None
    before = snapshot.period.before
    query = replace(snapshot.state.query, first=from_day_number(before.first), last=from_day_number(before.last))
    return resolve(snapshot.dataset, replace(snapshot.state, query=query, selected=()))


def change_text(now: int, before: int) -> str:
    """The change against the period before, with its sign."""
    return f"+{now - before:,}" if now > before else (f"−{before - now:,}" if now < before else "0")


def comparison_words(snapshot: Snapshot) -> str:
    """How many incidents the equal period before had, and the change: "before 6 (−2)"; or that none is known."""
    before = previous(snapshot)
    if before is None:
        return "before: not known"
    return f"before {len(before.answer):,} ({change_text(len(snapshot.answer), len(before.answer))})"
