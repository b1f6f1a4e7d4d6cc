"""The marks and single symbols of a sheet.

A group is a mark if it holds many incidents, or if two of its symbols cover each other. Then, until nothing changes: a
symbol that a mark covers joins it if both are of one area, else its group becomes a mark; of two symbols of different
groups that cover each other, the group with more incidents becomes a mark.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.draw.page.grouping import N_TYPES, WEIGHTS, Floats, Frame, Groups, Ints, Members, grouped, mark_radius
from geo.draw.style import MARKS, SIZE_CLASSES

__all__ = ["Layout", "layout_of"]

_RADII = np.array([size.radius_px for size in SIZE_CLASSES])


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """What is drawn: single symbols, by their positions among the members, and marks (m) in pixels.

    ``types`` are incidents by type (shape m, types), ``near`` says whether any place is only near.
    """

    singles: Ints
    x: Floats
    y: Floats
    radius: Floats
    count: Ints
    types: npt.NDArray[np.int64]
    near: npt.NDArray[np.bool_]


def layout_of(members: Members, symbol_px: float, area_at: Callable[[float, float], int], frame: Frame) -> Layout:
    """The marks and symbols of the members in a frame; a symbol is ``symbol_px`` times as large as on screen."""
    groups, room = grouped(members, area_at, frame)
    arrangement = _Arrangement(members, groups, room, _RADII * symbol_px)
    arrangement.settle()
    return arrangement.layout()


class _Arrangement:
    """The state while marks and symbols are told apart."""

    def __init__(self, members: Members, groups: Groups, room: Floats, radii: Floats) -> None:
        self.members, self.groups, self.room = members, groups, room
        self.own = radii[members.size]
        self.to = groups.of.copy()
        count = len(groups)
        self.is_mark, self.radius = np.zeros(count, np.bool_), np.zeros(count)
        order = np.argsort(groups.of, kind="stable")
        self.rows = np.split(order, np.cumsum(groups.many)[:-1]) if count else []
        self.waiting = [g for g in range(count) if not self._begins_as_mark(g)]
        self.free = np.zeros(len(members), np.bool_)
        for g in self.waiting:
            self.free[self.rows[g]] = True

    def _begins_as_mark(self, g: int) -> bool:
        rows = self.rows[g]
        if len(rows) > MARKS.singles or any(self._covered_by(int(k), rows).size for k in rows):
            self._become(g)
        return bool(self.is_mark[g])

    def _covered_by(self, k: int, rows: Ints) -> Ints:
        """Those of some rows whose symbol and that of a row cover each other."""
        x, y = self.members.x, self.members.y
        far = np.hypot(x[rows] - x[k], y[rows] - y[k])
        found: Ints = rows[(far < MARKS.covers * (self.own[rows] + self.own[k])) & (rows != k)]
        return found

    def _become(self, g: int) -> None:
        self.is_mark[g] = True
        self._size(g)

    def _size(self, g: int) -> None:
        held = self.to == g
        weight = float(WEIGHTS[self.members.size[held]].sum())
        self.radius[g] = mark_radius(int(held.sum()), weight, self.groups.growth, float(self.room[g]))

    def settle(self) -> None:
        """Turn what would be covered into marks."""
        changed = True
        while changed:
            changed = False
            for g in self.waiting:
                for k in self.rows[g].tolist():
                    changed = (not self.is_mark[g] and bool(self.free[k]) and self._resolve(g, k)) or changed
            self.waiting = [g for g in self.waiting if not self.is_mark[g]]

    def _resolve(self, g: int, k: int) -> bool:
        """What becomes of a symbol that something covers; whether something does."""
        if (mark := self._mark_over(k)) >= 0:
            self._join(k, mark) if self.groups.area[mark] == self.groups.area[g] else self._turn(g)
            return True
        others = self._covered_by(k, np.flatnonzero(self.free))
        others = others[self.groups.of[others] != g]
        if not len(others):
            return False
        other = int(others[0])
        h = int(self.groups.of[other])
        into, row = (g, other) if self._heavier(g, h) else (h, k)
        self._turn(into)
        if self.groups.area[g] == self.groups.area[h]:
            self._join(row, into)
        return True

    def _mark_over(self, k: int) -> int:
        marks = np.flatnonzero(self.is_mark)
        far = np.hypot(self.groups.x[marks] - self.members.x[k], self.groups.y[marks] - self.members.y[k])
        over = marks[far < self.radius[marks] + self.own[k] - MARKS.ring_px]  # it may touch the ring
        return int(over[0]) if len(over) else -1

    def _heavier(self, g: int, h: int) -> bool:
        now = [int(np.count_nonzero(self.to == one)) for one in (g, h)]
        return now[0] > now[1] or (now[0] == now[1] and g < h)

    def _turn(self, g: int) -> None:
        own = self.rows[g]
        self.free[own[self.to[own] == g]] = False
        self._become(g)

    def _join(self, k: int, mark: int) -> None:
        self.free[k], self.to[k] = False, mark
        self._size(mark)

    def layout(self) -> Layout:
        """What is drawn."""
        members, marks = self.members, np.flatnonzero(self.is_mark)
        held = np.full(len(self.groups), -1)
        held[marks] = np.arange(len(marks))
        at = np.where(self.free, -1, held[self.to] if len(held) else self.to)
        inside = at >= 0
        flat = np.bincount(at[inside] * N_TYPES + members.kind[inside], minlength=len(marks) * N_TYPES)
        types = flat.reshape(len(marks), N_TYPES)
        near = np.bincount(at[inside], members.near[inside], len(marks)) > 0
        x, y, radius = self.groups.x[marks], self.groups.y[marks], self.radius[marks]
        return Layout(np.flatnonzero(self.free), x, y, radius, types.sum(axis=1), types, near)
