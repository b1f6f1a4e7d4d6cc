"""What can be done with the chosen item, as buttons that show their keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.widgets.buttons import push_button

__all__ = ["KEYS", "Command", "KeyBar", "key_button"]


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its name in code, text, keys (the first is shown), and what it does in a sentence."""

    name: str
    text: str
    keys: tuple[str, ...]
    what: str


KEYS = (
    Command("confirm", "Confirm", ("C", "Ctrl+Return", "Ctrl+Enter"), "It is to be stored as it is in the fields"),
    Command("reject", "Reject", ("R",), "It is no incident, or not one for here; again to take that back"),
    Command("edit", "Edit", ("E",), "Go to the fields; Esc goes back to the list"),
    Command("merge", "Merge…", ("M",), "It is the same as another candidate of the text"),
    Command(
        "split",
        "Split",
        ("S",),
        "It is two incidents: words that are marked in the text become the second; a merged one comes apart",
    ),
    Command("previous", "Previous", ("P",), "The candidate before"),
    Command("next", "Next", ("N",), "The candidate after"),
)


def key_button(command: Command, run: Callable[[], None], parent: QWidget) -> QPushButton:
    """A button with its key behind its text; its keys work in the whole window, but for fields in which one types."""
    shown = QKeySequence(command.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
    button = push_button(f"intake {command.name}", f"{command.text}   {shown}", command.what)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.clicked.connect(lambda: run())
    for key in command.keys:
        shortcut = QShortcut(QKeySequence(key), parent)
        shortcut.activated.connect(button.click)
    return button


class KeyBar(QWidget):
    """The buttons in a row."""

    def __init__(self, commands: Mapping[str, Callable[[], None]], parent: QWidget) -> None:
        super().__init__(parent)
        self.buttons = {command.name: key_button(command, commands[command.name], parent) for command in KEYS}
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        for button in self.buttons.values():
            line.addWidget(button)
