"""Counts per cell of the screen, against numpy; and the rows that are gathered only when somebody asks."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from geo.draw.web.points import pack_mask
from tests.web.driver import Driver, columns, random_columns
from tests.web.test_store import in_window, windows

COUNT = """
const page = atlas.page, s = page.store, shown = page.incidents, d = shown.density, answers = [];
const view = d.view(shown.frame);
s.certain = CERTAIN;
d.place(s, view);
for (const [first, last] of WINDOWS) {
  s.setWindow(first, last);
  d.count(s);
  const cells = Array.from(d.counts);
  d.sweep(s, view);
  answers.push({ cells, swept: d.counts.join() === cells.join() });
}
s.certain = false;
const cell = (far, corner) => Math.floor((far * shown.frame.world * shown.frame.ratio) / d.side) - corner;
const at = Array.from({ length: s.n }, (_, i) => [cell(s.x[i], view.left), cell(s.y[i], view.top)]);
return { answers, at, width: d.width, height: d.height };
"""


@pytest.mark.parametrize("certain", [False, True], ids=["overlapping", "certainly inside"])
@pytest.mark.parametrize("masked", [False, True], ids=["all", "masked"])
def test_each_cell_counts_the_rows_that_stand_in_it(driver: Driver, masked: bool, certain: bool) -> None:
    given = random_columns(4_000, seed=3)
    driver.show(given)
    mask = np.random.default_rng(5).random(4_000) < 0.6 if masked else np.ones(4_000, np.bool_)
    driver.panel.set_mask(pack_mask(mask))
    driver.until(f"atlas.page.store.masked === {int(mask.sum())}")
    asked = windows(seed=2)[-26:]
    script = COUNT.replace("WINDOWS", str([list(w) for w in asked])).replace("CERTAIN", str(certain).lower())
    found = driver.run(script)
    wide, high = found["width"], found["height"]
    column, row = np.array([[-1, -1] if None in at else at for at in found["at"]]).T
    seen = (column >= 0) & (row >= 0) & (column < wide) & (row < high)
    for (first, last), answer in zip(asked, found["answers"], strict=True):
        drawn = in_window(given, mask, first, last, certain) & seen
        assert answer["cells"] == np.bincount((row * wide + column)[drawn], minlength=wide * high).tolist()
        assert answer["swept"]
    assert driver.errors == []


def test_classes_of_cells_are_those_of_the_legend(driver: Driver) -> None:
    driver.show(random_columns(10, seed=1))
    counts = [1, 2, 4, 5, 9, 10, 24, 25, 99, 100, 255]
    classes, labels = driver.run(f"return [{counts}.map(atlas.densityClass), atlas.densityLabels()]")
    assert classes == [0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert labels == ["1", "2–4", "5–9", "10–24", "25–99", "100+"]
    assert driver.run("return atlas.palette.density.length") == len(labels)


def test_where_symbols_would_cover_each_other_cells_are_drawn_and_back(driver: Driver) -> None:
    driver.show(random_columns(3_000, seed=4))
    look = """
    const page = atlas.page, levels = atlas.CROWDS.map((level) => level.upTo);
    const painted = () => {
      const { pixels } = page.incidents.raster;
      let n = 0;
      for (let k = 0; k < pixels.length; k++) if (pixels[k] !== 0) n++;
      return n;
    };
    const symbols = painted();
    atlas.CROWDS.forEach((level, k) => (level.upTo = k + 1 < levels.length ? 0 : Infinity));
    page.setWindow(...page.days);
    const cells = [page.incidents.crowd, painted(), page.look().shown, page.legend.body.textContent];
    atlas.CROWDS.forEach((level, k) => (level.upTo = levels[k]));
    page.setWindow(...page.days);
    return { symbols, cells, after: [page.incidents.crowd, painted()], before: page.look().shown };
    """
    found = driver.run(look)
    assert found["cells"][0] == 4
    assert found["cells"][1] > 0
    assert found["cells"][2] == found["before"]
    assert "Incidents in a cell" in found["cells"][3]
    assert found["after"][1] == found["symbols"]
    assert driver.errors == []


def test_cells_of_another_window_are_not_taken_for_those_of_this_one(driver: Driver) -> None:
    driver.show(columns([{"end": 65, "start": 0, "lon": 66.0 + k / 10} for k in range(20)]))
    counts = driver.run("""
      const page = atlas.page, s = page.store, d = page.incidents.density, view = d.view(page.incidents.frame);
      return [[60, 70], [68, 75], [60, 70]].map(([first, last]) => {
        s.setWindow(s.day0 + first, s.day0 + last); // no row begins in any of these
        d.sweep(s, view);
        return d.counts.reduce((sum, n) => sum + n, 0);
      });
    """)
    assert counts == [20, 0, 20]


INK = """
const page = atlas.page, shown = page.incidents, levels = atlas.CROWDS.map((level) => level.upTo);
const light = (r, g, b) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
const ink = (crowd) => {
  atlas.CROWDS.forEach((level, k) => (level.upTo = k < crowd ? -1 : Infinity));
  shown.draw();
  const home = atlas.palette.home, ground = light(...[1, 3, 5].map((at) => parseInt(home.slice(at, at + 2), 16)));
  return shown.raster.pixels.reduce((sum, c) =>
    sum + ((c >>> 24) / 255) * Math.abs(ground - light(c & 255, (c >> 8) & 255, (c >> 16) & 255)), 0);
};
const found = [LEVEL, LEVEL + 1].map(ink);
atlas.CROWDS.forEach((level, k) => (level.upTo = levels[k]));
const dense = (shown.counted / (shown.frame.width * shown.frame.height)) * 1.2e6;
page.setWindow(...page.days);
return [dense / levels[LEVEL], ...found];
"""


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("crowd", "count"), [(0, 840), (1, 4_500), (2, 26_000), (3, 39_000)])
def test_ink_does_not_jump_where_one_level_gives_way_to_the_next(
    driver: Driver, crowd: int, count: int, theme: str
) -> None:
    """Painted area times contrast to the ground, where incidents stand about as dense as the level allows."""
    draw = np.random.default_rng(crowd)
    places = np.column_stack((draw.uniform(62, 72.5, 90), draw.uniform(27, 35.5, 90)))[draw.integers(0, 90, count)]
    given = random_columns(count, seed=crowd)
    near = draw.random(count) < 0.15
    given = replace(
        given, lon=places[:, 0] + draw.normal(0, 0.25, count), lat=places[:, 1] + draw.normal(0, 0.25, count),
        kind=((given.kind & 15) | (near.astype(np.uint8) << 4)).astype(np.uint8),
        size=draw.choice(6, count, p=[0.05, 0.4, 0.3, 0.12, 0.08, 0.05]).astype(np.uint8),
    )  # fmt: skip
    driver.show(given)
    driver.panel.set_theme(theme)
    driver.until(f"atlas.themeName === '{theme}'")
    share, before, after = driver.run(INK.replace("LEVEL", str(crowd)))
    assert 0.8 < share < 1.25
    assert 0.8 < after / before < 1.25


MOVED = """
const page = atlas.page, s = page.store, d = page.incidents.density, view = d.view(page.incidents.frame), answers = [];
s.certain = CERTAIN;
for (const [dx, dy] of MOVES) {
  d.swept = null;
  d.sweep(s, view);
  const there = { ...view, left: view.left + dx, top: view.top + dy };
  d.sweep(s, there);
  const moved = d.counts.join();
  d.swept = null;
  d.sweep(s, there);
  answers.push([moved === d.counts.join(), d.counts.reduce((sum, n) => sum + n, 0)]);
}
s.certain = false;
return answers;
"""


@pytest.mark.parametrize("certain", [False, True], ids=["overlapping", "certainly inside"])
def test_cells_that_move_with_the_map_count_as_if_counted_anew(driver: Driver, certain: bool) -> None:
    driver.show(random_columns(20_000, seed=12))
    mask = np.random.default_rng(3).random(20_000) < 0.8
    driver.panel.set_mask(pack_mask(mask))
    driver.until(f"atlas.page.store.masked === {int(mask.sum())}")
    driver.run("atlas.call('setWindow', [19100, 19300])")
    moves = [[0, 0], [5, 0], [-5, 0], [0, 9], [0, -9], [40, -33], [-70, 21], [4000, 0]]
    script = MOVED.replace("MOVES", str(moves)).replace("CERTAIN", str(certain).lower())
    answers = driver.run(script)
    assert all(same for same, _ in answers)
    assert answers[0][1] > 1000
