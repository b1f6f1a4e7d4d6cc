"""Which incidents of a page are drawn alone and which as one mark with their number: the rule of the map, on paper.

`docs/marks.md` states it. Lengths are pixels, as on screen. On paper nothing moves, so that the groups are those of the
incidents shown.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.draw.page.mark_room import MarkRoom, Numbered, Rooms, Taken
from geo.draw.page.mark_size import growth_for, mark_radius, number_radius
from geo.draw.page.spacing import Floats, Ints, Placed, Spacing
from geo.draw.style import MARKS, SIZE_CLASSES
from geo.ending import go_on
from geo.taxonomy import EVENT_TYPES

__all__ = ["N_TYPES", "WEIGHTS", "Frame", "Ground", "Groups", "Members"]

Frame = tuple[float, float, float, float]
"""Left, top, right and bottom in pixels."""

WEIGHTS = np.array([size.radius_px**2 for size in SIZE_CLASSES])
"""What an incident adds to its mark, by class of deaths: the area of its symbol."""

N_TYPES = len(EVENT_TYPES)
_AREAS = 2**16


@dataclass(frozen=True, slots=True, eq=False)
class Members:
    """The incidents to be drawn (n), with their places in pixels.

    ``cell`` is the number of the cell of the ground, ``area`` the area that no mark reaches across, -1 outside of all.
    """

    x: Floats
    y: Floats
    kind: npt.NDArray[np.int32]
    size: npt.NDArray[np.int32]
    near: npt.NDArray[np.bool_]
    area: Ints
    cell: Ints

    def __len__(self) -> int:
        return len(self.x)


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What marks lie on.

    Attributes
    ----------
    area_at
        The area of a place in pixels, as ``Members.area`` names it.
    frame
        No mark leaves it.
    apart, shift
        How far groups are at least apart, and how far a mark may be moved, in pixels.
    districts
        Those with numbers of their own, the largest first.
    reserved
        Left, top, right and bottom of boxes on which no number lies.
    symbol_px
        The radius of a symbol in that on screen.
    """

    area_at: Callable[[float, float], int]
    frame: Frame
    apart: float
    shift: float = MARKS.shift_px
    districts: tuple[Numbered, ...] = ()
    reserved: tuple[Frame, ...] = ()
    symbol_px: float = 1.0


class _Cells:
    """Incidents by cell of the ground and area: sums, and places inside the area."""

    def __init__(self, members: Members, ground: Ground) -> None:
        keys = members.cell * _AREAS + members.area + 1
        found, self.of, self.many = np.unique(keys, return_inverse=True, return_counts=True)
        self.area: Ints = found % _AREAS - 1
        self.sum_x, self.sum_y, self.weight = (
            np.bincount(self.of, values, len(found)) for values in (members.x, members.y, WEIGHTS[members.size])
        )
        self.mean_x, self.mean_y = self.sum_x / self.many, self.sum_y / self.many
        self.x, self.y = self.mean_x.copy(), self.mean_y.copy()
        for c in range(len(found)):
            if ground.area_at(float(self.x[c]), float(self.y[c])) != self.area[c]:
                own = np.flatnonzero(self.of == c)
                best = own[np.argmin(np.hypot(members.x[own] - self.x[c], members.y[own] - self.y[c]))]
                self.x[c], self.y[c] = members.x[best], members.y[best]

    def middles(self, apart: float) -> Ints:
        """The group of each cell: those with the most incidents are middles, the others belong to the closest one."""
        of, middles = np.full(len(self.many), -1), np.zeros(0, np.int64)
        left = []
        for c in np.lexsort((self.area, self.mean_x, self.mean_y, -self.many)).tolist():
            if (self._far(middles, c) < apart**2).any():
                left.append(c)
            else:
                of[c], middles = len(middles), np.append(middles, c)
        for c in left:
            of[c] = np.argmin(self._far(middles, c))
        return of

    def _far(self, middles: Ints, c: int) -> Floats:
        """The square of the distance of a cell from middles; infinite for those of other areas."""
        far = (self.mean_x[middles] - self.mean_x[c]) ** 2 + (self.mean_y[middles] - self.mean_y[c]) ** 2
        return np.where(self.area[middles] == self.area[c], far, np.inf)


class Groups:
    """Groups of incidents that may become one mark: places, sums, and the room for a mark.

    ``of`` is the group of each incident (n); all else has the length of the groups.
    """

    def __init__(self, members: Members, ground: Ground) -> None:
        self._ground, self._cells = ground, _Cells(members, ground)
        self._gather(self._cells.middles(ground.apart))
        self._space()
        self.of: Ints = self._of[self._cells.of]
        self.rooms = self._rooms(members)

    def __len__(self) -> int:
        return len(self.many)

    @property
    def x(self) -> Floats:
        """The places of the marks in pixels, across."""
        return self._placed.x

    @property
    def y(self) -> Floats:
        """The places of the marks in pixels, downwards."""
        return self._placed.y

    def among(self, rows: Ints) -> Groups:
        """The same groups with only some of the incidents (positions): their places and rooms stay as they are."""
        part = copy(self)
        part.of = self.of[rows]
        part.many = np.bincount(part.of, minlength=len(self)).astype(np.int64)
        return part

    def _gather(self, of: Ints) -> None:
        """The sums and the places of groups of cells."""
        cells, count = self._cells, int(of.max(initial=-1)) + 1
        self._of = of
        self.many = np.bincount(of, cells.many, count).astype(np.int64)
        self.weight: Floats = np.bincount(of, cells.weight, count).astype(np.float64)
        self.area = np.full(count, -1)
        self.area[of] = cells.area
        x, y = (np.bincount(of, sums, count) / self.many for sums in (cells.sum_x, cells.sum_y))
        for g in range(count):
            go_on()
            if self._ground.area_at(float(x[g]), float(y[g])) != self.area[g]:
                own = np.flatnonzero(of == g)
                best = own[np.argmin(np.hypot(cells.x[own] - x[g], cells.y[own] - y[g]))]
                x[g], y[g] = cells.x[best], cells.y[best]
        self.growth = growth_for(float(self.weight.max(initial=0)))
        self._whole = np.array(
            [mark_radius(int(n), float(w), self.growth) for n, w in zip(self.many, self.weight, strict=True)]
        )
        left, top, right, bottom = self._ground.frame
        x = np.clip(x, left + self._whole, right - self._whole)
        y = np.clip(y, top + self._whole, bottom - self._whole)
        self._placed = Placed(x.copy(), y.copy(), x, y, self.many, self.area)

    def _may_be(self, g: int, x: float, y: float) -> bool:
        left, top, right, bottom = self._ground.frame
        r = float(self._whole[g])
        inside = left + r <= x <= right - r and top + r <= y <= bottom - r
        return inside and self._ground.area_at(x, y) == self.area[g]

    def _space(self) -> None:
        """Move marks apart, and merge those of one area of which the numbers still have no room."""
        while True:
            go_on()
            needed = np.array([number_radius(int(n)) for n in self.many])
            self._spacing = Spacing(self._placed, self._may_be, self._ground.shift)
            self._spacing.separate(self._whole)
            self._spacing.separate(needed)
            pairs = [(g, h) for g, h in self._spacing.pairs(needed) if self.area[g] == self.area[h]]
            if not pairs:
                return
            self._merge(pairs)

    def _merge(self, pairs: list[tuple[int, int]]) -> None:
        """Merge pairs of groups, the smallest first."""
        before, into, busy = self._placed, np.arange(len(self)), set[int]()
        for g, h in sorted(pairs, key=lambda pair: (int(self.many[list(pair)].sum()), pair)):
            if not busy & {g, h}:
                busy |= {g, h}
                into[h] = g
        number = np.cumsum(into == np.arange(len(into))) - 1
        self._gather(number[into][self._of])
        for g in range(len(into)):
            if g not in busy:
                self._placed.x[number[g]], self._placed.y[number[g]] = before.x[g], before.y[g]

    def _rooms(self, members: Members) -> Rooms:
        few = (self.many <= MARKS.singles)[self.of] if len(self) else np.zeros(0, np.bool_)
        radii = np.sqrt(WEIGHTS[members.size[few]]) * self._ground.symbol_px
        symbols = list(zip(members.x[few].tolist(), members.y[few].tolist(), radii.tolist(), strict=True))
        left, top, right, bottom = self._ground.frame
        far = np.inf
        beyond = [(-far, -far, left, far), (-far, -far, far, top), (right, -far, far, far), (-far, bottom, far, far)]
        closed = Taken(symbols, [*beyond, *self._ground.reserved])
        room = MarkRoom(self._spacing, self.weight, list(self._ground.districts), closed, self._may_be)
        return room.give(self._whole)
