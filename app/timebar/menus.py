"""Menus of the time bar: one choice of several, and the periods on offer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from app.timebar.steps import PRESETS, Preset, preset_words
from geo.calendar.days import number_text
from geo.calendar.period import Period
from geo.incidents import ContextEvent

__all__ = ["Choice", "PeriodMenu", "menu_text"]

_LONGEST_TITLE = 64
_FLAT_UP_TO = 12


def menu_text(text: str) -> str:
    """Text of the data as a line of a menu shows it unchanged: one line, no underlined letters, not too long."""
    line = " ".join(text.split())
    short = line if len(line) <= _LONGEST_TITLE else f"{line[: _LONGEST_TITLE - 1].rstrip()}…"
    return short.replace("&", "&&")


class Choice(QObject):
    """One of several values as checkable actions, to be shown in any menu.

    Parameters
    ----------
    name : str
        Begins the ``objectName`` of each action.
    labels : dict
        The text of each value, in order.
    """

    chosen = Signal(object)
    """Emitted with the value that somebody chose."""

    def __init__(self, name: str, labels: dict[object, str], parent: QObject) -> None:
        super().__init__(parent)
        self.labels = labels
        self._group = QActionGroup(self)
        self._actions: dict[object, QAction] = {}
        for value, label in labels.items():
            action = QAction(label, self._group)
            action.setObjectName(f"{name}_{value}")
            action.setCheckable(True)
            action.setData(value)
            self._actions[value] = action
        self._group.triggered.connect(self._tell)

    def _tell(self, action: QAction) -> None:
        self.chosen.emit(action.data())

    def set_value(self, value: object) -> None:
        """Check the action of a value."""
        if value in self._actions:
            self._actions[value].setChecked(True)

    def menu(self, title: str, parent: QWidget) -> QMenu:
        """A menu of the actions."""
        menu = QMenu(title, parent)
        menu.setAccessibleName(title)
        menu.addActions(self._group.actions())
        return menu


class PeriodMenu(QMenu):
    """The periods on offer, among them those that begin with a context event."""

    preset_chosen = Signal(object)
    """Emitted with a `Preset`."""
    since_chosen = Signal(int)
    """Emitted with the first day of a context event."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Period", parent)
        self.setObjectName("timeBarPeriodMenu")
        self.setAccessibleName("Period")
        self.setToolTipsVisible(True)
        self._days: tuple[Period, Period] | None = None
        self._presets = {preset: self._add_preset(preset) for preset in PRESETS}
        self.aboutToShow.connect(self._name_days)
        self._since = self.addMenu("Since …")
        self._since.setObjectName("timeBarSinceMenu")
        self.set_context(())

    def _add_preset(self, preset: Preset) -> QAction:
        if preset.key in ("month", "all"):
            self.addSeparator()
        action = self.addAction(preset.label)
        action.setObjectName(f"timeBarPreset_{preset.key}")
        action.triggered.connect(_calling(self.preset_chosen.emit, preset))
        return action

    def set_days(self, period: Period | None, extent: Period | None) -> None:
        """Say of each preset which days it stands for, when the menu is next opened."""
        self._days = None if period is None or extent is None else (period, extent)

    def _name_days(self) -> None:
        for preset, action in self._presets.items():
            label, tip = preset_words(preset, *self._days) if self._days else (preset.label, "")
            action.setText(label)
            action.setToolTip(tip)

    def set_context(self, events: Iterable[ContextEvent]) -> None:
        """Offer the events, the latest first; by year where there are many."""
        self._since.clear()
        latest = sorted(events, key=lambda event: event.period.first, reverse=True)
        self._since.setEnabled(bool(latest))
        if len(latest) <= _FLAT_UP_TO:
            self._fill(self._since, latest)
            return
        for year, of_year in groupby(latest, key=lambda event: event.date_start.year):
            self._fill(self._since.addMenu(str(year)), of_year)

    def _fill(self, menu: QMenu, events: Iterable[ContextEvent]) -> None:
        for event in events:
            action = menu.addAction(f"{number_text(event.period.first)}  {menu_text(event.title)}")
            action.setObjectName(f"timeBarSince_{event.period.first}")
            action.triggered.connect(_calling(self.since_chosen.emit, event.period.first))


def _calling(emit: Callable[..., None], value: Preset | int) -> Callable[..., None]:
    """A slot that passes on a value whatever the signal brings."""
    return lambda *_: emit(value)
