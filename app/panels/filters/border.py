"""The choice of a distance from a border."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from app.widgets.text import label
from geo.places.border_bands import BAND_NAMES, NEARER, BorderZone, band_zone
from geo.places.border_lines import BORDERS

__all__ = ["BorderChoice"]

WITHIN_KM = (10.0, 25.0, 50.0, 100.0)
HINT = (
    "The distance of the reported place from the line. A place that is only near counts as a disc of 25 km, as in "
    "tables: it is in if all of the disc is; what may be in, and what has no place, is counted apart."
)


class BorderChoice(QWidget):
    """Which border, and which distances from it."""

    chosen = Signal(object)
    """Emitted with the zone that the user chose, or ``None`` for any distance."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.country = _box("border of the filter", "From which border")
        self.country.addItem("The nearer border", NEARER)
        for name in BORDERS:
            self.country.addItem(f"Border with {name}", name)
        self.distance = _box("distance of the filter", "How far from the border")
        self.distance.addItem("Any distance", None)
        for km in WITHIN_KM:
            self.distance.addItem(f"Within {km:g} km", BorderZone(NEARER, km))
        for name in BAND_NAMES[1:]:
            self.distance.addItem(name, band_zone(name))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for widget in (self.distance, self.country, label(HINT, "muted", wrap=True)):
            layout.addWidget(widget)
        for box in (self.country, self.distance):
            box.currentIndexChanged.connect(lambda _: self.chosen.emit(self._zone()))

    def _zone(self) -> BorderZone | None:
        zone: BorderZone | None = self.distance.currentData()
        return None if zone is None else BorderZone(self.country.currentData(), zone.km, zone.over_km)

    def show_zone(self, zone: BorderZone | None) -> None:
        """Show a zone; one that is not among the choices is added to them."""
        with QSignalBlocker(self.country), QSignalBlocker(self.distance):
            if zone is None:
                self.distance.setCurrentIndex(0)
                return
            self.country.setCurrentIndex(self.country.findData(zone.country))
            offered = [self.distance.itemData(at) for at in range(self.distance.count())]
            wanted = BorderZone(NEARER, zone.km, zone.over_km)
            if wanted not in offered:
                ends = "" if wanted.km is None else f"–{wanted.km:g}"
                self.distance.addItem(f"{wanted.over_km:g}{ends} km", wanted)
                offered.append(wanted)
            self.distance.setCurrentIndex(offered.index(wanted))


def _box(name: str, title: str) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    box.setAccessibleName(title)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box
