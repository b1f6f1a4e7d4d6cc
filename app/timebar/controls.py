"""The row above the canvas: playing on the left, what is shown in the middle, dates and periods on the right."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from app.timebar.fields import DateField
from app.timebar.icons import ICON_PX, icon
from app.timebar.menus import Choice, PeriodMenu
from app.timebar.player import SPEEDS, PlayOptions
from app.timebar.steps import STEP_UNITS
from app.widgets.parts import PartsLabel
from geo.calendar.period import Period
from geo.draw.style import LIGHT, Theme
from geo.incidents import ContextEvent

__all__ = ["Controls"]

_ROOMY_FROM_PX = 860
_DROP = " ▾"
_PLAY_TIP = (
    "Play through time (Space). From a period longer than half of the data, playing begins with 30 days at their start"
)
_MODES: dict[object, str] = {False: "Sliding", True: "Cumulative"}


class Controls(QWidget):
    """Buttons and fields of the time bar: signals say what was clicked or typed, setters what to show."""

    play_toggled = Signal()
    """Emitted when the play button is pressed."""
    step_clicked = Signal(int)
    """Emitted with +1 or -1 when a step button is clicked."""
    compare_toggled = Signal(bool)
    """Emitted when comparing is turned on or off."""
    options_changed = Signal(object)
    """Emitted with the `PlayOptions` after one of them was chosen."""
    first_entered = Signal(int)
    """Emitted with the first day that was typed."""
    last_entered = Signal(int)
    """Emitted with the last day that was typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeBarControls")
        self._options = PlayOptions()
        self._is_playing = False
        self._icons: dict[QToolButton, str] = {}
        self._palette = LIGHT
        self._make_choices()
        self._make_buttons()
        self._make_fields()
        self._lay_out()
        self._connect()
        self.set_options(self._options)

    def _make_choices(self) -> None:
        self._speed = Choice("timeBarSpeed", {speed: f"{speed:g}×" for speed in SPEEDS}, self)
        self._unit = Choice("timeBarUnit", {unit: f"By {unit}" for unit in STEP_UNITS}, self)
        self._mode = Choice("timeBarMode", _MODES, self)
        self.period_menu = PeriodMenu(self)

    def _make_buttons(self) -> None:
        self.back = self._button("Back", "Step back", "Move the period back by one step (Left)")
        self.play = self._button("Play", "Play", _PLAY_TIP)
        self.forward = self._button("Forward", "Step forward", "Move the period forward by one step (Right)")
        self.loop = self._button("Loop", "Loop", "At the end of the data, begin again")
        self.compare = self._button("Compare", "Compare with previous", "Compare with the equal period before")
        self.speed = self._button("Speed", "Speed", "How fast time is played")
        self.unit = self._button("Unit", "Step", "How far a step moves the period")
        self.mode = self._button(
            "Mode", "Mode", "Sliding: the period moves. Cumulative: its first day stays and its last day moves"
        )
        self.options = self._button(
            "Options", "Playing options", "Speed, step, mode, loop and what else the row has no room for"
        )
        self.period = self._button(
            "Period", "Period", "Days back from the period's last day, a part of the calendar, or since an event"
        )
        for button in (self.loop, self.compare):
            button.setCheckable(True)
        self._set_up_buttons()

    def _button(self, name: str, accessible_name: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"timeBar{name}")
        button.setAccessibleName(accessible_name)
        button.setToolTip(tip)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setIconSize(QSize(ICON_PX, ICON_PX))
        return button

    def _set_up_buttons(self) -> None:
        for button in (self.back, self.play, self.forward, self.loop, self.compare, self.options, self.period):
            self._icons[button] = button.objectName().removeprefix("timeBar").lower()
        self.period.setText(f"Period{_DROP}")
        self.period.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._attach(self.period, self.period_menu)
        self._attach(self.speed, self._speed.menu("Speed", self))
        self._attach(self.unit, self._unit.menu("Step", self))
        self._attach(self.mode, self._mode.menu("Mode", self))
        self._attach(self.options, self._all_options())

    @staticmethod
    def _attach(button: QToolButton, menu: QMenu) -> None:
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _all_options(self) -> QMenu:
        menu = QMenu("Playing options", self)
        for title, choice in (("Speed", self._speed), ("Step", self._unit), ("Mode", self._mode)):
            menu.addMenu(choice.menu(title, self))
        self._loop_action = self._action(menu, "Loop", "timeBarLoopAction", is_checkable=True)
        menu.addSeparator()
        self._back_action = self._action(menu, "Step back", "timeBarBackAction")
        self._forward_action = self._action(menu, "Step forward", "timeBarForwardAction")
        self._compare_action = self._action(menu, "Compare with previous", "timeBarCompareAction", is_checkable=True)
        return menu

    @staticmethod
    def _action(menu: QMenu, text: str, name: str, *, is_checkable: bool = False) -> QAction:
        action = menu.addAction(text)
        action.setObjectName(name)
        action.setCheckable(is_checkable)
        return action

    def _make_fields(self) -> None:
        self.first = self._field("First", "First day of the period", is_end=False)
        self.last = self._field("Last", "Last day of the period", is_end=True)
        self.summary = PartsLabel("timeBarSummary", self)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setAccessibleName("What the period contains")

    def _field(self, name: str, accessible_name: str, *, is_end: bool) -> DateField:
        field = DateField(is_end=is_end, parent=self)
        field.setObjectName(f"timeBar{name}")
        field.setAccessibleName(accessible_name)
        field.setToolTip(f"{accessible_name}: type 2024-11-30, 30/11/2024, Nov 2024 or 2024; Up and Down move by a day")
        field.setFixedWidth(field.fontMetrics().horizontalAdvance("28 Nov 2024") + 16)
        return field

    def _lay_out(self) -> None:
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(8, 3, 8, 3)
        row.setSpacing(2)
        playing = (self.back, self.play, self.forward, self.loop, self.speed, self.unit, self.mode, self.options)
        for button in (*playing, self.compare):
            row.addWidget(button)
        row.addSpacing(8)
        row.addWidget(self.summary, 1)
        row.addWidget(self.first)
        row.addWidget(self._dash())
        row.addWidget(self.last)
        row.addSpacing(6)
        row.addWidget(self.period)

    def _dash(self) -> QLabel:
        dash = QLabel("–", self)
        dash.setObjectName("timeBarDash")
        dash.setTextFormat(Qt.TextFormat.PlainText)
        dash.setContentsMargins(3, 0, 3, 0)
        return dash

    def _connect(self) -> None:
        self.play.clicked.connect(lambda *_: self.play_toggled.emit())
        self.back.clicked.connect(lambda *_: self.step_clicked.emit(-1))
        self.forward.clicked.connect(lambda *_: self.step_clicked.emit(1))
        self.compare.clicked.connect(self._on_compare_clicked)
        self._compare_action.triggered.connect(self._on_compare_clicked)
        self._back_action.triggered.connect(lambda *_: self.step_clicked.emit(-1))
        self._forward_action.triggered.connect(lambda *_: self.step_clicked.emit(1))
        self.loop.clicked.connect(lambda on: self._choose(replace(self._options, loops=on)))
        self._loop_action.triggered.connect(lambda on: self._choose(replace(self._options, loops=on)))
        self._speed.chosen.connect(lambda speed: self._choose(replace(self._options, speed=speed)))
        self._unit.chosen.connect(lambda unit: self._choose(replace(self._options, unit=unit)))
        self._mode.chosen.connect(lambda piles: self._choose(replace(self._options, is_cumulative=piles)))
        self.first.day_entered.connect(self.first_entered)
        self.last.day_entered.connect(self.last_entered)

    def _on_compare_clicked(self, compares: bool) -> None:
        self.set_compare(compares)
        self.compare_toggled.emit(compares)

    def _choose(self, options: PlayOptions) -> None:
        self.set_options(options)
        self.options_changed.emit(options)

    def set_options(self, options: PlayOptions) -> None:
        """Show how time is played."""
        self._options = options
        self._speed.set_value(options.speed)
        self._unit.set_value(options.unit)
        self._mode.set_value(options.is_cumulative)
        self.loop.setChecked(options.loops)
        self._loop_action.setChecked(options.loops)
        self.speed.setText(f"{options.speed:g}×{_DROP}")
        self.unit.setText(f"By {options.unit}{_DROP}")
        self.mode.setText(f"{_MODES[options.is_cumulative]}{_DROP}")

    def set_playing(self, is_playing: bool) -> None:
        """Show the play button as play or pause."""
        self._is_playing = is_playing
        self._icons[self.play] = "pause" if is_playing else "play"
        self.play.setIcon(icon(self._icons[self.play], self._palette.accent))
        self.play.setAccessibleName("Pause" if is_playing else "Play")
        self.play.setToolTip("Pause (Space)" if is_playing else _PLAY_TIP)

    def set_compare(self, compares: bool) -> None:
        """Show whether the equal period before is compared with."""
        self.compare.setChecked(compares)
        self._compare_action.setChecked(compares)

    def set_period(self, period: Period | None) -> None:
        """Show the days of the period."""
        self.first.set_day(None if period is None else period.first)
        self.last.set_day(None if period is None else period.last)

    def set_extent(self, extent: Period | None) -> None:
        """Accept dates in the range of the data; without data, nothing but the theme can be used."""
        self.first.set_range(extent)
        self.last.set_range(extent)
        for widget in (self.back, self.play, self.forward, self.period, self.compare, self.first, self.last):
            widget.setEnabled(extent is not None)
        for action in (self._back_action, self._forward_action, self._compare_action):
            action.setEnabled(extent is not None)

    def set_context(self, events: tuple[ContextEvent, ...]) -> None:
        """Offer periods that begin with these events."""
        self.period_menu.set_context(events)

    def set_palette(self, palette: Theme) -> None:
        """Draw the icons in other colours."""
        self._palette = palette
        for button, name in self._icons.items():
            button.setIcon(icon(name, palette.text))
        self.set_playing(self._is_playing)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move into one menu what the row has no room for: options first, then comparing, then the steps."""
        super().resizeEvent(event)
        self._show_what_fits()

    def changeEvent(self, event: QEvent) -> None:
        """Do so too where another font or style changes what there is room for."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._show_what_fits()

    def _show_what_fits(self) -> None:
        is_roomy = self.width() >= _ROOMY_FROM_PX
        gathered, steps = (self.loop, self.speed, self.unit, self.mode), (self.back, self.forward)
        shown = [button for button in (*gathered, *steps, self.compare, self.options) if not button.isHidden()]
        room = self.width() - self._row.minimumSize().width() + self._px(*shown) - self._px(self.options)
        for button in gathered:
            button.setVisible(is_roomy)
        self.options.setVisible(not is_roomy)
        for button in steps:
            button.setVisible(is_roomy or room >= self._px(*steps))
        self.compare.setVisible(is_roomy or room >= self._px(*steps, self.compare))

    def _px(self, *buttons: QToolButton) -> int:
        return sum(button.sizeHint().width() + self._row.spacing() for button in buttons)
