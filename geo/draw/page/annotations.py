"""Annotations on the map of a page: over everything else, in one colour that no data have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.draw.page.fonts import TextStyle
from geo.draw.page.paper import Box, Paper
from geo.draw.page.sheet import Floats, Sheet
from geo.draw.style import MAP_COLOURS
from geo.places.target import outline_within, point_target
from geo.view.annotations import Annotation

if TYPE_CHECKING:
    from matplotlib.patches import Patch

__all__ = ["annotation_boxes", "draw_annotations"]

_OVER = 45
_TEXT_PT = 7.4
_WIDEST_MM = 52.0


def annotation_boxes(paper: Paper, sheet: Sheet, annotations: Iterable[Annotation]) -> list[Box]:
    """Where the texts of annotations stand, so that no name is placed there; blank texts have none."""
    return [box for _, box in _texts(paper, sheet, annotations)]


def draw_annotations(paper: Paper, sheet: Sheet, annotations: Sequence[Annotation]) -> None:
    """Draw the annotations of which a point lies on the sheet, cut off at its frame."""
    for one in annotations:
        if not _is_on(sheet, one):
            continue
        if one.kind == "circle":
            _draw_outline(paper, sheet, outline_within(point_target(*one.points[0]), one.km))
        elif one.kind == "area":
            _draw_outline(paper, sheet, [[c for point in (*one.points, one.points[0]) for c in point]])
        elif one.kind == "arrow":
            _draw_arrow(paper, sheet, one)
    for one, box in _texts(paper, sheet, annotations):
        _write(paper, box, one.words)


def _texts(paper: Paper, sheet: Sheet, annotations: Iterable[Annotation]) -> list[tuple[Annotation, Box]]:
    """The annotations with words on the sheet and the boxes of these; one that meets an earlier one stands below it."""
    placed: list[tuple[Annotation, Box]] = []
    for one in annotations:
        if not _is_on(sheet, one) or not one.words.strip():
            continue
        box = _text_box(paper, sheet, one)
        while (met := next((other for _, other in placed if other.meets(box)), None)) is not None:
            below = Box(box.x, met.bottom + 0.4 * paper.unit, box.w, box.h)
            if below.bottom > sheet.box.bottom:
                break
            box = below
        placed.append((one, box))
    return placed


def _is_on(sheet: Sheet, one: Annotation) -> bool:
    lon, lat = (np.array(values, float) for values in zip(*one.points, strict=True))
    return bool(sheet.holds(lon, lat).any())


def _places(sheet: Sheet, points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    lon, lat = zip(*points, strict=True)
    x, y = sheet.place(lon, lat)
    return list(zip(x.tolist(), y.tolist(), strict=True))


def _lines(paper: Paper, words: str) -> list[str]:
    return paper.lines(words, _WIDEST_MM * paper.unit, _style(paper))


def _style(paper: Paper) -> TextStyle:
    return TextStyle(_TEXT_PT, 600, MAP_COLOURS[paper.theme.name].select)


def _text_box(paper: Paper, sheet: Sheet, one: Annotation) -> Box:
    """Around the text: centred on its place, at the tail of an arrow, below a circle or an area; within the frame."""
    unit, style, lines = paper.unit, _style(paper), _lines(paper, one.words)
    width = max((paper.width_of(line, style) for line in lines), default=0.0) + 2.4 * unit
    height = len(lines) * paper.line(style) + 1.4 * unit
    places, frame = _places(sheet, one.points), sheet.box
    x, y = places[0]
    if one.kind == "arrow":
        (head_x, head_y), gap = places[1], 0.6 * unit
        x += (width / 2 + gap) * np.sign(x - head_x) if abs(x - head_x) > abs(y - head_y) else 0.0
        y += (height / 2 + gap) * np.sign(y - head_y) if abs(x - head_x) <= abs(y - head_y) else 0.0
    elif one.kind == "circle":
        y += one.km * 1000 / sheet.metres_per_mm + height / 2 + unit
    elif one.kind == "area":
        x = (min(place[0] for place in places) + max(place[0] for place in places)) / 2
        y = max(place[1] for place in places) + height / 2 + unit
    margin = 1.5 * unit
    left = min(max(x - width / 2, frame.x + margin), frame.right - margin - width)
    top = min(max(y - height / 2, frame.y + margin), frame.bottom - margin - height)
    return Box(left, top, width, height)


def _write(paper: Paper, box: Box, words: str) -> None:
    unit, style = paper.unit, _style(paper)
    edge = {"edgecolor": style.colour, "linewidth": 0.5 * unit}
    paper.fill(box, facecolor=paper.theme.ground.paper, zorder=_OVER + 1, gid="annotation box", **edge)
    for i, line in enumerate(_lines(paper, words)):
        at = box.x + 1.2 * unit, box.y + 0.7 * unit + (i + 0.78) * paper.line(style)
        paper.write(line, at, style, "annotation").set_zorder(_OVER + 2)


def _draw_outline(paper: Paper, sheet: Sheet, outline: Iterable[Iterable[float]]) -> None:
    """Draw closed lines given as flat lists of degrees."""
    from matplotlib.patches import Polygon

    for line in outline:
        flat: Floats = np.reshape(np.fromiter(line, np.float64), (-1, 2))
        at = np.column_stack(sheet.place(flat[:, 0], flat[:, 1]))
        for width, colour in _strokes(paper):
            shape = Polygon(at, fill=False, edgecolor=colour, linewidth=width, zorder=_OVER, gid="annotation line")
            _add(paper, sheet, shape)


def _draw_arrow(paper: Paper, sheet: Sheet, one: Annotation) -> None:
    from matplotlib.patches import FancyArrowPatch

    tail, head = _places(sheet, one.points)
    for width, colour in _strokes(paper):
        size: dict[str, Any] = {"mutation_scale": 7 * paper.unit, "shrinkA": 0, "shrinkB": 0}
        arrow = FancyArrowPatch(
            tail, head, arrowstyle="-|>", color=colour, linewidth=width, zorder=_OVER, gid="annotation line", **size
        )
        _add(paper, sheet, arrow)


def _strokes(paper: Paper) -> tuple[tuple[float, str], ...]:
    """A line in the colour of the ground below one in the colour of annotations."""
    return (2.4 * paper.unit, paper.theme.ground.paper), (1.0 * paper.unit, MAP_COLOURS[paper.theme.name].select)


def _add(paper: Paper, sheet: Sheet, patch: Patch) -> None:
    from matplotlib.patches import Rectangle

    box, axes = sheet.box, paper.axes
    axes.add_patch(patch)
    patch.set_clip_path(Rectangle((box.x, box.y), box.w, box.h, transform=axes.transData))
