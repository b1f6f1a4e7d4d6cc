"""Keeps the time bar and the session in step: what is wished for is asked, what is resolved is shown."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from app.session import Session
from app.timebar.bar import TimeBar
from app.timebar.context import ContextEvent
from app.timebar.days import format_day
from geo.analysis.histogram import by_type, histogram
from geo.calendar.days import day_number, from_day_number
from geo.dataset import Dataset
from geo.incidents.words import incidents_text
from geo.view.snapshot import Snapshot
from geo.view.state import State

__all__ = ["TimeBarPresenter"]


class TimeBarPresenter(QObject):
    """A drag or a run of play shows every step, and is one step of the history."""

    def __init__(self, session: Session, bar: TimeBar) -> None:
        super().__init__(bar)
        self._session, self._bar = session, bar
        bar.window_changing.connect(lambda first, last: session.preview(self._asking(first, last)))
        bar.window_changed.connect(lambda first, last: session.update(self._asking(first, last)))
        bar.compare_toggled.connect(lambda on: session.update(replace(session.state, compare=on)))
        session.changed.connect(self._on_changed)
        session.replaced.connect(self._fill)
        self._fill(session.snapshot)

    def _asking(self, first: int, last: int) -> State:
        """The state for a window; one as long as the data is no bound, so that later data are let in."""
        if (first, last) == self._session.dataset.incidents.period:
            return self._session.state.with_query(first=None, last=None)
        return self._session.state.with_query(first=from_day_number(first), last=from_day_number(last))

    def _fill(self, snapshot: Snapshot) -> None:
        self._bar.forget_wishes()  # they were meant for the data that have gone
        events = (
            ContextEvent(day_number(e.date_start), day_number(e.date_end), e.title, e.scope, e.category, e.source)
            for e in snapshot.dataset.context_events
        )
        self._show_counts(snapshot)
        self._bar.set_context(events)
        self._show_incomplete(snapshot.dataset)
        self._show_window(snapshot)

    def _show_incomplete(self, dataset: Dataset) -> None:
        since = None if dataset.incomplete_from is None else day_number(dataset.incomplete_from)
        of = f"the {dataset.origin} are" if dataset.origin else "the data are"
        why = "" if since is None else f"From {format_day(since)} on, {of} a thin sample, known to be incomplete."
        self._bar.set_incomplete_from(since, why)

    def _on_changed(self, before: Snapshot, after: Snapshot) -> None:
        if before.state.query.any_time() != after.state.query.any_time():
            self._show_counts(after)
        if before.state.query != after.state.query or before.state.compare != after.state.compare:
            self._show_window(after)

    def _show_counts(self, snapshot: Snapshot) -> None:
        self._bar.set_background(None)
        days = histogram(snapshot)
        self._bar.set_histogram(days.first_day, days.counts)
        if snapshot.state.query.is_filtered:
            everything = snapshot.with_query(type(snapshot.state.query)())
            self._bar.set_background(histogram(everything).counts)

    def _show_window(self, snapshot: Snapshot) -> None:
        if len(snapshot.dataset.incidents):
            self._bar.set_window(*snapshot.period)
        counts = (f"{name}: {n:,}" for name, n in by_type(snapshot).items() if n)
        self._bar.set_summary(incidents_text(len(snapshot.answer)), "\n".join(counts))
        self._bar.set_compare(snapshot.state.compare)
        self._bar.step_done()
