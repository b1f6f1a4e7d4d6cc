"""Tooltips of the time bar: what is under a point of the canvas, as rich text in which text of the data is escaped."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont

from app.timebar import painting
from app.timebar.bars import bar_tip, context_tip, top_tip
from app.timebar.painting import Scene
from geo.draw.style import type_colours

__all__ = ["CANVAS_TIP", "bar_at", "tip_at"]

CANVAS_TIP = (
    "Drag the handles or the period; click beside it to move it there; double-click a bar to choose it. "
    "After a click arrow keys and the wheel step, Shift+arrows resize, Ctrl+arrows move by a day, Space plays."
)


def bar_at(scene: Scene, at: QPointF) -> int | None:
    """The position of the bar at a point; ``None`` outside of the plot."""
    return scene.bars.index(scene.layout.scale.day(at.x())) if scene.layout.plot.contains(at) else None


def tip_at(scene: Scene, at: QPointF, font: QFont, why_incomplete: str) -> str:
    """The tooltip for a point; blank where `CANVAS_TIP` applies.

    ``why_incomplete`` is added to the bars of the days from which the data are incomplete.
    """
    if at.y() <= scene.layout.flags.bottom():
        return _context_tip_at(scene, at)
    if painting.top_label_rect(scene, font).contains(at):
        return top_tip(scene.bars)
    index = bar_at(scene, at)
    if index is None:
        return ""
    since = scene.incomplete_from
    is_hatched = since is not None and scene.bars.period(index).last >= since
    return bar_tip(scene.bars, index, type_colours(scene.palette.name), why_incomplete if is_hatched else "")


def _context_tip_at(scene: Scene, at: QPointF) -> str:
    near = [flag for flag in scene.flags if -3 <= at.x() - flag.x <= painting.flag_px(len(flag.events)) + 1]
    if near and at.y() <= painting.FLAG_PX + 7:
        return context_tip(near[0].events)
    areas = ((bar.event, painting.interval_rect(bar, scene.layout)) for bar in scene.intervals)
    under = tuple(event for event, area in areas if area.adjusted(0, -1, 0, 1).contains(at))
    if under:
        return context_tip(under)
    return context_tip(near[0].events) if near else ""
