"""Who says what about an incident, as a small ledger in the details: by what it is about, each with its buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from app.widgets.text import tip as as_tip
from geo.briefing.ledger import LedgerLine, LedgerPart, ledger_of
from geo.incidents import Claim
from geo.reading.direction import without_overrides

__all__ = ["ADD", "EDIT", "WITHDRAW", "Ledger"]

ADD, EDIT, WITHDRAW = "add", "edit", "withdraw"
"""What the user can ask for."""

NOTHING = "No claim, attribution or denial is recorded."


class Ledger(QWidget):
    """The claims by what they are about; with buttons to change them where that is possible."""

    requested = Signal(str, object)
    """Emitted with what the user asks for, and the claim; ``None`` for a new one."""

    link_requested = Signal(str)
    """Emitted with the address where a claim was published."""

    def __init__(self, claims: Sequence[Claim], text: Callable[[str, str], QWidget], *, is_editable: bool) -> None:
        super().__init__()
        self.setObjectName("ledger")
        self.setAccessibleName("Claims about the incident")
        self._text, self._is_editable = text, is_editable
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(text("Who says what", "heading"))
        parts = ledger_of(claims)
        for part in parts:
            column.addWidget(text(part.title + (f": {part.sums_up}" if part.sums_up else ""), "muted"))
            column.addLayout(self._lines(part))
        if not parts:
            column.addWidget(text(NOTHING, "muted"))
        if is_editable:
            row = QHBoxLayout()
            row.addWidget(self._button(ADD, "Add a claim…", "Add who says what about the incident", None))
            row.addStretch()
            column.addLayout(row)

    def _lines(self, part: LedgerPart) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(8, 0, 0, 4)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        for line in part.lines:
            at = grid.rowCount()
            grid.addWidget(self._text(f"{line.who}: {line.says}", ""), at, 0)
            grid.addWidget(self._text(line.published, "muted"), at + 1, 0)
            grid.addLayout(self._buttons(line), at, 1, 2, 1, Qt.AlignmentFlag.AlignTop)
        return grid

    def _buttons(self, line: LedgerLine) -> QHBoxLayout:
        row, said = QHBoxLayout(), line.claim.sentence()
        row.setSpacing(0)
        if (url := line.claim.url).startswith(("https://", "http://")):
            link = self._plain("open claim", "Source…", f"Open where it was published: {said}")
            link.clicked.connect(lambda: self.link_requested.emit(url))
            row.addWidget(link)
        if self._is_editable:
            row.addWidget(self._button(EDIT, "Edit…", f"Correct: {said}", line.claim))
            row.addWidget(self._button(WITHDRAW, "×", f"Withdraw: {said}", line.claim))
        return row

    def _button(self, what: str, text: str, tip: str, claim: Claim | None) -> QToolButton:
        button = self._plain(f"{what} claim", text, tip)
        button.clicked.connect(lambda: self.requested.emit(what, claim))
        return button

    @staticmethod
    def _plain(name: str, text: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setText(text)
        button.setProperty("flat", True)
        button.setToolTip(as_tip(tip))
        button.setAccessibleName(without_overrides(tip))
        return button
