"""The district that is looked at: its name and figures, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from app.session import Session
from app.widgets.elided import ElidedLabel
from geo.analysis.districts import DistrictFigures, districts
from geo.analysis.focus import district_of
from geo.view.snapshot import Snapshot

__all__ = ["FocusBar"]


class FocusBar(QWidget):
    """Takes no room while no district is looked at."""

    filter_requested = Signal(str)
    """Emitted with the name of the district that alone should be shown."""
    zoom_requested = Signal(str)
    """Emitted with the name of the district that the map should show."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("focus")
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._session = session
        self._name = ""
        self.title, self.figures = ElidedLabel("", "heading"), ElidedLabel("", "muted")
        self.filter = self._button("focus filter", "Filter to it", "Show only incidents of this district")
        self.zoom = self._button("focus zoom", "Zoom to it", "Show this district on the map")
        self.close_button = self._button("focus close", "×", "Look at all districts again (Esc)")
        self.filter.clicked.connect(lambda: self.filter_requested.emit(self._name))
        self.zoom.clicked.connect(lambda: self.zoom_requested.emit(self._name))
        self.close_button.clicked.connect(lambda: session.look_at_district(""))
        self._lay_out()
        session.changed.connect(self._on_changed)
        session.replaced.connect(self._show)
        self._show(session.snapshot)

    def _button(self, name: str, text: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.title, 1)
        for button in (self.filter, self.zoom, self.close_button):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 8, 4)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.figures)

    def _on_changed(self, before: Snapshot, after: Snapshot) -> None:
        if before.state.district or after.state.district:
            self._show(after)

    def _show(self, snapshot: Snapshot) -> None:
        district = district_of(snapshot) if len(snapshot.dataset.incidents) else None
        self.setVisible(district is not None)
        if district is None:
            return
        self._name = district.name
        line = districts(snapshot)[district.index]
        self.title.show_text(line.name)
        self.figures.show_text(_figures(line))


def _figures(line: DistrictFigures) -> str:
    count, *_ = line.sentences
    return f"{count} · killed {line.now.killed_words}" if line.now.incidents else count
