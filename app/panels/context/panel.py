"""Context events beside the map. The panel is made when it is first shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.panels.context.lanes import LaneChart
from app.panels.context.table import COLUMNS, EventDelegate, EventModel, facts_of
from app.session import Session
from app.widgets.buttons import push_button
from app.widgets.debouncer import Debouncer
from app.widgets.elided import combo_box, one_line
from app.widgets.tables import table_view
from app.widgets.text import label
from app.widgets.two_lines import set_up_two_lines
from geo.analysis.around_event import Where, around
from geo.calendar.period import Period
from geo.incidents import ContextEvent
from geo.view.snapshot import Snapshot

__all__ = ["WINDOWS", "ContextPanel"]

WINDOWS = (14, 28, 56, 91)
"""The lengths of the windows before and after to choose from, in days."""

LEAST_REST_PX = 430
"""With less room below them there are no lanes: the list needs it, and the flags of the time bar show the same."""
DETAILS_SHARE = 0.56
"""The most of the height that the event in full takes; what is longer scrolls."""

ALL = "all categories"
_WHERE: tuple[tuple[str, Where], ...] = (("as filtered", "filters"), ("where it applies", "event"))


class ContextPanel(QWidget):
    """Events by category over time, the list of them, and the days before and after the one that is chosen."""

    since_requested = Signal(object)
    """Emitted with the `ContextEvent` from whose first day on the period should run."""

    both_requested = Signal(object)
    """Emitted with the `Around` whose windows should be shown and compared."""

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
        self.model = EventModel(self)
        self.view = table_view("context table", "Context events, the latest first", self.model, (), sortable=False)
        set_up_two_lines(self.view, EventDelegate(self.view), [column.width for column in COLUMNS])
        self.view.selectionModel().currentRowChanged.connect(lambda now, _before: self._on_row(now.row()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(10, 8, 10, 6)
        head.addWidget(self.category)
        head.addStretch()
        layout.addLayout(head)
        layout.addWidget(self.lanes)
        layout.addWidget(self.view, 1)
        layout.addWidget(self._make_details())

    def _make_details(self) -> QWidget:
        """Below the list: the event in full, and the numbers before and after."""
        self.title, self.facts = label("", wrap=True), label("", "muted", wrap=True)
        self.numbers = label("", wrap=True)
        for widget, name in ((self.title, "title"), (self.facts, "facts"), (self.numbers, "numbers")):
            widget.setObjectName(f"context {name}")
            widget.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        self.days = combo_box([(f"{days} days", str(days)) for days in WINDOWS], "28", "Length of both windows")
        self.where = combo_box(list(_WHERE), "filters", "Whose incidents are counted")
        for box in (self.days, self.where):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.currentIndexChanged.connect(lambda _at: self._show_around())
        self.since = push_button(
            "context since", "Period from here", "Show the days from this event to the end of the data"
        )
        self.since.clicked.connect(lambda: self.since_requested.emit(self._current))
        self.both = push_button("context both", "Show both windows", "Show the days after, compared with those before")
        self.both.clicked.connect(self._request_both)
        choices, buttons = QHBoxLayout(), QHBoxLayout()
        choices.addWidget(label("Before and after:", "muted"))
        choices.addWidget(self.days)
        choices.addWidget(self.where)
        for button in (self.since, self.both):
            buttons.addWidget(button)
        self._inner = QWidget()
        below = QVBoxLayout(self._inner)
        below.setContentsMargins(10, 8, 10, 8)
        below.setSpacing(4)
        for part in (self.title, self.facts, choices, self.numbers, buttons):
            if isinstance(part, QHBoxLayout):
                part.addStretch()
                below.addLayout(part)
            else:
                below.addWidget(part)
        self._below = _Details()
        self._below.setObjectName("context details")
        self._below.setWidgetResizable(True)
        self._below.setFrameShape(QFrame.Shape.NoFrame)
        self._below.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._below.setWidget(self._inner)
        self._below.hide()
        return self._below

    def focus_widget(self) -> QWidget:
        """What gets the keyboard focus when the panel is asked for."""
        return self.view if self._is_made else self

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
        """Leave the lanes out where there is no room for them, and give the list its part of the height."""
        self.lanes.setVisible(self.height() - self.lanes.sizeHint().height() >= LEAST_REST_PX)
        most = round(self.height() * DETAILS_SHARE)
        self._below.setMaximumHeight(min(most, self._inner.heightForWidth(self._below.viewport().width()) + 2))

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
        event = self._current
        self._below.setVisible(event is not None)
        if event is None:
            return
        self.title.setText(one_line(event.title))
        source = f"Source: {one_line(event.source)}" if event.source else "No source is stated"
        lines = (event.period.words, facts_of(event), source, one_line(event.notes))
        self.facts.setText("\n".join(filter(None, lines)))
        self.where.setEnabled(bool(event.place[0]))
        found = around(self._session.snapshot, event, *self._options())
        self.numbers.setText("\n".join(found.sentences))
        self._fit()
        self.both.setEnabled(not found.after.is_empty and bool(len(self._session.dataset.incidents)))

    def _options(self) -> tuple[int, Where]:
        where = cast("Where", self.where.currentData()) if self.where.isEnabled() else "filters"
        return int(self.days.currentData()), where

    def _request_both(self) -> None:
        if self._current is not None:
            self.both_requested.emit(around(self._session.snapshot, self._current, *self._options()))


class _Details(QScrollArea):
    """As high as what it holds, where there is room; it asks for no more than two lines."""

    def sizeHint(self) -> QSize:
        """The height of what it holds."""
        held = self.widget()
        return QSize(super().sizeHint().width(), 2 + (held.heightForWidth(self.viewport().width()) if held else 0))

    def minimumSizeHint(self) -> QSize:
        """Two lines."""
        return QSize(0, 2 * self.fontMetrics().height())


def _extent(snapshot: Snapshot, events: Sequence[ContextEvent]) -> Period:
    """The days of the events, or of what is shown if there is none."""
    periods = [event.period for event in events]
    if not periods:
        return snapshot.period
    return Period(min(period.first for period in periods), max(period.last for period in periods))
