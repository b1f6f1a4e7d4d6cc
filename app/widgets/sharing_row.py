"""One choice before a picture leaves: how precisely it shows places, and what that means."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from app.widgets.text import label
from geo.export.sharing.profile import AS_IS, PROFILES, Profile
from geo.export.sharing.statement import statement_of
from geo.view.snapshot import Snapshot

__all__ = ["SharingRow"]

_CHOICES = (
    ("As they are known", "as-is"),
    ("By district", "district"),
    ("By squares of 10 km", "grid-10"),
    ("By squares of 5 km", "grid-5"),
)
_AS_IS = "Incidents stand where they are known to be. Whoever gets the picture can read their places from it."


class SharingRow(QWidget):
    """A choice of places with a line that says what leaves; pictures have no notes and no ids of sources."""

    def __init__(self, snapshot: Snapshot, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._snapshot = snapshot
        self.places = QComboBox()
        self.places.setObjectName("picture places")
        self.places.setAccessibleName("How precisely the picture shows places")
        for text, name in _CHOICES:
            self.places.addItem(text, name)
        self.said = label("", "muted", wrap=True)
        self.places.currentIndexChanged.connect(self._tell)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.places)
        layout.addWidget(self.said)
        self._tell()

    @property
    def profile(self) -> Profile:
        """The profile of the picture; counts and symbols may be of rows that may not be passed on as rows."""
        chosen = PROFILES[str(self.places.currentData())]
        return chosen if chosen == AS_IS else replace(chosen, restricted=True, rows=False, small_counts=0)

    def _tell(self) -> None:
        profile = self.profile
        self.said.setText(_AS_IS if profile == AS_IS else statement_of(self._snapshot, profile).precision)
