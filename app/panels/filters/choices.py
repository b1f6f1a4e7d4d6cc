"""A filter as a list or tree of choices, each with the number of incidents that it would show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from app.widgets.text import tip

__all__ = ["Choice", "ChoiceTree"]

_NAME = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Choice:
    """A name to choose, the choices within it, and its icon."""

    name: str
    within: tuple[Choice, ...] = ()
    icon: QIcon | None = None
    title: str = ""
    """How the name is shown; blank for the name itself."""


class ChoiceTree(QTreeWidget):
    """Boxes to tick; none ticked means no filter."""

    chosen_changed = Signal()
    """Emitted when the user has ticked or unticked a box."""

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setStretchLastSection(False)
        self.header().setMinimumSectionSize(12)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.itemChanged.connect(self._on_item_changed)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer these choices; nothing is ticked."""
        with QSignalBlocker(self):
            self.clear()
            for choice in choices:
                self._add(self.invisibleRootItem(), choice)
        self.setRootIsDecorated(any(choice.within for choice in choices))
        self.setIndentation(16 if any(choice.within for choice in choices) else 2)

    def _add(self, parent: QTreeWidgetItem, choice: Choice) -> None:
        item = QTreeWidgetItem(parent, [choice.title or choice.name, ""])
        item.setData(0, _NAME, choice.name)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(0, Qt.CheckState.Unchecked)
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setToolTip(0, tip(choice.title or choice.name))
        if choice.icon is not None:
            item.setIcon(0, choice.icon)
        for child in choice.within:
            self._add(item, child)

    def set_counts(self, counts: Mapping[str, int] | None) -> None:
        """Write the number of incidents beside each choice; a choice without one shows 0. ``None`` writes nothing."""
        pale, plain = self.palette().placeholderText(), self.palette().text()
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)  # else each text measures all others
        with QSignalBlocker(self):
            for item in self._items():
                n = 0 if counts is None else counts.get(item.data(0, _NAME), 0)
                if item.text(1) != (text := "" if counts is None else f"{n:,}"):
                    item.setText(1, text)
                quiet = not n and item.checkState(0) == Qt.CheckState.Unchecked
                for column, brush in ((0, pale if quiet else plain), (1, pale)):
                    if item.foreground(column) != brush:
                        item.setForeground(column, brush)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.viewport().update()

    def set_icons(self, icons: Sequence[QIcon]) -> None:
        """Give the outer choices these icons."""
        with QSignalBlocker(self):
            for item, icon in zip(_children(self.invisibleRootItem()), icons, strict=True):
                item.setIcon(0, icon)

    def chosen(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What is ticked: outer choices that are ticked as a whole, and inner ones whose outer one is not."""
        outer, inner = [], []
        for item in _children(self.invisibleRootItem()):
            if item.checkState(0) == Qt.CheckState.Checked:
                outer.append(item.data(0, _NAME))
            else:
                inner += [leaf.data(0, _NAME) for leaf in _leaves(item) if leaf.checkState(0) == Qt.CheckState.Checked]
        return tuple(outer), tuple(inner)

    def set_chosen(self, names: frozenset[str]) -> None:
        """Tick just the choices of these names, with all that is within them."""
        with QSignalBlocker(self):
            for item in self._items():
                if not item.childCount():
                    ticked = any(node.data(0, _NAME) in names for node in _upwards(item))
                    item.setCheckState(0, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self._update_outer()
        self.viewport().update()

    def keep_matching(self, text: str, meant: str = "") -> None:
        """Show only the choices whose name contains the text, or that contain one whose name does.

        ``meant`` is a name that the text may stand for, as an abbreviation.
        """
        wanted = text.casefold().strip()
        for item in reversed(list(self._items())):
            here = wanted in item.data(0, _NAME).casefold() or item.data(0, _NAME) == meant
            below = any(not child.isHidden() for child in _children(item))
            item.setHidden(not (here or below))

    def fit(self, most_rows: int) -> None:
        """Make the tree as high as its choices, at most so many rows."""
        rows = sum(1 for item in self._items() if all(node.isExpanded() for node in list(_upwards(item))[1:]))
        self.setFixedHeight(min(max(rows, 1), most_rows) * max(self.sizeHintForRow(0), 20) + 2)

    def _items(self) -> Iterator[QTreeWidgetItem]:
        def walk(item: QTreeWidgetItem) -> Iterator[QTreeWidgetItem]:
            for child in _children(item):
                yield child
                yield from walk(child)

        return walk(self.invisibleRootItem())

    def _update_outer(self) -> None:
        """Tick the choices that contain only ticked ones, and half tick those that contain some."""
        for item in reversed(list(self._items())):
            states = {child.checkState(0) for child in _children(item)}
            if states:
                item.setCheckState(0, states.pop() if len(states) == 1 else Qt.CheckState.PartiallyChecked)

    def _on_item_changed(self, item: QTreeWidgetItem, column: int) -> None:
        """Tick what is within too; Qt could do so, but would emit a signal, and so make a step, for each box."""
        if column != 0:
            return
        with QSignalBlocker(self):
            for leaf in _leaves(item):
                leaf.setCheckState(0, item.checkState(0))
            self._update_outer()
        self.viewport().update()
        self.chosen_changed.emit()


def _children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    return [child for i in range(item.childCount()) if (child := item.child(i)) is not None]


def _leaves(item: QTreeWidgetItem) -> Iterator[QTreeWidgetItem]:
    if not item.childCount():
        yield item
    for child in _children(item):
        yield from _leaves(child)


def _upwards(item: QTreeWidgetItem | None) -> Iterator[QTreeWidgetItem]:
    while item is not None:
        yield item
        item = item.parent()
