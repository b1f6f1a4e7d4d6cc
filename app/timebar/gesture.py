"""What a press on the time bar grips, and which period a drag proposes: pure functions over pixels."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QRectF

from app.timebar.steps import slide
from app.widgets.time_scale import Scale
from geo.calendar.period import Period

__all__ = ["Drag", "Grip", "Layout", "dragged", "hit", "lay_out", "tab_rect"]

FLAGS_PX = 22.0
AXIS_PX = 22.0
SIDE_PX = 12.0
TAB_PX = 7.0
HANDLE_PX = 9.0
_NARROWEST_TAB_PX = 26.0


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of the canvas: flags above, the histogram, the axis below, and the scale that they share."""

    scale: Scale
    flags: QRectF
    plot: QRectF
    axis: QRectF


def lay_out(extent: Period, width_px: float, height_px: float) -> Layout:
    """Divide a canvas of a size; the histogram gets the room between flags and axis."""
    inner_px = max(width_px - 2 * SIDE_PX, 1.0)
    plot_px = max(height_px - FLAGS_PX - TAB_PX - AXIS_PX, 1.0)
    top = FLAGS_PX + TAB_PX
    return Layout(
        Scale(extent, SIDE_PX, inner_px),
        QRectF(SIDE_PX, 0, inner_px, FLAGS_PX),
        QRectF(SIDE_PX, top, inner_px, plot_px),
        QRectF(SIDE_PX, top + plot_px, inner_px, AXIS_PX),
    )


class Grip(Enum):
    """The part of the period that a press grips."""

    FIRST = "first"
    LAST = "last"
    MIDDLE = "middle"
    OUTSIDE = "outside"


def tab_rect(layout: Layout, period: Period) -> QRectF:
    """The tab over the period by which it can be dragged even where it is a pixel wide."""
    x0, x1 = layout.scale.edges(period)
    wide = max(x1 - x0, _NARROWEST_TAB_PX)
    left = min(max((x0 + x1 - wide) / 2, 0.0), layout.plot.right() + SIDE_PX - wide)
    return QRectF(left, layout.plot.top() - TAB_PX, wide, TAB_PX)


def hit(layout: Layout, period: Period, x: float, y: float) -> Grip:
    """The part of the period under a point; handles reach outwards, so that narrow periods keep a middle."""
    x0, x1 = layout.scale.edges(period)
    if tab_rect(layout, period).adjusted(0, -2, 0, 2).contains(x, y):
        return Grip.MIDDLE
    inwards = min(HANDLE_PX / 2, (x1 - x0) / 4)
    if x0 - HANDLE_PX <= x <= x0 + inwards:
        return Grip.FIRST
    if x1 - inwards <= x <= x1 + HANDLE_PX:
        return Grip.LAST
    return Grip.MIDDLE if x0 < x < x1 else Grip.OUTSIDE


@dataclass(frozen=True, slots=True)
class Drag:
    """A drag in progress: the part that is dragged, the pixel of the press and the period at that moment."""

    grip: Grip
    x: float
    period: Period


def dragged(drag: Drag, x: float, scale: Scale) -> Period:
    """The period that a drag to a pixel proposes; handles do not pass each other, the middle keeps its width."""
    days = scale.days(x - drag.x)
    period, extent = drag.period, scale.extent
    if drag.grip is Grip.FIRST:
        return Period(min(max(period.first + days, extent.first), period.last), period.last)
    if drag.grip is Grip.LAST:
        return Period(period.first, max(min(period.last + days, extent.last), period.first))
    if drag.grip is Grip.OUTSIDE:
        return _centred(period.width_days, scale.day(x), extent)
    return slide(period, days, extent)


def _centred(width_days: int, day: int, extent: Period) -> Period:
    first = day - (width_days - 1) // 2
    return Period(first, first + width_days - 1).moved_into(extent)
