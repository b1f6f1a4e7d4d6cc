"""Map furniture: the frame, and below it a strip with scale bar, north arrow and projection."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from geo.briefing.notes import PROJECTION, projection_note, scale_note
from geo.draw.page.fonts import TextStyle
from geo.draw.page.paper import Box, Paper
from geo.draw.page.sheet import Sheet

__all__ = ["STRIP_MM", "bar_km", "draw_frame", "draw_label", "draw_strip", "label_corners"]

STRIP_MM = 8.0
_WIDEST_MM, _NARROW = 46.0, 0.6
_LABEL = TextStyle(9, 700)


def draw_frame(paper: Paper, sheet: Sheet) -> None:
    """Draw the frame of the map."""
    box = sheet.box
    xs = (box.x, box.right, box.right, box.x, box.x)
    ys = (box.y, box.y, box.bottom, box.bottom, box.y)
    paper.rule(xs, ys, color=paper.theme.muted, linewidth=0.6 * paper.unit, zorder=40, gid="frame")


def label_corners(paper: Paper, sheet: Sheet, text: str) -> list[Box]:
    """Where what the data are can stand on the map: its corners, the lower left one first."""
    unit, ground = paper.unit, sheet.box
    margin, size = 7 * unit, (paper.width_of(text, _LABEL) + 5 * unit, 6.6 * unit)
    lefts = (ground.x + margin, ground.right - margin - size[0])
    tops = (ground.bottom - margin - size[1], ground.y + margin)
    return [Box(x, y, *size) for y in tops for x in lefts]


def draw_label(paper: Paper, box: Box, text: str) -> None:
    """Write what the data are on the map, over everything else."""
    unit = paper.unit
    look = {"facecolor": paper.theme.ground.paper, "edgecolor": paper.theme.text, "linewidth": 1.0 * unit}
    paper.fill(box, zorder=60, gid="label box", **look)
    paper.write(text, (box.x + 2.5 * unit, box.y + 4.5 * unit), _LABEL, "label").set_zorder(61)


def bar_km(sheet: Sheet, widest_mm: float) -> float:
    """The longest round length (1, 2 or 5 and zeros) in km that is drawn no wider than this."""
    most = sheet.metres_per_mm * widest_mm / 1000
    power = 10.0 ** math.floor(math.log10(most))
    return max(step * power for step in (1, 2, 5) if step * power <= most)


def draw_strip(paper: Paper, sheet: Sheet, box: Box, remark: str = "") -> None:
    """Scale bar at the left, north arrow beside it, at the right a remark on the map and the projection."""
    right = _scale_bar(paper, sheet, box)
    right = _north(paper, sheet, (right + 4 * paper.unit, box.y + 4.6 * paper.unit))
    style = TextStyle(5.6, colour=paper.theme.muted, align="right")
    y, room = box.y + 3.6 * paper.unit, box.right - right - 6 * paper.unit
    if remark:
        bold = TextStyle(7, 600, align="right")
        paper.write(paper.fitted(remark, room, bold), (box.right, y), bold, "projection")
        y += paper.line(bold)
    most, notes = 1 if remark else 2, (_note(paper, sheet), *_short_notes(paper, sheet))
    for line in _fitting(paper, notes, (room, most), style):
        paper.write(line, (box.right, y), style, "projection")
        y += paper.line(style)


def _fitting(paper: Paper, notes: tuple[str, ...], room: tuple[float, int], style: TextStyle) -> list[str]:
    """The lines of the first note that fits into a width and a number of lines, else the first lines of the last."""
    width, most = room
    wrapped = [paper.lines(note, width, style) for note in notes]
    return next((lines for lines in wrapped if len(lines) <= most), wrapped[-1][:most])


def _note(paper: Paper, sheet: Sheet) -> str:
    """The projection, and the scale where the size of the picture is known."""
    kind = paper.options.template.kind
    if kind == "paper":
        return projection_note(sheet.scale, sheet.most_lean)
    return scale_note(sheet.scale) if kind == "slide" else PROJECTION


def _short_notes(paper: Paper, sheet: Sheet) -> tuple[str, ...]:
    """What stands there in place of a note without room; only paper and slides have a scale."""
    if paper.options.template.kind not in ("paper", "slide"):
        return ()
    return scale_note(sheet.scale), f"about 1 : {sheet.scale:,}"


def _scale_bar(paper: Paper, sheet: Sheet, box: Box) -> float:
    narrow = 1.0 if paper.options.template.kind in ("paper", "slide") else _NARROW
    km = bar_km(sheet, _WIDEST_MM * narrow * paper.unit)
    length, unit = km * 1000 / sheet.metres_per_mm, paper.unit
    top, height = box.y + 3.0 * unit, 1.2 * unit
    whole = Box(box.x, top, length, height)
    paper.fill(
        whole, facecolor=paper.theme.ground.paper, edgecolor=paper.theme.text, linewidth=0.5 * unit, gid="scale bar"
    )
    for i in (0, 2):
        part = Box(box.x + i * length / 4, top, length / 4, height)
        paper.fill(part, facecolor=paper.theme.text)
    style = TextStyle(5.6, colour=paper.theme.text, align="center")
    has_middle = length > 2.4 * paper.width_of(f"{km:,g} km", style)
    for share in (0.0, 0.5, 1.0) if has_middle else (0.0, 1.0):
        text = f"{km * share:,g}" + (" km" if share == 1.0 else "")
        align = TextStyle(5.6, align="left") if share == 0 else style
        paper.write(text, (box.x + length * share, top + height + 2.5 * unit), align, "scale")
    return box.x + length + paper.width_of(f"{km:,g} km", style) / 2


def _north(paper: Paper, sheet: Sheet, at: tuple[float, float]) -> float:
    from matplotlib.patches import Polygon

    unit, lean = paper.unit, math.radians(sheet.north_degrees)
    turn = np.array([[math.cos(lean), -math.sin(lean)], [math.sin(lean), math.cos(lean)]])
    half = np.array([(0, -3.0), (0, 1.4), (-1.35, 2.4)]) * unit
    other = half * (-1, 1)
    for shape, colour in ((half, paper.theme.text), (other, paper.theme.ground.paper)):
        style: dict[str, Any] = {"facecolor": colour, "edgecolor": paper.theme.text, "linewidth": 0.5 * unit}
        paper.axes.add_patch(Polygon(shape @ turn.T + at, gid="north", **style))
    paper.write("N", (at[0] + 2.6 * unit, at[1] + 0.9 * unit), TextStyle(6.4, 600), "north")
    return at[0] + 5 * unit
