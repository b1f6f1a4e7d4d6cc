"""The table of the list of incidents, whose columns give way so that the number killed is in view in narrow panels."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QTableView

from app.panels.incidents.model import ACTOR, DATE, DISTANCE, DISTRICT, KILLED, PLACE, TYPE
from app.widgets.frozen_table import CELL_PX, whole_columns

__all__ = ["IncidentView", "fitted_widths"]

WIDTHS_PX = (112, 120, 126, 56, 150, 170, 82)
"""The width of each column where there is room."""
LONGEST_DATE = "wk 28 Mar 2028"
LEAST_WORDS_PX, SYMBOL_PX = 76, 46
"""In less width than this a type is its symbol alone, which takes this much with the heading."""
GIVE_WAY = ((TYPE, LEAST_WORDS_PX), (DISTRICT, 92), (TYPE, SYMBOL_PX), (DISTRICT, 52))
"""What gives way where there is none, in this order, and how narrow it may become; the symbol tells the type, too."""


class IncidentView(QTableView):
    """Divides the width anew with each size, until the user has moved a border."""

    def __init__(self) -> None:
        super().__init__()
        self._is_fitting = False
        self._is_as_made = True

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show a model, and follow the borders of its columns."""
        super().setModel(model)
        self.horizontalHeader().setMinimumSectionSize(min(least for _, least in GIVE_WAY))
        self.horizontalHeader().sectionResized.connect(self._on_resized)
        self._fit()

    def setColumnHidden(self, column: int, hide: bool) -> None:
        """Show or hide a column; the others give way or get their room back."""
        self._is_fitting = True
        super().setColumnHidden(column, hide)
        self._is_fitting = False
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Divide the width anew."""
        super().resizeEvent(event)
        self._fit()

    def _on_resized(self) -> None:
        self._is_as_made = self._is_as_made and self._is_fitting

    def _fit(self) -> None:
        if not self._is_as_made or self.model() is None:
            return
        self._is_fitting = True
        has_distance = not self.isColumnHidden(DISTANCE)
        widths = fitted_widths(self.viewport().width(), has_distance=has_distance, date_px=self._date_px())
        for column, width in enumerate(widths):
            if not self.isColumnHidden(column):
                self.setColumnWidth(column, width)
        self._is_fitting = False

    def _date_px(self) -> int:
        """The width of the longest date in bold, as the incident shown in full has it."""
        bold = self.font()
        bold.setWeight(QFont.Weight.DemiBold)
        return QFontMetrics(bold).horizontalAdvance(LONGEST_DATE) + CELL_PX


def fitted_widths(room_px: int, *, has_distance: bool, date_px: int = WIDTHS_PX[DATE]) -> tuple[int, ...]:
    """The width of each column, so that the first ones up to *Killed* are in view in a room, as far as possible.

    What is left over goes to texts in view, so that no column is cut at the edge.
    """
    widths = [max(date_px, WIDTHS_PX[DATE]), *WIDTHS_PX[1:]]
    first = (DATE, *([DISTANCE] if has_distance else []), TYPE, DISTRICT, KILLED)
    for column, least in GIVE_WAY:
        lacking = sum(widths[at] for at in first) - room_px
        widths[column] = max(widths[column] - max(lacking, 0), min(least, widths[column]))
    if widths[TYPE] < LEAST_WORDS_PX:
        widths[DISTRICT], widths[TYPE] = widths[DISTRICT] + widths[TYPE] - SYMBOL_PX, SYMBOL_PX
    order = (*first, PLACE, ACTOR)
    shown = order[: whole_columns([widths[at] for at in order], room_px)]
    texts = [at for at in shown if at in (TYPE, DISTRICT, PLACE, ACTOR) and widths[at] > SYMBOL_PX]
    over = room_px - sum(widths[at] for at in shown)
    for number, at in enumerate(texts):
        widths[at] += over // len(texts) + (over % len(texts) if number == 0 else 0)
    return tuple(widths)
