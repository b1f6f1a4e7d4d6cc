"""The rows of a window in the page, against numpy."""

from __future__ import annotations

import numpy as np
import pytest

from geo.draw.points import NO_AREA, PointColumns, pack_mask
from tests.web.driver import DAY0, Driver, columns, random_columns

ASK = """
const s = atlas.page.store, answers = [];
for (const [first, last] of WINDOWS) {
  s.gather(first, last);
  const rows = Array.from(s.rows.subarray(0, s.shown));
  const sites = new Map();
  rows.forEach((i) => sites.set(s.site[i], (sites.get(s.site[i]) || 0) + 1));
  answers.push({
    rows, districts: Array.from(s.districtCount), provinces: Array.from(s.provinceCount), country: s.countryCount,
    sites: rows.every((i) => s.siteCount[s.site[i]] === sites.get(s.site[i])),
  });
}
return answers;
"""


def in_window(given: PointColumns, mask: np.ndarray, first: int, last: int) -> np.ndarray:
    return mask & (given.start <= last) & (given.end >= first)


def windows(seed: int) -> list[tuple[int, int]]:
    draw = np.random.default_rng(seed)
    firsts = draw.integers(-10, 720, 40)
    return [(int(DAY0 + f), int(DAY0 + f + w)) for f, w in zip(firsts, draw.integers(0, 300, 40), strict=True)]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5, 1000])
def test_rows_of_random_windows(driver: Driver, count: int) -> None:
    given = random_columns(count, seed=count)
    driver.show(given)
    mask = np.random.default_rng(7).random(count) < 0.7
    driver.panel.set_mask(pack_mask(mask))
    driver.until(f"atlas.page.store.masked === {int(mask.sum())}")
    asked = windows(seed=count)
    answers = driver.run(ASK.replace("WINDOWS", str([list(w) for w in asked])))
    precision = given.kind >> 4
    for (first, last), answer in zip(asked, answers, strict=True):
        inside = in_window(given, mask, first, last)
        assert sorted(answer["rows"]) == np.flatnonzero(inside & (precision < 2)).tolist()
        assert list(np.diff(given.size[answer["rows"]].astype(int)) >= 0).count(False) == 0
        assert answer["districts"] == np.bincount(given.area[inside & (precision == 2)], minlength=61).tolist()
        assert answer["provinces"] == np.bincount(given.area[inside & (precision == 3)], minlength=3).tolist()
        assert answer["country"] == int((inside & (precision == 4)).sum())
        assert answer["sites"]
    assert driver.errors == []


def test_a_row_that_began_before_the_window_is_in_it_while_it_lasts(driver: Driver) -> None:
    driver.show(columns([{"start": 0, "end": 30}, {"start": 5}, {"start": 10, "end": 12}, {"start": 40}]))
    answers = driver.run(
        ASK.replace("WINDOWS", str([[DAY0 + 11, DAY0 + 20], [DAY0 + 30, DAY0 + 40], [DAY0 + 31, DAY0 + 39]]))
    )
    assert [sorted(answer["rows"]) for answer in answers] == [[0, 2], [0, 3], []]


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


def test_an_older_mask_that_comes_late_is_not_taken(driver: Driver) -> None:
    driver.show(columns([{}, {"lon": 70}, {"lon": 69}]))
    body = """
      p.reloadMask(); p.reloadMask();
      await turns();
      await answer("mask.bin", 1, Uint8Array.of(1, 0, 0));
      await answer("mask.bin", 0, Uint8Array.of(1, 1, 1));
      return [p.store.masked, p.store.shown];
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
      return [before, between, p.store.masked, p.store.shown];
    """
    assert driver.run(HELD.replace("BODY", body)) == [2, 3, 2, 2]
