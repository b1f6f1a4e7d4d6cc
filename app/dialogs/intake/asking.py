"""Questions of the window, as plain text."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from geo.wording import plural

__all__ = ["AGAIN", "asks", "lost_words"]

AGAIN = (
    "The days in the text are counted from the day of publication. Reading again discards what was decided and typed "
    "here."
)


def asks(parent: QWidget, title: str, question: str, yes: str, no: str) -> bool:
    """Ask a question; whether the first of the two buttons was pressed. The second one is the default."""
    box = QMessageBox(parent)
    box.setObjectName("message")
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(question)
    agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(no, QMessageBox.ButtonRole.RejectRole))
    box.exec()
    return box.clickedButton() is agree


def lost_words(items: int, texts: int) -> str:
    """What would be lost: items that are not stored and texts that were not read; blank for nothing."""
    told = []
    if items:
        told.append(f"{plural(items, 'item')} of this text {'is' if items == 1 else 'are'} not stored.")
    if texts:
        told.append(f"{plural(texts, 'text')} {'has' if texts == 1 else 'have'} not been read.")
    return " ".join(told)
