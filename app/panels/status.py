"""The status line: how many incidents are shown and of which period, and the reported casualties."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLabel

from app.session import Session
from app.widgets.emptiness import why_empty
from app.widgets.parts import SEPARATOR
from app.widgets.text import tip
from geo.analysis.comparison import comparison_words
from geo.analysis.coverage import coverage
from geo.analysis.status import status
from geo.analysis.summary import casualties
from geo.view.snapshot import Snapshot

__all__ = ["StatusLine"]


class StatusLine(QObject):
    """Keeps two labels of the status bar up to date with the session."""

    def __init__(self, session: Session, shown: QLabel, figures: QLabel) -> None:
        super().__init__(session)
        self._shown, self._figures = shown, figures
        for label in (shown, figures):
            label.setTextFormat(Qt.TextFormat.PlainText)
        session.changed.connect(lambda _before, after: self._show(after))
        session.replaced.connect(self._show)
        self._show(session.snapshot)

    def _show(self, snapshot: Snapshot) -> None:
        if why := why_empty(snapshot.dataset):
            self._shown.setText(why)
            self._shown.setToolTip("")
            self._figures.clear()
            return
        parts, label = status(snapshot).split(SEPARATOR), [snapshot.dataset.label] if snapshot.dataset.label else []
        shown, *others = parts[len(label) :]
        compared = [comparison_words(snapshot)] if snapshot.state.compare else []
        self._shown.setText(SEPARATOR.join((*label, shown, *compared, *others, snapshot.period_words)))
        self._shown.setToolTip(tip("\n".join(_details(snapshot))))
        self._figures.setText(casualties(snapshot.figures))


def _details(snapshot: Snapshot) -> list[str]:
    """What is left out, and which days the data do not cover."""
    found = coverage(snapshot)
    lines = [f"{item.n:,} {item.reason}" for item in snapshot.left_out]
    totals = [f"{each.sentence}." for each in snapshot.dataset.totals_sums]
    return [*lines, *filter(None, (found.sentence, found.partly)), *totals]
