"""Points in a real page: transfer in pieces, rows in view, and messages with bytes."""

from __future__ import annotations

import pytest

from geo.draw.web.points import NO_AREA
from tests.web.driver import Driver, columns, random_columns


@pytest.mark.parametrize("zoom", [6.0, 8.0, 10.0])
def test_all_rows_in_view_and_those_of_their_groups_are_found(many: Driver, zoom: float) -> None:
    many.look_at(68.0, 30.5, zoom)
    missing, in_view, of_groups = many.run("""
      const { store, incidents } = atlas.page, { frame, marks } = incidents;
      marks.invalidate();
      marks.fitView();
      const { view, groups } = marks, found = new Set(view.rows.subarray(0, view.count)), missing = [];
      let inView = 0;
      for (let i = 0; i < store.n; i++) {
        const [u, v] = incidents._screen(i);
        if (!(u >= 0 && v >= 0 && u < frame.width && v < frame.height)) continue;
        inView++;
        if (!found.has(i)) missing.push(i);
      }
      const wanted = new Set([...found].map((i) => groups.of[i]));
      const whole = groups.of.reduce((sum, g) => sum + (wanted.has(g) ? 1 : 0), 0);
      return [missing.length, inView, whole === found.size];
    """)
    assert missing == 0
    assert in_view > 0
    assert of_groups


def test_an_unknown_district_is_listed_in_the_tray(driver: Driver) -> None:
    driver.show(columns([{"precision": 2, "area": NO_AREA, "lon": float("nan"), "lat": float("nan")}]))
    shown = driver.describe()
    assert sum(shown["districts"]) == 0
    assert shown["provinces"] == [0, 0, 1]
    assert "Province not stated" in shown["tray"]


@pytest.fixture
def many(driver: Driver) -> Driver:
    """A page with so many points that they are sent in pieces."""
    if driver.describe()["rows"] != 60_000:
        driver.show(random_columns(60_000, seed=31))
    return driver


# Replaces the answers of the window: `answer` gets the name of a file and the number of its requests.
STUBBED = """
let answer = () => null;
const real = window.fetch, p = atlas.page, requested = [], points = { version: 1, rows: p.store.n, day0: p.store.day0 };
const settled = async () => { while (p.underWay) await p.underWay; };
window.fetch = (name) => {
  requested.push(name);
  return answer(name, requested.filter((one) => one === name).length) || real(name);
};
try { BODY } finally { window.fetch = real; }
"""


def test_pieces_of_different_points_are_read_again(many: Driver) -> None:
    body = """
      answer = (name, k) => name === "points-2.bin" && k === 1 && Promise.resolve(new Response(new Uint8Array(5)));
      const first = atlas.call("apply", [{ points, period: p.period }, -1]);
      await settled();
      return [first, p.store.n, requested.filter((name) => name === "points.bin").length, p.failure];
    """
    assert many.run(STUBBED.replace("BODY", body)) == [{"reading": -1}, 60_000, 2, None]


def test_messages_are_applied_in_order(driver: Driver) -> None:
    driver.show(columns([{}, {"lon": 70}, {"lon": 69}]))
    body = """
      let release;
      const delayed = new Promise((go) => (release = () => go(new Response(Uint8Array.of(1, 0, 0)))));
      const newer = () => Promise.resolve(new Response(Uint8Array.of(1, 1, 0)));
      answer = (name, k) => name === "mask.bin" && (k === 1 ? delayed : newer());
      const answers = [
        atlas.call("apply", [{ mask: { version: 1 } }, -1]), atlas.call("apply", [{ mask: { version: 2 } }, -2]),
        atlas.call("apply", [{ size_by: "same" }, -3]),
      ];
      const before = [p.store.passing, p.incidents.sameSize];
      release();
      await settled();
      const after = [p.store.passing, p.incidents.sameSize];
      atlas.call("apply", [{ size_by: "killed" }, -4]);
      return [answers, before, after];
    """
    answers, before, after = driver.run(STUBBED.replace("BODY", body))
    assert answers == [{"reading": -1}, {"reading": -2}, {"reading": -3}]
    assert (before, after) == ([3, False], [2, True])
