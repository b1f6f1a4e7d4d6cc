"""Groups of incidents and the room of their marks: on the map as on pages."""

from __future__ import annotations

import json
import math
from typing import Any

import numpy as np
import pytest

from geo.draw.page.grouping import Ground, Groups, Members
from geo.draw.page.mark_room import Numbered
from geo.draw.page.mark_size import apart_at, number_half, number_radius, number_text
from geo.draw.style import MARKS, SIZE_CLASSES
from geo.draw.web.points import PointColumns, mercator, pack_mask, pack_points
from tests.web.made_points import DAY0, clustered_columns, columns
from tests.web.scripts import Scripts

STRIP_PX = 90
"""Areas are strips of this width, from west to east."""

GROUPS = f"""
const s = new Store(); s.load(points, {DAY0}, 61, 2); s.setMask(mask);
const world = 256 * 2 ** ZOOM, areas = {{ at: (x) => Math.floor((x * world) / {STRIP_PX}) }};
const districts = DISTRICTS.map(([count, spots], district) =>
  ({{ district, count, spots: spots.map(([x, y]) => [x / world, y / world]) }}));
const weights = weightsOf({[size.radius_px for size in SIZE_CLASSES]}, false);
const g = new Groups(s, {{ zoom: ZOOM, areas, whole: WHOLE, weights, rows: null, districts }});
const px = (places) => Array.from(places, (at) => at * world);
const points_of = (places) => Array.from(places, ([key, at]) => [key, px(at)]);
return {{
  of: Array.from(g.of), many: Array.from(g.many), area: Array.from(g.area), x: px(g.x), y: px(g.y), homeX: px(g.homeX),
  homeY: px(g.homeY), room: Array.from(g.room), beside: points_of(g.beside), districts: points_of(g.districts),
  lines: points_of(g.lines),
}};
"""


@pytest.fixture(scope="module")
def scripts() -> Scripts:
    return Scripts("data/store.js", "data/groups.js", "data/grouping.js", "data/mark_size.js")


def groups_of(
    scripts: Scripts,
    points: PointColumns,
    zoom: float,
    whole: bool = False,
    districts: tuple[tuple[int, list[tuple[float, float]]], ...] = (),
) -> dict[str, Any]:
    """The groups of the map, with lengths in pixels of the level."""
    scripts.set_bytes("points", pack_points(points))
    scripts.set_bytes("mask", pack_mask(np.ones(len(points.start), np.bool_)))
    script = GROUPS.replace("ZOOM", str(zoom)).replace("WHOLE", str(whole).lower())
    return dict(scripts.run(script.replace("DISTRICTS", json.dumps(districts))))


def overlaps(found: dict[str, Any]) -> int:
    """Pairs of marks that lie on each other, with the radii of their rooms."""
    x, y, room = (np.array(found[name]) for name in ("x", "y", "room"))
    far = np.hypot(x[:, None] - x, y[:, None] - y)
    return int((np.triu(far < room[:, None] + room - 1e-2, 1)).sum())


@pytest.mark.parametrize("whole", [False, True], ids=["cells", "areas"])
@pytest.mark.parametrize(("rows", "zoom"), [(40, 5.0), (900, 5.0), (900, 6.0), (3_000, 5.5)])
def test_pages_have_the_groups_of_the_map(scripts: Scripts, rows: int, zoom: float, whole: bool) -> None:
    points = clustered_columns(rows, seed=rows)
    world = 256 * 2**zoom
    x, y = (np.float64(part) * world for part in mercator(points.lon, points.lat))
    spots = [[(float(x0) + 40 * k, 3_300 * 2 ** (zoom - 5) + 60 * k) for k in range(4)] for x0 in (5_700, 5_725)]
    given = tuple((count, at) for count, at in zip((900, 30), spots, strict=True))
    on_map = groups_of(scripts, points, zoom, whole, given)
    located = np.flatnonzero(np.isfinite(points.lon))
    x, y = x[located], y[located]
    area = np.floor(x / STRIP_PX).astype(np.int64)
    half = apart_at(zoom) / 2
    cell = np.floor(x / half).astype(np.int64) * 2**24 + np.floor(y / half).astype(np.int64)
    kind, near = (points.kind & 15)[located].astype(np.int32), (points.kind >> 4)[located] == 1
    members = Members(
        x, y, kind, points.size[located].astype(np.int32), near, area, np.where(whole, -1, cell)
    )  # fmt: skip
    numbered = tuple(Numbered(str(k), count, tuple(at)) for k, (count, at) in enumerate(given))
    shift = MARKS.whole_shift_px if whole else MARKS.shift_px
    everywhere = (-1e9, -1e9, 1e9, 1e9)
    ground = Ground(lambda u, _: math.floor(u / STRIP_PX), everywhere, apart_at(zoom), shift, numbered)
    on_page = Groups(members, ground)
    assert on_page.many.tolist() == on_map["many"]
    assert on_page.of.tolist() == [on_map["of"][row] for row in located]
    np.testing.assert_allclose(on_page.x, on_map["x"], atol=1e-3)
    np.testing.assert_allclose(on_page.y, on_map["y"], atol=1e-3)
    np.testing.assert_allclose(on_page.rooms.room, on_map["room"], atol=1e-3)
    for name in ("beside", "districts", "lines"):
        places = {int(key): at for key, at in getattr(on_page.rooms, name).items()}
        assert places.keys() == {key for key, _ in on_map[name]}
        for key, at in on_map[name]:
            np.testing.assert_allclose(places[key], at, atol=1e-3)


@pytest.mark.parametrize("zoom", [5.0, 6.0, 7.5])
@pytest.mark.parametrize("rows", [300, 5_478, 20_000])
def test_marks_of_an_area_do_not_overlap_and_stay_near_their_mean_place(
    scripts: Scripts, rows: int, zoom: float
) -> None:
    found = groups_of(scripts, clustered_columns(rows, seed=rows), zoom)
    assert overlaps(found) == 0
    moved = np.hypot(np.subtract(found["x"], found["homeX"]), np.subtract(found["y"], found["homeY"]))
    assert moved.max() <= MARKS.shift_px + 1e-6
    assert rows > 10_000 or np.median(moved) <= apart_at(zoom) / 2
    strips = np.floor(np.array(found["x"]) / STRIP_PX)
    assert strips.tolist() == found["area"]


def test_hot_places_closer_than_their_marks_are_moved_apart_and_not_merged(scripts: Scripts) -> None:
    """Three places 18 pixels apart whose marks need 23 pixels: they are three marks, whatever lies between them."""
    degrees = 360 / (256 * 2**5)
    rows = [{"lon": 70.4 + 18 * k * degrees, "start": n} for k in range(3) for n in range(150)]
    found = groups_of(scripts, columns(rows), 5.0)
    assert sorted(found["many"]) == [150, 150, 150]
    assert overlaps(found) == 0


def test_the_mark_with_the_most_incidents_keeps_its_number_and_a_later_one_has_it_beside(scripts: Scripts) -> None:
    """Where each area has one mark, those that have no room are small; numbers and marks lie on none another."""
    degrees = 360 / (256 * 2**5)
    west = math.ceil(70 / 360 * 8192 / STRIP_PX) * STRIP_PX * degrees - 180  # where two areas touch
    rows = [
        {"lon": west + (far + 0.01 * (n % 2)) * degrees, "start": n}
        for far, count in ((-0.5, 700), (0.5, 400)) for n in range(count)
    ]  # fmt: skip
    pinned = groups_of(scripts, columns(rows), 5.0, whole=True)
    by_number = dict(zip(pinned["many"], pinned["room"], strict=True))
    assert by_number[700] >= number_radius(700)
    assert overlaps(pinned) == 0


def test_the_number_of_a_district_is_in_one_order_with_those_of_marks(scripts: Scripts) -> None:
    """It takes the place of a mark with fewer incidents, whose number stands beside it, and yields to one with more."""
    points = columns([{"lon": 70.4, "start": n} for n in range(20)])
    x, y = (float(part[0]) * 256 * 2**5 for part in mercator(points.lon, points.lat))
    spots = [(x + 15, y)]  # on the mark, but not on the dot that it is without room
    for count, has_number in ((21, False), (19, True)):
        found = groups_of(scripts, points, 5.0, districts=((count, spots),))
        assert (found["room"][0] >= number_radius(20)) == has_number
        assert (len(found["beside"]) == 0) == has_number
        at = dict(found["districts"]).get(0)
        assert (at == pytest.approx(spots[0])) != has_number


def test_the_largest_number_below_a_mark_stands_beside_it_and_a_small_one_leads_less_far(scripts: Scripts) -> None:
    points = columns([{"lon": 70.4, "start": n} for n in range(700)])
    x, y = (float(part[0]) * 256 * 2**5 for part in mercator(points.lon, points.lat))
    below = [(x + 1, y), (x - 1, y)]
    found = groups_of(scripts, points, 5.0, districts=((138, below), (1, below)))
    assert found["room"][0] >= number_radius(700)
    places = dict(found["districts"])
    assert places.keys() == {0}
    assert dict(found["lines"])[0] == pytest.approx(below[0])
    (u, v), half = places[0], number_half("138")
    assert math.hypot(max(0, abs(u - x) - half), max(0, abs(v - y) - MARKS.number_px)) > found["room"][0]
    assert math.dist((u, v), (x, y)) < 50


def test_numbers_beside_lie_on_no_mark_and_on_no_number(scripts: Scripts) -> None:
    draw = np.random.default_rng(4)
    rows = [
        {"lon": 70 + 0.8 * k + draw.normal(0, 0.02), "lat": 33 + draw.normal(0, 0.3), "start": n}
        for k in range(5) for n in range(30 * (k + 1))
    ]  # fmt: skip
    points = columns(rows)
    x, y = (np.float64(part) * 256 * 2**5 for part in mercator(points.lon, points.lat))
    places = [(float(at_x), float(at_y)) for at_x, at_y in zip(x[::9], y[::9], strict=True)]
    found = groups_of(scripts, points, 5.0, districts=tuple((count, places) for count in (400, 300, 200, 150)))
    assert found["beside"]
    half = {f"m{g}": number_half(number_text(found["many"][g])) for g, _ in found["beside"]}
    half |= {f"d{k}": number_half(number_text((400, 300, 200, 150)[k])) for k, _ in found["districts"]}
    middles = {f"m{g}": at for g, at in found["beside"]} | {f"d{k}": at for k, at in found["districts"]}
    boxes = {name: (u - half[name], v - 6, u + half[name], v + 6) for name, (u, v) in middles.items()}
    for name, (left, top, right, bottom) in boxes.items():
        for other, box in boxes.items():
            assert name >= other or left > box[2] or box[0] > right or top > box[3] or box[1] > bottom
        for u, v, r in zip(found["x"], found["y"], found["room"], strict=True):
            assert math.hypot(max(left - u, 0, u - right), max(top - v, 0, v - bottom)) > r


BLOCKS = f"""
const s = new Store(); s.load(points, {DAY0}, 61, 2); s.setMask(mask);
const level = 9.5, world = 256 * 2 ** level, areas = {{ at: () => 0 }};
const weights = weightsOf({[size.radius_px for size in SIZE_CLASSES]}, false);
const view = {{ zoom: level, world, left: LEFT * world - 640, top: TOP * world - 360, width: 1280, height: 720 }};
const [west, north, east, south] = blocksOf(view, level), rows = [];
for (let i = 0; i < s.n; i++) if (s.x[i] >= west && s.x[i] <= east && s.y[i] >= north && s.y[i] <= south) rows.push(i);
const seen = (given) => {{
  const g = new Groups(s, {{ zoom: level, areas, whole: false, weights, rows: given, districts: [] }}), found = [];
  for (let k = 0; k < g.count; k++) {{
    const [x, y] = [g.x[k] * world - view.left, g.y[k] * world - view.top];
    if (x > 0 && y > 0 && x < 1280 && y < 720) found.push([x, y, g.many[k], g.room[k]]);
  }}
  return found.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}};
return [rows.length, seen(null), seen(Int32Array.from(rows))];
"""


@pytest.mark.parametrize("at", [(71.58, 34.01), (66.99, 30.18), (70.07, 33.0)], ids=str)
def test_groups_in_view_do_not_depend_on_where_the_blocks_end(scripts: Scripts, at: tuple[float, float]) -> None:
    points = clustered_columns(60_000, seed=8)
    scripts.set_bytes("points", pack_points(points))
    scripts.set_bytes("mask", pack_mask(np.ones(len(points.start), np.bool_)))
    left, top = (float(part[0]) for part in mercator(np.array([at[0]]), np.array([at[1]])))
    rows, everywhere, in_blocks = scripts.run(BLOCKS.replace("LEFT", repr(left)).replace("TOP", repr(top)))
    assert rows < 50_000
    assert len(everywhere) > 50
    assert [row[2] for row in in_blocks] == [row[2] for row in everywhere]
    np.testing.assert_allclose(in_blocks, everywhere, atol=1)  # sizes follow from the heaviest group
