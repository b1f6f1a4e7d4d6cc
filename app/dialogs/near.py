"""Incidents near something: what it is, and how far."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.widgets.text import label
from geo.dataset import Dataset
from geo.errors import UnknownName
from geo.places.target import Target, target_named, target_names
from geo.query import Within

__all__ = ["NearDialog"]

USUAL_KM = 20.0
HINT = (
    "A town, a place or a layer of your own, or latitude and longitude (34.01, 71.55). What is known only to the "
    "district or coarser cannot be told to be near: the filter says how many these are."
)


class NearDialog(QDialog):
    """Accepted with `within`, what was asked for."""

    def __init__(self, dataset: Dataset, text: str = "", km: float = USUAL_KM, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("near dialog")
        self.setWindowTitle("Incidents near…")
        self.setMinimumWidth(440)
        self._dataset = dataset
        self._target: Target | None = None
        self._make_fields(text, km)
        self._lay_out()

    def _make_fields(self, text: str, km: float) -> None:
        dataset = self._dataset
        self.place = QLineEdit(text)
        self.place.setObjectName("near place")
        self.place.setAccessibleName("What incidents are to be near")
        self.place.setPlaceholderText("A town, a place of your own, or coordinates")
        names = QCompleter(target_names(dataset.gazetteer, dataset.user_layers), self)
        names.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        names.setFilterMode(Qt.MatchFlag.MatchContains)
        self.place.setCompleter(names)
        self.km = QDoubleSpinBox()
        self.km.setObjectName("near km")
        self.km.setAccessibleName("How far, in kilometres")
        self.km.setRange(0.5, 300.0)
        self.km.setDecimals(1)
        self.km.setSuffix(" km")
        self.km.setValue(km)
        self.trouble = label("", "warning", wrap=True)
        self.trouble.setObjectName("near trouble")
        self.trouble.hide()
        self.place.textChanged.connect(lambda _text: self.trouble.hide())

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(label("Within"), self.km)
        form.addRow(label("of"), self.place)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        show = self._buttons.addButton("Show them", QDialogButtonBox.ButtonRole.AcceptRole)
        show.setObjectName("show near")
        self._buttons.accepted.connect(self._take)
        self._buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(label(HINT, "muted", wrap=True))
        layout.addWidget(self.trouble)
        layout.addStretch()
        layout.addWidget(self._buttons)
        self.place.setFocus(Qt.FocusReason.OtherFocusReason)
        self.place.selectAll()

    def _take(self) -> None:
        try:
            self._target = target_named(self.place.text(), self._dataset.gazetteer, self._dataset.user_layers)
        except UnknownName as error:
            self.trouble.setText(str(error))
            self.trouble.show()
            return
        self.accept()

    @property
    def within(self) -> Within:
        """What was asked for; only after the dialog was accepted."""
        assert self._target is not None
        return Within(self._target, self.km.value())
