"""How large each mark may be, and where numbers stand that have no room in their mark.

Marks and the numbers of districts are taken in one order: that of the incidents, or else of those killed. What comes
first has its number at its place. A mark without room becomes small, and its number stands beside it. The rule is that
of the map; see `assets/web/data/mark_room.js`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.draw.page.mark_size import number_half, number_radius, number_text
from geo.draw.page.spacing import Floats, Spacing
from geo.draw.style import MARKS
from geo.ending import go_on

__all__ = ["MarkRoom", "Numbered", "Point", "Rooms", "Taken", "scaled"]

Point = tuple[float, float]
_Box = tuple[float, float, float, float]
"""Left, top, right and bottom in pixels."""

_ROUNDS = 3
_MORE = 8
_GAP_PX = 1.0
_APART_PX = 7.0
_STEP_PX = 4
_MARK_STEPS = 14
_DISTRICT_STEPS = 28
_QUARTER = 8
_LINE_PX = 2
_LINE_STEP_PX = 5
_TINY = 1e-9
_WAYS = [way for k in range(_QUARTER + 1) for way in (-k, 2 * _QUARTER + k, k, 2 * _QUARTER - k)]
_DIRECTIONS = [(math.cos(math.pi * way / (2 * _QUARTER)), math.sin(math.pi * way / (2 * _QUARTER))) for way in _WAYS]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A district by name, the incidents known only to it, and places for its number in pixels, the best first."""

    name: str
    count: int
    spots: tuple[Point, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Rooms:
    """What has room, in pixels.

    ``room`` is the greatest radius of each mark, ``beside`` the middle of the number of a mark that has no room in it,
    ``districts`` that of the number of a district, and ``lines`` where the line to it begins, if it stands beside it.
    """

    room: Floats
    beside: dict[int, Point]
    districts: dict[str, Point]
    lines: dict[str, Point]


class Taken:
    """Circles (x, y, radius) and boxes that are taken."""

    def __init__(self, circles: Sequence[tuple[float, float, float]] | Floats, boxes: Iterable[_Box] = ()) -> None:
        self._circles = np.array(circles, np.float64).reshape(-1, 3).T
        self._boxes = np.array(list(boxes), np.float64).reshape(-1, 4)

    def are_free(self, boxes: Floats, gap: float = _GAP_PX) -> npt.NDArray[np.bool_]:
        """Which boxes (shape n, 4) keep a distance from all that is taken."""
        left, top, right, bottom = boxes.T[:, :, None]
        x, y, r = self._circles
        across, down = np.maximum(left - x, x - right), np.maximum(top - y, y - bottom)
        near = np.hypot(np.maximum(0, across), np.maximum(0, down)) - r < gap
        west, north, east, south = self._boxes.T
        gaps = np.maximum(np.maximum(left - east, west - right), np.maximum(top - south, north - bottom))
        return np.asarray(~near.any(axis=1) & ~(gaps < gap).any(axis=1))

    def add(self, box: _Box, line: tuple[Point, Point]) -> None:
        """Take a box and the line that leads to it."""
        start, end = line
        steps = max(1, math.ceil(math.dist(start, end) / _LINE_STEP_PX))
        points = np.array(start) + (np.array(end) - start) * np.linspace(0, 1, steps + 1)[:, None]
        self._boxes = np.concatenate((self._boxes, [box], np.hstack((points - 1, points + 1))))


class MarkRoom:
    """Marks and numbers of districts in one order.

    ``closed`` is what no number lies on: what symbols may cover, and what lies beyond the sheet. ``in_area`` says
    whether a place in pixels is in the area of a mark, by its number.
    """

    def __init__(
        self,
        spacing: Spacing,
        weight: Floats,
        districts: list[Numbered],
        closed: Taken,
        in_area: Callable[[int, float, float], bool],
    ) -> None:
        many = spacing.placed.many
        self._spacing, self._placed, self._districts, self._in_area = spacing, spacing.placed, districts, in_area
        self._closed = closed
        self._needed = np.array([number_radius(int(count)) for count in many])
        self._order: list[int] = np.lexsort((np.arange(len(many)), -weight, -many)).tolist()
        self._room = np.zeros(0)
        self._boxes: dict[str, _Box] = {}
        self._open = {one.name: _open_boxes(one, closed) for one in districts}

    def give(self, whole: Floats) -> Rooms:
        """Give room to all of them; ``whole`` is the radius of each mark with all of its incidents."""
        self._rank()
        for _ in range(_ROUNDS):
            if not self._small():
                break
            self._spacing.separate(self._room)
            self._rank()
        self._clear()
        self._grow(whole)
        beside, lines = self._placed_beside()
        middles = {name: _middle(box) for name, box in self._boxes.items()}
        return Rooms(self._room, beside, middles, lines)

    def _small(self) -> list[int]:
        return [g for g in self._order if self._room[g] < self._needed[g]]

    def _at(self, g: int) -> Point:
        return float(self._placed.x[g]), float(self._placed.y[g])

    def _rank(self) -> None:
        """What has its number at its place; the others become small."""
        self._room, self._boxes = np.full(len(self._needed), MARKS.small_px), {}
        waiting = list(self._districts)
        for g in self._order:
            go_on()
            self._place_districts(waiting, int(self._placed.many[g]))
            free = all(self._room[h] < self._needed[h] for h in self._spacing.overlapping(g, self._needed))
            clear = all(_gap(box, *self._at(g)) >= self._needed[g] + _GAP_PX for box in self._boxes.values())
            if free and clear:
                self._room[g] = self._needed[g]
        self._place_districts(waiting, -1)

    def _place_districts(self, waiting: list[Numbered], least: int) -> None:
        """Place the numbers of districts with more incidents: where no mark loses its own, or only later ones."""
        while waiting and waiting[0].count > least:
            one = waiting.pop(0)
            boxes = self._open[one.name]
            free = boxes[Taken((), self._boxes.values()).are_free(boxes)]
            for radii in (self._needed, self._room):
                marks = Taken(np.column_stack((self._placed.x, self._placed.y, radii)))
                found = free[marks.are_free(free)]
                if len(found):
                    left, top, right, bottom = found[0].tolist()
                    self._boxes[one.name] = left, top, right, bottom
                    break

    def _clear(self) -> None:
        """A small mark on the number of another one goes to the closest place in its area where it is on none."""
        for g in self._small():
            if not self._covers(g, *self._at(g)):
                continue
            x, y = float(self._placed.home_x[g]), float(self._placed.home_y[g])
            steps = range(2, int(2 * MARKS.shift_px) + 1, 2)
            places = ((x + far * dx, y + far * dy) for far in steps for dx, dy in _DIRECTIONS)
            found = next((at for at in places if self._in_area(g, *at) and not self._covers(g, *at)), None)
            if found is not None:
                self._placed.x[g], self._placed.y[g] = found

    def _covers(self, g: int, x: float, y: float) -> bool:
        room, needed, placed = self._room, self._needed, self._placed
        others = (h for h in self._spacing.close_to(x, y) if h != g and room[h] >= needed[h])
        reach = room[g] - MARKS.ring_px
        return any(math.hypot(placed.x[h] - x, placed.y[h] - y) < needed[h] + reach for h in others)

    def _grow(self, whole: Floats) -> None:
        """Marks with a number grow into free room."""
        for g in self._order:
            if self._room[g] < self._needed[g]:
                continue
            limits = [max(float(whole[g]), number_radius(int(self._placed.many[g]) + _MORE))]
            others = self._spacing.close_to(*self._at(g))
            limits += [self._spacing.far(g, h) - float(self._room[h]) - MARKS.gap_px for h in others if h != g]
            limits += [_gap(box, *self._at(g)) - _GAP_PX for box in self._boxes.values()]
            self._room[g] = max(float(self._room[g]), min(limits))

    def _placed_beside(self) -> tuple[dict[int, Point], dict[str, Point]]:
        """Places beside, at the end of a line: for small marks, and for districts; the fewer incidents, the shorter."""
        beside: dict[int, Point] = {}
        lines: dict[str, Point] = {}
        ground = self._taken()
        for _, one in sorted(self._left(), key=lambda each: -each[0]):  # stable: districts first
            found = self._beside_district(one, ground) if isinstance(one, Numbered) else self._beside_mark(one, ground)
            if found is None:
                continue
            start, box = found
            if isinstance(one, Numbered):
                self._boxes[one.name], lines[one.name] = box, start
            else:
                beside[one] = _middle(box)
            for each in ground:
                each.add(box, (start, _middle(box)))
        return beside, lines

    def _left(self) -> Iterator[tuple[int, Numbered | int]]:
        """Numbers without a place, each with its incidents."""
        yield from ((one.count, one) for one in self._districts if one.name not in self._boxes)
        yield from ((int(self._placed.many[g]), g) for g in self._small())

    def _beside_district(self, one: Numbered, ground: tuple[Taken, Taken]) -> tuple[Point, _Box] | None:
        """From a free point of the district, or else one below a mark that has its number."""
        spots = np.array(one.spots).reshape(-1, 2)
        points = np.hstack((spots, spots))
        points = points[self._closed.are_free(points)]
        starts = np.concatenate([points[each.are_free(points, 2 * _GAP_PX)] for each in ground])
        if not len(starts):
            return None
        start = (float(starts[0, 0]), float(starts[0, 1]))
        steps = math.floor(_DISTRICT_STEPS * math.sqrt(one.count / self._districts[0].count) + 0.5)
        box = self._box_beside(start, 0, one.count, (steps, _APART_PX), ground)
        return (start, box) if box else None

    def _beside_mark(self, g: int, ground: tuple[Taken, Taken]) -> tuple[Point, _Box] | None:
        start = self._at(g)
        count = int(self._placed.many[g])
        box = self._box_beside(start, float(self._room[g]) + _GAP_PX, count, (_MARK_STEPS, _GAP_PX), ground)
        return (start, box) if box else None

    def _taken(self) -> tuple[Taken, Taken]:
        """What no number, and what no line may cross: a line may pass below a mark with a number of its own."""
        circles = [(*self._at(g), float(self._room[g])) for g in self._order]
        small = [(*self._at(g), float(self._room[g])) for g in self._small()]
        return Taken(circles, self._boxes.values()), Taken(small, self._boxes.values())

    def _box_beside(
        self, start: Point, own: float, count: int, far: tuple[int, float], ground: tuple[Taken, Taken]
    ) -> _Box | None:
        """The closest free box to a place, to which a line crosses no mark, or else none without a number.

        ``far`` is how many steps it is away at most, and how far it stays from what is taken.
        """
        half = number_half(number_text(count))
        found = (self._box_around(start, own, half, far, (ground[0], closed)) for closed in ground)
        return next((box for box in found if box is not None), None)

    def _box_around(
        self, start: Point, own: float, half: float, far: tuple[int, float], ground: tuple[Taken, Taken]
    ) -> _Box | None:
        """The closest free box to a place, to which a line crosses nothing of what is closed."""
        (taken, closed), (steps, gap) = ground, far
        ways, checked = np.array(_DIRECTIONS), own + _LINE_PX
        for step in range(steps + 1):
            go_on()
            to = own + step * _STEP_PX
            fars = np.arange(checked, to - _LINE_PX + _TINY, _LINE_PX)
            points = (np.array(start) + fars[:, None] * ways[:, None]).reshape(-1, 2)
            crosses = ~closed.are_free(np.hstack((points, points)))
            ways = ways[~crosses.reshape(len(ways), len(fars)).any(axis=1)]
            if not len(ways):
                break
            checked += _LINE_PX * len(fars)
            boxes = _boxes_beside(np.array(start), ways, to, half)
            free = boxes[taken.are_free(boxes, gap) & self._closed.are_free(boxes, gap)]
            if len(free):
                left, top, right, bottom = free[0].tolist()
                return left, top, right, bottom
        return None


def scaled(places: dict[str, Point], by: float) -> dict[str, Point]:
    """Places with their coordinates multiplied."""
    return {name: (x * by, y * by) for name, (x, y) in places.items()}


def _box_at(middle: Point, half: float) -> _Box:
    x, y = middle
    return x - half, y - MARKS.number_px, x + half, y + MARKS.number_px


def _boxes_beside(start: Floats, ways: Floats, to: float, half: float) -> Floats:
    """Boxes (shape n, 4) that begin so far from a place, one in each direction."""
    along = np.maximum(_TINY, np.abs(ways))
    inside = np.minimum(half / along[:, 0], MARKS.number_px / along[:, 1])
    middles = start + ways * (to + inside)[:, None]
    size = np.array([half, MARKS.number_px])
    return np.hstack((middles - size, middles + size))


def _open_boxes(one: Numbered, closed: Taken) -> Floats:
    """Places for the number of a district where nothing is closed, as boxes (shape n, 4), the best first."""
    half = number_half(number_text(one.count))
    boxes = np.array([_box_at(spot, half) for spot in one.spots]).reshape(-1, 4)
    return boxes[closed.are_free(boxes)]


def _middle(box: _Box) -> Point:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _gap(box: _Box, x: float, y: float) -> float:
    """From a box to a point."""
    return math.hypot(max(box[0] - x, 0, x - box[2]), max(box[1] - y, 0, y - box[3]))
