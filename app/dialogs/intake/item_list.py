"""The list of candidates and context events: what each says in two lines, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyleOptionViewItem, QWidget

from app.dialogs.intake.review import Review
from app.widgets.elided import one_line
from app.widgets.text import tip
from app.widgets.two_lines import MARGIN, ROW_PX, TwoLineDelegate
from geo.calendar.days import day_text
from geo.entry import IncidentEntry
from geo.entry.review import Item
from geo.incidents.words import interval_words
from geo.reading.dates import read_date

__all__ = ["ItemList", "decision_words", "item_words"]

_FIRST, _SECOND, _RIGHT = (Qt.ItemDataRole.UserRole + n for n in (1, 2, 3))
_RIGHT_PX = 132

_DECISIONS = {
    "open": "",
    "confirmed": "confirmed",
    "same": "same as stored",
    "rejected": "rejected",
    "stored": "stored",
}


def decision_words(review: Review, at: int) -> tuple[str, str]:
    """What was decided on an item and what is to be looked at, in a few words each."""
    item = review.items[at]
    if item.decision != "open":
        return _DECISIONS[item.decision], ""
    check, _ = review.checked(at)
    if check is not None and check.similar:
        return "to decide", "may be stored already"
    if review.errors(at):
        return "to decide", "to be completed"
    return "to decide", "with doubts" if item.doubts else ""


def item_words(item: Item) -> tuple[str, str]:
    """An item in two lines: when and where; what happened and to whom."""
    entry = item.entry
    when = _when(entry.date_start, entry.date_end, getattr(entry, "date_precision", ""))
    if not isinstance(entry, IncidentEntry):
        return f"{when} · {entry.scope or 'context event'}", entry.title
    place = next((text for text in (entry.location, entry.district, entry.province) if text), "place not stated")
    coarse = {"district": " (district only)", "province": " (province only)"}.get(entry.place_precision, "")
    kind = entry.sub_event_type or entry.event_type or "type not stated"
    figures = (_killed(entry), _people(entry.injured, "injured"), _people(entry.abducted, "abducted"))
    actors = " against ".join(filter(None, (entry.actor1, entry.actor2)))
    return f"{when} · {place}{coarse}", " · ".join(filter(None, (kind, *figures, actors)))


def _when(first: str, last: str, precision: str) -> str:
    start, end = read_date(first) if first else None, read_date(last) if last else None
    if start is None:
        return first or "day not stated"
    begins, ends = date.fromisoformat(start.day), date.fromisoformat((end or start).last_day)
    return interval_words(begins, ends, precision or start.precision) if begins != ends else day_text(begins)


def _killed(entry: IncidentEntry) -> str:
    low, best, high = entry.killed_low, entry.killed_best, entry.killed_high
    if low and high and low != high:
        return f"{low}–{high} killed"
    return _people(best or low or high, "killed") if not low or high else f"at least {low} killed"


def _people(number: str, what: str) -> str:
    return f"{number} {what}" if number else ""


class _Rows(TwoLineDelegate):
    """Draws an item: its two lines, and at the right what was decided."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one item; one that was rejected in the colour of secondary text."""
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        ground.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, ground, painter, option.widget)
        box = QRectF(option.rect).adjusted(MARGIN, 0, 0, 0)
        right = min(_RIGHT_PX, box.width() / 3)
        self.write(painter, box.adjusted(0, 0, -right - MARGIN, 0), option,
                   (str(index.data(_FIRST)), str(index.data(_SECOND))), at_right=False)  # fmt: skip
        self.write(
            painter, box.adjusted(box.width() - right, 0, 0, 0), option, tuple(index.data(_RIGHT)), at_right=True
        )

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The height of two lines."""
        return QSize(0, ROW_PX)


class ItemList(QListWidget):
    """The items of one report; the first one is chosen at the start."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("intake items")
        self.setAccessibleName("Candidates and context events")
        self.setItemDelegate(_Rows(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAlternatingRowColors(True)

    def show_items(self, rows: Sequence[tuple[tuple[str, str], tuple[str, str]]], current: int) -> None:
        """Show these items, each with its two lines and with what was decided, and choose one."""
        self.blockSignals(True)
        while self.count() > len(rows):
            self.takeItem(self.count() - 1)
        while self.count() < len(rows):
            self.addItem(QListWidgetItem())
        for at, (words, decided) in enumerate(rows):
            self._fill(self.item(at), words, decided)
        self.setCurrentRow(current)
        self.blockSignals(False)
        self.viewport().update()

    def _fill(self, row: QListWidgetItem, words: tuple[str, str], decided: tuple[str, str]) -> None:
        first, second = map(one_line, words)
        row.setData(_FIRST, first)
        row.setData(_SECOND, second)
        row.setData(_RIGHT, decided)
        row.setToolTip(tip(f"{first}\n{second}"))
        row.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, (first, second, *decided))))
