"""The method and its settings: only those that the method uses are shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from app.widgets.elided import combo_box
from app.widgets.number_boxes import DecimalBox, NumberBox
from app.widgets.text import label
from geo.analysis.hotspots.methods import METHODS, question
from geo.analysis.hotspots.result import SEED
from geo.analysis.hotspots.settings import RETROSPECTIVE
from geo.errors import InputError
from geo.view.state import HotSpotQuestion

__all__ = ["HotSpotFields"]

_AREAS = (("districts", "districts"), ("squares", "square"), ("hexagons", "hex"))
_COARSE = (("left out", "leave-out"), ("spread over it", "spread"))
_TIMES = (("at the end", "end"), ("any time", "any"))
_METRICS = (("straight line", "euclidean"), ("east plus north", "manhattan"))
_LOCAL = ("gistar", "emerging", "moran")
_USED: dict[str, tuple[str, ...]] = {
    "grid": _LOCAL,
    "cell_km": _LOCAL,
    "coarse": _LOCAL,
    "times": ("scan",),
    "radius_km": ("scan",),
    "longest_days": ("scan",),
    "step_days": ("emerging", "scan"),
    "back_days": ("emerging",),
    "window_days": ("unusual",),
    "bands_km": ("knox",),
    "bands_days": ("knox",),
    "distance": ("knox",),
    "permutations": ("gistar", "moran", "scan", "knox"),
    "seed": ("gistar", "moran", "scan", "knox"),
}
_WIDE = ("times", "distance", "coarse")
"""Fields whose choices need a line of their own."""

_OF_GRID = ("cell_km", "coarse")
_STEPS = {"emerging": 28, "scan": 7}


class HotSpotFields(QWidget):
    """The choices of one method, with careful defaults."""

    changed = Signal()
    """Emitted when another method is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        offered = [(method.title, name) for name, method in METHODS.items()]
        self.method = combo_box(offered, next(iter(METHODS)), "Method of hot spots")
        self.asks = label("", "muted", wrap=True)
        self.grid = combo_box(_AREAS, "districts", "Areas that are compared")
        self.cell_km = DecimalBox()
        self.cell_km.setDecimals(1)
        self.coarse = combo_box(_COARSE, "leave-out", "Incidents known only to the district")
        self.times = combo_box(_TIMES, "end", "Times of clusters")
        self.radius_km = DecimalBox()
        self.radius_km.setDecimals(0)
        self.longest_days, self.step_days, self.window_days = NumberBox(), NumberBox(), NumberBox()
        self.back_days = NumberBox()
        self.bands_km, self.bands_days = QLineEdit("1 5 10"), QLineEdit("7 14 28")
        self.distance = combo_box(_METRICS, "euclidean", "How distance is measured")
        self.permutations, self.seed = NumberBox(), NumberBox()
        self.all_types = QCheckBox("All types of events")
        self.all_types.setToolTip("Else strategic developments, protests and riots do not count, unless filtered for")
        self._set_ranges()
        self._lay_out()
        self.method.currentIndexChanged.connect(self._on_method)
        for choice in (self.grid, self.times):
            choice.currentIndexChanged.connect(self._fit)
        self._on_method()

    def _set_ranges(self) -> None:
        for box, least, most, value, unit in (
            (self.cell_km, 4, 200, 20, " km"),
            (self.radius_km, 1, 500, 50, " km"),
            (self.longest_days, 1, 3_660, 91, " days"),
            (self.step_days, 1, 366, 28, " days"),
            (self.back_days, 10, 99_999, 1_826, " days"),
            (self.window_days, 1, 3_660, 28, " days"),
            (self.permutations, 99, 99_999, 999, ""),
            (self.seed, 0, 2**31 - 1, SEED, ""),
        ):
            box.setRange(least, most)
            box.setValue(value)
            box.setSuffix(unit)

    def _lay_out(self) -> None:
        fields: tuple[tuple[str, str, QWidget, str], ...] = (
            ("grid", "Areas", self.grid, "The places that are compared"),
            ("cell_km", "Side", self.cell_km, "Of a square, or of a square as large as a hexagon"),
            ("coarse", "District only", self.coarse, "What a grid does with incidents known only to the district"),
            ("times", "Times", self.times, "Clusters that reach the end of the period, or of any time"),
            ("radius_km", "Radius to", self.radius_km, "The largest radius of a cluster"),
            ("longest_days", "Lasting to", self.longest_days, "The longest time of a cluster"),
            ("step_days", "Step", self.step_days, "The unit of time"),
            ("back_days", "Back", self.back_days, "How far back from the end of the period steps go"),
            ("window_days", "Window", self.window_days, "The days that are compared with the past, up to the end"),
            ("bands_km", "Bands, km", self.bands_km, "The upper bounds of the bands of distance in km, rising"),
            ("bands_days", "Days", self.bands_days, "The upper bounds of the bands of days, rising"),
            ("distance", "Distance", self.distance, "Along a straight line, or east plus north"),
            ("permutations", "Draws", self.permutations, "Random permutations: how often chance is played"),
            ("seed", "Seed", self.seed, "Of random numbers: the same seed gives the same answer"),
        )
        self._boxes: dict[str, tuple[QWidget, QWidget]] = {}
        self._cells = QGridLayout()
        self._cells.setHorizontalSpacing(6)
        self._cells.setVerticalSpacing(5)
        for name, title, box, what in fields:
            self._boxes[name] = _titled(name, title, box, what)
        self.all_types.setObjectName("hot spots all types")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 4)
        layout.setSpacing(5)
        layout.addWidget(self.method)
        layout.addWidget(self.asks)
        layout.addLayout(self._cells)
        layout.addWidget(self.all_types)

    def _on_method(self) -> None:
        method = self.method.currentData()
        self.asks.setText(METHODS[method].asks)
        self.method.setToolTip(METHODS[method].asks)
        if method in _STEPS:
            self.step_days.setValue(_STEPS[method])
        self._fit()
        self.changed.emit()

    def _fit(self) -> None:
        """Show the fields that count, two beside each other where they are short."""
        method = self.method.currentData()
        if self.sender() is self.times:
            self.step_days.setValue(RETROSPECTIVE["step_days"] if self._is_any_time else _STEPS["scan"])
        shown = [name for name, methods in _USED.items() if method in methods]
        if self.grid.currentData() == "districts":
            shown = [name for name in shown if name not in _OF_GRID]
        for parts in self._boxes.values():
            for part in parts:
                self._cells.removeWidget(part)
                part.hide()
        at = 0
        for name in shown:
            is_wide = name in _WIDE
            at += at % 2 if is_wide else 0
            for side, part in enumerate(self._boxes[name]):
                self._cells.addWidget(part, at // 2, at % 2 * 2 + side, 1, 3 if is_wide and side else 1)
                part.show()
            at += 2 if is_wide else 1
        for column in (1, 3):
            self._cells.setColumnStretch(column, 1)
        self.all_types.setVisible(method != "unusual")

    @property
    def _is_any_time(self) -> bool:
        return bool(self.times.currentData() == "any")

    def question(self) -> HotSpotQuestion:
        """What is chosen; raises `InputError` for choices that do not suit each other."""
        method = self.method.currentData()
        return question(method, METHODS[method].settings(**_GIVEN[method](self)))

    def local(self) -> dict[str, Any]:
        """The settings of areas and permutations."""
        of_grid = {"cell_km": self.cell_km.value(), "coarse": self.coarse.currentData()}
        grid = self.grid.currentData()
        return {"grid": grid, "all_types": self.all_types.isChecked(), **({} if grid == "districts" else of_grid)}

    def paired(self) -> dict[str, Any]:
        """The settings of near repeats."""
        return {
            "distances_m": tuple(1000 * km for km in _numbers(self.bands_km)),
            "days": tuple(int(days) for days in _numbers(self.bands_days)),
            "metric": self.distance.currentData(),
            "all_types": self.all_types.isChecked(),
        }

    def drawn(self) -> dict[str, Any]:
        """The settings of random numbers."""
        return {"permutations": self.permutations.value(), "seed": self.seed.value()}

    def scanned(self) -> dict[str, Any]:
        """The settings of the scan."""
        return {
            **(RETROSPECTIVE if self._is_any_time else {}),
            "radius_km": self.radius_km.value(),
            "longest_days": self.longest_days.value(),
            "step_days": self.step_days.value(),
            "all_types": self.all_types.isChecked(),
        }


_GIVEN: dict[str, Callable[[HotSpotFields], dict[str, Any]]] = {
    "gistar": lambda fields: fields.local() | fields.drawn(),
    "moran": lambda fields: fields.local() | fields.drawn(),
    "emerging": lambda fields: (
        fields.local() | {"step_days": fields.step_days.value(), "back_days": fields.back_days.value()}
    ),
    "scan": lambda fields: fields.scanned() | fields.drawn(),
    "knox": lambda fields: fields.paired() | fields.drawn(),
    "density": lambda fields: {"all_types": fields.all_types.isChecked()},
    "unusual": lambda fields: {"window_days": fields.window_days.value()},
}


def _numbers(box: QLineEdit) -> list[float]:
    """The numbers of a field, apart by blanks or commas; raises `InputError` for what is none."""
    try:
        return [float(part) for part in box.text().replace(",", " ").split()]
    except ValueError:
        raise InputError(f"{box.accessibleName()}: write numbers with blanks between them, as in 1 5 10.") from None


def _titled(name: str, title: str, box: QWidget, what: str) -> tuple[QWidget, QWidget]:
    """A title and its field."""
    box.setObjectName(f"hot spots {name}")
    box.setAccessibleName(what)
    if isinstance(box, QComboBox):
        box.setMinimumContentsLength(4)
    words = label(title)
    words.setBuddy(box)
    for part in (words, box):
        part.setToolTip(what)
    return words, box
