"""A bar across the window: a notice about the data, above it reports with a button, and for a while a message."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.widgets.text import label
from geo.reading.direction import without_overrides

__all__ = ["NoticeBar", "Report"]

MESSAGE_MS = 15_000
MOST_REPORTS = 3
"""A further report takes the place of the oldest one."""


class NoticeBar(QFrame):
    """Shows a notice and reports until they are closed, and above them a message for `MESSAGE_MS`."""

    closed = Signal()
    """Emitted when the user closes the notice."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._notice = self._message = ""
        self._is_closed = False
        self._reports: list[Report] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(MESSAGE_MS)
        self._timer.timeout.connect(self._clear_message)
        self._text = label("", wrap=True)
        self._text.setObjectName("notice text")
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._line = QWidget()
        row = QHBoxLayout(self._line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._text)
        row.addWidget(_close_button("close notice", self._close), 0, Qt.AlignmentFlag.AlignTop)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(12, 3, 6, 3)
        self._rows.setSpacing(2)
        self._rows.addWidget(self._line)
        self.hide()

    def set_notice(self, text: str) -> None:
        """Show this notice from now on; a blank text shows none."""
        self._notice, self._is_closed = text, False
        self._show()

    def show_message(self, text: str) -> None:
        """Show a message for a while; the notice stays below it."""
        self._message = text
        self._timer.start()
        self._show()

    def add_report(self, text: str) -> Report:
        """Show a report above the notice until the user closes it."""
        reports = self.reports
        for oldest in reports[: len(reports) - MOST_REPORTS + 1]:
            self._remove(oldest)
        report = Report(text)
        report.closed.connect(lambda: self._remove(report))
        self._reports.append(report)
        self._rows.insertWidget(len(self._reports) - 1, report)
        self._show()
        return report

    def clear_reports(self) -> None:
        """Close all reports."""
        for report in self.reports:
            self._remove(report)

    @property
    def reports(self) -> tuple[Report, ...]:
        """The reports that are shown, the oldest first."""
        return tuple(self._reports)

    @property
    def text(self) -> str:
        """The message, or else the newest report, or else the notice."""
        return self._message or next((report.text for report in reversed(self.reports)), "") or self._notice

    @property
    def notice(self) -> str:
        """The notice about the data; blank for none."""
        return self._notice

    def _show(self) -> None:
        lines = filter(None, (self._message, "" if self._is_closed else self._notice))
        text = without_overrides("\n".join(lines))
        self._text.setText(text)
        self._text.setAccessibleName(text)
        self._line.setVisible(bool(text))
        self.setVisible(bool(text or self.reports))

    def _remove(self, report: Report) -> None:
        self._reports.remove(report)
        self._rows.removeWidget(report)
        report.hide()
        report.deleteLater()
        self._show()

    def _clear_message(self) -> None:
        self._message = ""
        self._show()

    def _close(self) -> None:
        if self._message:
            self._clear_message()
        else:
            self._is_closed = True
            self._show()
            self.closed.emit()


class Report(QWidget):
    """What has been done, in a sentence, with a button for what can be done next."""

    closed = Signal()
    """Emitted when the user closes the report."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setObjectName("report")
        self._text = label(without_overrides(text), wrap=True)
        self._text.setObjectName("report text")
        self._text.setAccessibleName(text)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.button = QPushButton()
        self.button.setObjectName("report action")
        self.button.setAutoDefault(False)
        self.button.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._text)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(_close_button("close report", self.closed.emit), 0, Qt.AlignmentFlag.AlignTop)

    @property
    def text(self) -> str:
        """The sentence."""
        return self._text.text()

    def offer(self, text: str, tip: str) -> None:
        """Show the button with this text; what it does is connected to its signal ``clicked``."""
        self.button.setText(text)
        self.button.setToolTip(tip)
        self.button.show()


def _close_button(name: str, close: Callable[[], object]) -> QToolButton:
    button = QToolButton()
    button.setObjectName(name)
    button.setText("×")
    button.setToolTip("Close this line")
    button.setAccessibleName("Close this line")
    button.clicked.connect(lambda: close())
    return button
