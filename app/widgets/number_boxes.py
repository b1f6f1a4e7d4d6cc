"""Fields for numbers whose text begins where that of other fields begins.

A style sheet gives a number box the frame and padding of a line of text, but Qt does not apply the horizontal padding
to the line of text inside it.
"""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox, QSpinBox, QWidget

__all__ = ["DecimalBox", "NumberBox"]

INSET_PX = 7


class NumberBox(QSpinBox):
    """A field for a whole number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _inset(self)


class DecimalBox(QDoubleSpinBox):
    """A field for a number with decimals."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _inset(self)


def _inset(box: QAbstractSpinBox) -> None:
    box.lineEdit().setTextMargins(INSET_PX, 0, INSET_PX, 0)
