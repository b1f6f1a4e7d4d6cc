"""One context event in full, and the incidents before and after it."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.panels.context.table import facts_of
from app.widgets.buttons import push_button
from app.widgets.elided import combo_box, one_line
from app.widgets.text import label
from geo.analysis.around_event import Around, Where, around
from geo.incidents import ContextEvent
from geo.view.snapshot import Snapshot

__all__ = ["WINDOWS", "EventDetails"]

WINDOWS = (14, 28, 56, 91)
"""The lengths of the windows before and after to choose from, in days."""

_WHERE: tuple[tuple[str, Where], ...] = (("as filtered", "filters"), ("where it applies", "event"))


class EventDetails(QScrollArea):
    """As high as what it holds, where there is room; it asks for no more than two lines."""

    since_requested = Signal(object)
    """Emitted with the `ContextEvent` from whose first day on the period should run."""

    both_requested = Signal(object)
    """Emitted with the `Around` whose windows should be shown and compared."""

    edit_requested = Signal(object)
    """Emitted with the own `ContextEvent` that should be corrected."""

    withdraw_requested = Signal(object)
    """Emitted with the own `ContextEvent` that should be withdrawn."""

    chosen_otherwise = Signal()
    """Emitted when another length of the windows or another place is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("context details")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._event: ContextEvent | None = None
        self._found: Around | None = None
        self._make_labels()
        self._make_controls()
        self.setWidget(self._lay_out())

    def _make_labels(self) -> None:
        self.title, self.facts = label("", wrap=True), label("", "muted", wrap=True)
        self.numbers = label("", wrap=True)
        for widget, name in ((self.title, "title"), (self.facts, "facts"), (self.numbers, "numbers")):
            widget.setObjectName(f"context {name}")
            widget.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)

    def _make_controls(self) -> None:
        self.days = combo_box([(f"{days} days", str(days)) for days in WINDOWS], "28", "Length of both windows")
        self.where = combo_box(list(_WHERE), "filters", "Whose incidents are counted")
        for box in (self.days, self.where):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.currentIndexChanged.connect(lambda _at: self.chosen_otherwise.emit())
        self.since = push_button(
            "context since", "Period from here", "Show the days from this event to the end of the data"
        )
        self.since.clicked.connect(lambda: self.since_requested.emit(self._event))
        self.both = push_button("context both", "Show both windows", "Show the days after, compared with those before")
        self.both.clicked.connect(lambda: self.both_requested.emit(self._found))
        self.edit = push_button("context edit", "Edit…", "Correct this event; its earlier version stays in the history")
        self.edit.clicked.connect(lambda: self.edit_requested.emit(self._event))
        self.withdraw = push_button("context withdraw", "Withdraw…", "Take this event away; it stays in the history")
        self.withdraw.clicked.connect(lambda: self.withdraw_requested.emit(self._event))

    def _lay_out(self) -> QWidget:
        inner = QWidget()
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.setSpacing(4)
        layout.addWidget(self.title)
        layout.addWidget(self.facts)
        layout.addLayout(_line(label("Compare", "muted"), self.days, self.where))
        layout.addWidget(self.numbers)
        layout.addLayout(_line(self.since, self.both))
        layout.addLayout(_line(self.edit, self.withdraw))
        return inner

    @property
    def wanted_height(self) -> int:
        """The height of what it holds."""
        held = self.widget()
        return 2 + (held.heightForWidth(self.viewport().width()) if held is not None else 0)

    def sizeHint(self) -> QSize:
        """The height of what it holds."""
        return QSize(super().sizeHint().width(), self.wanted_height)

    def minimumSizeHint(self) -> QSize:
        """Two lines."""
        return QSize(0, 2 * self.fontMetrics().height())

    def show_event(self, event: ContextEvent, snapshot: Snapshot) -> None:
        """Describe an event, and count the incidents before and after it with the filters of a snapshot."""
        self._event = event
        self.title.setText(one_line(event.title))
        source = f"Source: {one_line(event.source)}" if event.source else "No source is stated"
        lines = (event.period.words, facts_of(event), source, one_line(event.notes))
        self.facts.setText("\n".join(filter(None, lines)))
        self.where.setEnabled(bool(event.place[0]))
        where = cast("Where", self.where.currentData()) if self.where.isEnabled() else "filters"
        self._found = around(snapshot, event, int(self.days.currentData()), where)
        self.numbers.setText("\n".join(self._found.sentences))
        self.both.setEnabled(bool(len(snapshot.dataset.incidents)))
        for button in (self.edit, self.withdraw):
            button.setVisible(bool(event.event_id))


def _line(*widgets: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    for widget in widgets:
        line.addWidget(widget)
    line.addStretch()
    return line
