"""The legend shows what is on the map now, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.driver import Driver, columns
from tests.web.made_points import clustered_columns

TYPES = ("Battles", "Explosions/Remote violence", "Violence against civilians", "Protests", "Riots")
ENTRIES = (
    "atlas.page.legend.settle(); return [...document.querySelectorAll('.atlas-legend-name')].map((n) => n.textContent)"
)
NOWHERE: dict[str, Any] = {"precision": 2, "lon": float("nan"), "lat": float("nan"), "area": 2}


def test_only_types_on_the_map_are_listed(driver: Driver) -> None:
    driver.show(columns([{"type": 0}, {"type": 2, "lon": 66.0, "start": 9}]))
    assert driver.run(ENTRIES) == [TYPES[0], TYPES[2]]
    driver.run("atlas.call('apply', [{period: [19009, 19010]}, -1])")
    assert driver.run(ENTRIES) == [TYPES[2]]


ROWS: dict[str, list[dict[str, Any]]] = {
    "number of incidents": [{}, {"start": 1}],
    "number of incidents; ring: their types": [{}, {"start": 1, "type": 3}],
    "near: within 25 km": [{"precision": 1}],
    "known to the district only": [NOWHERE],
}


@pytest.mark.parametrize("entry", ROWS)
def test_a_mark_is_listed_only_where_there_is_one(driver: Driver, entry: str) -> None:
    driver.show(columns(ROWS[entry]))
    assert entry in driver.run(ENTRIES)
    driver.show(columns([{}]))
    assert driver.run(ENTRIES) == [TYPES[0]]


def test_only_sizes_on_the_map_are_shown(driver: Driver) -> None:
    sizes = "return document.querySelector('.atlas-legend-row')?.textContent ?? ''"
    driver.show(columns([{"size": 1}, {"size": 4, "lon": 66.0}]))
    assert driver.run(sizes) == "010–24"
    driver.show(columns([{"size": 0}]))
    assert driver.run(sizes) == "?"
    assert "Hollow" in driver.describe()["legend"]
    driver.change(size_by="same")
    assert driver.run(sizes) == ""


def test_the_legend_does_not_flicker_while_time_plays(driver: Driver) -> None:
    driver.show(columns([{"type": k % 5, "lon": 62 + 2 * k, "lat": 30.0, "start": k} for k in range(5)]))
    rendered = driver.run("""
      const { legend } = atlas.page, render = legend.render;
      let count = 0;
      legend.render = function () { count++; return render.call(this); };
      for (let step = 0; step < 30; step++) {
        atlas.call('apply', [{ period: [19000 + (step % 5), 19000 + (step % 5)] }, -1]);
        await new Promise((go) => setTimeout(go, 10));
      }
      const during = count;
      delete legend.render;
      return during;
    """)
    assert rendered <= 3


@pytest.mark.parametrize("rows", [300, 5_478])
def test_the_legend_covers_little_of_a_small_map(driver: Driver, rows: int) -> None:
    driver.resize((640, 480))
    driver.show(clustered_columns(rows, seed=3))
    share = driver.run("""
      atlas.page.legend.settle();
      const { legend, map } = atlas.page, { x, y } = map.getSize();
      return (legend.box.offsetWidth * legend.box.offsetHeight) / (x * y);
    """)
    assert share < 0.3


CHANGE: dict[str, Any] = {
    "title": "Incidents against the equal period before",
    "classes": ["3+ fewer", "2 fewer", "1 fewer", "1 more", "2 more", "3+ more"],
    "from": ["−3", "−2", "−1", "+1", "+2", "+3"],
    "note": "Compared with 5 Jul – 2 Oct 2021. With the number of districts in each class. "
    "Classes hold for every period of 90 days.",
    "none_text": "no change", "none_at": 3, "none": 55, "counts": [1] * 6, "unknown": 0,
    "of": [*range(6), *[-1] * 55],
    "colours": {theme: ["#888888"] * 6 for theme in ("light", "dark")},
}  # fmt: skip
OVERFLOW = """
  atlas.page.legend.settle();
  const { box } = atlas.page.legend;
  return [box.scrollWidth - box.clientWidth, box.scrollHeight - box.clientHeight];
"""


@pytest.mark.parametrize("shown", ["change", "heat"])
def test_the_longest_legends_fit_at_1280x720_with_a_notice(driver: Driver, shown: str) -> None:
    driver.resize((588, 473))
    if shown == "change":
        rows = [{"type": k, "size": s, "lon": 62 + 2.0 * s, "lat": 28.0 + k} for k in (0, 2) for s in range(4)]
        driver.show(columns([*rows, *rows, {"precision": 1}, NOWHERE]))
        driver.change(areas=CHANGE)
    else:
        driver.show(clustered_columns(300, seed=3))
        heat = {"classes": [0.1, 0.2, 0.5, 1.0, 2.0, 10.0, 20.0, 50.0], "days": 90}
        driver.change(layers=("incidents", "heat", "heat_districts"), heat=heat)
    assert driver.run(OVERFLOW) == [0, 0]


def test_the_heading_of_the_sizes_says_whose_figures_they_are(driver: Driver) -> None:
    headings = "return [...document.querySelectorAll('.atlas-legend-heading')].map((each) => each.textContent)"
    driver.show(columns([{"size": 1}]))
    assert "People reported killed" in driver.run(headings)
    driver.change(figures=" (official figures)")
    assert "People reported killed (official figures)" in driver.run(headings)
