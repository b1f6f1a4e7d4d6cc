"""Symbols and cells: which are drawn at which detail level."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from geo.draw.web.points import PointColumns
from tests.web.driver import DAY0, Driver, random_columns
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
    atlas.page.incidents.levels.forEach((level, k) => (level.upTo = levels[k]));
    atlas.call('apply', [{ period: page.period }, -1]);
    return { symbols, cells, after: [page.incidents.detailLevel, painted()], before: page.describe().shown };
    """
    result = driver.run(script)
    assert result["cells"][0] == 1
    assert result["cells"][1] > 0
    assert result["cells"][2] == result["before"]
    assert "Incidents in a cell" in result["cells"][3]
    assert result["after"][1] == result["symbols"]
    assert driver.errors == []


PAINTED = """
const page = atlas.page, shown = page.incidents, levels = atlas.page.incidents.levels.map((level) => level.upTo);
const light = (r, g, b) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
const painted = (level) => {
  atlas.page.incidents.levels.forEach((one, k) => (one.upTo = k < level ? -1 : Infinity));
  shown.draw();
  const home = atlas.theme.palette.home, ground = light(...[1, 3, 5].map((at) => parseInt(home.slice(at, at + 2), 16)));
  return shown.raster.pixels.reduce((sum, c) =>
    sum + ((c >>> 24) / 255) * Math.abs(ground - light(c & 255, (c >> 8) & 255, (c >> 16) & 255)), 0);
};
const areas = [LEVEL, LEVEL + 1].map(painted);
atlas.page.incidents.levels.forEach((level, k) => (level.upTo = levels[k]));
const dense = (shown.counted / (shown.frame.width * shown.frame.height)) * 1.2e6;
atlas.call('apply', [{ period: page.period }, -1]);
return [dense / levels[LEVEL], ...areas];
"""


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("level", "count"), [(0, 39_000)])
def test_painted_area_changes_little_from_one_detail_level_to_the_next(
    driver: Driver, level: int, count: int, theme: str
) -> None:
    """Compares painted area times contrast, with incidents about as dense as the level allows.

    Marks write numbers in place of ink: cells with few incidents are not filled to their edges.
    """
    draw = np.random.default_rng(level)
    places = np.column_stack((draw.uniform(62, 72.5, 90), draw.uniform(27, 35.5, 90)))[draw.integers(0, 90, count)]
    points = random_columns(count, seed=level)
    near = draw.random(count) < 0.15
    points = replace(
        points, lon=places[:, 0] + draw.normal(0, 0.25, count), lat=places[:, 1] + draw.normal(0, 0.25, count),
        kind=((points.kind & 15) | (near.astype(np.uint8) << 4)).astype(np.uint8),
        size=draw.choice(6, count, p=[0.05, 0.4, 0.3, 0.12, 0.08, 0.05]).astype(np.uint8),
    )  # fmt: skip
    driver.show(points)
    driver.change(theme=theme)
    share, before, after = driver.run(PAINTED.replace("LEVEL", str(level)))
    assert 0.8 < share < 1.25
    assert 0.8 < after / before < 1.4


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
  return [incidents.inCells, added(Array.from(incidents.density.counts)), marks, page.describe().shown];
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
            for first, last in np.sort(draw.integers(0, 760, (3, 2)), axis=1).tolist():
                script = IN_BOTH.replace("PERIOD", str([DAY0 + first, DAY0 + last]))
                in_cells, cells, marks, shown = driver.run(script)
                assert in_cells
                assert cells == marks == shown
