"""A user layer: its name, its style, and whether its polygons replace the districts."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.widgets.number_boxes import DecimalBox
from app.widgets.text import label
from geo.draw.style import USER_LAYER_COLOURS
from geo.places.user_layers import COLOURS, LONGEST_NAME, LayerStyle, UserLayer
from geo.sources.user_layers import LayerFile

__all__ = ["UserLayerDialog"]

FILLS = (("Not filled", 0.0), ("Lightly filled", 0.12), ("Filled", 0.3))
DISTRICTS_TIP = (
    "Counts, filters, colours and labels by district then use these polygons. Districts are recognised by name, place "
    "and area; incidents whose district is not among them are placed by their point."
)


class UserLayerDialog(QDialog):
    """Accepted with `layer`.

    If the user chose another layer or name field of the file, it is rejected; ``reread`` holds both, one blank.
    """

    def __init__(
        self,
        shown: UserLayer,
        file: LayerFile | None = None,
        taken: frozenset[str] = frozenset(),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("user layer dialog")
        self.setWindowTitle("User layer")
        self.setMinimumWidth(460)
        self._layer, self._taken = shown, taken
        self.reread: tuple[str, str] | None = None
        layout = QVBoxLayout(self)
        layout.addWidget(label(shown.file_name or shown.name, "title", wrap=True))
        layout.addWidget(label(f"{shown.sentence}.", "muted", wrap=True))
        for remark in shown.remarks:
            layout.addWidget(label(f"{remark[0].upper()}{remark[1:]}.", wrap=True))
        self._form = QFormLayout()
        self._fill_form(file)
        layout.addLayout(self._form)
        self.problem = label("", "warning", wrap=True)
        self.problem.setObjectName("user layer problem")
        self.problem.hide()
        layout.addWidget(self.problem)
        layout.addStretch()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._show_button = self._buttons.addButton("Show the layer", QDialogButtonBox.ButtonRole.AcceptRole)
        self._show_button.setObjectName("show layer")
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        layout.addWidget(self._buttons)
        self.name.textChanged.connect(self._check_name)
        self._check_name()

    def _fill_form(self, file: LayerFile | None) -> None:
        if file is not None and len(file.offered) > 1:
            self._add_file_choice("layer of the file", "Layer of the file", file.offered, self._layer.name, 0)
        if file is not None and file.name_fields:
            fields = ("(none)", *file.name_fields) if not file.name_field else file.name_fields
            self._add_file_choice("name field", "Names from the field", fields, file.name_field or "(none)", 1)
        self.name = QLineEdit(self._layer.name)
        self.name.setMaxLength(LONGEST_NAME)
        self._add("layer name", "Name in the legend", self.name)
        self._fill_style(self._layer.style)
        are_divisions = file is not None and file.are_divisions
        self.districts = QCheckBox("Use these divisions in place of districts" if are_divisions else "Use as districts")
        self.districts.setChecked(self._layer.is_districts)
        self.districts.setEnabled("polygons" in self._layer.kinds)
        self.districts.setToolTip(DISTRICTS_TIP)
        self._add("layer districts", "", self.districts, "Use these polygons as districts everywhere")
        if "polygons" in self._layer.kinds:
            self._form.addRow("", label(DISTRICTS_TIP, "muted", wrap=True))
        if file is not None and (remark := file.districts or file.no_districts) and "polygons" in self._layer.kinds:
            self._add("layer districts remark", "", label(remark, wrap=True), "What the polygons stand for")

    def _fill_style(self, style: LayerStyle) -> None:
        self.colour = QComboBox()
        for colour in COLOURS:
            self.colour.addItem(_swatch(USER_LAYER_COLOURS[colour]["light"]), colour.capitalize(), colour)
        self.colour.setCurrentIndex(COLOURS.index(style.colour))
        self._add("layer colour", "Colour", self.colour)
        self.width_px = DecimalBox()
        self.width_px.setRange(0.5, 6.0)
        self.width_px.setSingleStep(0.5)
        self.width_px.setDecimals(1)
        self.width_px.setSuffix(" px")
        self.width_px.setValue(style.width)
        self._add("layer width", "Width of lines", self.width_px)
        self.dashed = QCheckBox("Broken lines")
        self.dashed.setChecked(style.dashed)
        self._add("layer dashed", "", self.dashed, "Draw broken lines")
        self.fill = QComboBox()
        for text, value in FILLS:
            self.fill.addItem(text, value)
        self.fill.setCurrentIndex(max(k for k, (_, value) in enumerate(FILLS) if value <= style.fill))
        self.fill.setEnabled("polygons" in self._layer.kinds)
        self._add("layer fill", "Areas", self.fill)
        self.named = QCheckBox("Write the names where there is room")
        self.named.setChecked(style.named)
        self._add("layer named", "", self.named, "Write names")

    def _add(self, name: str, text: str, field: QWidget, accessible: str = "") -> None:
        field.setObjectName(name)
        field.setAccessibleName(accessible or text)
        self._form.addRow(label(text) if text else "", field)

    def _add_file_choice(self, name: str, text: str, offered: tuple[str, ...], now: str, which: int) -> None:
        """A choice for which the file has to be read again."""
        combo = QComboBox()
        combo.addItems(list(offered))
        combo.setCurrentIndex(offered.index(now) if now in offered else 0)
        combo.activated.connect(lambda at: self._read_again(which, offered[at]))
        self._add(name, text, combo)

    def _read_again(self, which: int, chosen: str) -> None:
        self.reread = (chosen, "") if which == 0 else ("", chosen)
        self.done(QDialog.DialogCode.Rejected)

    def _check_name(self) -> None:
        """Show the problem with the name; without a name the layer cannot be shown."""
        name = self.name.text().strip()
        problem = ""
        if not name:
            problem = "Give the layer a name."
        elif name in self._taken:
            problem = f"A layer named {name} exists: it would be replaced."
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self._show_button.setEnabled(bool(name))

    @property
    def layer(self) -> UserLayer:
        """The layer with the chosen name and style."""
        style = LayerStyle(
            colour=self.colour.currentData(),
            width=self.width_px.value(),
            fill=self.fill.currentData(),
            dashed=self.dashed.isChecked(),
            named=self.named.isChecked(),
        )
        return self._layer.styled(style, self.name.text().strip(), is_districts=self.districts.isChecked())


def _swatch(colour: str) -> QIcon:
    pixmap = QPixmap(QSize(14, 14))
    pixmap.fill(Qt.GlobalColor.transparent)
    pixmap.fill(QColor(colour))
    return QIcon(pixmap)
