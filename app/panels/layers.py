"""The layers of the map, user layers, and what sizes the symbols and colours the districts."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.session import Session
from app.widgets.text import label, tip
from geo.view.snapshot import Snapshot

__all__ = ["LAYER_TEXTS", "LayersPanel"]

LAYER_TEXTS = {
    "incidents": ("Incidents", "Symbols, hatched districts and their counts"),
    "heat": ("Heat", "Incidents per 1,000 km², smoothed over a fixed distance"),
    "heat_districts": (
        "Heat: district-only incidents",
        "Such incidents are spread evenly over their district in the heat; without, they are left out of it",
    ),
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
    ("change", "Change in incidents"),
)
SIZES = (("killed", "Reported killed"), ("same", "All the same"))


class LayersPanel(QWidget):
    """A check box for each layer, with a menu for each user layer."""

    add_requested = Signal()
    """Emitted when the user wants to add a layer."""
    style_requested = Signal(str)
    """Emitted with the name of the user layer whose style is to be changed."""
    removal_requested = Signal(str)
    """Emitted with the name of the user layer to remove."""
    zoom_requested = Signal(str)
    """Emitted with the name of the user layer to zoom to."""

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
        for name, (text, what) in LAYER_TEXTS.items():
            box = QCheckBox(text)
            box.setObjectName(f"layer {name}")
            box.setToolTip(what)
            box.setAccessibleName(f"Show the layer {text}")
            box.toggled.connect(self._update_session)
            self.boxes[name] = box
            layout.addWidget(box)
        layout.addSpacing(8)
        layout.addWidget(label("User layers", "heading"))
        self._user_rows = QVBoxLayout()
        self._user_rows.setSpacing(4)
        layout.addLayout(self._user_rows)
        self.user_boxes: dict[str, QCheckBox] = {}
        self.add = QPushButton("Add a layer…")
        self.add.setObjectName("add layer")
        self.add.setAccessibleName("Add a user layer")
        self.add.setToolTip("Sites, roads, areas or districts from a file; it can also be dropped on the window")
        self.add.clicked.connect(self.add_requested)
        layout.addWidget(self.add)
        self.size_by = self._choice(layout, "Size of the symbols", "By what the symbols are sized", SIZES)
        self.colour_by = self._choice(layout, "Colour of the districts", "By what the districts are coloured", COLOURS)
        self.note = label("", "muted", wrap=True)
        layout.addSpacing(8)
        layout.addWidget(self.note)
        layout.addStretch()
        session.changed.connect(lambda _before, after: self._show(after))
        session.replaced.connect(self._list_user_layers)
        self._list_user_layers(session.snapshot)

    def _choice(self, layout: QVBoxLayout, title: str, aloud: str, offered: tuple[tuple[str, str], ...]) -> QComboBox:
        """A combo box below its heading; ``aloud`` is its accessible name."""
        combo = QComboBox()
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setObjectName(title.casefold().replace(" the ", " "))
        combo.setAccessibleName(aloud)
        for value, text in offered:
            combo.addItem(text, value)
        combo.currentIndexChanged.connect(self._update_session)
        layout.addSpacing(8)
        layout.addWidget(label(title, "heading"))
        layout.addWidget(combo)
        return combo

    def _list_user_layers(self, snapshot: Snapshot) -> None:
        """List the user layers of the dataset, each with a menu."""
        while (item := self._user_rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        has_user_districts = any(layer.is_districts for layer in snapshot.dataset.user_layers)
        source = "are those of a user layer" if has_user_districts else "are generalised and indicative"
        self.note.setText(f"District lines {source}. Boundaries shown do not imply endorsement.")
        self.user_boxes = {}
        for layer in snapshot.dataset.user_layers:
            self._user_rows.addWidget(self._user_layer_row(layer.name, layer.sentence, is_districts=layer.is_districts))
        self._show(snapshot)

    def _user_layer_row(self, name: str, sentence: str, *, is_districts: bool) -> QWidget:
        box = QCheckBox(name.replace("&", "&&"))
        box.setObjectName(f"user layer {name}")
        box.setAccessibleName(f"Show the user layer {name}")
        box.setToolTip(tip(f"{name}: {sentence}{'. Stands for the districts' if is_districts else ''}"))
        box.toggled.connect(self._update_session)
        self.user_boxes[name] = box
        more = QToolButton()
        more.setObjectName(f"user layer menu {name}")
        more.setAccessibleName(f"Menu of the layer {name}")
        more.setText("…")
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(more)
        for text, signal in (
            ("Zoom to it", self.zoom_requested),
            ("Name and style…", self.style_requested),
            ("Remove…", self.removal_requested),
        ):
            menu.addAction(text).triggered.connect(lambda _checked=False, request=signal: request.emit(name))
        more.setMenu(menu)
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        box.setMinimumWidth(40)
        across.addWidget(box, 1)
        across.addWidget(more)
        return row

    def _update_session(self) -> None:
        hidden = frozenset(name for name, box in self.user_boxes.items() if not box.isChecked())
        layers = frozenset(name for name, box in self.boxes.items() if box.isChecked())
        choices = {"size_by": self.size_by.currentData(), "colour_by": self.colour_by.currentData()}
        state = self._session.state
        if choices["colour_by"] and choices["colour_by"] != state.colour_by:
            choices["hot_spots"] = None  # the districts have one colour at a time
        self._session.update(replace(state, layers=layers, hidden=hidden, **choices))

    def _show(self, snapshot: Snapshot) -> None:
        for name, box in self.boxes.items():
            with QSignalBlocker(box):
                box.setChecked(name in snapshot.state.layers)
        for name, box in self.user_boxes.items():
            with QSignalBlocker(box):
                box.setChecked(name not in snapshot.state.hidden)
        with QSignalBlocker(self.size_by):
            self.size_by.setCurrentIndex([value for value, _ in SIZES].index(snapshot.state.size_by))
        with QSignalBlocker(self.colour_by):
            self.colour_by.setCurrentIndex([value for value, _ in COLOURS].index(snapshot.state.colour_by))
