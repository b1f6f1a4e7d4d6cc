"""A line of parts of which the last ones go where there is no room.

Used before the map shows, so it names nothing of the class `Qt` until it has something to shorten, see `app.window`.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyleOption, QToolTip, QWidget

from app.widgets.text import tip

__all__ = ["SEPARATOR", "PartsLabel"]

SEPARATOR = " · "
LEAST_PX = 60
"""In less room than this nothing is written rather than a few letters."""


class PartsLabel(QLabel):
    """Plain text whose parts are separated by middle dots, the most important first.

    Where there is no room for all, the last parts are left out, and a first part that is too long ends in an ellipsis.
    `short`, if it is set, is written in place of a first part alone that says less, or for which there is no room.
    The tooltip then has the whole text above what it has otherwise. `text` is always the whole text.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.short = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def shown_text(self) -> str:
        """What is written in the present width."""
        room, metrics = self.contentsRect().width(), self.fontMetrics()
        parts = " ".join(self.text().split()).split(SEPARATOR)
        while len(parts) > 1 and metrics.horizontalAdvance(SEPARATOR.join(parts)) > room:
            parts.pop()
        text = SEPARATOR.join(parts)
        fits = metrics.horizontalAdvance(text) <= room
        says_more = len(self.short) > len(text) or not fits
        if len(parts) == 1 and self.short and says_more and metrics.horizontalAdvance(self.short) <= room:
            return self.short
        return text if fits else self._elided(text, room) if room >= LEAST_PX else ""

    def _elided(self, text: str, room: int) -> str:
        from PySide6.QtCore import Qt

        return self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)

    @property
    def is_cut(self) -> bool:
        """Whether a part of the text is not written."""
        return self.shown_text != " ".join(self.text().split())

    def minimumSizeHint(self) -> QSize:
        """No width of its own: it takes what the others leave."""
        return QSize(0, super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Show a tooltip with the whole text if it is cut."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.tip_text(), self)
            return True
        return super().event(event)

    def tip_text(self) -> str:
        """The tooltip: the whole text if it is cut, and what the tooltip has otherwise."""
        whole = tip(self.text()) if self.is_cut else ""
        return "\n".join(part for part in (whole, self.toolTip()) if part)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Write what there is room for; never as markup."""
        if not self.text():
            return
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawItemText(
            QPainter(self), self.contentsRect(), self.alignment().value, option.palette, self.isEnabled(),
            self.shown_text, self.foregroundRole(),
        )  # fmt: skip
