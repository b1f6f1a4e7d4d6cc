"""What a press on the time bar takes hold of, and which window a drag asks for: pure functions over pixels."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QRectF

from app.timebar.scale import Scale
from app.timebar.span import Span, fit, slide

__all__ = ["Grip", "Hold", "Layout", "dragged", "hit", "lay_out", "tab_rect"]

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


def lay_out(extent: Span, width_px: float, height_px: float) -> Layout:
    """Divide a canvas of a size; the histogram takes what flags and axis leave."""
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
    """The part of the window that a press takes hold of."""

    FIRST = "first"
    LAST = "last"
    MIDDLE = "middle"
    OUTSIDE = "outside"


def tab_rect(layout: Layout, span: Span) -> QRectF:
    """The tab over the window by which it can be dragged even where it is a pixel wide."""
    x0, x1 = layout.scale.edges(span)
    wide = max(x1 - x0, _NARROWEST_TAB_PX)
    left = min(max((x0 + x1 - wide) / 2, 0.0), layout.plot.right() + SIDE_PX - wide)
    return QRectF(left, layout.plot.top() - TAB_PX, wide, TAB_PX)


def hit(layout: Layout, span: Span, x: float, y: float) -> Grip:
    """The part of the window under a point; handles reach outwards, so that narrow windows keep a middle."""
    x0, x1 = layout.scale.edges(span)
    if tab_rect(layout, span).adjusted(0, -2, 0, 2).contains(x, y):
        return Grip.MIDDLE
    inwards = min(HANDLE_PX / 2, (x1 - x0) / 4)
    if x0 - HANDLE_PX <= x <= x0 + inwards:
        return Grip.FIRST
    if x1 - inwards <= x <= x1 + HANDLE_PX:
        return Grip.LAST
    return Grip.MIDDLE if x0 < x < x1 else Grip.OUTSIDE


@dataclass(frozen=True, slots=True)
class Hold:
    """A press that is held: the part, the pixel of the press and the window at that moment."""

    grip: Grip
    x: float
    span: Span


def dragged(hold: Hold, x: float, scale: Scale) -> Span:
    """The window that a drag to a pixel asks for; handles do not pass each other, the middle keeps its width."""
    days = scale.days(x - hold.x)
    span, extent = hold.span, scale.extent
    if hold.grip is Grip.FIRST:
        return Span(min(max(span.first + days, extent.first), span.last), span.last)
    if hold.grip is Grip.LAST:
        return Span(span.first, max(min(span.last + days, extent.last), span.first))
    if hold.grip is Grip.OUTSIDE:
        return _centred(span.width_days, scale.day(x), extent)
    return slide(span, days, extent)


def _centred(width_days: int, day: int, extent: Span) -> Span:
    first = day - (width_days - 1) // 2
    return fit(Span(first, first + width_days - 1), extent)
