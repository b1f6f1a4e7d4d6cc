"""Counts per cell of the screen, against numpy; and the rows that are gathered only when somebody asks."""

from __future__ import annotations

import numpy as np
import pytest

from geo.draw.points import pack_mask
from tests.web.driver import Driver, random_columns
from tests.web.test_store import in_window, windows

COUNT = """
const page = atlas.page, s = page.store, shown = page.incidents, d = shown.density, answers = [];
d.place(s, shown._viewInCells());
for (const [first, last] of WINDOWS) {
  s.countAreas(first, last);
  d.count(s);
  const areas = [Array.from(s.districtCount), Array.from(s.provinceCount), s.countryCount];
  const cells = Array.from(d.counts);
  d.sweep(s, shown._viewInCells());
  const swept = d.counts.join() === cells.join();
  const behind = s.isBehind;
  s.catchUp();
  answers.push({
    cells, swept, areas, behind, rows: Array.from(s.rows.subarray(0, s.shown)),
    again: [Array.from(s.districtCount), Array.from(s.provinceCount), s.countryCount],
  });
}
shown._project();
return { answers, px: Array.from(shown.px), py: Array.from(shown.py), side: d.side, width: d.width };
"""


@pytest.mark.parametrize("masked", [False, True])
def test_each_cell_counts_the_rows_that_stand_in_it(driver: Driver, masked: bool) -> None:
    given = random_columns(4_000, seed=3)
    driver.show(given)
    mask = np.random.default_rng(5).random(4_000) < 0.6 if masked else np.ones(4_000, np.bool_)
    driver.panel.set_mask(pack_mask(mask))
    driver.until(f"atlas.page.store.masked === {int(mask.sum())}")
    asked = windows(seed=2)[:12]
    found = driver.run(COUNT.replace("WINDOWS", str([list(w) for w in asked])))
    px, py, precision = np.array(found["px"]), np.array(found["py"]), given.kind >> 4
    for (first, last), answer in zip(asked, found["answers"], strict=True):
        inside = in_window(given, mask, first, last)
        drawn = inside & (precision < 2) & (px > -32768)
        cells = (py[drawn] // found["side"]) * found["width"] + px[drawn] // found["side"]
        assert answer["cells"] == np.bincount(cells, minlength=len(answer["cells"])).tolist()
        assert answer["behind"]
        assert answer["swept"]
        assert sorted(answer["rows"]) == np.flatnonzero(inside & (precision < 2)).tolist()
        assert answer["areas"] == answer["again"]
        assert answer["areas"][0] == np.bincount(given.area[inside & (precision == 2)], minlength=61).tolist()
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


CERTAIN = """
const page = atlas.page, s = page.store, d = page.incidents.density, answers = [];
page.setCertain(true);
d.place(s, page.incidents._viewInCells());
const swept = () => {
  const counted = d.counts.join();
  d.sweep(s, page.incidents._viewInCells());
  return d.counts.join() === counted;
};
for (const [first, last] of WINDOWS) {
  s.gather(first, last);
  const rows = Array.from(s.rows.subarray(0, s.shown));
  const areas = [Array.from(s.districtCount), Array.from(s.provinceCount), s.countryCount];
  const all = [];
  s.forEachInWindow((i) => all.push(i));
  s.countAreas(first, last);
  d.count(s);
  const again = [Array.from(s.districtCount), Array.from(s.provinceCount), s.countryCount];
  answers.push({ rows, areas, again, all, counted: d.counts.reduce((a, b) => a + b, 0),
    drawn: rows.filter((i) => d.cells[i] >= 0).length, swept: swept() });
}
page.setCertain(false);
return answers;
"""


def test_only_rows_that_lie_in_the_window_with_all_their_days_where_that_is_wished(driver: Driver) -> None:
    given = random_columns(2_000, seed=8)
    driver.show(given)
    mask = np.random.default_rng(6).random(2_000) < 0.7
    driver.panel.set_mask(pack_mask(mask))
    driver.until(f"atlas.page.store.masked === {int(mask.sum())}")
    asked = windows(seed=9)[:12]
    precision = given.kind >> 4
    for (first, last), answer in zip(
        asked, driver.run(CERTAIN.replace("WINDOWS", str([list(w) for w in asked]))), strict=True
    ):
        inside = mask & (given.start >= first) & (given.end <= last)
        assert sorted(answer["rows"]) == np.flatnonzero(inside & (precision < 2)).tolist()
        assert sorted(answer["all"]) == np.flatnonzero(inside).tolist()
        assert answer["areas"] == answer["again"]
        assert answer["areas"][0] == np.bincount(given.area[inside & (precision == 2)], minlength=61).tolist()
        assert answer["counted"] == answer["drawn"]
        assert answer["swept"]
    assert driver.errors == []
