"""Which incidents of a page are drawn alone and which as one mark with their number: the rule of the map, on paper.

`docs/marks.md` states it. Lengths are pixels, as on screen. On paper nothing moves, so that the groups are those of the
incidents shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.draw.style import MARKS, SIZE_CLASSES
from geo.taxonomy import EVENT_TYPES

__all__ = [
    "N_TYPES",
    "WEIGHTS",
    "Groups",
    "Members",
    "grouped",
    "growth_for",
    "mark_radius",
    "number_radius",
    "number_text",
]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Frame = tuple[float, float, float, float]
"""Left, top, right and bottom in pixels."""

WEIGHTS = np.array([size.radius_px**2 for size in SIZE_CLASSES])
"""What an incident adds to its mark, by class of deaths: the area of its symbol."""

N_TYPES = len(EVENT_TYPES)
_AREAS = 2**16
_ROUNDS = 24
_TINY_PX = 4.0
_NOWHERE = -2


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


class Groups:
    """Groups of incidents that may become one mark: places, sums, and the room for a mark.

    ``of`` is the group of each incident (n); all else has the length of the groups.
    """

    def __init__(self, members: Members) -> None:
        keys = members.cell * _AREAS + members.area + 1
        found, self.of, self.many = np.unique(keys, return_inverse=True, return_counts=True)
        self.area: Ints = found % _AREAS - 1
        count = len(found)
        self.x = np.bincount(self.of, members.x, count) / self.many
        self.y = np.bincount(self.of, members.y, count) / self.many
        self.weight = np.bincount(self.of, WEIGHTS[members.size], count)
        self.growth = growth_for(float(self.weight.max(initial=0)))

    def __len__(self) -> int:
        return len(self.many)

    def radius(self, group: int) -> float:
        """The radius of a mark for all of a group."""
        return mark_radius(int(self.many[group]), float(self.weight[group]), self.growth)


def number_text(count: int) -> str:
    """A number in at most four signs: exact up to 9,999, then in thousands and millions."""
    if count < 10_000:
        return str(count)
    if count < 999_500:
        return f"{round(count / 1000)}k"
    return f"{count / 1e6:.1f}M" if count < 9_950_000 else f"{round(count / 1e6)}M"


def number_radius(count: int) -> float:
    """The radius that holds a number."""
    return MARKS.least_px[min(len(MARKS.least_px), len(number_text(count))) - 1]


def growth_for(heaviest: float) -> float:
    """The area that a mark gains for each unit of weight, so that the heaviest one has the greatest radius."""
    return min(MARKS.growth, (MARKS.most_px**2 - MARKS.least_px[0] ** 2) / max(1.0, heaviest))


def mark_radius(count: int, weight: float, growth: float, room: float = MARKS.most_px) -> float:
    """The radius of a mark: its area is the least one plus what its weight adds, and its number has room."""
    wanted = float(np.sqrt(MARKS.least_px[0] ** 2 + weight * growth))
    return min(room, MARKS.most_px, max(wanted, number_radius(count)))


def grouped(members: Members, area_at: Callable[[float, float], int], frame: Frame) -> tuple[Groups, Floats]:
    """The groups of incidents at the places of their marks, and the greatest radius of each.

    ``area_at`` gives the area of a place in pixels, as ``members.area`` names it; no mark leaves the frame.
    """
    groups = Groups(members)
    if not len(groups):
        return groups, np.zeros(0)
    _merge(groups)
    _settle(groups, members, area_at)
    whole = np.array([groups.radius(g) for g in range(len(groups))])
    left, top, right, bottom = frame
    groups.x = np.clip(groups.x, left + whole, right - whole)
    groups.y = np.clip(groups.y, top + whole, bottom - whole)

    def area_within(x: float, y: float, radius: float) -> int:
        inside = left + radius <= x <= right - radius and top + radius <= y <= bottom - radius
        return area_at(x, y) if inside else _NOWHERE

    _separate(groups, whole, area_within)
    return groups, _limited(groups, whole)


def _merge(groups: Groups) -> None:
    """Merge groups of one area that lie too close for two marks, the larger ones first."""
    into, alive = np.arange(len(groups)), np.ones(len(groups), np.bool_)
    for g in np.lexsort((np.arange(len(groups)), -groups.many)).tolist():
        while alive[g] and (other := _closest(groups, alive, g)) >= 0:
            total = groups.many[g] + groups.many[other]
            for at in (groups.x, groups.y):
                at[g] = (at[g] * groups.many[g] + at[other] * groups.many[other]) / total
            groups.many[g], groups.weight[g] = total, groups.weight[g] + groups.weight[other]
            alive[other], into[into == other] = False, g
    number = np.cumsum(alive) - 1
    groups.of = number[into[groups.of]]
    for name in ("area", "many", "x", "y", "weight"):
        setattr(groups, name, getattr(groups, name)[alive])
    groups.growth = growth_for(float(groups.weight.max()))


def _closest(groups: Groups, alive: npt.NDArray[np.bool_], g: int) -> int:
    """The closest group of the same area whose mark would overlap that of a group; -1 for none."""
    others = np.flatnonzero(alive & (groups.area == groups.area[g]))
    others = others[others != g]
    far = np.hypot(groups.x[others] - groups.x[g], groups.y[others] - groups.y[g])
    reach = 2 * MARKS.most_px + MARKS.gap_px
    for k in np.argsort(far, kind="stable").tolist():
        if far[k] >= reach:
            break
        if far[k] < groups.radius(g) + groups.radius(int(others[k])) + MARKS.gap_px:
            return int(others[k])
    return -1


def _settle(groups: Groups, members: Members, area_at: Callable[[float, float], int]) -> None:
    """A mean place that lies in another area: the member closest to it instead."""
    for g in range(len(groups)):
        if area_at(groups.x[g], groups.y[g]) == groups.area[g]:
            continue
        own = np.flatnonzero(groups.of == g)
        best = own[np.argmin(np.hypot(members.x[own] - groups.x[g], members.y[own] - groups.y[g]))]
        groups.x[g], groups.y[g] = members.x[best], members.y[best]


def _overlaps(groups: Groups, radius: Floats, g: int) -> list[int]:
    far = np.hypot(groups.x - groups.x[g], groups.y - groups.y[g])
    found = np.flatnonzero(far < radius + radius[g] + MARKS.gap_px - 1e-3)
    return [int(h) for h in found if h != g]


def _separate(groups: Groups, radius: Floats, area_at: Callable[[float, float, float], int]) -> None:
    """Move marks of different areas apart, the smaller one further, within a limit and within their area."""
    home = (groups.x.copy(), groups.y.copy())
    active = [g for g in range(len(groups)) if _overlaps(groups, radius, g)]
    for _ in range(_ROUNDS):
        moved: set[int] = set()
        for g in active:
            for h in _overlaps(groups, radius, g):
                if _push(groups, (g, h), radius, (home, area_at)):
                    moved |= {g, h}
        if not moved:
            return
        active = sorted(moved)


def _push(groups: Groups, pair: tuple[int, int], radius: Floats, limits: Any) -> bool:
    (g, h), (home, area_at) = pair, limits
    dx, dy = groups.x[h] - groups.x[g], groups.y[h] - groups.y[g]
    far = float(np.hypot(dx, dy))
    missing = (radius[g] + radius[h] + MARKS.gap_px - far) * 1.02
    angle = float(np.arctan2(dy, dx)) if far > 0 else float(g + h)
    share = groups.many[g] / (groups.many[g] + groups.many[h])
    moves = ((g, radius[g], angle + np.pi, missing * (1 - share)), (h, radius[h], angle, missing * share))
    have_moved = [_moved(groups, one, by, home, area_at) for one, *by in moves]  # both are tried
    return any(have_moved)


def _moved(groups: Groups, g: int, by: list[float], home: Any, area_at: Callable[[float, float, float], int]) -> bool:
    radius, angle, far = by
    x, y = groups.x[g] + far * np.cos(angle), groups.y[g] + far * np.sin(angle)
    if np.hypot(x - home[0][g], y - home[1][g]) > MARKS.shift_px or area_at(x, y, radius) != groups.area[g]:
        return False
    groups.x[g], groups.y[g] = x, y
    return True


def _limited(groups: Groups, radius: Floats) -> Floats:
    """The room of each mark: where two are still too close, the one with more incidents keeps more."""
    room = radius.copy()
    pairs = {(min(g, h), max(g, h)) for g in range(len(groups)) for h in _overlaps(groups, radius, g)}
    for g, h in sorted(pairs, key=lambda pair: (-max(groups.many[list(pair)]), pair)):
        large, small = (g, h) if groups.many[g] >= groups.many[h] else (h, g)
        free = float(np.hypot(groups.x[h] - groups.x[g], groups.y[h] - groups.y[g])) - MARKS.gap_px
        if room[g] + room[h] <= free:
            continue
        needed, others = (number_radius(int(groups.many[one])) for one in (large, small))
        left = others if needed + others <= free else min(others, max(_TINY_PX, free - needed))
        room[large] = max(_TINY_PX, min(room[large], free - left))
        room[small] = max(_TINY_PX, min(room[small], free - room[large]))
    return room
