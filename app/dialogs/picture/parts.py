"""The parts of the dialog for a page: what is on it, and the words that the user adds."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QWidget,
)

from app.widgets.choices import choice
from app.widgets.forms import form_of, line_field, tick_box
from app.widgets.text import label
from geo.briefing.charts import CHARTS
from geo.briefing.imprint import BOUNDARIES, Imprint
from geo.draw.style.house import HouseStyle
from geo.draw.style.house_file import read_style
from geo.errors import InputError

__all__ = ["ContentForm", "WordsForm"]

_LISTS = (("None", ""), ("In place of the districts", "page"), ("On a second sheet", "sheet"))
_BOUNDARY_NAMES = {"national": "Of states, in dispute broken", "neutral": "The two provinces only"}
_WORDS = (
    ("message", "Key message", "One sentence below the title"),
    ("note", "Note", "A remark among the notes"),
    ("organisation", "Organisation", ""),
    ("author", "Author or contact", ""),
    ("reference", "Reference", ""),
    ("handling", "Handling mark", "INTERNAL USE ONLY"),
    ("disclaimer", "Disclaimer", "If blank, the usual one in the organisation's name"),
)
_OF_TWO_MAPS = "Two maps side by side have their figures, and no list and no callouts."
_STYLES = "House style (*.toml)"


class ContentForm(QWidget):
    """What is on the page besides the map."""

    def __init__(self, selected: int, parent: QWidget | None = None) -> None:
        """``selected`` is how many incidents are selected."""
        super().__init__(parent)
        self.map_only = tick_box("picture map only", "Only the map, its legend and sources")
        self.incidents = choice("picture list", "List of incidents", _LISTS)
        self.chart = choice("picture chart", "Bars of the chart", tuple((text, name) for name, text in CHARTS.items()))
        self.callouts = tick_box("picture callouts", "")
        self.graticule = tick_box("picture graticule", "Meridians and parallels")
        names = tuple((_BOUNDARY_NAMES[name], name) for name in BOUNDARIES)
        self.boundaries = choice("picture boundaries", "Boundaries", names)
        rows = (
            ("List of incidents", self.incidents), ("Bars of the chart", self.chart), ("Boundaries", self.boundaries),
        )  # fmt: skip
        form = form_of(rows, self)
        for box in (self.callouts, self.graticule, self.map_only):
            form.addRow(box)
        self._remark = label(_OF_TWO_MAPS, "muted", wrap=True)
        self._remark.hide()
        form.addRow(self._remark)
        self._is_beside = False
        self.set_selected(selected)

    def set_selected(self, selected: int) -> None:
        """How many incidents are selected."""
        self._selected = selected
        self.callouts.setText(f"Callouts for what is selected ({selected:,})")
        self.callouts.setEnabled(selected > 0 and not self._is_beside)

    def set_beside(self, is_beside: bool) -> None:
        """Whether the page has two maps side by side, which have less on them."""
        self._is_beside = is_beside
        self.incidents.setEnabled(not is_beside)
        self.chart.setEnabled(not is_beside)
        self.set_selected(self._selected)
        self.map_only.setEnabled(not is_beside)
        self._remark.setVisible(is_beside)

    @property
    def chosen(self) -> dict[str, Any]:
        """What is on the page, as `PageOptions` names it; what cannot be chosen is not on it."""
        boxes = (("map_only", self.map_only), ("graticule", self.graticule), ("callouts", self.callouts))
        checked = {name: box.isEnabled() and box.isChecked() for name, box in boxes}
        listed = self.incidents.currentData() if self.incidents.isEnabled() else ""
        chart = self.chart.currentData() if self.chart.isEnabled() else "type"
        return checked | {"incident_list": listed, "chart": chart}

    def fill(self, setup: Mapping[str, Any]) -> None:
        """Show the choices of a setup."""
        self.incidents.setCurrentIndex(max(0, self.incidents.findData(setup.get("incident_list", ""))))
        self.chart.setCurrentIndex(max(0, self.chart.findData(setup.get("chart", "type"))))
        boundaries = setup["imprint"].boundaries if "imprint" in setup else BOUNDARIES[0]
        self.boundaries.setCurrentIndex(self.boundaries.findData(boundaries))
        for name, box in (("callouts", self.callouts), ("graticule", self.graticule), ("map_only", self.map_only)):
            box.setChecked(bool(setup.get(name)))


class WordsForm(QWidget):
    """The words that the user adds, and the file of a house style."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        hint = "A .toml file; none for the usual look"
        self.style_file = line_field("picture style", "File of the house style", hint)
        choose = QPushButton("Choose…")
        choose.setObjectName("choose picture style")
        choose.setAutoDefault(False)  # the Enter key saves
        choose.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.addWidget(self.style_file)
        row.addWidget(choose)
        self.lines = {name: line_field(f"picture {name}", text, hint) for name, text, hint in _WORDS}
        form_of((*((text, self.lines[name]) for name, text, _ in _WORDS), ("House style", row)), self)

    def fill(self, setup: Mapping[str, Any]) -> None:
        """Show the words of a setup."""
        for name, line in self.lines.items():
            line.setText(getattr(setup["imprint"], name) if "imprint" in setup else "")

    def imprint(self, boundaries: str) -> Imprint:
        """The words; `InputError` if one is too long."""
        return Imprint(**{name: line.text() for name, line in self.lines.items()}, boundaries=boundaries)

    def house(self) -> HouseStyle:
        """The house style; `InputError` if its file has faults."""
        name = self.style_file.text().strip()
        return read_style(Path(name)) if name else HouseStyle()

    def fault(self) -> str:
        """What is wrong with the words or the file; blank for nothing."""
        try:
            self.imprint(BOUNDARIES[0])
            self.house()
        except InputError as error:
            return str(error)
        return ""

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Choose a house style", str(Path.home()), _STYLES)
        if name:
            self.style_file.setText(name)
