"""The period: play, step, compare with earlier days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.actions.action import Action, ActionHost, Area
from geo.calendar.days import day_number, from_day_number

__all__ = ["AREA", "period_before", "toggle_compare", "whole_period", "year_before"]


def period_before(host: ActionHost) -> None:
    """Show the period just before, of equal length."""
    _show_days(host, *host.session.snapshot.period.before)


def year_before(host: ActionHost) -> None:
    """Show the same days of the year before; 28 February replaces the 29th."""
    first, last = (from_day_number(day) for day in host.session.snapshot.period)
    _show_days(host, day_number(_year_before(first)), day_number(_year_before(last)))


def whole_period(host: ActionHost) -> None:
    """Show all days of the data."""
    host.session.set_filters(first=None, last=None)


def toggle_compare(host: ActionHost) -> None:
    """Compare with the equal period before, or stop comparing."""
    host.session.update(replace(host.session.state, compare=not host.session.state.compare))


def _show_days(host: ActionHost, first: int, last: int) -> None:
    """Show a period, given as day numbers, if any of it is after the first day of the data."""
    period = host.session.dataset.incidents.period
    if period is None or last < period[0]:
        host.notice.show_message("The data do not reach back so far.")
    else:
        host.session.set_filters(first=from_day_number(first), last=from_day_number(last))


def _year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


AREA = Area((
    Action("play", "Time", "period", "Play or pause", "Ctrl+Space", "Let time run",
           lambda host: host.time_bar.toggle_play()),
    Action("step_back", "Time", "period", "Step back", "Ctrl+Left", "Move the period one step back",
           lambda host: host.time_bar.step(-1)),
    Action("step_forward", "Time", "period", "Step forward", "Ctrl+Right", "Move the period one step forward",
           lambda host: host.time_bar.step(1)),
    Action("period_before", "Time", "period", "Equal period before", "Ctrl+Shift+Left",
           "The period just before, as long as this one", period_before),
    Action("compare", "Time", "period", "Compare with previous", "Ctrl+Shift+B",
           "Outline the equal period before, and state how many incidents it had", toggle_compare,
           is_on=lambda host: host.session.state.compare),
    Action("year_before", "Time", "period", "Same days a year before", "Ctrl+Shift+Y",
           "The same days of the year before", year_before),
    Action("whole_period", "Time", "period", "Whole period", "Ctrl+Shift+0", "Show all days of the data",
           whole_period),
))  # fmt: skip
