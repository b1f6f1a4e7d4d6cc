"""A small histogram by type: how the period on the page stands in the time around it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from geo.analysis.histogram import histogram
from geo.calendar.days import day_number, from_day_number, month_short
from geo.draw.page.lettering import Lettering
from geo.draw.page.paper import Box, Paper
from geo.draw.style import TYPE_STYLES
from geo.view.snapshot import Snapshot

__all__ = ["Bins", "bins_around", "draw_chart"]

_WEEKLY_DAYS = 430
_LEAST_DAYS = 182


@dataclass(frozen=True, slots=True, eq=False)
class Bins:
    """Weeks or months: day numbers at which they begin and end (shape n + 1), expected incidents (shape n, 6)."""

    what: str
    edges: npt.NDArray[np.int64]
    counts: npt.NDArray[np.float64]


def bins_around(snapshot: Snapshot) -> Bins | None:
    """The weeks (in a short span) or months around the period, about three times as long; ``None`` without data."""
    found = histogram(snapshot)
    if not len(found.counts):
        return None
    first, last = snapshot.period
    ends = (found.first_day, found.first_day + len(found.counts) - 1)
    around = max(last - first + 1, (_LEAST_DAYS - (last - first + 1)) // 2)
    low, high = max(ends[0], min(first, ends[1]) - around), min(ends[1], max(last, ends[0]) + around)
    what, edges = ("week", _weeks(low, high)) if high - low <= _WEEKLY_DAYS else ("month", _months(low, high))
    sums = np.vstack((np.zeros((1, found.counts.shape[1])), np.cumsum(found.counts, axis=0)))
    at = np.clip(edges - found.first_day, 0, len(found.counts))
    return Bins(what, edges, np.diff(sums[at], axis=0))


def _weeks(low: int, high: int) -> npt.NDArray[np.int64]:
    monday = low - (low + 3) % 7  # day 0 was a Thursday
    return np.arange(monday, high + 8, 7, dtype=np.int64)


def _months(low: int, high: int) -> npt.NDArray[np.int64]:
    first = np.datetime64(low, "D").astype("datetime64[M]")
    after = np.datetime64(high, "D").astype("datetime64[M]") + 1
    return np.arange(first, after + 1).astype("datetime64[D]").astype(np.int64)


def draw_chart(paper: Paper, box: Box, snapshot: Snapshot) -> None:
    """Draw the bars stacked by type, with the period of the page marked."""
    bins = bins_around(snapshot)
    inner = paper.heading(f"Incidents per {bins.what}" if bins else "Incidents over time", box)
    if bins is None:
        paper.write("No incidents.", (inner.x, inner.y + 4 * paper.unit), Lettering(6.6, colour=paper.ink.muted))
        return
    unit = paper.unit
    plot = Box(inner.x + 5.5 * unit, inner.y + 2.0 * unit, inner.w - 5.5 * unit, max(inner.h - 6.5 * unit, 8 * unit))
    top = _Scale(plot, bins)
    _grid(paper, top)
    _period(paper, top, snapshot)
    _bars(paper, top)
    _dates(paper, top)


class _Scale:
    """From days and counts to millimetres."""

    def __init__(self, box: Box, bins: Bins) -> None:
        self.box, self.bins = box, bins
        self.most = max(float(bins.counts.sum(axis=1).max()), 1.0)
        self.step = next(s for s in _STEPS if self.most / s <= 4)
        self.most = max(self.most * 1.04, self.step)

    def x(self, day: float) -> float:
        low, high = float(self.bins.edges[0]), float(self.bins.edges[-1])
        return self.box.x + (day - low) / (high - low) * self.box.w

    def y(self, count: float) -> float:
        return self.box.bottom - count / self.most * self.box.h


_STEPS = [m * 10**e for e in range(7) for m in (1, 2, 5)]


def _grid(paper: Paper, scale: _Scale) -> None:
    style = Lettering(5.2, colour=paper.ink.muted, align="right", valign="center")
    for count in np.arange(0, scale.most + 1e-9, scale.step).tolist():
        y = scale.y(count)
        paper.rule((scale.box.x, scale.box.right), (y, y), linewidth=0.4 * paper.unit)
        paper.write(f"{count:,.0f}", (scale.box.x - 1.0 * paper.unit, y), style, "chart count")


def _period(paper: Paper, scale: _Scale, snapshot: Snapshot) -> None:
    first, last = snapshot.period
    left, right = max(scale.x(first), scale.box.x), min(scale.x(last + 1), scale.box.right)
    whole = right - left >= scale.box.w * 0.98
    if whole or right <= left:
        return
    band = Box(left, scale.box.y, right - left, scale.box.h)
    paper.fill(band, facecolor=paper.ink.accent, alpha=0.13, gid="period", zorder=1)
    y = scale.box.y
    paper.rule((left, right), (y, y), color=paper.ink.accent, linewidth=1.4 * paper.unit, gid="period")
    text, style = "this page", Lettering(5.2, 600, paper.ink.accent, "center")
    half = paper.width_of(text, style) / 2
    middle = min(max((left + right) / 2, scale.box.x + half), scale.box.right - half)
    paper.write(text, (middle, y - 0.7 * paper.unit), style, "period")


def _bars(paper: Paper, scale: _Scale) -> None:
    from matplotlib.collections import PolyCollection

    lefts = np.array([scale.x(day) for day in scale.bins.edges.tolist()])
    gap = min(0.12 * float(np.diff(lefts).min()), 0.35)
    below = np.zeros(len(scale.bins.counts))
    for kind, style in enumerate(TYPE_STYLES):
        above = below + scale.bins.counts[:, kind]
        low, high = (scale.box.bottom - v / scale.most * scale.box.h for v in (below, above))
        x0, x1 = lefts[:-1] + gap / 2, lefts[1:] - gap / 2
        bars = np.stack([np.stack(pair, axis=-1) for pair in ((x0, low), (x1, low), (x1, high), (x0, high))], axis=1)
        colour = style.dark if paper.theme == "dark" else style.light
        drawn = bars[scale.bins.counts[:, kind] > 0]
        paper.axes.add_collection(PolyCollection(list(drawn), facecolors=colour, linewidths=0, gid="bars", zorder=2.5))
        below = above


def _dates(paper: Paper, scale: _Scale) -> None:
    style = Lettering(5.2, colour=paper.ink.muted, align="center")
    y = scale.box.bottom
    for day, text in _ticks(int(scale.bins.edges[0]), int(scale.bins.edges[-1])):
        x, half = scale.x(day), paper.width_of(text, style) / 2
        paper.rule((x, x), (y, y + 0.9 * paper.unit), color=paper.ink.muted)
        if scale.box.x <= x - half * 0.6 and x + half <= scale.box.right + 2 * paper.unit:
            paper.write(text, (x, y + 3.2 * paper.unit), style, "chart date")


def _ticks(low: int, high: int) -> list[tuple[int, str]]:
    first, last = from_day_number(low), from_day_number(high)
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next(s for s in (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200) if months / s <= 7)
    found = []
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        day = date(number // 12, number % 12 + 1, 1)
        if number % step == 0 and first <= day <= last:
            found.append((day_number(day), f"{day.year}" if step >= 12 else f"{month_short(day)} {day.year}"))
    return found
