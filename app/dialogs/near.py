"""The filter by distance: a place and how far from it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.widgets.number_boxes import DecimalBox
from app.widgets.text import label, tip
from geo.dataset import Dataset
from geo.errors import UnknownName
from geo.places.target import Target, target_named, target_names
from geo.query import Within
from geo.scales import NEAR_KM

__all__ = ["NearDialog"]

DEFAULT_KM = 20.0
HINT = (
    "A town, a user layer or a place in it, or latitude and longitude (34.01, 71.55). Incidents known only to the "
    "district or coarser have no distance; the filter counts them."
)


POSSIBLE_TIP = (
    f"A place that is known only as near is a disc of {NEAR_KM:g} km. It lies within if all of the disc does; "
    "if a part of it does, it may lie within."
)


class NearDialog(QDialog):
    """Accepted with `within`, the chosen filter."""

    def __init__(
        self,
        dataset: Dataset,
        text: str = "",
        km: float = DEFAULT_KM,
        parent: QWidget | None = None,
        *,
        possible: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("near dialog")
        self.setWindowTitle("Incidents near…")
        self.setMinimumWidth(440)
        self._dataset = dataset
        self._target: Target | None = None
        self._make_fields(text, km)
        self.possible.setChecked(possible)
        self._lay_out()

    def _make_fields(self, text: str, km: float) -> None:
        dataset = self._dataset
        self.place = QLineEdit(text)
        self.place.setObjectName("near place")
        self.place.setAccessibleName("Place that incidents are near")
        self.place.setPlaceholderText("A town, a place of a user layer, or coordinates")
        names = QCompleter(target_names(dataset.gazetteer, dataset.user_layers), self)
        names.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        names.setFilterMode(Qt.MatchFlag.MatchContains)
        self.place.setCompleter(names)
        self.km = DecimalBox()
        self.km.setObjectName("near km")
        self.km.setAccessibleName("How far, in kilometres")
        self.km.setRange(0.5, 300.0)
        self.km.setDecimals(1)
        self.km.setSuffix(" km")
        self.km.setValue(km)
        self.possible = QCheckBox("Also what may lie within")
        self.possible.setObjectName("near possible")
        self.possible.setToolTip(tip(POSSIBLE_TIP))
        self.problem = label("", "warning", wrap=True)
        self.problem.setObjectName("near problem")
        self.problem.hide()
        self.place.textChanged.connect(lambda _text: self.problem.hide())

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(label("Within"), self.km)
        form.addRow(label("of"), self.place)
        form.addRow("", self.possible)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        show = self._buttons.addButton("Show them", QDialogButtonBox.ButtonRole.AcceptRole)
        show.setObjectName("show near")
        self._buttons.accepted.connect(self._accept)
        self._buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(label(HINT, "muted", wrap=True))
        layout.addWidget(self.problem)
        layout.addStretch()
        layout.addWidget(self._buttons)
        self.place.setFocus(Qt.FocusReason.OtherFocusReason)
        self.place.selectAll()

    def _accept(self) -> None:
        try:
            self._target = target_named(self.place.text(), self._dataset.gazetteer, self._dataset.user_layers)
        except UnknownName as error:
            self.problem.setText(str(error))
            self.problem.show()
            return
        self.accept()

    @property
    def within(self) -> Within:
        """The chosen filter; only after the dialog was accepted."""
        assert self._target is not None
        return Within(self._target, self.km.value(), self.possible.isChecked())
