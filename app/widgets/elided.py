"""A label of one line that ends with an ellipsis where the text is longer, and a combo box that ignores the wheel."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLabel, QSizePolicy, QStyle, QStyleOption

from app.widgets.text import tip

__all__ = ["ElidedLabel", "combo_box", "one_line"]

LONGEST_TIP = 2_000
LEAST_PX = 40
SHORTEST_COMBO = 7


def one_line(text: str) -> str:
    """The text without line breaks and tabs."""
    return " ".join(text.split())


class ElidedLabel(QLabel):
    """Plain text on one line; the tooltip has the whole of a text that does not fit."""

    def __init__(self, text: str = "", role: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if role:
            self.setProperty("role", role)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Show another text."""
        self.setText(one_line(text))
        self.setToolTip(tip(text[:LONGEST_TIP]))
        self.setAccessibleName(text[:LONGEST_TIP])

    def sizeHint(self) -> QSize:
        """The height of a line; the width is given by the layout."""
        return QSize(LEAST_PX, self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        """As `sizeHint`."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what fits, with an ellipsis."""
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.style().drawItemText(
            painter, self.rect(), flags, option.palette, self.isEnabled(), shown, self.foregroundRole()
        )
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)


def combo_box(offered: Sequence[tuple[str, str]], chosen: str, name: str) -> QComboBox:
    """A combo box of texts with values; ``name`` is its accessible name. Long texts do not widen it."""
    combo = _QuietCombo()
    combo.setAccessibleName(name)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(SHORTEST_COMBO)
    for at, (text, value) in enumerate(offered):
        combo.addItem(one_line(text), value)
        combo.setItemData(at, tip(text[:LONGEST_TIP]), Qt.ItemDataRole.ToolTipRole)
    combo.setCurrentIndex(max(0, combo.findData(chosen)))
    return combo


class _QuietCombo(QComboBox):
    """Ignores the wheel, so that it scrolls what is around it instead of changing the answer."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave it to the parent."""
        event.ignore()
