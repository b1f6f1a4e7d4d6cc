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

COLOURS = (
    ("", "None"),
    ("incidents", "Incidents"),
    ("killed", "Reported killed"),
    ("per_100k", "Incidents per 100,000 people"),
    ("per_1000_km2", "Incidents per 1,000 km²"),
    ("change", "Change against the window before"),
)
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
        self.size_by = self._choice(layout, "Size of the symbols", "By what the symbols are sized", SIZES)
        self.colour_by = self._choice(layout, "Colour of the districts", "By what the districts are coloured", COLOURS)
        note = "District lines are generalised and indicative. Lines are no statement on any border."
        layout.addSpacing(8)
        layout.addWidget(label(note, "muted", wrap=True))
        layout.addStretch()
        session.changed.connect(lambda _before, after: self._show(after))
        session.replaced.connect(self._show)
        self._show(session.snapshot)

    def _choice(self, layout: QVBoxLayout, title: str, aloud: str, offered: tuple[tuple[str, str], ...]) -> QComboBox:
        """One of several ways to draw, below its heading."""
        combo = QComboBox()
        combo.setObjectName(title.casefold().replace(" the ", " "))
        combo.setAccessibleName(aloud)
        for value, text in offered:
            combo.addItem(text, value)
        combo.currentIndexChanged.connect(self._ask)
        layout.addSpacing(8)
        layout.addWidget(label(title, "heading"))
        layout.addWidget(combo)
        return combo

    def _ask(self) -> None:
        layers = frozenset(name for name, box in self.boxes.items() if box.isChecked())
        wished = {"size_by": self.size_by.currentData(), "colour_by": self.colour_by.currentData()}
        self._session.update(replace(self._session.state, layers=layers, **wished))

    def _show(self, snapshot: Snapshot) -> None:
        for name, box in self.boxes.items():
            with QSignalBlocker(box):
                box.setChecked(name in snapshot.state.layers)
        with QSignalBlocker(self.size_by):
            self.size_by.setCurrentIndex([value for value, _ in SIZES].index(snapshot.state.size_by))
        with QSignalBlocker(self.colour_by):
            self.colour_by.setCurrentIndex([value for value, _ in COLOURS].index(snapshot.state.colour_by))
