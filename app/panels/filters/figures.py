"""The choice whose figures of killed, injured and abducted are shown."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from app.widgets.text import label
from geo.incidents.whose_figures import BEST, FIXED, PUBLISHER, figure_title
from geo.reading.direction import without_overrides
from geo.view.snapshot import Snapshot

__all__ = ["FigureChoice"]

MOST_PUBLISHERS = 60
HINT = "Incidents of which that side states no number stand as without a figure: nothing is filled in."


class FigureChoice(QWidget):
    """Best, official, the group's, lowest, highest, or those of a publisher."""

    chosen = Signal(str)
    """Emitted with the choice of the user; see `geo.incidents.whose_figures`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QComboBox()
        self.box.setObjectName("figures")
        self.box.setAccessibleName("Whose figures of killed, injured and abducted are shown")
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.note = label("", "muted", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.box)
        layout.addWidget(self.note)
        self.box.currentIndexChanged.connect(lambda _: self.chosen.emit(self.box.currentData()))

    def show_choice(self, snapshot: Snapshot) -> None:
        """Offer what the data have, and show what is chosen."""
        chosen, publishers = snapshot.state.figures, snapshot.dataset.publishers[:MOST_PUBLISHERS]
        choices = list(dict.fromkeys((*FIXED, *(PUBLISHER + name for name in publishers), chosen)))
        with QSignalBlocker(self.box):
            if [self.box.itemData(at) for at in range(self.box.count())] != choices:
                self.box.clear()
                for choice in choices:
                    title = without_overrides(figure_title(choice))
                    self.box.addItem(title[:1].upper() + title[1:], choice)
            self.box.setCurrentIndex(choices.index(chosen))
        self.note.setText(HINT if chosen != BEST else "")
        self.note.setVisible(chosen != BEST)
