"""Context events: the panel, and periods that an event begins."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.actions.action import Action, ActionHost, Area
from app.actions.view import show_panel
from geo.calendar.days import from_day_number

if TYPE_CHECKING:
    from geo.analysis.around_event import Around
    from geo.incidents import ContextEvent

__all__ = ["AREA", "show_since", "show_windows"]


def show_since(host: ActionHost, event: ContextEvent) -> None:
    """Show the days from the first one of an event to the end of the data."""
    period = host.session.dataset.incidents.period
    if period is None or event.period.first > period.last:
        host.notice.show_message("The data end before this event.")
    else:
        host.session.set_filters(first=from_day_number(max(event.period.first, period.first)), last=None)


def show_windows(host: ActionHost, found: Around) -> None:
    """Show the days after an event, compared with those before."""
    first, last = (from_day_number(day) for day in found.after)
    host.session.update(replace(host.session.state.with_query(first=first, last=last), compare=True))


def attach(host: ActionHost) -> None:
    """Connect the panel with the period."""
    panel = host.sides.context
    panel.since_requested.connect(lambda event: show_since(host, event))
    panel.both_requested.connect(lambda found: show_windows(host, found))


AREA = Area((
    Action("show_context", "View", "panels", "Context events", "Ctrl+Shift+X",
           "What happened beside the incidents, and the incidents before and after it",
           lambda host: show_panel(host, "context")),
), attach)  # fmt: skip
