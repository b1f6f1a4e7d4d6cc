"""The marks and single symbols of a sheet.

A group is a mark if it holds many incidents, or if two of its symbols cover each other. Then, until nothing changes: a
symbol that a mark covers joins it if both are of one area, else its group becomes a mark; of two symbols of different
groups that cover each other, the group with more incidents becomes a mark.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from geo.draw.page.grouping import N_TYPES, WEIGHTS, Ground, Groups, Members
from geo.draw.page.mark_room import Point, scaled
from geo.draw.page.mark_size import mark_radius
from geo.draw.page.spacing import Floats, Ints
from geo.draw.style import MARKS, SIZE_CLASSES

__all__ = ["Layout", "groups_of", "layout_in", "layout_of"]

_RADII = np.array([size.radius_px for size in SIZE_CLASSES])


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """What is drawn: single symbols, by their positions among the members, and marks (m) in pixels.

    ``types`` are incidents by type (shape m, types), ``near`` says whether any place is only near. ``beside`` is the
    middle of the number of a mark that has no room in it (shape m, 2; NaN for the others and where there is none).
    ``districts`` are the middles of numbers of districts, ``lines`` where the lines to some of them begin.
    """

    singles: Ints
    x: Floats
    y: Floats
    radius: Floats
    count: Ints
    types: npt.NDArray[np.int64]
    near: npt.NDArray[np.bool_]
    beside: Floats
    districts: dict[str, Point] = field(default_factory=dict)
    lines: dict[str, Point] = field(default_factory=dict)

    def scaled(self, by: float) -> Layout:
        """With all lengths multiplied."""
        x, y, radius, beside = (each * by for each in (self.x, self.y, self.radius, self.beside))
        districts, lines = scaled(self.districts, by), scaled(self.lines, by)
        return replace(self, x=x, y=y, radius=radius, beside=beside, districts=districts, lines=lines)


def layout_of(members: Members, ground: Ground, stretch: float = 1.0) -> Layout:
    """The marks and symbols of the members.

    ``stretch`` is the length of a pixel of the level in pixels of the sheet: members are in the latter, the ground is
    in the former, as on screen where the zoom lies between two levels.
    """
    return layout_in(groups_of(members, ground, stretch), members, ground.symbol_px, stretch)


def groups_of(members: Members, ground: Ground, stretch: float = 1.0) -> Groups:
    """The groups of the members, from which `layout_in` makes marks and symbols."""
    return Groups(replace(members, x=members.x / stretch, y=members.y / stretch), ground)


def layout_in(groups: Groups, members: Members, symbol_px: float, stretch: float = 1.0) -> Layout:
    """The marks and symbols of the members of groups, see `layout_of`."""
    arrangement = _Arrangement(members, groups, _RADII * symbol_px, stretch)
    arrangement.settle()
    return arrangement.layout()


class _Arrangement:
    """The state while marks and symbols are told apart."""

    def __init__(self, members: Members, groups: Groups, radii: Floats, stretch: float) -> None:
        self.members, self.groups, self.stretch = members, groups, stretch
        self.x, self.y, self.room = groups.x * stretch, groups.y * stretch, groups.rooms.room
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
        far = np.hypot(self.x[marks] - self.members.x[k], self.y[marks] - self.members.y[k])
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
        x, y, radius = self.x[marks], self.y[marks], self.radius[marks]
        rooms, nowhere = self.groups.rooms, (np.nan, np.nan)
        beside = np.array([rooms.beside.get(g, nowhere) for g in marks.tolist()]).reshape(-1, 2) * self.stretch
        districts, lines = scaled(rooms.districts, self.stretch), scaled(rooms.lines, self.stretch)
        free, count = np.flatnonzero(self.free), types.sum(axis=1)
        return Layout(free, x, y, radius, count, types, near, beside, districts, lines)
