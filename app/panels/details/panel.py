"""The selected incident in full: type, place, date, sources, and how precise they are."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.panels.details.ledger import Ledger
from app.panels.details.summary import Summary
from app.session import Session
from app.widgets.text import label, rule
from geo.analysis.drawn import drawn_words
from geo.analysis.focus import current_row
from geo.briefing.incident_facts import facts_of, origin_of
from geo.incidents import Claim, Incident
from geo.incidents.words import date_words, figure_words
from geo.reading.direction import without_overrides
from geo.view.snapshot import Snapshot
from geo.view.state import State

__all__ = ["DetailsPanel"]

EDIT, HISTORY = "edit_incident", "show_history"
"""Actions that the panel has buttons for."""
HIDDEN = "This incident is not shown: the filters or the period leave it out."
SUMMED_EVERY_MS = 120
"""While time plays or is dragged the summary follows at most so often: it is not what one looks at then."""
BREAK = "\u200b"
"""Zero-width space: a line may break here."""


class Passage(QLabel):
    """Plain text that can be selected and copied; very long words may wrap, and are copied without the added spaces."""

    def __init__(self, text: str, role: str) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._whole = text
        self.setText(_breakable(without_overrides(text)))
        self.setWordWrap(True)
        self.setProperty("role", role)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the selected text."""
        if event.matches(QKeySequence.StandardKey.Copy):
            _copy(self.selectedText())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy the selected text, or all of it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Copy", lambda: _copy(self.selectedText())).setEnabled(self.hasSelectedText())
        menu.addAction("Copy all", lambda: _copy(self._whole))
        menu.popup(event.globalPos())


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text.replace(BREAK, ""))


class DetailsPanel(QWidget):
    """Shows one selected incident at a time, with buttons to the previous and the next one; or the `Summary`."""

    link_requested = Signal(str)
    """Emitted with the address of a report that the user wants to open."""
    claim_requested = Signal(str, str, object)
    """Emitted with what is to be done with a claim (see `Ledger`), the id of the incident, the claim or ``None``."""
    incident_requested = Signal(int)
    """Emitted with the position of the incident that the user has turned to, and that the map should show."""

    action_requested = Signal(str)
    """Emitted with the name of an action about the incident that is shown: `EDIT` or `HISTORY`."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("details")
        self._session = session
        self._is_editable = False
        self._make_pager()
        self.area = QScrollArea()
        self.area.setObjectName("details area")
        self.area.setAccessibleName("Details of the selected incident")
        self.area.setWidgetResizable(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._pager)
        layout.addWidget(self.area)
        self.summary: Summary | None = None
        self._soon = QTimer(self, interval=SUMMED_EVERY_MS, singleShot=True)
        self._soon.timeout.connect(self._update_summary)
        session.changed.connect(self._on_changed)
        session.replaced.connect(self._show)
        self._show(session.snapshot)

    def set_editable(self, *, is_on: bool) -> None:
        """Offer to correct the incident, or not: the bundled ones cannot be changed."""
        if is_on != self._is_editable:
            self._is_editable = is_on
            self._show(self._session.snapshot)

    def _make_pager(self) -> None:
        self._pager = QFrame()
        self._pager.setObjectName("panel")
        self._count = label("", "muted")
        self._previous = self._arrow(Qt.ArrowType.LeftArrow, "previous incident", -1)
        self._next = self._arrow(Qt.ArrowType.RightArrow, "next incident", 1)
        row = QHBoxLayout(self._pager)
        row.setContentsMargins(12, 4, 8, 0)
        row.addWidget(self._count)
        row.addStretch()
        row.addWidget(self._previous)
        row.addWidget(self._next)

    def _arrow(self, arrow: Qt.ArrowType, name: str, step: int) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setArrowType(arrow)
        button.setProperty("flat", True)
        button.setToolTip(f"Show the {name} of the selection")
        button.setAccessibleName(f"Show the {name} of the selection")
        button.clicked.connect(lambda: self.step(step))
        return button

    def step(self, step: int) -> None:
        """Turn to the next (+1) or the previous (-1) incident of the selection; nothing at its ends."""
        snapshot = self._session.snapshot
        row, rows = current_row(snapshot), snapshot.selected_rows
        at = rows.index(row) + step if row is not None else -1
        if 0 <= at < len(rows):
            incident_id = snapshot.dataset.incidents.texts["incident_id"][rows[at]]
            self._session.select(snapshot.state.selected, incident_id)
            self.incident_requested.emit(rows[at])

    def _on_changed(self, before: Snapshot, after: Snapshot) -> None:
        one, other = before.state, after.state
        is_other = (one.selected, one.current) != (other.selected, other.current)
        if is_other or self._is_shown(before) != self._is_shown(after):
            self._show(after)
        elif self.summary is not None and not self._soon.isActive() and _counts(one) != _counts(other):
            self._soon.start()

    def _is_shown(self, snapshot: Snapshot) -> bool:
        """Whether the incident of this panel passes the filters of a snapshot."""
        return current_row(snapshot) in snapshot.rows

    def _show(self, snapshot: Snapshot) -> None:
        row, rows = current_row(snapshot), snapshot.selected_rows
        at = 0 if row is None else rows.index(row)
        self._pager.setVisible(len(rows) > 1)
        self._count.setText(f"{at + 1} of {len(rows)} selected")
        self._previous.setEnabled(at > 0)
        self._next.setEnabled(at < len(rows) - 1)
        self.area.setAccessibleName("Summary of what is shown" if row is None else "Details of the selected incident")
        if row is None:
            self._summarise(snapshot)
            return
        self.summary = None
        body = self._incident(snapshot, row)
        body.setObjectName("panel")
        self.area.setWidget(body)

    def _summarise(self, snapshot: Snapshot) -> None:
        if self.summary is None:
            self.summary = Summary()
            self.area.setWidget(self.summary)
        self.summary.show_snapshot(snapshot)

    def _update_summary(self) -> None:
        if self.summary is not None:
            self.summary.show_snapshot(self._session.snapshot)

    def _incident(self, snapshot: Snapshot, position: int) -> QWidget:
        incident = snapshot.dataset.incidents.row(position)
        body = QFrame()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(12, 8, 12, 12)
        layout.setSpacing(6)
        if not self._is_shown(snapshot):
            layout.addWidget(_text(HIDDEN, "warning"))
        layout.addWidget(_text(incident.sub_event_type or incident.event_type, "title"))
        place = ", ".join(filter(None, (incident.location, incident.district, incident.province)))
        layout.addWidget(_text(f"{date_words(incident)} · {place or 'place not known'}", "muted"))
        if incident.notes:
            layout.addWidget(_text(incident.notes))
        if self._is_editable:
            layout.addLayout(self._by_hand())
        layout.addWidget(rule())
        dataset = snapshot.dataset
        claims = dataset.claims.get(incident.incident_id, ())
        layout.addLayout(_grid(facts_of(incident, drawn_words(dataset, position), claims, dataset.figures)))
        layout.addWidget(rule())
        layout.addWidget(self._ledger(incident.incident_id, claims))
        if reports := snapshot.dataset.linked.get(incident.incident_id, ()):
            layout.addWidget(rule())
            layout.addWidget(_text(f"{len(reports)} reports of this event", "heading"))
            layout.addLayout(_grid((report.source, _report(report)) for report in reports))
        layout.addWidget(rule())
        layout.addLayout(_grid(origin_of(incident)))
        if incident.url.startswith(("https://", "http://")):
            layout.addWidget(self._link(incident.url), 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch()
        return body

    def _ledger(self, incident_id: str, claims: tuple[Claim, ...]) -> Ledger:
        ledger = Ledger(claims, _text, is_editable=self._is_editable)
        ledger.requested.connect(lambda what, claim: self.claim_requested.emit(what, incident_id, claim))
        ledger.link_requested.connect(self.link_requested)
        return ledger

    def _link(self, url: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName("open report")
        button.setText("Open a report in the browser…")
        button.setAccessibleName("Open a report in the browser")
        button.clicked.connect(lambda: self.link_requested.emit(url))
        return button

    def _by_hand(self) -> QHBoxLayout:
        """Buttons to correct the incident and to see its versions."""
        row = QHBoxLayout()
        for text, name in (("Edit incident…", EDIT), ("History…", HISTORY)):
            button = QToolButton()
            button.setObjectName(f"details {name}")
            button.setText(text)
            button.clicked.connect(partial(self.action_requested.emit, name))
            row.addWidget(button)
        row.addStretch()
        return row


def _report(report: Incident) -> str:
    """One source's report of an event that several sources report."""
    place = ", ".join(filter(None, (report.location, report.district)))
    return f"{date_words(report)} · {place or 'place not known'} · killed {figure_words(report)} · {report.incident_id}"


def _grid(facts: Iterator[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    for row, (name, value) in enumerate(facts):
        grid.addWidget(label(name, "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(_text(value), row, 1)
    return grid


def _text(text: str, role: str = "") -> Passage:
    return Passage(text, role)


def _breakable(text: str) -> str:
    """The text with zero-width spaces inside very long words, so that lines can wrap there."""
    return " ".join(BREAK.join(word[i : i + 24] for i in range(0, len(word), 24)) for word in text.split(" "))


def _counts(state: State) -> tuple[object, ...]:
    """What the summary depends on."""
    return state.query, state.district, state.compare
