"""The small histogram by type or other parts: the period of the page within the time around it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from itertools import accumulate
from typing import Any

import numpy as np

from geo.briefing.charts import BY_DISTANCE
from geo.briefing.context import EventMark
from geo.briefing.series import TimeSeries
from geo.calendar.days import day_number, from_day_number, month_short
from geo.calendar.period import Period
from geo.draw.page.fonts import TextStyle
from geo.draw.page.legend.rows import Row, line_of
from geo.draw.page.paper import Box, Paper
from geo.draw.style import MAP_COLOURS, TYPE_STYLES, band_colours
from geo.wording import plural

__all__ = ["BAR_HATCH", "bar_looks", "draw_chart", "ticks"]

BAR_HATCH = "//////"
"""Every second type of a bar is hatched, so that neighbours differ in greyscale too."""

_VAGUE_HATCHES = ("\\\\\\\\\\\\", "")
"""Of what lies in several bands, and of what has no known distance, which is the lightest part."""

_SEAM_PT = 0.25
_KEY = TextStyle(5.2)
_LEAST_PLOT_MM = 23.0
_AXIS_MM, _LEAST_BAR_MM = 5.5, 0.65
_STEPS = [m * 10**e for e in range(7) for m in (1, 2, 5)]


def draw_chart(paper: Paper, box: Box, series: TimeSeries) -> None:
    """Draw the bars stacked by their parts, with the period of the page marked.

    Bars that would be hairlines are taken together.
    """
    unit = paper.unit
    series = series.with_most(int((box.w - _AXIS_MM * unit) / (_LEAST_BAR_MM * unit)))
    inner = paper.heading(series.heading, box)
    if not series.edges:
        style = TextStyle(6.6, colour=paper.theme.muted)
        paper.write(series.EMPTY, (inner.x, inner.y + 4 * unit), style)
        return
    inner = _key(paper, inner, series)
    events = _events(paper, inner, series)
    room = inner.h - sum(len(lines) for _, lines in events) * paper.line(_KEY) - (1.2 * unit if events else 0.0)
    above = (4.4 if events else 2.0) * unit
    axis = _AXIS_MM * unit
    plot = Box(inner.x + axis, inner.y + above, inner.w - axis, max(room - above - 4.5 * unit, 8 * unit))
    scale = _Scale(plot, series)
    _grid(paper, scale)
    for days in series.no_data:
        _hatched(paper, scale, days, "no data", "////")
    is_marked = _period(paper, scale, series.period)
    _bars(paper, scale, bar_looks(paper, series))
    if series.late is not None:
        _hatched(paper, scale, series.late, "incomplete", "xxxx")
    _dates(paper, scale)
    _mark_events(paper, scale, events, inner, above=2.8 if is_marked else 0.6)


def bar_looks(paper: Paper, series: TimeSeries) -> list[tuple[str, str | None]]:
    """The colour of each part of a bar, and what it is hatched with: neighbours differ in greyscale too."""
    theme = paper.theme
    if series.by == "total":
        return [(theme.accent, None)]
    if series.by == "type":
        return [(style.colour(theme.name), BAR_HATCH if k % 2 else None) for k, style in enumerate(TYPE_STYLES)]
    bands = [(colour, None) for colour in band_colours(theme.name, len(series.parts) - len(_VAGUE_HATCHES))]
    grey = MAP_COLOURS[theme.name]
    return [*bands, (grey.unknown_dot, _VAGUE_HATCHES[0]), (grey.unknown, None)]


def _key(paper: Paper, inner: Box, series: TimeSeries) -> Box:
    """Say which bands the parts of the bars are, where these are not the types, which the legend has; what is left."""
    if series.by not in BY_DISTANCE:
        return inner
    counts = np.sum(series.counts, axis=0)
    rows = [
        Row(partial(_swatch, paper, (colour, hatch)), name)
        for k, (name, (colour, hatch)) in enumerate(zip(series.parts, bar_looks(paper, series), strict=True))
        if counts[k] or k < len(series.parts) - len(_VAGUE_HATCHES)
    ]
    block = line_of(paper, rows, inner.w, f"{BY_DISTANCE[series.by]}:", is_tight=True)
    block.draw(inner)
    return inner.below(block.height + 0.6 * paper.unit)


def _swatch(paper: Paper, look: tuple[str, str | None], row: Box) -> None:
    """A part of a bar as it is drawn, in a thin frame."""
    unit, (colour, hatch) = paper.unit, look
    box = Box(row.x, row.y + 0.8 * unit, 4 * unit, row.h - 1.6 * unit)
    paper.fill(box, facecolor=colour, edgecolor=paper.theme.ground.paper, hatch=hatch or None, gid="chart key")
    paper.fill(box, facecolor="none", edgecolor=paper.theme.muted, linewidth=0.4 * unit)


def _events(paper: Paper, inner: Box, series: TimeSeries) -> list[tuple[EventMark, list[str]]]:
    """The context events for which there is room below the bars, each with its lines."""
    for most in range(len(series.events.marks), 0, -1):
        marks = series.events.first(most)
        laid_out = [
            (mark, paper.lines(f"{i} {mark.words}{_of_all(series, most) if i == most else ''}", inner.w, _KEY))
            for i, mark in enumerate(marks, 1)
        ]
        lines = sum(len(lines) for _, lines in laid_out)
        if inner.h - lines * paper.line(_KEY) >= _LEAST_PLOT_MM * paper.unit:
            return laid_out
    return []


def _apart(xs: list[float], apart: float, right: float) -> list[float]:
    """Rising places, moved so far apart and none of them beyond the right edge."""
    moved = list(accumulate(xs, lambda before, x: max(x, before + apart)))
    if not moved or moved[-1] <= right:
        return moved
    back = list(accumulate(reversed(moved), lambda after, x: min(x, after - apart), initial=right + apart))
    return back[:0:-1]


def _of_all(series: TimeSeries, shown: int) -> str:
    """How many context events are not marked."""
    rest = series.events.total - shown
    return f" · {plural(rest, 'further context event')} not marked" if rest else ""


def _mark_events(
    paper: Paper, scale: _Scale, events: list[tuple[EventMark, list[str]]], inner: Box, *, above: float
) -> None:
    """Draw the events as broken lines with a number ``above``, and say below the bars what they are."""
    unit, y = paper.unit, inner.bottom - sum(len(lines) for _, lines in events) * paper.line(_KEY)
    number = TextStyle(5.0, 700, paper.theme.text, "center")
    xs = [min(max(scale.x(mark.day), scale.box.x), scale.box.right) for mark, _ in events]
    apart = paper.width_of("8", number) + 0.8 * unit
    for i, ((_, lines), x, at) in enumerate(zip(events, xs, _apart(xs, apart, scale.box.right), strict=True), 1):
        look: dict[str, Any] = {"color": paper.theme.text, "linewidth": 0.5 * unit, "linestyle": (0, (2, 1.5))}
        paper.rule((x, x), (scale.box.y, scale.box.bottom), zorder=3, gid="event", **look)
        paper.write(str(i), (at, scale.box.y - above * unit), number, "event number")
        for line in lines:
            y += paper.line(_KEY)
            paper.write(line, (inner.x, y - 0.2 * paper.line(_KEY)), replace(_KEY, colour=paper.theme.muted), "event")


class _Scale:
    """From days and counts to millimetres."""

    def __init__(self, box: Box, series: TimeSeries) -> None:
        self.box = box
        self.edges = np.array(series.edges, np.int64)
        self.counts = np.array(series.counts, np.float64)
        self.most = max(float(self.counts.sum(axis=1).max()), 1.0)
        self.step = next(s for s in _STEPS if self.most / s <= 4)
        self.most = max(self.most * 1.04, self.step)

    def x(self, day: float) -> float:
        low, high = float(self.edges[0]), float(self.edges[-1])
        return self.box.x + (day - low) / (high - low) * self.box.w

    def y(self, count: float) -> float:
        return self.box.bottom - count / self.most * self.box.h


def _grid(paper: Paper, scale: _Scale) -> None:
    style = TextStyle(5.2, colour=paper.theme.muted, align="right", valign="center")
    for count in np.arange(0, scale.most + 1e-9, scale.step).tolist():
        y = scale.y(count)
        paper.rule((scale.box.x, scale.box.right), (y, y), linewidth=0.4 * paper.unit)
        paper.write(f"{count:,.0f}", (scale.box.x - 1.0 * paper.unit, y), style, "chart count")


def _period(paper: Paper, scale: _Scale, period: Period) -> bool:
    """Mark the period of the page, unless it is the whole chart; whether it is marked."""
    first, last = period
    left, right = max(scale.x(first), scale.box.x), min(scale.x(last + 1), scale.box.right)
    whole = right - left >= scale.box.w * 0.98
    if whole or right <= left:
        return False
    band = Box(left, scale.box.y, right - left, scale.box.h)
    paper.fill(band, facecolor=paper.theme.accent, alpha=0.13, gid="period", zorder=1)
    y = scale.box.y
    paper.rule((left, right), (y, y), color=paper.theme.accent, linewidth=1.4 * paper.unit, gid="period")
    text, style = "this page", TextStyle(5.2, 600, paper.theme.accent, "center")
    half = paper.width_of(text, style) / 2
    middle = min(max((left + right) / 2, scale.box.x + half), scale.box.right - half)
    paper.write(text, (middle, y - 0.7 * paper.unit), style, "period")
    return True


def _hatched(paper: Paper, scale: _Scale, days: Period, text: str, hatch: str) -> None:
    """Hatch days that the data do not cover, or of which reports are to come: no bar there is not no incident."""
    left, right = max(scale.x(days.first), scale.box.x), min(scale.x(days.last + 1), scale.box.right)
    if right <= left:
        return
    box = Box(left, scale.box.y, right - left, scale.box.h)
    line: dict[str, Any] = {"edgecolor": paper.theme.ground.hatch, "facecolor": "none", "hatch": hatch}
    paper.fill(box, gid=text, zorder=0.9 if text == "no data" else 3, alpha=0.6, **line)
    style = TextStyle(5.2, 600, paper.theme.muted, "center", "center")
    if paper.width_of(text, style) + 2 * paper.unit < box.w:
        at = box.x + box.w / 2, box.y + box.h / 2
        paper.write(text, at, style, text).set_bbox(
            {"facecolor": paper.theme.ground.paper, "linewidth": 0, "pad": 1.2 * paper.unit}
        )


def _bars(paper: Paper, scale: _Scale, looks: list[tuple[str, str | None]]) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    lefts = np.array([scale.x(day) for day in scale.edges.tolist()])
    gap = min(0.12 * float(np.diff(lefts).min()), 0.35)
    below = np.zeros(len(scale.counts))
    for kind, (colour, hatch) in enumerate(looks):
        above = below + scale.counts[:, kind]
        low, high = (scale.box.bottom - v / scale.most * scale.box.h for v in (below, above))
        x0, x1 = lefts[:-1] + gap / 2, lefts[1:] - gap / 2
        bars = np.stack([np.stack(pair, axis=-1) for pair in ((x0, low), (x1, low), (x1, high), (x0, high))], axis=1)
        look: dict[str, Any] = {"facecolor": colour, "edgecolor": paper.theme.ground.paper}
        present = bars[scale.counts[:, kind] > 0]
        corners = np.concatenate((present, present[:, :1]), axis=1).reshape(-1, 2)  # one path: one hatching
        codes = np.tile([Path.MOVETO, *[Path.LINETO] * 3, Path.CLOSEPOLY], len(present))
        drawn = PathPatch(
            Path(corners, codes), linewidth=_SEAM_PT * paper.unit, hatch=hatch, gid="bars", zorder=2.5, **look
        )
        paper.axes.add_artist(drawn)
        below = above


def _dates(paper: Paper, scale: _Scale) -> None:
    style = TextStyle(5.2, colour=paper.theme.muted, align="center")
    y = scale.box.bottom
    for day, text in ticks(int(scale.edges[0]), int(scale.edges[-1])):
        x, half = scale.x(day), paper.width_of(text, style) / 2
        paper.rule((x, x), (y, y + 0.9 * paper.unit), color=paper.theme.muted)
        if scale.box.x <= x - half * 0.6 and x + half <= scale.box.right + 2 * paper.unit:
            paper.write(text, (x, y + 3.2 * paper.unit), style, "chart date")


def ticks(low: int, high: int) -> list[tuple[int, str]]:
    """The days that are named below a time axis, with their texts: at most some eight first days of months."""
    first, last = from_day_number(low), from_day_number(high)
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next(s for s in (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200) if months / s <= 7)
    ticks = []
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        day = date(number // 12, number % 12 + 1, 1)
        if number % step == 0 and first <= day <= last:
            ticks.append((day_number(day), f"{day.year}" if step >= 12 else f"{month_short(day)} {day.year}"))
    return ticks
