"""The rows of a period, against numpy."""

from __future__ import annotations

from itertools import chain
from typing import Any

import numpy as np
import pytest

from geo.draw.style import SIZE_CLASSES
from geo.draw.web.points import NO_AREA, PointColumns, pack_mask, pack_points
from tests.web.made_points import DAY0, columns, random_columns
from tests.web.scripts import Scripts

DISTRICTS, PROVINCES = 61, 2
VIEW = ([400, 100, 1500, 900], {"scale": 24000, "left": 16000, "top": 9200})
"""Left, top, right, bottom of a part of the screen, and where the map lies in it."""

LOAD = f"globalThis.s = new Store(); s.load(points, {DAY0}, {DISTRICTS}, {PROVINCES}); s.setMask(mask);"
ROWS = """
s.certain = CERTAIN;
const weights = weightsOf(RADII, false), areas = new AreaGrid([]);
const groups = new Groups(s, { zoom: 6.5, areas, whole: false, weights, rows: null, districts: [] });
const v = new InView(), answers = [];
v.fit(s, groups, VIEW, BOX);
for (const [first, last] of PERIODS) {
  s.setPeriod(first, last);
  const all = [], inside = [];
  s.eachInPeriod((i) => all.push(i));
  for (let i = 0; i < s.n; i++) if (s.isIn(i)) inside.push(i);
  v.pick(s, weights);
  const slots = Array.from({ length: v.shown }, (_, slot) => slot);
  const rows = slots.map(() => []);
  slots.forEach((slot) => v.each(slot, (k) => rows[slot].push(v.rows[k])));
  answers.push({
    all, inside, rows, districts: Array.from(s.districtCount),
    provinces: Array.from(s.provinceCount), country: s.countryCount, symbols: s.countSymbols(),
    behind: s.rowsOf(2, 7), numbers: slots.map((slot) => v.number[slot]), weights: slots.map((slot) => v.weight[slot]),
    near: slots.map((slot) => v.near[slot]),
    types: slots.map((slot) => Array.from(v.types.subarray(slot * 6, slot * 6 + 6))),
  });
}
const of = Array.from({ length: s.n }, (_, i) => [s.type(i), s.size(i), s.precision(i)]);
return { answers, of, seen: Array.from(v.rows.subarray(0, v.count)), groupOf: Array.from(groups.of) };
""".replace("RADII", str([size.radius_px for size in SIZE_CLASSES]))


@pytest.fixture(scope="module")
def scripts() -> Scripts:
    return Scripts(
        "data/store.js", "data/in_view.js", "data/points.js", "data/groups.js", "data/area_grid.js", "data/mark_size.js"
    )


def load(scripts: Scripts, points: PointColumns, mask: np.ndarray | None = None) -> None:
    scripts.set_bytes("points", pack_points(points))
    scripts.set_bytes("mask", pack_mask(np.ones(len(points.start), np.bool_) if mask is None else mask))
    scripts.run(LOAD)


def in_period(points: PointColumns, mask: np.ndarray, first: int, last: int, certain: bool = False) -> np.ndarray:
    if certain:
        return mask & (points.start >= first) & (points.end <= last)
    return mask & (points.start <= last) & (points.end >= first)


def answers_to(scripts: Scripts, periods: list[tuple[int, int]], certain: bool = False) -> dict[str, Any]:
    """The rows and counts of the store and the view in each of these periods."""
    script = ROWS.replace("PERIODS", str([list(p) for p in periods])).replace("CERTAIN", str(certain).lower())
    return dict(scripts.run(script.replace("VIEW", str(VIEW[1])).replace("BOX", str(VIEW[0]))))


def periods(seed: int) -> list[tuple[int, int]]:
    draw = np.random.default_rng(seed)
    firsts = draw.integers(-10, 720, 40)
    random = [(int(DAY0 + f), int(DAY0 + f + w)) for f, w in zip(firsts, draw.integers(0, 300, 40), strict=True)]
    slid = [(DAY0 + 200 + 9 * k, DAY0 + 330 + 4 * k) for k in (*range(12), *range(10, 0, -3))]
    return [*random, *slid]  # `slid` as by the time bar, where counts are updated from the previous period


@pytest.mark.parametrize("certain", [False, True], ids=["overlapping", "certainly inside"])
@pytest.mark.parametrize("count", [0, 1, 2, 3, 5, 1000])
def test_rows_of_random_periods(scripts: Scripts, count: int, certain: bool) -> None:
    points = random_columns(count, seed=count)
    mask = np.random.default_rng(7).random(count) < 0.7
    load(scripts, points, mask)
    tested = periods(seed=count)
    result = answers_to(scripts, tested, certain)
    precision = points.kind >> 4
    assert result["of"] == np.column_stack((points.kind & 15, points.size, precision)).tolist()
    in_view = np.isin(np.arange(count), result["seen"])
    assert not in_view[precision >= 2].any()
    assert count < 1000 or 20 < in_view.sum() < 900
    grouped = np.array(result["groupOf"], int) >= 0
    assert (grouped == ((precision < 2) & mask)).all()
    for (first, last), answer in zip(tested, result["answers"], strict=True):
        inside = in_period(points, mask, first, last, certain)
        assert sorted(answer["all"]) == answer["inside"] == np.flatnonzero(inside).tolist()
        assert answer["symbols"] == int((inside & (precision < 2)).sum())
        assert sorted(chain.from_iterable(answer["rows"])) == np.flatnonzero(inside & in_view).tolist()
        assert answer["districts"] == np.bincount(points.area[inside & (precision == 2)], minlength=61).tolist()
        assert answer["provinces"] == np.bincount(points.area[inside & (precision == 3)], minlength=3).tolist()
        assert answer["country"] == int((inside & (precision == 4)).sum())
        assert answer["behind"] == np.flatnonzero(inside & (precision == 2) & (points.area == 7)).tolist()
        assert_groups(points, answer, result["groupOf"])


def assert_groups(points: PointColumns, answer: dict[str, Any], group_of: list[int]) -> None:
    """Check that each group counts its rows by type, weight and precision, and holds no row of another."""
    areas = np.square([size.radius_px for size in SIZE_CLASSES])
    for slot, rows in enumerate(answer["rows"]):
        assert len({group_of[row] for row in rows}) <= 1
        assert answer["numbers"][slot] == len(rows)
        assert answer["types"][slot] == np.bincount(points.kind[rows] & 15, minlength=6).tolist()
        assert answer["near"][slot] == np.count_nonzero(points.kind[rows] >> 4 == 1)
        assert answer["weights"][slot] == pytest.approx(float(areas[points.size[rows]].sum()), rel=1e-5)


def test_a_row_of_several_days_is_in_every_period_that_it_overlaps(scripts: Scripts) -> None:
    points = columns([{"start": 0, "end": 30}, {"start": 5}, {"start": 10, "end": 12}, {"start": 40}])
    load(scripts, points)
    result = answers_to(scripts, [(DAY0 + 11, DAY0 + 20), (DAY0 + 30, DAY0 + 40), (DAY0 + 31, DAY0 + 39)])["answers"]
    assert [sorted(answer["all"]) for answer in result] == [[0, 2], [0, 3], []]


def test_a_mask_of_another_length_is_refused(scripts: Scripts) -> None:
    load(scripts, columns([{}, {"lon": 70}]))
    scripts.set_bytes("mask", b"\0\0\0")
    assert scripts.run("return [s.setMask(mask), s.passing]") == [False, 2]


def test_an_unknown_district_is_counted_without_a_province(scripts: Scripts) -> None:
    load(scripts, columns([{"precision": 2, "area": NO_AREA, "lon": float("nan"), "lat": float("nan")}]))
    answer = answers_to(scripts, [(DAY0, DAY0)])["answers"][0]
    assert sum(answer["districts"]) == 0
    assert answer["provinces"] == [0, 0, 1]


def test_the_length_of_packed_points_is_computed_from_their_header(scripts: Scripts) -> None:
    points = random_columns(300, seed=4)
    packed = pack_points(points)
    scripts.set_bytes("points", packed)
    assert scripts.run("return [pointsLength(points), rowCount(points)]") == [len(packed), 300]
    scripts.set_bytes("points", b"")
    assert scripts.run("return [pointsLength(points), rowCount(points)]") == [0, 0]
