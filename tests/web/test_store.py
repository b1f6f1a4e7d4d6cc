"""The rows of a window in the page, against numpy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from geo.draw.web.points import NO_AREA, PointColumns, pack_mask, pack_points
from tests.web.driver import DAY0, Driver, columns, random_columns

ASK = """
const { store: s, incidents } = atlas.page, v = incidents.view, answers = [];
s.certain = CERTAIN;
incidents._view();
for (const [first, last] of WINDOWS) {
  s.setWindow(first, last);
  const all = [], inside = [];
  s.eachInWindow((i) => all.push(i));
  for (let i = 0; i < s.n; i++) if (s.isIn(i)) inside.push(i);
  v.pick(s);
  v.place(s);
  const picked = Array.from(v.picked.subarray(0, v.found));
  answers.push({
    all, inside, rows: picked, districts: Array.from(s.districtCount),
    provinces: Array.from(s.provinceCount), country: s.countryCount, symbols: s.countSymbols(),
    behind: s.rowsOf(2, 7), sites: picked.map((_, j) => v.siteOf[j]),
    counts: Array.from(v.siteCount.subarray(0, v.sites)),
    tops: Array.from(v.siteTop.subarray(0, v.sites), (j) => v.picked[j]),
    near: Array.from(v.siteNear.subarray(0, v.sites), (j) => (j < 0 ? -1 : v.picked[j])),
  });
}
s.certain = false;
const of = Array.from({ length: s.n }, (_, i) => [s.type(i), s.size(i), s.precision(i)]);
return { answers, of, seen: Array.from(v.rows.subarray(0, v.count)) };
"""


def in_window(given: PointColumns, mask: np.ndarray, first: int, last: int, certain: bool = False) -> np.ndarray:
    if certain:
        return mask & (given.start >= first) & (given.end <= last)
    return mask & (given.start <= last) & (given.end >= first)


def ask(driver: Driver, asked: list[tuple[int, int]], certain: bool = False) -> dict[str, Any]:
    """What the page finds in each of these windows."""
    script = ASK.replace("WINDOWS", str([list(w) for w in asked])).replace("CERTAIN", str(certain).lower())
    return dict(driver.run(script))


def windows(seed: int) -> list[tuple[int, int]]:
    draw = np.random.default_rng(seed)
    firsts = draw.integers(-10, 720, 40)
    found = [(int(DAY0 + f), int(DAY0 + f + w)) for f, w in zip(firsts, draw.integers(0, 300, 40), strict=True)]
    slid = [(DAY0 + 200 + 9 * k, DAY0 + 330 + 4 * k) for k in (*range(12), *range(10, 0, -3))]
    return [*found, *slid]  # the last as the time bar does it, where a window is found from the one before


@pytest.mark.parametrize("certain", [False, True], ids=["overlapping", "certainly inside"])
@pytest.mark.parametrize("count", [0, 1, 2, 3, 5, 1000])
def test_rows_of_random_windows(driver: Driver, count: int, certain: bool) -> None:
    given = random_columns(count, seed=count)
    driver.show(given)
    mask = np.random.default_rng(7).random(count) < 0.7
    driver.panel.set_mask(pack_mask(mask))
    driver.until(f"atlas.page.store.masked === {int(mask.sum())}")
    asked = windows(seed=count)
    found = ask(driver, asked, certain)
    precision = given.kind >> 4
    assert found["of"] == np.column_stack((given.kind & 15, given.size, precision)).tolist()
    seen = np.isin(np.arange(count), found["seen"])
    assert not seen[precision >= 2].any()
    for (first, last), answer in zip(asked, found["answers"], strict=True):
        inside = in_window(given, mask, first, last, certain)
        assert sorted(answer["all"]) == answer["inside"] == np.flatnonzero(inside).tolist()
        assert answer["symbols"] == int((inside & (precision < 2)).sum())
        assert sorted(answer["rows"]) == np.flatnonzero(inside & seen).tolist()
        assert list(np.diff(given.size[answer["rows"]].astype(int)) >= 0).count(False) == 0
        assert answer["districts"] == np.bincount(given.area[inside & (precision == 2)], minlength=61).tolist()
        assert answer["provinces"] == np.bincount(given.area[inside & (precision == 3)], minlength=3).tolist()
        assert answer["country"] == int((inside & (precision == 4)).sum())
        assert answer["behind"] == np.flatnonzero(inside & (precision == 2) & (given.area == 7)).tolist()
        of_places(given, answer)
    assert driver.errors == []


def of_places(given: PointColumns, answer: dict[str, Any]) -> None:
    """Each place once, with all that stand there, its greatest symbol, and whether one of them is only near."""
    places: dict[int, list[int]] = {}
    for row, site in zip(answer["rows"], answer["sites"], strict=True):
        places.setdefault(site, []).append(row)
    assert len({(given.lon[rows[0]], given.lat[rows[0]]) for rows in places.values()}) == len(places)
    for site, rows in places.items():
        assert len({(given.lon[row], given.lat[row]) for row in rows}) == 1
        assert answer["counts"][site] == len(rows)
        assert given.size[answer["tops"][site]] == given.size[rows].max()
        near = [row for row in rows if given.kind[row] >> 4 == 1]
        assert answer["near"][site] in (near or [-1])
    assert (np.diff(given.size[answer["tops"]].astype(int)) <= 0).all()


def test_a_row_that_began_before_the_window_is_in_it_while_it_lasts(driver: Driver) -> None:
    driver.show(columns([{"start": 0, "end": 30}, {"start": 5}, {"start": 10, "end": 12}, {"start": 40}]))
    answers = ask(driver, [(DAY0 + 11, DAY0 + 20), (DAY0 + 30, DAY0 + 40), (DAY0 + 31, DAY0 + 39)])["answers"]
    assert [sorted(answer["rows"]) for answer in answers] == [[0, 2], [0, 3], []]


@pytest.mark.parametrize("zoom", [6.0, 8.0, 10.0])
def test_rows_in_view_are_those_that_lie_in_it_whether_a_grid_or_all_are_looked_through(
    driver: Driver, zoom: float
) -> None:
    driver.show(random_columns(60_000, seed=31))
    driver.panel.set_view(68.0, 30.5, zoom)
    driver.until(f"atlas.page.stack.frame.zoom === {zoom}")
    same, found = driver.run("""
      const { store, incidents: shown } = atlas.page, { frame, raster } = shown, wanted = [];
      shown.viewed = false;
      shown._view();
      for (let i = 0; i < store.n; i++) {
        const [u, v] = shown._screen(i).map((far) => far * frame.ratio);
        if (u >= 40 && v >= 40 && u < raster.width - 40 && v < raster.height - 40) wanted.push(i);
      }
      return [wanted.join() === shown.view.rows.subarray(0, shown.view.count).join(), wanted.length];
    """)
    assert same
    assert found > 0


def test_a_mask_of_another_length_is_not_taken(driver: Driver) -> None:
    driver.show(columns([{}, {"lon": 70}]))
    driver.panel.set_mask(b"\0\0\0")
    driver.until("true")
    assert driver.run("await atlas.page.reloadMask(); return atlas.page.store.masked") == 2


def test_a_district_that_is_not_known_goes_to_the_tray(driver: Driver) -> None:
    driver.show(columns([{"precision": 2, "area": NO_AREA, "lon": float("nan"), "lat": float("nan")}]))
    look = driver.look()
    assert sum(look["districts"]) == 0
    assert look["provinces"] == [0, 0, 1]


# Answers that arrive when and in which order the test wants: `answer(name, k, bytes)` for the k-th request of a file.
HELD = """
const real = window.fetch, asked = { "points.bin": [], "mask.bin": [] }, p = atlas.page;
const turns = () => new Promise((go) => setTimeout(go, 0));
const answer = async (name, k, data) => {
  asked[name][k](new Response(data));
  for (let n = 0; n < 5; n++) await turns();
};
window.fetch = (name) => asked[name] ? new Promise((go) => asked[name].push(go)) : real(name);
try { BODY } finally { window.fetch = real; }
"""


def test_many_points_come_in_pieces_and_are_asked_for_again_if_others_came_between(driver: Driver) -> None:
    given = random_columns(60_000, seed=2)
    driver.show(given)
    assert driver.look()["shown"] == int((given.kind >> 4 < 2).sum())
    torn = """
      const real = window.fetch, asked = [];
      window.fetch = (name) => {
        asked.push(name);
        return asked.length === 3 ? Promise.resolve(new Response(new Uint8Array(5))) : real(name);
      };
      try {
        return [(await atlas.served.points()).byteLength, asked.filter((name) => name === "points.bin").length];
      } finally { window.fetch = real; }
    """
    assert driver.run(torn) == [len(pack_points(given)), 2]


def test_an_older_mask_that_comes_late_is_not_taken(driver: Driver) -> None:
    driver.show(columns([{}, {"lon": 70}, {"lon": 69}]))
    body = """
      p.reloadMask(); p.reloadMask();
      await turns();
      await answer("mask.bin", 1, Uint8Array.of(1, 0, 0));
      await answer("mask.bin", 0, Uint8Array.of(1, 1, 1));
      return [p.store.masked, p.store.countSymbols()];
    """
    assert driver.run(HELD.replace("BODY", body)) == [1, 1]


def test_a_mask_that_is_asked_for_while_points_load_is_taken_after_them(driver: Driver) -> None:
    driver.show(columns([{}, {"lon": 70}, {"lon": 69}]))
    body = """
      const points = await (await real("points.bin")).arrayBuffer();
      p.reloadMask();
      await turns();
      p.reloadPoints(p.store.day0); p.reloadMask();
      await turns();
      const before = asked["mask.bin"].length;
      await answer("points.bin", 0, points);
      await answer("mask.bin", 1, Uint8Array.of(1, 1, 1));
      await p.reading;
      const between = p.store.masked;
      await answer("mask.bin", 0, Uint8Array.of(0, 0, 0));
      await answer("mask.bin", 2, Uint8Array.of(1, 1, 0));
      return [before, between, p.store.masked, p.store.countSymbols()];
    """
    assert driver.run(HELD.replace("BODY", body)) == [2, 3, 2, 2]
