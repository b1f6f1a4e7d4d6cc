"""The command palette: find an action by a part of its name, and run it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

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


_BESIDE = int(Qt.ItemDataRole.UserRole) + 1
_ROW_PX, _INSET_PX = 26, 8


class _WithText(QStyledItemDelegate):
    """Paints the name of an action at the left, and at the right its key or why it cannot be done."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """A row with room to click."""
        return QSize(super().sizeHint(option, index).width(), _ROW_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the text at the right over what a list paints."""
        super().paint(painter, option, index)
        area = option.rect.adjusted(_INSET_PX, 0, -_INSET_PX, 0)
        painter.save()
        painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, index.data(_BESIDE) or "")
        painter.restore()


def show_palette(host: ActionHost) -> None:
    """Open the palette and run the action chosen there."""
    dialog = PaletteDialog(host.actions, host.window, lacking=lambda action: action.lacking(host))
    if dialog.exec() == QDialog.DialogCode.Accepted and dialog.chosen is not None:
        dialog.chosen.run(host)


class PaletteDialog(QDialog):
    """A text field above the list of matching actions; ``chosen`` is the accepted one.

    ``lacking`` gives why an action cannot be done now, in a few words; blank if it can.
    """

    def __init__(
        self,
        actions: Sequence[Action],
        parent: QWidget | None = None,
        lacking: Callable[[Action], str] = lambda _action: "",
    ) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self.setWindowTitle("Find an action")
        self.resize(460, 380)
        self.chosen: Action | None = None
        self._actions, self._lacking = actions, lacking
        self.line = QLineEdit()
        self.line.setObjectName("palette line")
        self.line.setAccessibleName("A part of the action's name")
        self.line.setPlaceholderText("Type a part of the name")
        self.list = QListWidget()
        self.list.setObjectName("palette list")
        self.list.setAccessibleName("Actions that match")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_WithText(self.list))
        layout = QVBoxLayout(self)
        layout.addWidget(self.line)
        layout.addWidget(self.list)
        self.line.textChanged.connect(self._match)
        self.line.returnPressed.connect(lambda: self._accept(self.list.currentItem()))
        self.line.installEventFilter(self)
        self.list.itemActivated.connect(self._accept)
        self.list.itemClicked.connect(self._accept)
        self._match("")

    def _match(self, text: str) -> None:
        self.list.clear()
        for action in _matching(self._actions, text.casefold().split()):
            self.list.addItem(self._item(action))
        self._go(-1, 1)

    def _item(self, action: Action) -> QListWidgetItem:
        key = QKeySequence(action.key).toString(QKeySequence.SequenceFormat.NativeText)
        lacking = self._lacking(action)
        beside = lacking or key
        item = QListWidgetItem(action.text)
        item.setData(Qt.ItemDataRole.UserRole, action.name)
        item.setData(_BESIDE, beside)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{action.text}, {beside}" if beside else action.text)
        item.setToolTip(action.tip)
        if lacking:
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
        return item

    def _go(self, row: int, step: int) -> None:
        """Make the next row whose action can be done the current one; from the end it goes on at the other end."""
        rows = self.list.count()
        for away in range(1, rows + 1):
            at = (row + away * step) % rows
            if self.list.item(at).flags() & Qt.ItemFlag.ItemIsEnabled:
                self.list.setCurrentRow(at)
                return

    def _accept(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.flags() & Qt.ItemFlag.ItemIsEnabled:  # a click on a disabled one is reported too
            name = item.data(Qt.ItemDataRole.UserRole)
            self.chosen = next(action for action in self._actions if action.name == name)
            self.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move through the list with the arrow keys while the line has the keyboard focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step:
                self._go(self.list.currentRow(), step)
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
