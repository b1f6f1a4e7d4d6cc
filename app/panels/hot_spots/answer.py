"""The answer: ranked rows, below them the sentence of the chosen one, the method, and what was left out."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.panels.hot_spots.rows import COLUMNS, SpotDelegate, SpotModel
from app.widgets.tables import table_view
from app.widgets.text import label
from app.widgets.two_lines import set_up_two_lines
from geo.analysis.hotspots.result import HotSpots
from geo.wording import plural

__all__ = ["AnswerView", "method_words"]


class AnswerView(QWidget):
    """Shows an answer; it is faded where it is for other filters or data than are shown."""

    chosen = Signal(object)
    """Emitted with the `Finding` that the user has chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found: HotSpots | None = None
        self.model = SpotModel(self)
        title = "Places or clusters, the most notable first"
        self.view = table_view("hot spots table", title, self.model, (), sortable=False)
        self._set_up_view()
        self.sentence = label("", wrap=True)
        self.sentence.setObjectName("hot spots sentence")
        self.method = label("", "muted", wrap=True)
        self.method.setObjectName("hot spots method")
        for words in (self.sentence, self.method):
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text = QWidget()
        below = QVBoxLayout(self._text)
        below.setContentsMargins(10, 6, 10, 8)
        below.setSpacing(6)
        below.addWidget(self.sentence)
        below.addWidget(self.method)
        below.addStretch()
        self.area = QScrollArea()
        self.area.setObjectName("hot spots text")
        self.area.setAccessibleName("The chosen place, the method, and what was left out")
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidget(self._text)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.view, 3)
        layout.addWidget(self.area, 2)
        self.hide()

    def _set_up_view(self) -> None:
        view = self.view
        set_up_two_lines(view, SpotDelegate(view), [column.width for column in COLUMNS])
        view.selectionModel().currentRowChanged.connect(self._on_current)
        view.clicked.connect(self._choose)
        view.activated.connect(self._choose)

    def show_found(self, found: HotSpots | None) -> None:
        """Show an answer; ``None`` for none."""
        if found is not self.found:
            self.found = found
            self.model.set_rows(() if found is None else found.rows)
            self.sentence.clear()
            self.sentence.hide()
            self.method.setText("" if found is None else method_words(found))
            self.view.setVisible(bool(found and found.rows))
        self.setVisible(found is not None)

    def set_stale(self, *, is_stale: bool) -> None:
        """Fade what is for other filters or data."""
        self.view.setEnabled(not is_stale)
        self._text.setEnabled(not is_stale)

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.sentence.setText(self.model.finding(current.row()).sentence)
            self.sentence.show()
            self.area.verticalScrollBar().setValue(0)

    def _choose(self, index: QModelIndex) -> None:
        self._on_current(index, QModelIndex())
        self.chosen.emit(self.model.finding(index.row()))


def method_words(found: HotSpots) -> str:
    """What a reader has to know of an answer, a sentence a line: hints first, then method, counts and reference."""
    left_out = [f"Left out: {item.n:,} {item.reason}." for item in found.left_out]
    lines = [
        *found.hints,
        found.method,
        f"{plural(found.n_used, 'incident')} counted.",
        *left_out,
        f"{found.reference}.",
    ]
    return "\n".join(lines)
