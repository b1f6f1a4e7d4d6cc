"""Context events beside the map. The panel is made when it is first shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from app.panels.context.details import EventDetails
from app.panels.context.lanes import LaneChart
from app.panels.context.table import COLUMNS, EventDelegate, EventModel
from app.session import Session
from app.widgets.buttons import push_button
from app.widgets.debouncer import Debouncer
from app.widgets.elided import combo_box, one_line
from app.widgets.tables import table_view
from app.widgets.two_lines import set_up_two_lines
from geo.calendar.period import Period
from geo.incidents import ContextEvent
from geo.view.snapshot import Snapshot

__all__ = ["ContextPanel"]

LEAST_REST_PX = 430
"""With less room below them the lanes stand in place of the list, where the user wants them."""
HEAD_PX, LEAST_DETAILS_PX = 16, 120
DETAILS_SHARE = 0.56
"""The most of the height that the event in full takes; what is longer scrolls."""

ALL = "all categories"


class ContextPanel(QWidget):
    """Events by category over time, the list of them, and the days before and after the one that is chosen."""

    since_requested = Signal(object)
    """Emitted with the `ContextEvent` from whose first day on the period should run."""

    both_requested = Signal(object)
    """Emitted with the `Around` whose windows should be shown and compared."""

    edit_requested = Signal(object)
    """Emitted with the own `ContextEvent` that should be corrected."""

    withdraw_requested = Signal(object)
    """Emitted with the own `ContextEvent` that should be withdrawn."""

    add_requested = Signal()
    """Emitted when an event should be entered by hand."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("context")
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._session = session
        self._is_made = False
        self._current: ContextEvent | None = None
        self._debouncer = Debouncer(self._show_around, 0, self)
        session.changed.connect(self._on_changed)
        session.replaced.connect(lambda _snapshot: self._fill())

    # parts

    def _make(self) -> None:
        self._is_made = True
        self.category = combo_box([(ALL, "")], "", "Category of the events")
        self.category.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.category.currentIndexChanged.connect(lambda _at: self._filter())
        self.lanes = LaneChart()
        self.lanes.chosen.connect(self.choose)
        self.by_time = push_button(
            "context lanes shown", "Lanes", "The events by category over time, in place of the list"
        )
        self.by_time.setCheckable(True)
        self.by_time.toggled.connect(lambda _is_on: self._fit())
        self.model = EventModel(self)
        self.view = table_view("context table", "Context events, the latest first", self.model, (), sortable=False)
        set_up_two_lines(self.view, EventDelegate(self.view), [column.width for column in COLUMNS])
        self.view.selectionModel().currentRowChanged.connect(lambda now, _before: self._on_row(now.row()))
        self.details = EventDetails()
        self.details.hide()
        self.details.chosen_otherwise.connect(self._show_around)
        self.details.since_requested.connect(self.since_requested)
        self.details.both_requested.connect(self.both_requested)
        self.details.edit_requested.connect(self.edit_requested)
        self.details.withdraw_requested.connect(self.withdraw_requested)
        self._lay_out()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(10, 8, 10, 6)
        head.setSpacing(6)
        head.addWidget(self.category)
        head.addWidget(self.by_time)
        head.addStretch()
        self.add = push_button("context add", "Add…", "Enter an event by hand: a statement, an operation, a closure")
        self.add.clicked.connect(self.add_requested)
        head.addWidget(self.add)
        layout.addLayout(head)
        layout.addWidget(self.lanes, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.details)

    def focus_widget(self) -> QWidget:
        """What gets the keyboard focus when the panel is asked for."""
        return (self.by_time if self.view.isHidden() else self.view) if self._is_made else self

    @property
    def current(self) -> ContextEvent | None:
        """The event that is chosen."""
        return self._current

    def choose(self, event: ContextEvent | None) -> None:
        """Choose an event; where the category leaves it out, all categories are shown."""
        if not self._is_made:
            self._make()
            self._fill()
        if event is not None and self.model.row_of(event) < 0:
            self.category.setCurrentIndex(0)
        self.view.selectRow(self.model.row_of(event))

    # events

    def showEvent(self, event: QShowEvent) -> None:
        """Make the parts at first, and catch up with what has changed meanwhile."""
        super().showEvent(event)
        if not self._is_made:
            self._make()
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lanes need room."""
        super().resizeEvent(event)
        if self._is_made:
            self._fit()

    def _fit(self) -> None:
        """Show lanes or the list where there is no room for both, and give the event in full its part of the height."""
        has_room = self.height() - self.lanes.sizeHint().height() >= LEAST_REST_PX
        self.by_time.setVisible(not has_room)
        self.lanes.setVisible(has_room or self.by_time.isChecked())
        self.view.setVisible(has_room or not self.by_time.isChecked())
        room = round(self.height() * DETAILS_SHARE)
        if self.view.isHidden():
            room = max(
                self.height() - self.lanes.sizeHint().height() - self.category.height() - HEAD_PX, LEAST_DETAILS_PX
            )
        self.details.setMaximumHeight(min(room, self.details.wanted_height))

    def _on_changed(self, before: Snapshot, after: Snapshot) -> None:
        if not self._is_made or not self.isVisible():
            return
        self.lanes.show_period(after.period)
        if before.state.query.any_time() != after.state.query.any_time():
            self._debouncer.request(1)

    def _fill(self) -> None:
        """Show the events of the data."""
        if not self._is_made or not self.isVisible():
            return
        events = self._session.dataset.context_events
        names = sorted({one_line(event.category) for event in events} - {""})
        before = self.category.currentData()
        self.category.blockSignals(True)
        self.category.clear()
        for text, value in ((ALL, ""), *((name, name) for name in names)):
            self.category.addItem(text, value)
        self.category.setCurrentIndex(max(self.category.findData(before), 0))
        self.category.blockSignals(False)
        self._filter()

    def _filter(self) -> None:
        """Show the events of the chosen category; the choice among them stays where it is listed."""
        wanted, current = self.category.currentData(), self._current
        events = self._session.dataset.context_events
        rows = [event for event in events if not wanted or one_line(event.category) == wanted]
        self.model.set_rows(rows)
        self.lanes.show_events(rows, _extent(self._session.snapshot, events))
        self._fit()
        self.lanes.show_period(self._session.snapshot.period)
        row = self.model.row_of(current)
        if row >= 0:
            self.view.selectRow(row)
        else:
            self._on_row(-1)

    def _on_row(self, row: int) -> None:
        self._current = self.model.event_at(row)
        self.lanes.show_current(self._current)
        self._show_around()

    def _show_around(self) -> None:
        """Describe the event that is chosen, and the days before and after it."""
        self.details.setVisible(self._current is not None)
        if self._current is not None:
            self.details.show_event(self._current, self._session.snapshot)
        self._fit()


def _extent(snapshot: Snapshot, events: Sequence[ContextEvent]) -> Period:
    """The days of the events, or of what is shown if there is none."""
    periods = [event.period for event in events]
    if not periods:
        return snapshot.period
    return Period(min(period.first for period in periods), max(period.last for period in periods))
