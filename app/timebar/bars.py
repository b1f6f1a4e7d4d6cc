"""Daily counts gathered into bars: what the canvas draws and what its tooltips say."""

from __future__ import annotations

import html
from dataclasses import dataclass

import numpy as np

from app.timebar.context import describe
from app.widgets.time_scale import Counts, Days, bin_counts, bin_edges, choose_unit
from geo.calendar.period import Period
from geo.draw.style import TYPE_STYLES
from geo.incidents import ContextEvent

__all__ = ["Bars", "about", "bar_tip", "context_tip", "gather", "period_total", "top_text", "top_tip", "total_text"]

_WHOLE = 1e-6
_TOO_FEW_TO_NAME = 0.05


@dataclass(frozen=True, slots=True, eq=False)
class Bars:
    """Bars of one width: the unit, first days and one past the last (n + 1), sums (n, types), background sums (n)."""

    unit: str
    edges: Days
    counts: Counts
    background: Counts | None

    @property
    def highest(self) -> float:
        """Sum of the highest bar, 0 where nothing is counted."""
        return float(self.counts.sum(axis=1).max(initial=0.0))

    @property
    def top(self) -> float:
        """What the full height stands for: the highest bar, of the background too where there is one."""
        behind = 0.0 if self.background is None else float(self.background.max(initial=0.0))
        return max(self.highest, behind)

    def index(self, day: int) -> int:
        """Position of the bar in which a day lies."""
        return int(np.searchsorted(self.edges, day, side="right")) - 1

    def period(self, index: int) -> Period:
        """Days of a bar."""
        return Period(int(self.edges[index]), int(self.edges[index + 1]) - 1)


def gather(first_day: int, counts: Counts, background: Counts | None, width_px: float) -> Bars:
    """Bars for a width in pixels of daily counts, shape (days, types), at least one day."""
    extent = Period(first_day, first_day + len(counts) - 1)
    unit = choose_unit(extent, width_px)
    edges = bin_edges(extent, unit)
    behind = None if background is None else bin_counts(background, edges).sum(axis=1)
    return Bars(unit, edges, bin_counts(counts, edges), behind)


def period_total(first_day: int, counts: Counts, period: Period) -> float:
    """Expected number of incidents on the days of a period."""
    start = max(period.first - first_day, 0)
    return float(counts[start : max(period.last - first_day + 1, 0)].sum())


def about(number: float) -> str:
    """A count as text; one that comes from dates spread over an interval is marked as "about"."""
    if abs(number - round(number)) < _WHOLE:
        return f"{round(number):,}"
    if number < _TOO_FEW_TO_NAME:
        return "less than 0.1"
    return f"about {number:,.1f}" if number < 10 else f"about {number:,.0f}"


def top_text(bars: Bars) -> str:
    """What the full height stands for, in a few words: ``tallest bar about 6 a week``."""
    what = "tallest bar" if bars.top <= bars.highest + _WHOLE else "outline up to"
    return f"{what} {_rounded(bars.top)} a {bars.unit}"


def _rounded(number: float) -> str:
    if number < 1 - _WHOLE:
        return "less than 1"
    return f"{'' if abs(number - round(number)) < _WHOLE else 'about '}{round(number):,}"


def top_tip(bars: Bars) -> str:
    """Tooltip of that label as rich text: how a bar can stand for a part of an incident."""
    text = top_text(bars)
    return (
        f"<b>{text[0].upper()}{text[1:]}</b><br>An incident with an uncertain date is spread evenly over the days "
        "on which it may have happened, so a bar need not stand for a whole number of incidents."
    )


def total_text(number: float) -> str:
    """A number of incidents in words: ``1 incident``, ``about 43 incidents``."""
    text = about(number)
    return f"{text} incident" if text == "1" else f"{text} incidents"


def bar_tip(bars: Bars, index: int, colours: tuple[str, ...], note: str = "") -> str:
    """Tooltip of a bar as rich text: its days, its sum, the sum of each type that occurs, and a note in plain text."""
    period, counts = bars.period(index), bars.counts[index]
    rows = [
        f'<tr><td style="color:{colours[i]}">■&nbsp;</td><td>{html.escape(style.name)}&nbsp;&nbsp;</td>'
        f'<td align="right">{about(float(counts[i]))}</td></tr>'
        for i, style in enumerate(TYPE_STYLES)
        if counts[i] > 0
    ]
    head = f"<b>{html.escape(period.words)}</b><br>{total_text(float(counts.sum()))}"
    table = f"<table>{''.join(rows)}</table>" if rows else ""
    return f"{head}{table}{f'<p>{html.escape(note)}</p>' if note else ''}"


def context_tip(events: tuple[ContextEvent, ...]) -> str:
    """Tooltip of a flag as rich text in which whatever comes from the data stands as plain text."""
    lines = [html.escape(line) for line in describe(events)]
    return "<br>".join([f"<b>{lines[0]}</b>", *lines[1:]])
