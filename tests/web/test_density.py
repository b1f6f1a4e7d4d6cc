"""Symbols and cells: which are drawn at which detail level."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from geo.draw.web.points import PointColumns
from tests.web.driver import DAY0, Driver, columns, random_columns
from tests.web.made_points import clustered_columns


def test_cells_replace_symbols_above_a_density_and_back(driver: Driver) -> None:
    driver.show(random_columns(3_000, seed=4))
    script = """
    const page = atlas.page, levels = atlas.page.incidents.levels.map((level) => level.upTo);
    const painted = () => {
      const { pixels } = page.incidents.raster;
      let n = 0;
      for (let k = 0; k < pixels.length; k++) if (pixels[k] !== 0) n++;
      return n;
    };
    const symbols = painted();
    atlas.page.incidents.levels.forEach((level, k) => (level.upTo = k + 1 < levels.length ? 0 : Infinity));
    atlas.call('apply', [{ period: page.period }, -1]);
    const cells = [page.incidents.detailLevel, painted(), page.describe().shown, page.legend.body.textContent];
    const { counts, width, side } = page.incidents.cells.density, { margin, ratio } = page.incidents.frame;
    const cell = counts.findIndex((n, k) => n > 1 && k > 40 * width && k % width > 100 && k % width < width - 100);
    const around = [-width, 0, width].flatMap((line) => [-1, 0, 1].map((beside) => counts[cell + line + beside]));
    const { right, down } = page.incidents.cells.density.view(page.incidents.frame);
    const middle = (k, beyond) => ((k + 0.5) * side - beyond) / ratio - margin;
    const at = L.point(middle(cell % width, right), middle(Math.floor(cell / width), down));
    page.pointer.hover(at);
    const { left, width: wide } = page.pointer.frame.getBoundingClientRect();
    const frame = [left < at.x && at.x < left + wide, page.pointer.frame.hidden];
    page.pointer.showCard({ title: "n incidents here" });
    const card = page.pointer.card.box.textContent;
    const block = [page.incidents.hit(at).length, around.reduce((sum, n) => sum + n, 0), frame, card];
    page.pointer.leave();
    atlas.page.incidents.levels.forEach((level, k) => (level.upTo = levels[k]));
    atlas.call('apply', [{ period: page.period }, -1]);
    const { hidden } = page.pointer.frame, after = [page.incidents.detailLevel, painted()];
    return { symbols, cells, block, hidden, after, before: page.describe().shown };
    """
    result = driver.run(script)
    assert result["cells"][0] == 1
    assert result["cells"][1] > 0
    assert result["cells"][2] == result["before"]
    assert "Incidents in a cell" in result["cells"][3]
    found, counted, frame, card = result["block"]
    assert found == counted > 1
    assert frame == [True, False]
    assert "in a square of about" in card
    assert result["hidden"]
    assert result["after"][1] == result["symbols"]
    assert driver.errors == []


PAINTED = """
const page = atlas.page, shown = page.incidents, { levels } = shown, usual = levels.map((level) => level.upTo);
const light = (r, g, b) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
const home = atlas.theme.palette.home, ground = light(...[1, 3, 5].map((at) => parseInt(home.slice(at, at + 2), 16)));
const contrast = (c) => ((c >>> 24) / 255) * Math.abs(ground - light(c & 255, (c >> 8) & 255, (c >> 16) & 255));
const bits = (words) => words.reduce((sum, word) => {
  for (; word !== 0; word &= word - 1) sum++;
  return sum;
}, 0);
const painted = (inCells) => {
  levels.forEach((level) => (level.upTo = level.cells || !inCells ? Infinity : -1));
  shown.draw();
  return [shown.raster.pixels.reduce((sum, colour) => sum + contrast(colour), 0), bits(shown.marks.discs.area.bits)];
};
const both = (isColoured) => {
  shown.setColoured(isColoured);
  return [painted(false), painted(true)];
};
const found = [both(false), both(true)];
levels.forEach((level, k) => (level.upTo = usual[k]));
const dense = (shown.counted / (shown.frame.width * shown.frame.height)) * 1.2e6;
return [dense / usual[0], ...found];
"""


def many_columns(lon: np.ndarray, lat: np.ndarray) -> PointColumns:
    """Columns of incidents at these places; one in seven is only near."""
    count = len(lon)
    draw, points = np.random.default_rng(5), random_columns(count, seed=5)
    near = (draw.random(count) < 0.15).astype(np.uint8)
    size = draw.choice(6, count, p=[0.05, 0.4, 0.3, 0.12, 0.08, 0.05]).astype(np.uint8)
    kind = ((points.kind & 15) | (near << 4)).astype(np.uint8)
    return replace(points, lon=lon, lat=lat, kind=kind, size=size)


def around_places(draw: np.random.Generator, rows: int) -> PointColumns:
    places = np.column_stack((draw.uniform(62, 72.5, 90), draw.uniform(27, 35.5, 90)))[draw.integers(0, 90, rows)]
    lon, lat = (places + draw.normal(0, 0.25, places.shape)).T
    return many_columns(lon, lat)


def evenly(draw: np.random.Generator, rows: int) -> PointColumns:
    return many_columns(draw.uniform(62, 72.5, rows), draw.uniform(27, 35.5, rows))


def in_a_town(draw: np.random.Generator, rows: int) -> PointColumns:
    wide = np.where(draw.random(rows) < 0.8, 0.04, 0.6)
    return many_columns(71.5 + wide * draw.normal(0, 1, rows), 34 + wide * draw.normal(0, 1, rows))


@pytest.mark.parametrize(
    ("make", "theme", "view"),
    [(around_places, "light", None), (evenly, "dark", None), (in_a_town, "light", (71.5, 34, 8))],
    ids=["around 90 places", "evenly spread", "in a town"],
)
def test_cells_paint_about_as_much_as_marks(
    driver: Driver,
    make: Callable[[np.random.Generator, int], PointColumns],
    theme: str,
    view: tuple[float, float, float] | None,
) -> None:
    """Compares painted area times contrast, with incidents about as dense as where marks give way to cells.

    `tests/bench/cell_ink.py` does so for more data and zooms. The area around near places is the same.
    """
    driver.show(make(np.random.default_rng(0), 39_000))
    driver.change(theme=theme)
    if view:
        driver.look_at(*view)
    share, plain, coloured = driver.run(PAINTED)
    assert 0.8 < share < 1.25
    for (marks, near), (cells, near_of_cells) in (plain, coloured):
        assert 1 / 1.3 < cells / marks < 1.3
        assert 0.95 < near_of_cells / near < 1.05


IN_BOTH = """
const { page } = atlas, { incidents } = page, usual = incidents.levels.map((level) => level.upTo);
const inCells = (on) => {
  incidents.levels.forEach((level) => (level.upTo = level.cells || !on ? Infinity : -1));
  atlas.call("apply", [{ period: PERIOD }, -1]);
  incidents.draw();
};
try {
  const added = (rows) => rows.reduce((sum, n) => sum + n, 0);
  inCells(false);
  const drawn = page.describe().marks.filter(([kind]) => kind === "mark" || kind === "symbol");
  const marks = added(drawn.map((mark) => mark[4]));
  inCells(true);
  return [incidents.inCells, added(Array.from(incidents.cells.density.counts)), marks, page.describe().shown];
} finally {
  incidents.levels.forEach((level, k) => (level.upTo = usual[k]));
}
"""


@pytest.mark.parametrize("make", [random_columns, clustered_columns], ids=["anywhere", "in towns"])
def test_no_incident_is_lost_between_marks_and_cells(driver: Driver, make: Callable[..., PointColumns]) -> None:
    """Of incidents that are all in view, whatever the period, the filters and the length of incidents."""
    driver.show(make(4_000, seed=7))
    driver.look_at(67.5, 30.5, 4.5)
    draw = np.random.default_rng(7)
    for mask in (np.ones(4_000, np.uint8), draw.integers(0, 2, 4_000).astype(np.uint8)):
        driver.set_mask(mask.tobytes())
        for certain in (False, True):
            driver.change(certain=certain)
            for first, last in np.sort(draw.integers(0, 760, (2, 2)), axis=1).tolist():
                script = IN_BOTH.replace("PERIOD", str([DAY0 + first, DAY0 + last]))
                in_cells, cells, marks, shown = driver.run(script)
                assert in_cells
                assert cells == marks == shown


NEAR_SIGN = """
const { page } = atlas, { incidents } = page, usual = incidents.levels.map((level) => level.upTo);
incidents.levels.forEach((level) => (level.upTo = level.cells ? Infinity : -1));
const shownIn = (last) => {
  atlas.call("apply", [{ period: [page.period[0], last] }, -1]);
  incidents.draw();
  page.legend.settle();
  const { margin } = incidents.frame, { area } = incidents.marks.discs, shaded = [];
  for (const [x, y] of [[0, 0], [5, 0], [12, 0], [200, 0], [205, 0]]) {
    const at = L.point(page.map.getSize().x / 2 + x + margin, page.map.getSize().y / 2 + y + margin).floor();
    shaded.push((area.bits[at.y * area.words + (at.x >> 5)] >>> (at.x & 31)) & 1);
  }
  return [shaded, page.legend.body.textContent];
};
try {
  const first = page.period[0];
  return [shownIn(first), shownIn(first + 1)];
} finally {
  incidents.levels.forEach((level, k) => (level.upTo = usual[k]));
}
"""


def test_cells_tell_what_is_only_near_where_discs_would_cover_the_map(driver: Driver) -> None:
    """Close around the cell of a near place is shaded, from its day on; not around an exact one."""
    east = 360 * 200 / (256 * 2**12)  # 200 pixels
    driver.show(columns([{"lon": 71.58 + east}, {"lon": 71.58, "precision": 1, "start": 1}]))
    driver.look_at(71.58, 34.01, 12)
    (before, words), (after, legend) = driver.run(NEAR_SIGN)
    assert before == [0, 0, 0, 0, 0]
    assert after == [1, 1, 0, 0, 0]
    assert "only near" not in words
    assert "shaded: some only near, within 25 km" in legend
