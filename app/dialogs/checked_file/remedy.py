"""What can be done about one kind of problem: read its words or days otherwise, or leave its rows out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from app.dialogs.checked_file.groups import Group
from app.widgets.column_names import ORDERS, event_types
from app.widgets.elided import combo_box
from app.widgets.text import label
from geo.incidents.checks.ids import SAME_ROW
from geo.reading.dates import DATE_ORDERS, read_date
from geo.reading.direction import without_overrides
from geo.sources.read_options import KEEP, ONCE, ReadOptions

__all__ = ["RemedyView"]

CHOOSE = "– choose –"
_DAYS = ("date_start", "date_end")
_TYPES = ("event_type", "sub_event_type")


class RemedyView(QWidget):
    """Shows the selected kind of problem in full with what can be decided about it; writes into `options`.

    ``has_orders`` says whether days of the file can be written in several orders.
    """

    changed = Signal()
    """Emitted when the user has decided something."""

    def __init__(
        self, options: ReadOptions, names: dict[str, str], *, has_orders: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("remedy")
        self.options = options
        self._names, self._has_orders = names, has_orders
        self._group: Group | None = None
        self._text = label("", wrap=True)
        self._text.setObjectName("problem in full")
        self._what = label("")
        self.kind = self._combo("type for the words", [(CHOOSE, ""), *event_types()], self._set_kind)
        self.order = self._combo("order of the days", [(CHOOSE, "")], self._set_order)
        self.leave_out = QCheckBox()
        self.leave_out.setObjectName("leave the rows out")
        self.leave_out.toggled.connect(self._set_left_out)
        line = QHBoxLayout()
        for widget in (self._what, self.kind, self.order, self.leave_out):
            line.addWidget(widget)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 0)
        layout.addWidget(self._text)
        layout.addLayout(line)

    def _combo(self, name: str, offered: list[tuple[str, str]], then: object) -> QComboBox:
        combo = combo_box(offered, "", name[0].upper() + name[1:])
        combo.setObjectName(name)
        combo.setMinimumContentsLength(26)
        combo.activated.connect(then)
        return combo

    def show_group(self, group: Group) -> None:
        """Show a kind of problem, and what was decided about it before."""
        self._group = group
        ours = self._names.get(group.column, group.column)
        is_error, mapping = group.severity == "error", self.options.column_mapping
        can_choose_type = is_error and mapping is not None and ours in _TYPES and bool(self._words())
        orders = orders_for(group.values) if is_error and self._has_orders and ours in _DAYS else []
        can_choose_order = bool(orders)
        n = len(group.rows)
        effect = _effect(group, is_left_out=self._is_left_out(group))
        shown = f"{group.message}  Value: {group.values_words or '(blank)'}. {effect}"
        self._text.setText(without_overrides(shown))
        self._what.setText(self._question(can_choose_type, can_choose_order))
        self._what.setVisible(can_choose_type or can_choose_order)
        self.kind.setVisible(can_choose_type)
        self.order.setVisible(can_choose_order)
        self.leave_out.setVisible(not is_error and bool(group.ids))
        rows = "this row" if n == 1 else f"these {n:,} rows"
        self.leave_out.setText(
            f"Store repeated rows once: leave {rows} out" if self._repeats() else f"Leave {rows} out"
        )
        with QSignalBlocker(self.kind), QSignalBlocker(self.order), QSignalBlocker(self.leave_out):
            types = mapping.types if mapping is not None else {}
            self.kind.setCurrentIndex(max(0, self.kind.findData(next(map(types.get, self._words()), ""))))
            self.order.clear()
            for text, order in ((CHOOSE, ""), *((ORDERS[order], order) for order in orders)):
                self.order.addItem(text, order)
            self.order.setCurrentIndex(max(0, self.order.findData(self.options.date_order)))
            self.leave_out.setChecked(self._is_left_out(group))

    def _repeats(self) -> bool:
        """Whether the kind is that of rows which repeat others."""
        return self._group is not None and self._group.message.startswith(SAME_ROW)

    def _is_left_out(self, group: Group) -> bool:
        if self._repeats():
            return self.options.repeated_rows == ONCE
        return bool(group.ids) and group.ids <= self.options.without

    def _words(self) -> list[str]:
        """The words of the kind that a type can be chosen for."""
        return [] if self._group is None else [value.strip() for value in self._group.values if value.strip()]

    def _question(self, can_choose_type: bool, can_choose_order: bool) -> str:
        if can_choose_type:
            words = self._words()
            return f"“{words[0][:40]}” is" if len(words) == 1 else f"All {len(words):,} words are"
        return "Days are written" if can_choose_order else ""

    # decisions

    def _set_kind(self) -> None:
        mapping = self.options.column_mapping
        if mapping is None:
            return
        kind = self.kind.currentData()
        others = {word: held for word, held in mapping.types.items() if word not in self._words()}
        types = {**others, **dict.fromkeys(self._words(), kind)} if kind else others
        self._decide(replace(self.options, column_mapping=replace(mapping, types=types)))

    def _set_order(self) -> None:
        order, mapping = self.order.currentData(), self.options.column_mapping
        if mapping is not None and order:
            mapping = replace(mapping, date_order=order)
        self._decide(replace(self.options, date_order=order, column_mapping=mapping))

    def _set_left_out(self, is_left_out: bool) -> None:
        if self._group is None:
            return
        if self._repeats():
            self._decide(replace(self.options, repeated_rows=ONCE if is_left_out else KEEP))
        else:
            ids = self._group.ids
            without = self.options.without | ids if is_left_out else self.options.without - ids
            self._decide(replace(self.options, without=without))
        self.show_group(self._group)

    def _decide(self, options: ReadOptions) -> None:
        self.options = options
        self.changed.emit()


def orders_for(texts: Iterable[str]) -> list[str]:
    """The orders of day, month and year in which at least one of these texts is a day."""
    listed = list(texts)
    return [order for order in DATE_ORDERS if any(read_date(text, order) for text in listed)]


def _effect(group: Group, *, is_left_out: bool) -> str:
    """What becomes of the rows, in a sentence."""
    n = len(group.rows)
    if not n:
        return ""
    rows, are = ("This row", "is") if n == 1 else (f"These {n:,} rows", "are")
    return (
        f"{rows} {are} left out."
        if group.severity == "error" or is_left_out
        else f"{rows} {are} imported all the same."
    )
