"""The text of a report, with words highlighted; it is shown as plain text and never as markup."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from geo.intake.candidates import Span

__all__ = ["ReportView", "Units"]

_FIELD, _ITEM, _OTHER = 110, 46, 22
"""How strongly words are highlighted, of 255: of the field that is chosen, of the item, of other items."""

_PADDING_PX = 10


class Units:
    """Offsets in characters of a text to positions of Qt, which counts UTF-16 units, and back."""

    def __init__(self, text: str) -> None:
        self._wide = [at for at, character in enumerate(text) if ord(character) > 0xFFFF] if not text.isascii() else []
        self._wide_units = [at + before for before, at in enumerate(self._wide)]

    def unit(self, offset: int) -> int:
        """The position in Qt of a character."""
        return offset + bisect_left(self._wide, offset)

    def offset(self, unit: int) -> int:
        """The character at a position of Qt; the middle of a character is its beginning."""
        return unit - bisect_left(self._wide_units, unit)


class ReportView(QPlainTextEdit):
    """A report that can be read and marked, and not changed."""

    clicked_at = Signal(int)
    """Emitted with the offset in characters of the text that was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("report text")
        self.setAccessibleName("Text of the report")
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)  # the window takes what is dropped
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(_PADDING_PX)
        self.units = Units("")
        self._spans: tuple[tuple[Span, ...], tuple[Span, ...], tuple[Span, ...]] = ((), (), ())

    def show_report(self, text: str) -> None:
        """Show another text, without highlights."""
        self.units = Units(text)
        self._spans = ((), (), ())
        self.setExtraSelections([])
        self.setPlainText(text)

    def highlight(self, chosen: Iterable[Span] = (), item: Iterable[Span] = (), others: Iterable[Span] = ()) -> None:
        """Highlight the words of the chosen field, those of its item, and those of other items."""
        self._spans = tuple(chosen), tuple(item), tuple(others)
        self._show_highlights()

    def go_to(self, spans: Iterable[Span]) -> None:
        """Scroll to the first of these words if they are not in sight."""
        first = min(spans, default=None)
        if first is None:
            return
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.units.unit(first.start))
        where = self.cursorRect(cursor)
        if not self.viewport().rect().adjusted(0, _PADDING_PX, 0, -3 * _PADDING_PX).contains(where.center()):
            self.setTextCursor(cursor)
            self.centerCursor()

    def selected_span(self) -> Span | None:
        """What the user has marked, in characters of the text; None for nothing."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        return Span(self.units.offset(cursor.selectionStart()), self.units.offset(cursor.selectionEnd()))

    def unmark(self) -> None:
        """Mark nothing any more."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def _show_highlights(self) -> None:
        chosen, item, others = self._spans
        marks = [self._mark(span, _OTHER, underlined=False) for span in others]
        marks += [self._mark(span, _ITEM, underlined=True) for span in item]
        marks += [self._mark(span, _FIELD, underlined=True) for span in chosen]
        self.setExtraSelections(marks)

    def _mark(self, span: Span, strength: int, *, underlined: bool) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.units.unit(span.start))
        cursor.setPosition(self.units.unit(span.end), QTextCursor.MoveMode.KeepAnchor)
        ground = QColor(self.palette().highlight().color())
        shown = QTextCharFormat()
        if underlined:
            shown.setUnderlineColor(ground)
            shown.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        ground.setAlpha(strength)
        shown.setBackground(ground)
        shown.setProperty(QTextFormat.Property.UserProperty, strength)
        # PySide declares the two attributes as read-only; Qt does not.
        mark.cursor, mark.format = cursor, shown
        return mark

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Say which words were clicked, unless text was marked."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            position = self.cursorForPosition(event.position().toPoint()).position()
            self.clicked_at.emit(self.units.offset(position))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and any(self._spans):
            self._show_highlights()
