"""What is known about a report: title, publisher, day and address, as its file states them or as they are typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.widgets.text import label
from geo.calendar.days import from_day_number
from geo.intake.readers.report_text import ReportText, line_of
from geo.reading.direction import without_overrides
from geo.reading.typed_days import parse_typed_day, two_ways

__all__ = ["About"]

_DAY_PX = 130
_UNKNOWN_DAY = "day not known: type it"


class About(QWidget):
    """The fields above the text."""

    changed = Signal()
    """Emitted when title, publisher or address were typed anew."""

    day_changed = Signal()
    """Emitted when another day was typed: the report has to be read again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = self._field("Title", "title of the report", "title not known")
        self.publisher = self._field("Publisher", "publisher of the report", "who published it")
        self.day = self._field("Published", "day of publication", _UNKNOWN_DAY)
        self.url = self._field("Address", "address of the report", "URL; it is not opened")
        self.problem = label("", "warning", wrap=True)
        self.problem.hide()
        self._shown: date | None = None
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        places = ((self.title, 0, 0), (self.day, 0, 2), (self.publisher, 1, 0), (self.url, 1, 2))
        for field, row, column in places:
            grid.addWidget(label(field.accessibleName(), "muted"), row, column)
            grid.addWidget(field, row, column + 1)
        grid.addWidget(self.problem, 2, 0, 1, 4)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(3, 2)
        for field in (self.title, self.publisher, self.url):
            field.editingFinished.connect(self.changed)
        self.day.editingFinished.connect(self._read_day)

    def _field(self, title: str, name: str, hint: str) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(name)
        field.setAccessibleName(title)
        field.setPlaceholderText(hint)
        return field

    def show_report(self, report: ReportText, published: date | None) -> None:
        """Show what is known of a report that was read, and the day on which it was published."""
        for field, text in ((self.title, report.title), (self.publisher, report.publisher), (self.url, report.url)):
            field.setText(without_overrides(text or ""))
            field.setCursorPosition(0)
        self._shown = published
        self.day.setText(published.isoformat() if published else "")
        self.problem.hide()

    def applied(self, report: ReportText) -> ReportText:
        """The report with what the fields say; a blank one is not known."""
        title, publisher, url = (line_of(field.text()) for field in (self.title, self.publisher, self.url))
        day_note = report.day_note if self._shown == report.published else ""
        return replace(report, published=self._shown, title=title, publisher=publisher, url=url, day_note=day_note)

    @property
    def published(self) -> date | None:
        """The day that was read or typed last; None is not known."""
        return self._shown

    def _read_day(self) -> None:
        text = self.day.text().strip()
        number = parse_typed_day(text) if text else None
        if text and number is None:
            self.problem.setText(f"{without_overrides(text)} is no day. {two_ways(text) or 'Write it as 2026-05-12.'}")
            self.problem.show()
            return
        self.problem.hide()
        day = from_day_number(number) if number is not None else None
        if day != self._shown:
            self._shown = day
            self.day_changed.emit()
