"""Connects the time bar with the session: its proposals change the state, changes of the state are shown in it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from app.session import Session
from app.timebar.bar import TimeBar
from app.widgets.emptiness import why_empty
from geo.analysis.comparison import change_text, comparison_words, previous
from geo.analysis.coverage import coverage
from geo.analysis.histogram import by_type, histogram
from geo.analysis.late_reports import late_days, late_words
from geo.calendar.days import from_day_number
from geo.calendar.period import Period
from geo.view.snapshot import Snapshot
from geo.view.state import State
from geo.wording import plural

__all__ = ["TimeBarPresenter"]


def _summary(snapshot: Snapshot) -> tuple[str, str, str]:
    """How many incidents are shown and, if compared, were before; what fits in little room; the number before."""
    n = len(snapshot.answer)
    if not snapshot.state.compare:
        return plural(n, "incident"), f"{n:,}", ""
    text, before = f"{n:,} · {comparison_words(snapshot)}", previous(snapshot)
    if before is None:
        return text, plural(n, "incident"), ""
    return text, f"{n:,} ({change_text(n, len(before.answer))})", f"{len(before.answer):,}"


def _comparison(snapshot: Snapshot) -> str:
    """What is compared with, or why nothing is; blank if nothing is to be compared."""
    if not snapshot.state.compare:
        return ""
    before, why = previous(snapshot), coverage(snapshot).why_no_change
    return f"Before: {before.period_words}." if before is not None else f"Nothing is compared: {why}."


class TimeBarPresenter(QObject):
    """A drag or a run of play shows every step, and is one step of the history."""

    def __init__(self, session: Session, bar: TimeBar) -> None:
        super().__init__(bar)
        self._session, self._bar = session, bar
        bar.period_changing.connect(lambda first, last: session.preview(self._state_for(first, last)))
        bar.period_changed.connect(lambda first, last: session.update(self._state_for(first, last)))
        bar.compare_toggled.connect(lambda on: session.update(replace(session.state, compare=on)))
        session.changed.connect(self._on_changed)
        session.replaced.connect(self._fill)
        self._fill(session.snapshot)

    def _state_for(self, first: int, last: int) -> State:
        """The state for a period; that of all data is no filter, so that later data are included."""
        if Period(first, last) == self._session.dataset.incidents.period:
            return self._session.state.with_query(first=None, last=None)
        return self._session.state.with_query(first=from_day_number(first), last=from_day_number(last))

    def _fill(self, snapshot: Snapshot) -> None:
        self._bar.discard_gesture()  # it was about the data that were replaced
        if why := why_empty(snapshot.dataset):
            self._bar.set_why_empty(why)
        self._show_counts(snapshot)
        self._bar.set_context(snapshot.dataset.context_events)
        self._show_period(snapshot)

    def _show_incomplete(self, snapshot: Snapshot) -> None:
        """Hatch the days of which reports are still to come."""
        late = late_days(snapshot)
        self._bar.set_incomplete_from(None if late is None else late.first, late_words(snapshot))

    def _on_changed(self, before: Snapshot, after: Snapshot) -> None:
        if before.state.query.any_time() != after.state.query.any_time():
            self._show_counts(after)
        if before.state.query != after.state.query or before.state.compare != after.state.compare:
            self._show_period(after)

    def _show_counts(self, snapshot: Snapshot) -> None:
        self._show_incomplete(snapshot)
        self._bar.set_background(None)
        days = histogram(snapshot)
        self._bar.set_histogram(days.first_day, days.counts)
        if snapshot.state.query.is_filtered and len(days.counts):
            everything = snapshot.with_query(type(snapshot.state.query)())
            self._bar.set_background(histogram(everything).counts)

    def _show_period(self, snapshot: Snapshot) -> None:
        if len(snapshot.dataset.incidents) and not snapshot.period.is_empty:
            self._bar.set_period(snapshot.period)
        counts, found = (f"{name}: {n:,}" for name, n in by_type(snapshot).items() if n), coverage(snapshot)
        lines = (*counts, found.sentence, _comparison(snapshot))
        text, short, number_before = _summary(snapshot)
        self._bar.set_summary(text, "\n".join(filter(None, lines)), found.share, short, number_before)
        self._bar.set_compare(snapshot.state.compare)
