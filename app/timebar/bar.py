"""The time bar: canvas, controls and player. It shows the period that is set and proposes others by signals."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.timebar.bars import total_text
from app.timebar.canvas import Canvas
from app.timebar.controls import Controls
from app.timebar.gesture_commit import GestureCommit
from app.timebar.player import Clock, Player, PlayOptions, advanced, opened, restarted
from app.timebar.steps import Preset, preset_period, stepped
from app.timebar.theme import style_sheet
from app.widgets.time_scale import Counts
from geo.calendar.days import number_text
from geo.calendar.period import Period
from geo.draw.style import LIGHT, TYPE_STYLES, Theme
from geo.incidents import ContextEvent
from geo.wording import plural

__all__ = ["TimeBar"]

HEIGHT_PX = 150
LEAST_WIDTH_PX = 440


class TimeBar(QWidget):
    """Incidents over time and the period that is shown.

    A passive view: data come in through setters, which emit nothing; what the user does goes out through signals. A
    proposed period is shown at once; the owner may answer with `set_period`.

    Parameters
    ----------
    clock : Clock, optional
        Source of time for playing; the application's own where none is given.
    parent : QWidget, optional
        Owner.
    """

    period_changing = Signal(int, int)
    """Emitted with first and last day number (both included) at every move of a gesture or of playing."""
    period_changed = Signal(int, int)
    """Emitted with first and last day number when a gesture or playing ends: once, after one or more moves."""
    play_state_changed = Signal(bool)
    """Emitted when playing begins (True) or ends (False)."""
    compare_toggled = Signal(bool)
    """Emitted when the user turns the comparison with the equal period before on or off."""
    options_changed = Signal(object)
    """Emitted with the `PlayOptions` when the user chose another speed, step, mode or loop."""

    def __init__(self, clock: Clock | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeBar")
        self.setAccessibleName("Time bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT_PX)
        self.setMinimumWidth(LEAST_WIDTH_PX)
        self._options = PlayOptions()
        self._summary = self._detail = self._days = ""
        self._context: tuple[ContextEvent, ...] = ()
        self._gesture = GestureCommit(self)
        self._player = Player(self._play_step, clock, self)
        self.controls = Controls(self)
        self.canvas = Canvas(self)
        self._lay_out()
        self._connect_gestures()
        self._connect_controls()
        self.set_theme(LIGHT)
        self.controls.set_extent(None)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.controls)
        column.addWidget(self.canvas, 1)

    def _connect_gestures(self) -> None:
        self._gesture.period_changing.connect(self._show_proposal)
        self._gesture.period_changed.connect(self._end_gesture)
        self.canvas.proposed.connect(self._propose_by_hand)
        self.canvas.released.connect(self._release)
        self.canvas.settling.connect(self._gesture.commit_debounced)
        self.canvas.cancelled.connect(self._gesture.cancel)
        self.canvas.play_toggled.connect(self.toggle_play)
        self._player.play_state_changed.connect(self._show_play_state)

    def _connect_controls(self) -> None:
        controls = self.controls
        controls.play_toggled.connect(self.toggle_play)
        controls.step_clicked.connect(self.step)
        controls.options_changed.connect(self._on_options_changed)
        controls.compare_toggled.connect(self._on_compare_toggled)
        controls.first_entered.connect(self._enter_first)
        controls.last_entered.connect(self._enter_last)
        controls.period_menu.preset_chosen.connect(self.choose_preset)
        controls.period_menu.since_chosen.connect(self.choose_since)

    # Data in

    def set_histogram(self, first_day: int, counts: Counts) -> None:
        """Show the expected number of incidents per day and type after all filters but time.

        Parameters
        ----------
        first_day : int
            Day number of the first row: days since 1 January 1970.
        counts : numpy.ndarray of float, shape (days, types)
            One row a day, without gaps, types in the order of ``TYPE_STYLES``; an imprecise date is spread over its
            interval. No row at all means that there are no data. Raises ``ValueError`` on another shape.
        """
        self.canvas.set_counts(int(first_day), _checked(counts))
        self.controls.set_extent(self.canvas.extent)
        self.controls.period_menu.set_days(self.period, self.canvas.extent)
        self._offer_context()
        if self.canvas.extent is None:
            self.discard_gesture()
        self._describe()

    def set_background(self, counts: Counts | None) -> None:
        """Outline all incidents, filters ignored, behind the bars; same shape as the histogram; ``None`` for none.

        The height of the plot then stands for the highest of both, so that bars do not grow when filters narrow.
        """
        checked = None if counts is None else _checked(counts)
        extent = self.canvas.extent
        if checked is not None and (extent is None or len(checked) != extent.width_days):
            raise ValueError("the background must have one row for each day of the histogram")
        self.canvas.set_background(checked)

    def set_period(self, period: Period) -> None:
        """Show a period; raises ``ValueError`` if it is empty.

        Another period than the one that is shown was set elsewhere, and later: it ends playing and any gesture.
        """
        if period.is_empty:
            raise ValueError(f"a period cannot end (day {period.last}) before it begins (day {period.first})")
        if period != (self._gesture.proposed or self.period):
            self.discard_gesture()
        self._show_period(period)

    def discard_gesture(self) -> None:
        """Stop playing and drop a proposal that is not committed, without a signal."""
        self._gesture.discard()  # first, because pausing commits
        self._player.pause()

    def set_context(self, events: Iterable[ContextEvent]) -> None:
        """Show context events as flags and bars and offer them as the start of a period."""
        self._context = tuple(events)
        self.canvas.set_context(self._context)
        self._offer_context()

    def _offer_context(self) -> None:
        extent = self.canvas.extent
        if extent is not None:
            begun = (event for event in self._context if extent.first <= event.period.first <= extent.last)
            self.controls.set_context(tuple(begun))

    def set_incomplete_from(self, day: int | None, why: str = "") -> None:
        """Hatch the days from one on, because their reports are known to be incomplete; ``None`` for none.

        The tooltip of these days says so in the words of `why`, plain text.
        """
        self.canvas.set_incomplete_from(day, why)

    def set_why_empty(self, words: str) -> None:
        """Say this where there are no data, in place of the bars."""
        self.canvas.set_why_empty(words)
        self._describe()

    def set_summary(self, text: str, detail: str = "", days: str = "", short: str = "", before: str = "") -> None:
        """Set the text about the period (``212 of 261 incidents``); if it is blank, the bar counts its own histogram.

        The lines of ``detail`` are its tooltip. ``days`` replaces the length of the period in days;
        ``short`` is written in place of a text that there is no room for, ``before`` into the outline of the period
        that is compared with.
        """
        self._summary, self._detail, self._days = text, detail, days
        self.controls.summary.short = short
        self.canvas.set_number_before(before)
        self._describe()

    def set_theme(self, palette: Theme) -> None:
        """Draw everything in other colours."""
        self.ensurePolished()  # before the first show, Qt would keep the rules of the sheet that came before
        self.setStyleSheet(style_sheet(palette))
        self.canvas.set_palette(palette)
        self.controls.set_palette(palette)

    def set_compare(self, compares: bool) -> None:
        """Show or hide the outline of the equal period before."""
        self.canvas.set_shows_previous(compares)
        self.controls.set_compare(compares)

    def set_options(self, options: PlayOptions) -> None:
        """Play and step in this way."""
        self._options = options
        self._player.set_speed(options.speed)
        self.canvas.set_stepping(options.unit, is_cumulative=options.is_cumulative)
        self.controls.set_options(options)

    # State to read

    @property
    def period(self) -> Period | None:
        """The period that is shown."""
        return self.canvas.period

    @property
    def options(self) -> PlayOptions:
        """How time is played."""
        return self._options

    @property
    def is_playing(self) -> bool:
        """Whether time is being played."""
        return self._player.is_playing

    # Actions, for menus and keys of the owner too

    def toggle_play(self) -> None:
        """Play, or pause; at the end of the data, or from (nearly) all of them, playing begins at their start."""
        if self.is_playing:
            self._player.pause()
        elif self.canvas.extent is not None and self.period is not None:
            self._gesture.commit()
            self._gesture.propose(self.period, opened(self.period, self._options, self.canvas.extent))
            self._player.play()

    def step(self, direction: int) -> None:
        """Move the period by one step, forward (+1) or back (-1); a cumulative one only its last day."""
        options, extent = self._options, self.canvas.extent
        if self.period is not None and extent is not None:
            self._change(stepped(self.period, options.unit, direction, extent, is_cumulative=options.is_cumulative))

    def choose_preset(self, preset: Preset) -> None:
        """Show the period of a preset."""
        extent = self.canvas.extent
        if extent is not None:
            self._change(preset_period(preset, self.period or extent, extent))

    def choose_since(self, day: int) -> None:
        """Show the period from a day to the end of the data."""
        extent = self.canvas.extent
        if extent is not None:
            self._change(Period(min(day, extent.last), extent.last).trimmed_to(extent))

    # Inside

    def _enter_first(self, day: int) -> None:
        if self.period is not None:
            last = self.period.last if self.period.last >= day else day + self.period.width_days - 1
            self._change(Period(day, last))

    def _enter_last(self, day: int) -> None:
        if self.period is not None:
            first = self.period.first if self.period.first <= day else day - self.period.width_days + 1
            self._change(Period(first, day))

    def _change(self, period: Period) -> None:
        self._player.pause()
        if self.canvas.extent is not None:
            self._gesture.propose(self.period or self.canvas.extent, period.trimmed_to(self.canvas.extent))
            self._gesture.commit()

    def _propose_by_hand(self, period: Period) -> None:
        self._player.pause()
        if self.period is not None and self.canvas.extent is not None:
            self._gesture.propose(self.period, period.trimmed_to(self.canvas.extent))

    def _release(self) -> None:
        if not self.is_playing:
            self._gesture.commit()

    def _play_step(self) -> bool:
        period, extent = self.period, self.canvas.extent
        if period is None or extent is None:
            return False
        later = advanced(period, self._options, extent)
        if later is None and self._options.loops:
            later = restarted(period, self._options, extent)
        if later is None or later == period:
            return False
        self._gesture.propose(period, later)
        return True

    def _show_play_state(self, is_playing: bool) -> None:
        self.controls.set_playing(is_playing)
        if not is_playing:
            self._gesture.commit()
        self.play_state_changed.emit(is_playing)

    def _show_proposal(self, first: int, last: int) -> None:
        self._show_period(Period(first, last))
        self.period_changing.emit(first, last)

    def _end_gesture(self, first: int, last: int) -> None:
        self.period_changed.emit(first, last)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.canvas, self.accessible_value()))

    def _show_period(self, period: Period) -> None:
        self.canvas.set_period(period)
        self.controls.set_period(period)
        self.controls.period_menu.set_days(period, self.canvas.extent)
        self._describe()

    def accessible_value(self) -> str:
        """The period in words for screen readers: ``Period 1 Nov 2024 to 30 Nov 2024, 43 incidents``."""
        if self.canvas.extent is None or self.period is None:
            return self.canvas.why_empty
        return f"Period {number_text(self.period.first)} to {number_text(self.period.last)}, {self._summary_text()}"

    def _summary_text(self) -> str:
        return self._summary or total_text(self.canvas.total)

    def _describe(self) -> None:
        value = self.accessible_value()
        self.canvas.setAccessibleDescription(value)
        self.controls.summary.setText(self._summary_with_width())
        self.controls.summary.setToolTip(self._detail)
        self.controls.summary.setAccessibleDescription(value)

    def _summary_with_width(self) -> str:
        if self.canvas.extent is None or self.period is None:
            return ""
        return f"{self._summary_text()} · {self._days or plural(self.period.width_days, 'day')}"

    def _on_options_changed(self, options: PlayOptions) -> None:
        self.set_options(options)
        self.options_changed.emit(options)

    def _on_compare_toggled(self, compares: bool) -> None:
        self.canvas.set_shows_previous(compares)
        self.compare_toggled.emit(compares)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop playing and end any gesture when the bar is no longer seen."""
        self._player.pause()
        self._gesture.commit()
        super().hideEvent(event)


def _checked(counts: Counts) -> Counts:
    """The counts as floats; raises ``ValueError`` on a shape that does not fit the types."""
    checked = np.asarray(counts, dtype=np.float64)
    if checked.ndim != 2 or checked.shape[1] != len(TYPE_STYLES):
        raise ValueError(f"counts must have the shape (days, {len(TYPE_STYLES)}), not {checked.shape}")
    return checked
