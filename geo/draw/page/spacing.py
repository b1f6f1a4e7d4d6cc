"""Marks that would overlap are moved apart a little, but never into another area; see `assets/web/data/spacing.js`."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.draw.style import MARKS
from geo.ending import go_on

__all__ = ["Floats", "Ints", "Placed", "Spacing"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_ROUNDS = 16
_SLACK_PX = 1e-3
_TURNS = (0, 0.7, -0.7, 1.4, -1.4)
_CLOSE_PX = 2 * MARKS.most_px + MARKS.gap_px


@dataclass(slots=True, eq=False)
class Placed:
    """Marks (n) with their places and mean places in pixels; ``many`` are incidents, ``area`` is -1 for none."""

    x: Floats
    y: Floats
    home_x: Floats
    home_y: Floats
    many: Ints
    area: Ints

    def __len__(self) -> int:
        return len(self.x)


class Spacing:
    """Places of marks that keep a distance from each other.

    ``may_be`` says whether a mark may be at a place: by its number and the place, in pixels. ``shift`` is how far it
    may be moved from its mean place.
    """

    def __init__(self, placed: Placed, may_be: Callable[[int, float, float], bool], shift: float) -> None:
        self.placed, self.may_be, self.shift = placed, may_be, shift

    def far(self, g: int, h: int) -> float:
        """The distance between two marks."""
        placed = self.placed
        return math.hypot(placed.x[h] - placed.x[g], placed.y[h] - placed.y[g])

    def close_to(self, x: float, y: float, reach: float = _CLOSE_PX) -> list[int]:
        """The marks within a distance of a place, ascending."""
        placed = self.placed
        found: list[int] = np.flatnonzero(np.hypot(placed.x - x, placed.y - y) < reach).tolist()
        return found

    def overlapping(self, g: int, radii: Floats) -> list[int]:
        """The marks that overlap another one or come closer than the least gap, ascending."""
        placed = self.placed
        far = np.hypot(placed.x - placed.x[g], placed.y - placed.y[g])
        found: list[int] = np.flatnonzero(far < radii + radii[g] + MARKS.gap_px - _SLACK_PX).tolist()
        return [h for h in found if h != g]

    def pairs(self, radii: Floats) -> list[tuple[int, int]]:
        """All pairs of marks that overlap, the smaller number first."""
        return [(g, h) for g in range(len(self.placed)) for h in self.overlapping(g, radii) if h > g]

    def separate(self, radii: Floats) -> None:
        """Move marks that overlap apart, the one with fewer incidents further, as far as they may."""
        active = sorted({g for pair in self.pairs(radii) for g in pair})
        for _ in range(_ROUNDS):
            moved: set[int] = set()
            for g in active:
                go_on()
                for h in self.overlapping(g, radii):
                    if self._push(g, h, radii):
                        moved |= {g, h}
            active = sorted(moved)

    def _push(self, g: int, h: int, radii: Floats) -> bool:
        """Push two marks apart; whether one has moved."""
        placed, far = self.placed, self.far(g, h)
        missing = float(radii[g] + radii[h]) + MARKS.gap_px - far
        if missing <= _SLACK_PX:
            return False
        dx, dy = placed.x[h] - placed.x[g], placed.y[h] - placed.y[g]
        angle = math.atan2(dy, dx) if far > 0 else float(g + h)
        share = float(placed.many[g] / (placed.many[g] + placed.many[h]))
        moved = self._move(g, angle + math.pi, missing * 1.02 * (1 - share))
        return self._move(h, angle, missing * 1.02 * share) or moved

    def _move(self, g: int, angle: float, far: float) -> bool:
        """Move a mark by pixels; whether it has found a place."""
        placed = self.placed
        for turn in _TURNS:
            x = float(placed.x[g]) + far * math.cos(angle + turn)
            y = float(placed.y[g]) + far * math.sin(angle + turn)
            shift = math.hypot(x - placed.home_x[g], y - placed.home_y[g])
            if shift <= self.shift and self.may_be(g, x, y):
                placed.x[g], placed.y[g] = x, y
                return True
        return False
