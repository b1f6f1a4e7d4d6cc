"""Which layers the map shows, and by what the symbols are sized."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from app.parts import label
from app.session import Session
from geo.state import Snapshot

__all__ = ["LAYER_WORDS", "LayersPanel"]

LAYER_WORDS = {
    "incidents": ("Incidents", "Symbols, hatched districts and their counts"),
    "heat": ("Heat", "Incidents per 1,000 km², smoothed over a fixed distance"),
    "provinces": ("Provinces", "Outlines of the two provinces"),
    "districts": ("Districts", "District lines: generalised and indicative, of about 2010"),
    "former_fata": ("Former FATA", "The districts that were the Federally Administered Tribal Areas until 2018"),
    "rivers": ("Rivers", "Main rivers"),
    "labels": ("Labels", "Names of provinces, districts and towns"),
}

SIZES = (("killed", "Reported killed"), ("same", "All the same"))


class LayersPanel(QWidget):
    """A box for each layer."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("layers")
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._session = session
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(7)
        self.boxes: dict[str, QCheckBox] = {}
        for name, (text, tip) in LAYER_WORDS.items():
            box = QCheckBox(text)
            box.setObjectName(f"layer {name}")
            box.setToolTip(tip)
            box.setAccessibleName(f"Show the layer {text}")
            box.toggled.connect(self._ask)
            self.boxes[name] = box
            layout.addWidget(box)
        layout.addSpacing(8)
        layout.addWidget(label("Size of the symbols", "heading"))
        self.size_by = QComboBox()
        self.size_by.setObjectName("size of symbols")
        self.size_by.setAccessibleName("By what the symbols are sized")
        for value, text in SIZES:
            self.size_by.addItem(text, value)
        self.size_by.currentIndexChanged.connect(self._ask)
        layout.addWidget(self.size_by)
        note = "District lines are generalised and indicative. Lines are no statement on any border."
        layout.addSpacing(8)
        layout.addWidget(label(note, "muted", wrap=True))
        layout.addStretch()
        session.changed.connect(lambda _before, after: self._show(after))
        session.replaced.connect(self._show)
        self._show(session.snapshot)

    def _ask(self) -> None:
        layers = frozenset(name for name, box in self.boxes.items() if box.isChecked())
        self._session.update(replace(self._session.state, layers=layers, size_by=self.size_by.currentData()))

    def _show(self, snapshot: Snapshot) -> None:
        for name, box in self.boxes.items():
            with QSignalBlocker(box):
                box.setChecked(name in snapshot.state.layers)
        with QSignalBlocker(self.size_by):
            self.size_by.setCurrentIndex([value for value, _ in SIZES].index(snapshot.state.size_by))
