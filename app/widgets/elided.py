"""A label of one line that ends with an ellipsis where the text is longer; and a combo box of texts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QLabel, QSizePolicy, QStyleOption

from app.widgets.text import tip
from geo.reading.direction import without_overrides

__all__ = ["ElidedLabel", "combo_box", "one_line"]

LONGEST_TIP = 2_000
LEAST_PX = 40
SHORTEST_COMBO = 7


def one_line(text: str) -> str:
    """The text without line breaks and tabs; an override of its direction is shown as a mark."""
    return " ".join(without_overrides(text).split())


class ElidedLabel(QLabel):
    """Plain text on one line, or a few; the tooltip has the whole of a text that does not fit."""

    def __init__(self, text: str = "", role: str = "") -> None:
        super().__init__()
        self._lines = 1
        self._sentences: tuple[str, ...] = ()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if role:
            self.setProperty("role", role)
        self.show_text(text)

    def show_sentences(self, sentences: Sequence[str]) -> None:
        """Show another text, of which the last sentences go where there is no room for all."""
        self.show_text(" ".join(sentences))
        self._sentences = tuple(map(one_line, sentences))

    def show_text(self, text: str) -> None:
        """Show another text."""
        self._sentences = ()
        self.setText(one_line(text))
        self.setToolTip(tip(text[:LONGEST_TIP]))
        self.setAccessibleName(text[:LONGEST_TIP])

    def set_lines(self, lines: int) -> None:
        """Use up to so many lines; one at first."""
        if lines != self._lines:
            self._lines = lines
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """The height of the lines; the width is given by the layout."""
        return QSize(LEAST_PX, self._lines * self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        """As `sizeHint`."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what fits, with an ellipsis."""
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        top = self.rect()
        top.setHeight(self.fontMetrics().height())
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for line in self._shown_lines():
            self.style().drawItemText(
                painter, top, flags, option.palette, self.isEnabled(), line, self.foregroundRole()
            )
            top.translate(0, top.height())

    def _shown_lines(self) -> list[str]:
        """The lines of as many sentences as fit; of a single one that does not, the last line ends with an ellipsis."""
        for many in range(len(self._sentences), 1, -1):
            text = " ".join(self._sentences[:many])
            lines = self._broken(text)
            if " ".join(lines) == text:
                return lines
        return self._broken(self._sentences[0] if self._sentences else self.text())

    def _broken(self, text: str) -> list[str]:
        """The lines of a text, broken at spaces; the last one ends with an ellipsis if there is more."""
        metrics, rest, lines = self.fontMetrics(), text, list[str]()
        room = self.width() - 1  # widths are rounded: a line that just fits would be elided
        while rest and len(lines) < self._lines - 1:
            words = rest.split(" ")
            line, held = words[0], 1
            while held < len(words) and metrics.horizontalAdvance(f"{line} {words[held]}") <= room:
                line, held = f"{line} {words[held]}", held + 1
            lines.append(metrics.elidedText(line, Qt.TextElideMode.ElideRight, self.width()))
            rest = " ".join(words[held:])
        return (
            [*lines, metrics.elidedText(rest, Qt.TextElideMode.ElideRight, self.width())]
            if rest or not lines
            else lines
        )


def combo_box(offered: Sequence[tuple[str, str]], chosen: str, name: str) -> QComboBox:
    """A combo box of texts with values; ``name`` is its name, for screen readers too. Long texts do not widen it."""
    combo = QComboBox()
    combo.setObjectName(name)
    combo.setAccessibleName(name)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(SHORTEST_COMBO)
    for at, (text, value) in enumerate(offered):
        combo.addItem(one_line(text), value)
        combo.setItemData(at, tip(text[:LONGEST_TIP]), Qt.ItemDataRole.ToolTipRole)
    combo.setCurrentIndex(max(0, combo.findData(chosen)))
    return combo
