"""The filters that are set, as chips above the map: each in words, with a button that removes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QMenu, QSizePolicy, QToolButton, QWidget

from app.session import Session
from app.widgets.text import label, tip
from geo.briefing.sentences import phrase
from geo.incidents.whose_figures import BEST
from geo.query import Filter, Query
from geo.view.figures import figures_words
from geo.view.snapshot import Snapshot
from geo.wording import plural

__all__ = ["Chip", "ChipBar"]

NARROWEST_TEXT_PX, WIDEST_TEXT_PX = 100, 260
AROUND_TEXT_PX = 56
TEXTS_IN_A_ROW = 4
LONGEST_TEXT = 2_000
FIGURES = ("figures",)
"""The field of the state that the chip of the figures stands for."""
MOST_NAMES, FEW_NAMES = 50, 4
"""So many names are in the tooltip, and in the menu."""


class Chip(QFrame):
    """One filter and its button; a long text is cut, and the tooltip has all of it."""

    def __init__(self, item: Filter, remove: Callable[[Filter], None]) -> None:
        super().__init__()
        self.setObjectName("chip")
        self.item = item
        self.words = shown_text(item)
        self._text = label(self.words)
        self.setToolTip(tip(self.words))
        self.setAccessibleName(self.words)
        self.button = QToolButton()
        self.button.setObjectName("remove filter")
        self.button.setText("×")
        self.button.setProperty("flat", True)
        self.button.setToolTip("Remove this filter")
        self.button.setAccessibleName(f"Remove the filter: {self.words}")
        self.button.clicked.connect(lambda: remove(item))
        row = QHBoxLayout(self)
        row.setContentsMargins(9, 0, 2, 0)
        row.setSpacing(2)
        row.addWidget(self._text)
        row.addWidget(self.button)

    def cut(self, most_px: int) -> None:
        """Show so much of the words as fits into a width."""
        self._text.ensurePolished()
        self._text.setText(self._text.fontMetrics().elidedText(self.words, Qt.TextElideMode.ElideRight, most_px))

    def text(self) -> str:
        """The words, as far as they are shown."""
        return self._text.text()


class ChipBar(QWidget):
    """The chips of the filters, the period not included; it takes no room while no filter is set."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chips")
        self.setAccessibleName("Active filters")
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._session = session
        self._filters: tuple[Filter, ...] = ()
        self.chips: list[Chip] = []
        self._title = label("Filters", "muted")
        self.more = self._more_button()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 4, 8, 4)
        self._row.setSpacing(6)
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._row.addWidget(self._title)
        self._row.addWidget(self.more)
        self._row.addStretch()
        session.changed.connect(self._on_changed)
        session.replaced.connect(self._show)
        self.hide()
        self._show(session.snapshot)

    def _more_button(self) -> QToolButton:
        button = QToolButton()
        button.setObjectName("more filters")
        button.setAccessibleName("More filters")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setToolTip("Filters that there is no room for")
        button.setAccessibleName("More filters")
        menu = QMenu(button)
        menu.aboutToShow.connect(self._fill_menu)
        button.setMenu(menu)
        return button

    @property
    def hidden_chips(self) -> list[Chip]:
        """The chips that there is no room for."""
        return [chip for chip in self.chips if chip.isHidden()]

    def focus_first(self) -> bool:
        """Give the focus to the button of the first chip; returns whether there is one."""
        if self.chips:
            self.chips[0].button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return bool(self.chips)

    def remove(self, item: Filter) -> None:
        """Remove a filter, as one step that can be undone."""
        if item.fields == FIGURES:
            self._session.update(replace(self._session.state, figures=BEST))
            return
        nothing = Query()
        self._session.set_filters(**{name: getattr(nothing, name) for name in item.fields})

    def _on_changed(self, _before: Snapshot, after: Snapshot) -> None:
        self._show(after)

    def _show(self, snapshot: Snapshot) -> None:
        filters = (*_figures(snapshot), *snapshot.state.query.filters())
        if filters == self._filters:
            return
        focused = next((at for at, chip in enumerate(self.chips) if chip.button.hasFocus()), None)
        self._filters = filters
        for chip in self.chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = [Chip(item, self.remove) for item in filters]
        for at, chip in enumerate(self.chips):
            self._row.insertWidget(1 + at, chip)
        self.setVisible(bool(filters))
        self._fit()
        if focused is not None and self.chips:
            self.chips[min(focused, len(self.chips) - 1)].button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill_menu(self) -> None:
        menu = self.more.menu()
        menu.clear()
        for chip in self.hidden_chips:
            text = shown_text(chip.item, FEW_NAMES).replace("&", "&&")
            menu.addAction(f"Remove: {text}", partial(self.remove, chip.item))

    def minimumSizeHint(self) -> QSize:
        """The height of a row; chips that there is no room for do not widen the map."""
        return QSize(0, self._row.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many chips as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remove the filter whose button has the focus, by the keys that remove text as well."""
        focused = next((chip for chip in self.chips if chip.button.hasFocus()), None)
        if focused is not None and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove(focused.item)
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        margins = self._row.contentsMargins()
        room = self.width() - margins.left() - margins.right() - self._px(self._title)
        usual_px = min(max(self.width() // TEXTS_IN_A_ROW, NARROWEST_TEXT_PX), WIDEST_TEXT_PX)
        share_px = room // max(len(self.chips), 1) - AROUND_TEXT_PX  # few filters have all the room
        for chip in self.chips:
            chip.cut(max(usual_px, share_px))
        widths = [self._px(chip) for chip in self.chips]
        shown = fitting(widths, room, self.fontMetrics().horizontalAdvance("+88 ▾") + 30)
        for at, chip in enumerate(self.chips):
            chip.setVisible(at < shown)
        left_over = len(self.chips) - shown
        self.more.setVisible(left_over > 0)
        self.more.setText(f"+{left_over} ▾")
        self.more.setAccessibleName(plural(left_over, "more filter"))

    def _px(self, widget: QWidget) -> int:
        widget.ensurePolished()
        return widget.sizeHint().width() + self._row.spacing()


def _figures(snapshot: Snapshot) -> tuple[Filter, ...]:
    """Whose figures are shown, where these are not the best; removed like a filter."""
    words = figures_words(snapshot.dataset)
    return (Filter(FIGURES, words),) if words else ()


def fitting(widths_px: Sequence[int], room_px: int, more_px: int) -> int:
    """How many chips fit, the first ones first; if not all do, the button for the others has room as well."""
    if sum(widths_px) <= room_px:
        return len(widths_px)
    shown, used = 0, more_px
    for width in widths_px:
        used += width
        if used > room_px:
            break
        shown += 1
    return shown


def shown_text(item: Filter, most: int = MOST_NAMES) -> str:
    """A filter as a chip says it: its words on pages, with a capital letter; of many names the first ones."""
    words = phrase(item, most)[:LONGEST_TEXT]
    return words[:1].upper() + words[1:]
