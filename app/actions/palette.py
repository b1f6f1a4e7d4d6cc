"""The command palette: find an action by a part of its name, and run it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.actions.action import Action, ActionHost, Area

__all__ = ["AREA", "PaletteDialog", "show_palette"]


_KEY = int(Qt.ItemDataRole.UserRole) + 1
_ROW_PX, _INSET_PX = 26, 8


class _WithKey(QStyledItemDelegate):
    """Paints the name of an action at the left and its key at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """A row with room to click."""
        return QSize(super().sizeHint(option, index).width(), _ROW_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the key over what a list paints."""
        super().paint(painter, option, index)
        area = option.rect.adjusted(_INSET_PX, 0, -_INSET_PX, 0)
        painter.save()
        painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, index.data(_KEY) or "")
        painter.restore()


def show_palette(host: ActionHost) -> None:
    """Open the palette and run the action chosen there."""
    dialog = PaletteDialog(host.actions, host.window)
    if dialog.exec() == QDialog.DialogCode.Accepted and dialog.chosen is not None:
        dialog.chosen.run(host)


class PaletteDialog(QDialog):
    """A text field above the list of matching actions; ``chosen`` is the accepted one."""

    def __init__(self, actions: Sequence[Action], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self.setWindowTitle("Find an action")
        self.resize(460, 380)
        self.chosen: Action | None = None
        self._actions = actions
        self.line = QLineEdit()
        self.line.setObjectName("palette line")
        self.line.setAccessibleName("A part of the action's name")
        self.line.setPlaceholderText("Type a part of the name")
        self.list = QListWidget()
        self.list.setObjectName("palette list")
        self.list.setAccessibleName("Actions that match")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_WithKey(self.list))
        layout = QVBoxLayout(self)
        layout.addWidget(self.line)
        layout.addWidget(self.list)
        self.line.textChanged.connect(self._match)
        self.line.returnPressed.connect(self._accept_current)
        self.line.installEventFilter(self)
        self.list.itemActivated.connect(lambda _: self._accept_current())
        self.list.itemClicked.connect(lambda _: self._accept_current())
        self._match("")

    def _match(self, text: str) -> None:
        self.list.clear()
        for action in _matching(self._actions, text.casefold().split()):
            key = QKeySequence(action.key).toString(QKeySequence.SequenceFormat.NativeText)
            item = QListWidgetItem(action.text)
            item.setData(Qt.ItemDataRole.UserRole, action.name)
            item.setData(_KEY, key)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{action.text}, {key}" if key else action.text)
            item.setToolTip(action.tip)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _accept_current(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            name = item.data(Qt.ItemDataRole.UserRole)
            self.chosen = next(action for action in self._actions if action.name == name)
            self.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move through the list with the arrow keys while the line has the keyboard focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step:
                rows = max(self.list.count(), 1)
                self.list.setCurrentRow((self.list.currentRow() + step) % rows)
                return True
        return super().eventFilter(watched, event)


def _matching(actions: Sequence[Action], words: Sequence[str]) -> list[Action]:
    """The actions whose menu, text and tip contain all words: an equal text first, then texts with all words."""

    def has_all(text: str) -> bool:
        return all(word in text.casefold() for word in words)

    matching = [action for action in actions if has_all(f"{action.menu} {action.text} {action.tip}")]
    typed = " ".join(words)
    return sorted(matching, key=lambda action: (action.text.casefold() != typed, not has_all(action.text)))


AREA = Area((
    Action("show_palette", "Edit", "find", "Find an action…", "Ctrl+Shift+P", "Find any action by its name",
           show_palette),
))  # fmt: skip
