"""Annotations of a page: a list, and what is added to it by clicks on the preview."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.widgets.elided import combo_box
from app.widgets.number_boxes import DecimalBox
from app.widgets.text import label
from geo.errors import InputError
from geo.view.annotations import LONGEST_TEXT, MOST, Annotation, Kind

__all__ = ["AnnotationsEditor"]

_KINDS = (("Text", "text"), ("Arrow", "arrow"), ("Circle", "circle"), ("Area", "area"))
_HOW = {
    "text": "Click on the preview where the text is to stand.",
    "arrow": "Click where the arrow begins, then what it points at.",
    "circle": "Click on the centre of the circle.",
    "area": "Click on the corners, at least three; then Finish.",
}
_POINTS = {"text": 1, "arrow": 2, "circle": 1}


class AnnotationsEditor(QWidget):
    """Edits the annotations of a page; points come from `place`."""

    changed = Signal()
    """Emitted when an annotation was added or removed."""

    picking_changed = Signal(bool)
    """Emitted with whether a click on the map is expected now."""

    def __init__(self, annotations: tuple[Annotation, ...] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("annotations editor")
        self.annotations = annotations
        self._points: list[tuple[float, float]] = []
        self._picks = False
        self._make_fields()
        self._lay_out()
        self._show()

    def _make_fields(self) -> None:
        self.kind = combo_box(_KINDS, "text", "Kind of annotation")
        self.kind.setObjectName("annotation kind")
        self.text = QLineEdit()
        self.text.setObjectName("annotation text")
        self.text.setAccessibleName("Words of the annotation")
        self.text.setMaxLength(LONGEST_TEXT)
        self.text.setPlaceholderText("Words")
        self.km = DecimalBox()
        self.km.setObjectName("annotation radius")
        self.km.setAccessibleName("Radius in km")
        self.km.setRange(0.1, 500)
        self.km.setValue(20)
        self.km.setSuffix(" km")
        self.add = QPushButton("Place on the map")
        self.add.setObjectName("place annotation")
        self.remove = QPushButton("Remove")
        self.remove.setObjectName("remove annotation")
        for button in (self.add, self.remove):
            button.setAutoDefault(False)  # the Enter key saves
        self.list = QListWidget()
        self.list.setObjectName("annotations")
        self.list.setAccessibleName("Annotations of the page")
        self.list.setMaximumHeight(84)
        self.hint = label("", "muted", wrap=True)
        self.hint.setObjectName("annotation hint")
        self.kind.currentIndexChanged.connect(lambda _at: self._stop())
        self.add.clicked.connect(self._on_add)
        self.remove.clicked.connect(self._on_remove)
        self.list.currentRowChanged.connect(lambda row: self.remove.setEnabled(row >= 0))

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.kind)
        first.addWidget(self.text, 1)
        second.addWidget(self.km)
        second.addWidget(self.add)
        second.addWidget(self.remove)
        second.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(first)
        layout.addLayout(second)
        layout.addWidget(self.list)
        layout.addWidget(self.hint)

    @property
    def _chosen(self) -> Kind:
        kind: Kind = self.kind.currentData()
        return kind

    def show_annotations(self, annotations: tuple[Annotation, ...]) -> None:
        """Edit other annotations."""
        self.annotations = annotations
        self._show()

    def place(self, lon: float, lat: float) -> None:
        """Take a point of the map, in degrees, if one is expected; with its last point an annotation is added."""
        if not self._picks:
            return
        self._points.append((lon, lat))
        if len(self._points) == _POINTS.get(self._chosen):
            self._finish()
        else:
            self._show_hint()

    def _on_add(self) -> None:
        """Begin to place one; of an area, finish it."""
        if self._picks:
            self._finish() if self._chosen == "area" else self._stop()
            return
        if self._chosen == "text" and not self.text.text().strip():
            self.hint.setText("Write the words first.")
            return
        if len(self.annotations) >= MOST:
            self.hint.setText(f"A map shows at most {MOST} annotations. Remove one first.")
            return
        self._set_picking(True)

    def _finish(self) -> None:
        km = self.km.value() if self._chosen == "circle" else 0.0
        try:
            one = Annotation(self._chosen, tuple(self._points), self.text.text().strip(), km)
        except InputError as error:
            self._stop()
            self.hint.setText(str(error))
            return
        self._stop()
        self.text.clear()
        self.annotations = (*self.annotations, one)
        self._show()
        self.changed.emit()

    def _on_remove(self) -> None:
        row = self.list.currentRow()
        if row >= 0:
            self.annotations = (*self.annotations[:row], *self.annotations[row + 1 :])
            self._show()
            self.changed.emit()

    def _stop(self) -> None:
        self._set_picking(False)

    def _set_picking(self, picks: bool) -> None:
        self._points.clear()
        self._picks = picks
        self.km.setVisible(self._chosen == "circle")
        self._show_hint()
        self.picking_changed.emit(picks)

    def _show_hint(self) -> None:
        is_area = self._chosen == "area"
        self.add.setText(("Finish" if is_area else "Cancel") if self._picks else "Place on the map")
        self.hint.setText(_HOW[self._chosen] if self._picks else "")

    def _show(self) -> None:
        """List the annotations."""
        names = {value: text for text, value in _KINDS}
        self.list.clear()
        for one in self.annotations:
            self.list.addItem(f"{names[one.kind]}: {one.words}" if one.words.strip() else names[one.kind])
        self.list.setVisible(bool(self.annotations))
        self.remove.setVisible(bool(self.annotations))
        self.remove.setEnabled(False)
        self.km.setVisible(self._chosen == "circle")
