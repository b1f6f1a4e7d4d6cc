"""The time bar: canvas, controls and player put together. It shows what it is told and wishes; it decides nothing."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.timebar.bars import total_text
from app.timebar.context import ContextEvent
from app.timebar.controls import Controls
from app.timebar.days import format_day
from app.timebar.gesture_commit import Wishes
from app.timebar.histogram import Histogram
from app.timebar.player import Clock, Player, PlayOptions, advanced, opened, restarted
from app.timebar.scale import Counts
from app.timebar.span import Preset, Span, preset_span, step, trim
from app.timebar.theme import style_sheet
from geo.draw.style import LIGHT, TYPE_STYLES, Theme

__all__ = ["TimeBar"]

HEIGHT_PX = 150
LEAST_WIDTH_PX = 440


class TimeBar(QWidget):
    """Incidents over time and the window that is looked at.

    A passive view: data come in through setters, which emit nothing; what the user asks for goes out through signals.
    It shows a wished window at once; the owner may answer with `set_window`.

    Parameters
    ----------
    clock : Clock, optional
        Source of time for playing; the application's own where none is given.
    parent : QWidget, optional
        Owner.
    """

    window_changing = Signal(int, int)
    """Emitted with first and last day number (both included) at every move of a gesture or of playing."""
    window_changed = Signal(int, int)
    """Emitted with first and last day number when a gesture or playing ends: once, after one or more moves."""
    play_state_changed = Signal(bool)
    """Emitted when playing begins (True) or ends (False)."""
    compare_toggled = Signal(bool)
    """Emitted when the user turns comparing with the previous equal window on or off."""
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
        self._summary = self._detail = ""
        self._context: tuple[ContextEvent, ...] = ()
        self._wishes = Wishes(self)
        self._player = Player(self._play_step, clock, self)
        self.controls = Controls(self)
        self.canvas = Histogram(self)
        self._lay_out()
        self._connect_wishes()
        self._connect_controls()
        self.set_theme(LIGHT)
        self.controls.set_extent(None)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.controls)
        column.addWidget(self.canvas, 1)

    def _connect_wishes(self) -> None:
        self._wishes.window_changing.connect(self._show_wish)
        self._wishes.window_changed.connect(self._end_gesture)
        self.canvas.proposed.connect(self._propose_by_hand)
        self.canvas.released.connect(self._release)
        self.canvas.settling.connect(self._wishes.commit_soon)
        self.canvas.cancelled.connect(self._wishes.cancel)
        self.canvas.play_toggled.connect(self.toggle_play)
        self._player.play_state_changed.connect(self._show_play_state)

    def _connect_controls(self) -> None:
        controls = self.controls
        controls.play_toggled.connect(self.toggle_play)
        controls.step_asked.connect(self.step)
        controls.options_changed.connect(self._take_options)
        controls.compare_toggled.connect(self._take_compare)
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
        self._offer_context()
        if self.canvas.extent is None:
            self.forget_wishes()
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

    def set_window(self, first_day: int, last_day: int) -> None:
        """Show a window of days, both included; raises ``ValueError`` where it ends before it begins.

        Another window than the one that is shown was asked for elsewhere, and later: it ends playing and any gesture.
        """
        span = Span(int(first_day), int(last_day))
        if span != (self._wishes.wished or self.span):
            self.forget_wishes()
        self._show_span(span)

    def forget_wishes(self) -> None:
        """Stop playing and drop a window that was wished for but not yet settled; nothing is emitted about it."""
        self._wishes.forget()  # first, because pausing commits
        self._player.pause()

    def set_context(self, events: Iterable[ContextEvent]) -> None:
        """Show context events as flags and intervals and offer them as the start of a window."""
        self._context = tuple(events)
        self.canvas.set_context(self._context)
        self._offer_context()

    def _offer_context(self) -> None:
        extent = self.canvas.extent
        if extent is not None:
            begun = (event for event in self._context if extent.first <= event.day_first <= extent.last)
            self.controls.set_context(tuple(begun))

    def set_incomplete_from(self, day: int | None, why: str = "") -> None:
        """Hatch the days from one on, because their reports are known to be incomplete; ``None`` for none.

        The tooltip of these days says so in the words of `why`, plain text.
        """
        self.canvas.set_incomplete_from(day, why)

    def set_summary(self, text: str, detail: str = "") -> None:
        """Say what the window holds (``212 of 261 incidents``); empty, the bar counts its own histogram.

        The lines of ``detail`` stand in the tooltip of it.
        """
        self._summary, self._detail = text, detail
        self._describe()

    def set_theme(self, palette: Theme) -> None:
        """Draw everything in other colours."""
        self.ensurePolished()  # before the first show, Qt would keep the rules of the sheet that came before
        self.setStyleSheet(style_sheet(palette))
        self.canvas.set_palette(palette)
        self.controls.set_palette(palette)

    def set_compare(self, compares: bool) -> None:
        """Show or hide the outline of the previous equal window."""
        self.canvas.set_shows_ghost(compares)
        self.controls.set_compare(compares)

    def set_options(self, options: PlayOptions) -> None:
        """Play and step in this way."""
        self._options = options
        self._player.set_speed(options.speed)
        self.canvas.set_step_unit(options.unit)
        self.controls.set_options(options)

    def set_waits_for_consumer(self, waits: bool) -> None:
        """While playing, make the next step only after `step_done` (or two seconds without it)."""
        self._player.set_waits_for_consumer(waits)

    def step_done(self) -> None:
        """Tell that the last step of playing has been drawn."""
        self._player.step_done()

    # State to read

    @property
    def span(self) -> Span | None:
        """The window that is shown."""
        return self.canvas.span

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
        elif self.canvas.extent is not None and self.span is not None:
            self._wishes.commit()
            self._wishes.propose(self.span, opened(self.span, self._options, self.canvas.extent))
            self._player.play()

    def step(self, direction: int) -> None:
        """Move the window by one step, forward (+1) or back (-1)."""
        if self.span is not None and self.canvas.extent is not None:
            self._change(step(self.span, self._options.unit, direction, self.canvas.extent))

    def choose_preset(self, preset: Preset) -> None:
        """Move to the window of a preset."""
        extent = self.canvas.extent
        if extent is not None:
            self._change(preset_span(preset, self.span or extent, extent))

    def choose_since(self, day: int) -> None:
        """Move to the window from a day to the end of the data."""
        extent = self.canvas.extent
        if extent is not None:
            self._change(trim(Span(min(day, extent.last), extent.last), extent))

    # Inside

    def _enter_first(self, day: int) -> None:
        if self.span is not None:
            last = self.span.last if self.span.last >= day else day + self.span.width_days - 1
            self._change(Span(day, last))

    def _enter_last(self, day: int) -> None:
        if self.span is not None:
            first = self.span.first if self.span.first <= day else day - self.span.width_days + 1
            self._change(Span(first, day))

    def _change(self, span: Span) -> None:
        self._player.pause()
        if self.canvas.extent is not None:
            self._wishes.propose(self.span or self.canvas.extent, trim(span, self.canvas.extent))
            self._wishes.commit()

    def _propose_by_hand(self, span: Span) -> None:
        self._player.pause()
        if self.span is not None and self.canvas.extent is not None:
            self._wishes.propose(self.span, trim(span, self.canvas.extent))

    def _release(self) -> None:
        if not self.is_playing:
            self._wishes.commit()

    def _play_step(self) -> bool:
        span, extent = self.span, self.canvas.extent
        if span is None or extent is None:
            return False
        later = advanced(span, self._options, extent)
        if later is None and self._options.loops:
            later = restarted(span, self._options, extent)
        if later is None or later == span:
            return False
        self._wishes.propose(span, later)
        return True

    def _show_play_state(self, is_playing: bool) -> None:
        self.controls.set_playing(is_playing)
        if not is_playing:
            self._wishes.commit()
        self.play_state_changed.emit(is_playing)

    def _show_wish(self, first: int, last: int) -> None:
        self._show_span(Span(first, last))
        self.window_changing.emit(first, last)

    def _end_gesture(self, first: int, last: int) -> None:
        self.window_changed.emit(first, last)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.canvas, self.accessible_value()))

    def _show_span(self, span: Span) -> None:
        self.canvas.set_span(span)
        self.controls.set_span(span)
        self._describe()

    def accessible_value(self) -> str:
        """The window in words, as it is read out: ``Window 1 Nov 2024 to 30 Nov 2024, 43 incidents``."""
        if self.canvas.extent is None or self.span is None:
            return "No incidents to show over time"
        return f"Window {format_day(self.span.first)} to {format_day(self.span.last)}, {self._said()}"

    def _said(self) -> str:
        return self._summary or total_text(self.canvas.total)

    def _describe(self) -> None:
        value = self.accessible_value()
        self.canvas.setAccessibleDescription(value)
        self.controls.summary.set_full_text(self._said_with_width(), self._detail)
        self.controls.summary.setAccessibleDescription(value)

    def _said_with_width(self) -> str:
        if self.canvas.extent is None or self.span is None:
            return ""
        days = self.span.width_days
        return f"{self._said()} · {days:,} day{'s' if days != 1 else ''}"

    def _take_options(self, options: PlayOptions) -> None:
        self.set_options(options)
        self.options_changed.emit(options)

    def _take_compare(self, compares: bool) -> None:
        self.canvas.set_shows_ghost(compares)
        self.compare_toggled.emit(compares)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop playing and end any gesture when the bar is no longer seen."""
        self._player.pause()
        self._wishes.commit()
        super().hideEvent(event)


def _checked(counts: Counts) -> Counts:
    """The counts as floats; raises ``ValueError`` on a shape that does not fit the types."""
    checked = np.asarray(counts, dtype=np.float64)
    if checked.ndim != 2 or checked.shape[1] != len(TYPE_STYLES):
        raise ValueError(f"counts must have the shape (days, {len(TYPE_STYLES)}), not {checked.shape}")
    return checked
