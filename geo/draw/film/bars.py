"""The bars of a film: incidents over its time, stacked by type, painted as pixels, with the dates below."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from geo.analysis.histogram import histogram
from geo.calendar.period import Period
from geo.calendar.units import UNITS, unit_numbers
from geo.draw.page.chart import ticks
from geo.draw.page.fonts import TextStyle
from geo.draw.page.paper import MM_PER_INCH, Box, Paper
from geo.draw.style import TYPE_STYLES
from geo.view.snapshot import Snapshot

__all__ = ["bars_height", "draw_axis", "paint_bars", "pixels_of", "x_of"]

Pixels = npt.NDArray[np.uint8]

_HIGH_MM = 10.0
_MOST_BARS = 260
_DATE = TextStyle(5.2, align="center")


def bars_height(paper: Paper) -> float:
    """The height of the bars with the dates below them, in millimetres."""
    return _HIGH_MM * paper.unit + 1.5 * paper.unit + paper.line(_DATE)


def pixels_of(paper: Paper, mm: float) -> int:
    """Millimetres as whole pixels."""
    return round(mm / MM_PER_INCH * paper.figure.dpi)


def x_of(box: Box, days: Period, day: int) -> float:
    """Where a day begins in the box of the bars, in millimetres."""
    return box.x + (day - days.first) / days.width_days * box.w


def draw_axis(paper: Paper, box: Box, days: Period) -> None:
    """Draw the line below the bars, and the dates."""
    unit, y = paper.unit, box.y + _HIGH_MM * paper.unit
    style = TextStyle(5.2, colour=paper.theme.muted, align="center")
    paper.rule((box.x, box.right), (y, y))
    free = box.x
    for day, text in ticks(days.first, days.last):
        x, half = x_of(box, days, day), paper.width_of(text, style) / 2
        paper.rule((x, x), (y, y + 0.9 * unit), color=paper.theme.muted)
        if x - half >= free and x + half <= box.right:
            paper.write(text, (x, y + 1.2 * unit + 0.8 * paper.line(style)), style, "date")
            free = x + half + 2 * unit


def paint_bars(pixels: Pixels, paper: Paper, box: Box, shown: tuple[Snapshot, Period]) -> None:
    """Paint the bars into a picture of the paper, shape (height, width, 4)."""
    snapshot, days = shown
    edges, counts = _bins(snapshot, days)
    most = float(counts.sum(axis=1).max(initial=0)) or 1.0
    bottom, high = pixels_of(paper, box.y + _HIGH_MM * paper.unit), pixels_of(paper, _HIGH_MM * paper.unit)
    lefts = [pixels_of(paper, x_of(box, days, edge)) for edge in edges.tolist()]
    colours = [_rgb(style.colour(paper.theme.name)) for style in TYPE_STYLES]
    for k, sums in enumerate(np.cumsum(counts, axis=1).tolist()):
        below = 0.0
        for above, colour in zip(sums, colours, strict=True):
            low, top = (bottom - round(value / most * high) for value in (below, above))
            right = max(lefts[k + 1] - (1 if lefts[k + 1] - lefts[k] > 3 else 0), lefts[k] + 1)
            pixels[top:low, lefts[k] : right, :3] = colour
            below = above


def _bins(snapshot: Snapshot, days: Period) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """The first days of bars and the day after the last one, and the incidents of each by type."""
    found = histogram(snapshot)
    every = np.arange(days.first, days.last + 1)
    at = every - found.first_day
    inside = (at >= 0) & (at < len(found.counts))
    counts = np.zeros((len(every), len(TYPE_STYLES)))
    counts[inside] = found.counts[at[inside]]
    for unit in UNITS:
        numbers = unit_numbers(every, unit)
        begins = np.flatnonzero(np.diff(numbers, prepend=numbers[0] - 1))
        if len(begins) <= _MOST_BARS:
            break
    return np.append(every[begins], days.last + 1), np.add.reduceat(counts, begins, axis=0)


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
