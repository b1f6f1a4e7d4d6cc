"""The stored incidents that may be the same event as one that is typed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.dialogs.entry.words import place_name
from app.widgets.text import label, tip
from geo.analysis.similar import Similar
from geo.dataset import Dataset
from geo.incidents.words import date_words, figure_words
from geo.reading.direction import without_overrides
from geo.wording import plural

__all__ = ["SimilarList"]

NONE = "No stored incident is near in time and place and of a type that fits."
NOT_YET = "As soon as day and place are known, stored incidents that may be the same event are listed here."
HINT = "Click one to see it on the map."


class SimilarList(QWidget):
    """What may be the same event, the likeliest first."""

    chosen = Signal(str)
    """Emitted with the id of the incident that the user wants to see."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = label("The same event?", "heading")
        self._words = label(NOT_YET, "muted", wrap=True)
        self.list = QListWidget()
        self.list.setObjectName("similar incidents")
        self.list.setAccessibleName("Stored incidents that may be the same event")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSpacing(1)
        self.list.itemActivated.connect(self._choose)
        self.list.itemClicked.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.heading)
        column.addWidget(self._words)
        column.addWidget(self.list, 100)
        column.addStretch(1)  # where there is no list
        self.list.hide()

    def show_similar(self, similar: tuple[Similar, ...], dataset: Dataset, *, is_comparable: bool) -> None:
        """List them; ``is_comparable`` if day and place are known well enough to look for some."""
        self.list.clear()
        for one in similar:
            item = QListWidgetItem(without_overrides(_words(one, dataset)))
            item.setData(Qt.ItemDataRole.UserRole, one.incident_id)
            item.setToolTip(tip(f"{one.incident_id}\n{dataset.incidents.texts['notes'][one.row]}"[:600]))
            self.list.addItem(item)
        self.list.setVisible(bool(similar))
        found = f"{plural(len(similar), 'stored incident')} near in time and place. {HINT}"
        self._words.setText(found if similar else NONE if is_comparable else NOT_YET)

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(str(item.data(Qt.ItemDataRole.UserRole)))


def _words(one: Similar, dataset: Dataset) -> str:
    """A stored incident in three lines: when, what and where, and how far that is from what is typed."""
    incident = dataset.incidents.row(one.row)
    days = "the same day" if not one.days else f"{plural(one.days, 'day')} apart"
    km = "the same district" if one.km is None else "less than 1 km apart" if one.km < 1 else f"{one.km:.0f} km apart"
    what = incident.sub_event_type or incident.event_type
    return f"{date_words(incident)} · {place_name(incident)}\n{what} · killed: {figure_words(incident)}\n{days}, {km}"
