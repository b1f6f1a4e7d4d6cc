"""A field for a typed date that never raises: it shows what is wrong and keeps the last valid date."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QToolTip, QWidget

from geo.calendar.days import number_text
from geo.calendar.period import Period
from geo.reading.typed_days import parse_typed_day, two_ways

__all__ = ["DateField"]

_HOW = "Write a date such as 2024-11-30, 30 Nov 2024, 30/11/2024, Nov 2024 or 2024"


class DateField(QLineEdit):
    """Shows a day and reads another one, on Enter or when the focus leaves; Up and Down move it by a day.

    Parameters
    ----------
    is_end : bool
        Whether a month or a year that is typed means its last day.
    """

    day_entered = Signal(int)
    """Emitted with a day number within the range when another day was typed."""

    def __init__(self, *, is_end: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_end = is_end
        self._day: int | None = None
        self._range: Period | None = None
        self._fault = ""
        self.setMaxLength(40)
        self.setAcceptDrops(False)  # a file dropped here goes to the window
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.textEdited.connect(self._forget_fault)
        self.returnPressed.connect(self._enter)

    @property
    def fault(self) -> str:
        """What is wrong with the text, empty where nothing is known to be."""
        return self._fault

    def set_range(self, extent: Period | None) -> None:
        """Accept days of this range."""
        self._range = extent

    def set_day(self, day: int | None) -> None:
        """Show a day; what somebody is typing at the moment stays unless the day is another one."""
        if day != self._day or not self.isModified():
            self._day = day
            self._show_day()

    def _show_day(self) -> None:
        self.setText("" if self._day is None else number_text(self._day))
        self.setCursorPosition(0)
        self._show_fault("")

    def check(self, text: str) -> tuple[int | None, str]:
        """The day that a text means and an empty text, or ``None`` and what is wrong with it."""
        first, last = parse_typed_day(text), parse_typed_day(text, end=True)
        if first is None or last is None:
            return None, two_ways(text) or f"{_HOW}."
        if self._range is None:
            return None, "There are no data to choose from."
        if not self._range.overlaps(Period(first, last)):
            ends = f"{number_text(self._range.first)} to {number_text(self._range.last)}"
            return None, f"The data run from {ends}."
        within = Period(first, last).trimmed_to(self._range)
        return (within.last if self._is_end else within.first), ""

    def _enter(self) -> None:
        day, fault = self.check(self.text())
        if day is None:
            self._show_fault(fault)
            if self.isVisible():
                QToolTip.showText(self.mapToGlobal(QPoint(0, self.height())), fault, self)
        else:
            self._accept(day)

    def _accept(self, day: int) -> None:
        is_other = day != self._day
        self._day = day
        self._show_day()
        if is_other:
            self.day_entered.emit(day)

    def _forget_fault(self) -> None:
        self._show_fault("")

    def _show_fault(self, fault: str) -> None:
        if fault != self.fault:
            self._fault = fault
            self.setProperty("isFaulty", bool(fault))
            self.setAccessibleDescription(fault)
            self.style().unpolish(self)
            self.style().polish(self)

    def event(self, event: QEvent) -> bool:
        """Keep Escape from the shortcuts of the window while there is typed text to discard."""
        is_shortcut = event.type() == QEvent.Type.ShortcutOverride and self.isModified()
        if is_shortcut and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by a day on Up and Down, restore the last valid date on Escape."""
        steps = (event.key() == Qt.Key.Key_Up) - (event.key() == Qt.Key.Key_Down)
        if steps and self._day is not None and self._range is not None:
            self._accept(min(max(self._day + steps, self._range.first), self._range.last))
        elif event.key() == Qt.Key.Key_Escape:
            self._show_day()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the whole text, so that typing replaces it."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Enter a valid date that was typed; replace any other text by the last valid one."""
        super().focusOutEvent(event)
        day, _ = self.check(self.text()) if self.isModified() else (None, "")
        if day is None:
            self._show_day()
        else:
            self._accept(day)
