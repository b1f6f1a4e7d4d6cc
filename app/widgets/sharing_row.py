"""One choice before a picture or brief leaves: how precisely it shows places, and what that means."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from PySide6.QtCore import Signal
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
_LINES = 3
_NAMES = {
    "picture": ("picture places", "How precisely the picture shows places"),
    "brief": ("brief places", "How precisely the brief shows places"),
}
_AS_IS = {
    "picture": "Incidents stand where they are known to be, to a tenth of a millimetre on the page.",
    "brief": "Places are named and drawn as they are known. Whoever gets the brief can read them.",
}


class SharingRow(QWidget):
    """A choice of places with a line that says what leaves.

    A picture has no notes and no ids of sources, and may count rows that may not be passed on. A brief names incidents,
    so that such rows, notes and names of places stay out of it unless places are as they are known.
    """

    changed = Signal()
    """Emitted when another choice was made."""

    def __init__(
        self, snapshot: Snapshot, parent: QWidget | None = None, of: Literal["picture", "brief"] = "picture"
    ) -> None:
        super().__init__(parent)
        self._snapshot, self._of = snapshot, of
        self.places = QComboBox()
        name, said = _NAMES[of]
        self.places.setObjectName(name)
        self.places.setAccessibleName(said)
        for text, name in _CHOICES:
            self.places.addItem(text, name)
        self.said = label("", "muted", wrap=True)
        self.said.setMinimumHeight(_LINES * self.said.fontMetrics().lineSpacing())  # a tab would give it one line
        self.places.currentIndexChanged.connect(self._tell)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.places)
        layout.addWidget(self.said)
        self._tell()

    @property
    def profile(self) -> Profile:
        """The profile of what leaves; there are no tables in it whose small counts are hidden."""
        chosen = PROFILES[str(self.places.currentData())]
        if chosen == AS_IS:
            return chosen
        if self._of == "picture":
            chosen = replace(chosen, restricted=True, rows=False)
        return replace(chosen, small_counts=0)

    def follow(self, snapshot: Snapshot) -> None:
        """Say what leaves of another snapshot."""
        self._snapshot = snapshot
        self._say()

    def _tell(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        profile = self.profile
        if profile == AS_IS:
            self.said.setText(_AS_IS[self._of])
        else:
            stated = statement_of(self._snapshot, profile)
            said = (stated.precision, *stated.stays_out) if self._of == "brief" else (stated.precision,)
            self.said.setText(" ".join(said))
