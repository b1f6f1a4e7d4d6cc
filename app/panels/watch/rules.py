"""The saved rules with what each has found, and what can be done with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from app.widgets.buttons import push_button
from app.widgets.elided import one_line
from app.widgets.text import label, tip

__all__ = ["RulesView"]

_NO_WORKSPACE = "Rules are saved in a workspace. Open one, or import a file: the bundled incidents cannot keep any."
_NO_RULE = (
    "There is no rule yet. Set filters, then save them with a threshold: after each import you are told what reaches "
    "it, until you acknowledge it."
)
_NAME = Qt.ItemDataRole.UserRole
_KEY = Qt.ItemDataRole.UserRole + 1


class RulesView(QWidget):
    """Lists rules and findings; passes on what the user wants."""

    add_requested = Signal()
    """Emitted when the filters that are set should be saved as a rule."""

    remove_requested = Signal(str)
    """Emitted with the name of a rule that should be removed."""

    acknowledge_requested = Signal(str)
    """Emitted with the name of a rule whose findings should be acknowledged."""

    place_chosen = Signal(str)
    """Emitted with the key of a place that was found."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.note = label("", "muted", wrap=True)
        self.note.setObjectName("watch rules note")
        self.note.setContentsMargins(10, 4, 10, 6)
        self.tree = QTreeWidget()
        self.tree.setObjectName("watch rules")
        self.tree.setAccessibleName("Rules of the watch list and what they have found")
        self.tree.setColumnCount(2)
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        self.tree.itemSelectionChanged.connect(self._show_buttons)
        self.tree.itemClicked.connect(self._on_clicked)
        self.tree.header().setStretchLastSection(True)
        self.add, self.acknowledge, self.remove = (
            push_button("watch add", "Save a rule…", "Save the filters that are set, with a threshold and a name"),
            push_button("watch acknowledge", "Acknowledge",
                        "Keep quiet what this rule has found, until it gets worse or half a year has passed"),
            push_button("watch remove", "Remove", "Remove this rule"),
        )  # fmt: skip
        self.add.clicked.connect(self.add_requested)
        self.acknowledge.clicked.connect(lambda: self.acknowledge_requested.emit(self._name()))
        self.remove.clicked.connect(lambda: self.remove_requested.emit(self._name()))
        buttons = QHBoxLayout()
        buttons.setContentsMargins(10, 6, 10, 8)
        for button in (self.add, self.acknowledge, self.remove):
            buttons.addWidget(button)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.note)
        layout.addWidget(self.tree, 1)
        layout.addLayout(buttons)
        self.show_outcomes((), can_save=False)

    def show_outcomes(self, outcomes: Sequence[Any], *, can_save: bool) -> None:
        """Show what rules have found (`geo.analysis.watch.Outcome`); ``can_save`` if there is a workspace."""
        chosen = self._name()
        self.tree.clear()
        for outcome in outcomes:
            self.tree.addTopLevelItem(_item_of(outcome))
        self.tree.expandAll()
        self.tree.resizeColumnToContents(0)
        self.note.setText(_NO_WORKSPACE if not can_save else "" if outcomes else _NO_RULE)
        self.note.setVisible(bool(self.note.text()))
        self.add.setEnabled(can_save)
        items = (self.tree.topLevelItem(at) for at in range(self.tree.topLevelItemCount()))
        for item in items:
            if item is not None and item.data(0, _NAME) == chosen:
                self.tree.setCurrentItem(item)
        self._news = {outcome.name: bool(outcome.new) for outcome in outcomes}
        self._show_buttons()

    def _name(self) -> str:
        """The name of the rule that is chosen; blank for none."""
        item = self.tree.currentItem()
        return str(item.data(0, _NAME)) if item is not None and item.isSelected() else ""

    def _show_buttons(self) -> None:
        name = self._name()
        self.remove.setEnabled(bool(name))
        self.acknowledge.setEnabled(self._news.get(name, False))

    def _on_clicked(self, item: QTreeWidgetItem, _column: int) -> None:
        key = item.data(0, _KEY)
        if key:
            self.place_chosen.emit(key)


def _item_of(outcome: Any) -> QTreeWidgetItem:
    words = outcome.rule.words if outcome.rule is not None else ""
    item = QTreeWidgetItem([one_line(outcome.name), one_line(outcome.words)])
    item.setData(0, _NAME, outcome.name)
    font = item.font(0)
    font.setBold(True)
    item.setFont(0, font)
    for column in (0, 1):
        item.setToolTip(column, tip(f"{words}\n{outcome.why_not}".strip()))
    for finding in outcome.findings:
        mark = "new" if finding.is_new else "acknowledged"
        what = finding.name or "number of incidents"
        child = QTreeWidgetItem([f"{mark}: {one_line(what)}", one_line(finding.sentence)])
        child.setData(0, _NAME, outcome.name)
        child.setData(0, _KEY, finding.key if finding.place is not None else "")
        for column in (0, 1):
            child.setToolTip(column, tip(finding.sentence))
        if finding.is_new:
            child.setFont(0, font)
        item.addChild(child)
    return item
