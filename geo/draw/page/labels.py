"""Label placement: the more important label first, each at the best of its candidate positions.

A label never overlaps one that is placed already and never leaves the map. It may cover as many symbols as its
tolerance allows; a position that covers fewer is preferred. The name of a town may stand away from it at the end of a
line, which crosses neither a label nor a symbol but that of the town. A label without a free position is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.draw.page.fonts import TextStyle
from geo.draw.page.paper import Box, Paper
from geo.ending import go_on

__all__ = ["Label", "Placed", "overlapping", "place", "write_labels"]

_Boxes = npt.NDArray[np.float64]
_AIR_MM = 0.35
_STEP_MM = 0.4
_DOT_MM = 0.7
_OTHERS_MM = 1.9
"""From the dot of a town to the name of another one: nearer, the name could be that of the dot."""


@dataclass(frozen=True, slots=True)
class Label:
    """A text, its style, candidate positions of its centre (millimetres), and how many symbols it may cover.

    ``badge`` gives it a background; ``dot`` is the position of its town; ``leads`` draws a line from there to a name
    that is so far from it (millimetres); ``always`` places it even where it covers another label; ``otherwise`` is
    tried if it has no free position; ``of`` is the district that a number belongs to.
    """

    text: str
    style: TextStyle
    positions: tuple[tuple[float, float], ...]
    tolerance: int = 0
    kind: str = "name"
    badge: bool = False
    dot: tuple[float, float] | None = None
    leads: float = float("inf")
    always: bool = False
    otherwise: Label | None = None
    of: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A label with its box on the paper."""

    label: Label
    box: Box

    @property
    def line(self) -> _Boxes | None:
        """The ends of the line from the town to its name, shape (2, 2); None beside the town."""
        return _leader(self.label, self.box)


def place(labels: Iterable[Label], paper: Paper, frame: Box, symbols: _Boxes, reserved: Sequence[Box]) -> list[Placed]:
    """Place labels greedily, in the order given, which is that of importance; those with a free position.

    Parameters
    ----------
    frame
        The map: no label leaves it.
    symbols
        Left, top, right and bottom of the symbols in millimetres, shape (n, 4).
    reserved
        Boxes that no label may touch.
    """
    occupied = [_corners(box) for box in reserved]
    placed: list[Placed] = []
    for label in labels:
        go_on()
        if _is_ambiguous(label, placed):
            continue
        dots = [_around(item.label.dot, _OTHERS_MM if label.dot else _DOT_MM) for item in placed if item.label.dot]
        ground = frame, symbols, np.array(occupied + dots).reshape(-1, 4)
        item = _placed(label, paper, ground)
        if item:
            occupied.append(_corners(item.box))
            if item.line is not None:
                occupied += [(x, y, x, y) for x, y in _along(item.line).tolist()]
            placed.append(item)
    return placed


def _is_ambiguous(label: Label, placed: list[Placed]) -> bool:
    """Whether the dot of a town would be so close to the name of another one that this could be its own."""
    if label.dot is None or label.kind == "led district":
        return False
    left, top, right, bottom = _around(label.dot, _OTHERS_MM)
    names = np.array([_corners(item.box) for item in placed if item.label.dot]).reshape(-1, 4)
    return bool(overlapping(Box(left, top, right - left, bottom - top), names).any())


def _around(dot: tuple[float, float], reach: float) -> tuple[float, float, float, float]:
    x, y = dot
    return x - reach, y - reach, x + reach, y + reach


def _placed(label: Label, paper: Paper, ground: tuple[Box, _Boxes, _Boxes]) -> Placed | None:
    box = _best(label, paper, ground)
    if box is not None:
        return Placed(label, box)
    return _placed(label.otherwise, paper, ground) if label.otherwise else None


def _best(label: Label, paper: Paper, ground: tuple[Box, _Boxes, _Boxes]) -> Box | None:
    frame, symbols, occupied = ground
    boxes = [box for box in _boxes(label, paper) if _inside(box, frame)]
    best, least = boxes[0] if boxes and label.always else None, label.tolerance + 1
    for box in boxes:
        if overlapping(box, occupied).any():
            continue
        covered = int(np.count_nonzero(overlapping(box, symbols)))
        if covered < least and _is_clear(label, box, ground):
            best, least = box, covered
        if least == 0:
            break
    return best


def _leader(label: Label, box: Box) -> _Boxes | None:
    if label.dot is None:
        return None
    x, y = label.dot
    end = min(max(x, box.x), box.right), min(max(y, box.y), box.bottom)
    return np.array([label.dot, end]) if np.hypot(end[0] - x, end[1] - y) > label.leads else None


def _along(line: _Boxes) -> _Boxes:
    """Points of a line, about `_STEP_MM` apart, shape (n, 2)."""
    steps = max(2, int(np.hypot(*(line[1] - line[0])) / _STEP_MM) + 1)
    return np.asarray(np.linspace(line[0], line[1], steps))


def _is_clear(label: Label, box: Box, ground: tuple[Box, _Boxes, _Boxes]) -> bool:
    """Whether the line to a label crosses nothing but what lies over its town."""
    line = _leader(label, box)
    if line is None:
        return True
    _, symbols, occupied = ground
    others = np.concatenate((symbols, occupied))
    others = others[~overlapping(Box(float(line[0, 0]), float(line[0, 1]), 0, 0), others)]
    points = _along(line)
    left, top, right, bottom = others.T
    x, y = points[:, :1], points[:, 1:]
    return not ((left - _AIR_MM < x) & (x < right + _AIR_MM) & (top - _AIR_MM < y) & (y < bottom + _AIR_MM)).any()


def _boxes(label: Label, paper: Paper) -> list[Box]:
    width = paper.width_of(label.text, label.style) + 2 * _AIR_MM
    lines = 1 + label.text.count("\n")
    height = paper.line(label.style) * (0.92 if label.badge else 0.8) * lines
    width = max(width, height) if label.badge else width
    return [Box(x - width / 2, y - height / 2, width, height) for x, y in label.positions]


def _corners(box: Box) -> tuple[float, float, float, float]:
    return box.x, box.y, box.right, box.bottom


def _inside(box: Box, frame: Box) -> bool:
    gap = 3 * _AIR_MM
    inner = Box(frame.x + gap, frame.y + gap, frame.w - 2 * gap, frame.h - 2 * gap)
    return inner.x <= box.x and inner.y <= box.y and box.right <= inner.right and box.bottom <= inner.bottom


def overlapping(box: Box, others: _Boxes) -> npt.NDArray[np.bool_]:
    """Which of the others (left, top, right, bottom; shape (n, 4)) a box overlaps."""
    left, top, right, bottom = others.T if len(others) else np.zeros((4, 0))
    return np.asarray((left < box.right) & (right > box.x) & (top < box.bottom) & (bottom > box.y))


def write_labels(paper: Paper, placed: Iterable[Placed]) -> None:
    """Write the labels, each with a halo or on its badge, and the dots of the towns."""
    for item in placed:
        if item.label.badge:
            _badge(paper, item)
        else:
            _name(paper, item)


def _centre(box: Box) -> tuple[float, float]:
    return box.x + box.w / 2, box.y + box.h / 2


def _name(paper: Paper, item: Placed) -> None:
    from matplotlib.patheffects import Stroke

    if item.line is not None:
        line: dict[str, Any] = {"color": item.label.style.colour, "linewidth": 0.6 * paper.unit, "zorder": 8}
        paper.axes.plot(*item.line.T, gid="leader", **line)
    if item.label.dot is not None and item.label.kind != "led district":
        dot: dict[str, Any] = {"markersize": 2.0 * paper.unit, "markeredgewidth": 0.5 * paper.unit, "zorder": 9}
        colours: dict[str, Any] = {"markerfacecolor": paper.theme.ground.paper, "markeredgecolor": paper.theme.text}
        paper.axes.plot(*item.label.dot, marker="o", gid="town", **dot, **colours)
    halo = paper.write(item.label.text, _centre(item.box), item.label.style, "halo")
    halo.set_path_effects([Stroke(linewidth=1.5 * paper.unit, foreground=paper.theme.ground.land, alpha=0.85)])
    halo.set_zorder(29.9)  # an outline, so that the name itself remains text in a PDF or SVG
    text = paper.write(item.label.text, _centre(item.box), item.label.style, f"label:{item.label.kind}")
    text.set_zorder(30)


def _badge(paper: Paper, item: Placed) -> None:
    from matplotlib.patches import FancyBboxPatch

    box, rounding = item.box, item.box.h / 5  # a number beside a mark is round
    shape = f"round,pad=0,rounding_size={rounding:.3f}"
    line = item.label.style.colour
    style: dict[str, Any] = {"facecolor": paper.theme.ground.paper, "edgecolor": line, "linewidth": 0.45 * paper.unit}
    patch = FancyBboxPatch((box.x, box.y), box.w, box.h, boxstyle=shape, zorder=31, **style)
    paper.axes.add_patch(patch)
    paper.write(item.label.text, _centre(box), item.label.style, f"label:{item.label.kind}").set_zorder(32)
