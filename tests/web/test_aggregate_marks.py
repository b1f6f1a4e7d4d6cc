"""Marks of several incidents on the real page: which there are, where they lie, and that they can be read."""

from __future__ import annotations

import math
from collections import Counter
from itertools import combinations
from typing import Any

import numpy as np
import pytest

from geo.draw.style import MARKS, SIZE_CLASSES
from tests.web.driver import DAY0, Driver, columns, wait_for
from tests.web.made_points import clustered_columns, spread_columns

ROWS = (300, 1_000, 5_478, 20_000, 100_000, 1_000_000)
VIEWS = {"overview": None, "valley": (71.4, 34.1, 8.0), "town": (71.55, 34.0, 10.5), "street": (71.55, 34.0, 13.0)}
BOX_HALF_PX = 6.0
DIGIT_PX = 5.2
BOXED = ("district", "beside")
"""Kinds of numbers in a box; the page states half its width as the radius."""

Mark = list[Any]


def marks_of(driver: Driver) -> list[Mark]:
    return list(driver.describe()["marks"])


def number_box(mark: Mark) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the number of a mark, or of the box around one beside a mark or in a district."""
    kind, x, y, radius, count, _ = mark
    if kind in BOXED:
        return x - radius, y - BOX_HALF_PX, x + radius, y + BOX_HALF_PX
    digits = len(str(count)) if count < 10_000 else 4
    return x - digits * DIGIT_PX / 2, y - 3.5, x + digits * DIGIT_PX / 2, y + 3.5


def overlapping_numbers(marks: list[Mark]) -> int:
    """Pairs of numbers of which one lies on the other, and numbers that a symbol covers."""
    numbers = np.array([number_box(mark) for mark in marks if mark[5]]).reshape(-1, 4)
    symbols = [(mark[1], mark[2], 0.75 * mark[3]) for mark in marks if mark[0] == "symbol"]
    covers = np.array([(x - r, y - r, x + r, y + r) for x, y, r in symbols]).reshape(-1, 4)
    return int(np.triu(overlaps(numbers, numbers), 1).sum() + overlaps(numbers, covers).sum())


def overlaps(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Whether each box of one array overlaps each one of the other."""
    a, b = one[:, None], other[None]
    return (a[..., :2] < b[..., 2:]).all(axis=-1) & (b[..., :2] < a[..., 2:]).all(axis=-1)


def hidden_share(marks: list[Mark]) -> float:
    """The share of marks and symbols of which less than half is visible, by points on a lattice of each."""
    painted = [mark[1:4] for mark in marks if mark[0] == "mark"]
    painted += [mark[1:4] for mark in marks if mark[0] == "symbol"]  # in the order of painting
    discs = np.array(painted, np.float64).reshape(-1, 3)
    hidden = 0
    for at, (x, y, radius) in enumerate(discs):
        later = discs[at + 1 :]
        above = later[np.hypot(later[:, 0] - x, later[:, 1] - y) < later[:, 2] + radius]
        if not len(above):
            continue
        steps = np.linspace(-radius, radius, 15)
        u, v = (grid.ravel() for grid in np.meshgrid(steps, steps))
        inside = u**2 + v**2 <= radius**2
        free = np.ones(inside.sum(), np.bool_)
        for cover in above:
            free &= (u[inside] + x - cover[0]) ** 2 + (v[inside] + y - cover[1]) ** 2 > cover[2] ** 2
        hidden += free.mean() < 0.5
    return hidden / max(1, len(discs))


@pytest.mark.parametrize("rows", ROWS)
def test_numbers_never_lie_on_numbers_and_marks_are_visible(driver: Driver, rows: int) -> None:
    points = clustered_columns(rows, seed=rows)
    driver.show(points)
    faults = {}
    for name, view in VIEWS.items():
        if view:
            driver.look_at(*view)
        for days in (points.end.max() - points.day0 + 1, 90):
            driver.change(period=(points.day0, int(points.day0 + days - 1)))
            marks = marks_of(driver)
            found = (overlapping_numbers(marks), hidden_share(marks))
            if found[0] or found[1] > 0.02:
                faults[name, days] = found
    assert faults == {}
    driver.change(theme="dark")
    assert marks_of(driver) == marks


@pytest.mark.parametrize("rows", [300, 5_478])
def test_with_coloured_districts_nearly_every_mark_has_its_number(driver: Driver, rows: int) -> None:
    driver.show(spread_columns(rows))
    driver.fit()
    driver.run("atlas.page.incidents.setColoured(true); atlas.page.incidents.draw()")
    for first in (DAY0, DAY0 + 400):
        driver.run(f"atlas.call('apply', [{{period: [{first}, {DAY0 + 700}]}}, -1])")
        marks = marks_of(driver)
        assert overlapping_numbers(marks) == 0
        assert hidden_share(marks) <= 0.02
        drawn = sorted((mark for mark in marks if mark[0] == "mark"), key=lambda mark: -mark[4])
        beside = Counter(mark[4] for mark in marks if mark[0] == "beside")
        without = [mark for mark in drawn if not mark[5]]
        assert len(drawn) > 15
        assert all(mark[3] <= MARKS.small_px for mark in without)
        assert not (Counter(mark[4] for mark in drawn[:8] if not mark[5]) - beside)
        assert len(without) - sum(beside.values()) <= 0.15 * len(drawn)
        for _, x, y, _, count, _ in (mark for mark in marks if mark[0] == "beside"):
            under = f"const shown = atlas.page.incidents; return shown.hit({{x: {x}, y: {y}}}).length"
            assert driver.run(under) == count
    driver.run("atlas.page.incidents.setColoured(false); atlas.page.incidents.draw()")


def test_no_ring_lies_on_another_and_no_single_symbol_is_as_large_as_a_large_mark(driver: Driver) -> None:
    driver.show(spread_columns(5_478))
    driver.fit()
    rings = [mark for mark in marks_of(driver) if mark[0] == "mark"]
    assert max(mark[4] for mark in rings) <= 0.25 * 5_478
    assert all(math.hypot(a[1] - b[1], a[2] - b[2]) >= a[3] + b[3] - 0.01 for a, b in combinations(rings, 2))
    symbol = max(size.radius_px for size in SIZE_CLASSES)
    assert symbol < MARKS.least_px[2]
    assert symbol**2 < 0.45 * MARKS.most_px**2


@pytest.mark.parametrize("coloured", [False, True], ids=["plain", "coloured"])
@pytest.mark.parametrize("rows", [300, 5_478, 20_000])
def test_no_incident_is_lost(driver: Driver, rows: int, coloured: bool) -> None:
    driver.show(clustered_columns(rows, seed=rows))
    driver.look_at(68.0, 30.7, 5.0)
    driver.run(f"atlas.page.incidents.setColoured({str(coloured).lower()}); atlas.page.incidents.draw()")
    for first in (19_000, 19_200, 19_400):
        driver.run(f"atlas.call('apply', [{{period: [{first}, {first + 150}]}}, -1])")
        shown = driver.describe()
        drawn = sum(mark[4] for mark in shown["marks"] if mark[0] not in BOXED)
        districts = sum(mark[4] for mark in shown["marks"] if mark[0] == "district")
        assert drawn == shown["shown"]
        assert districts == sum(shown["districts"])
    driver.run("atlas.page.incidents.setColoured(false); atlas.page.incidents.draw()")


def test_marks_stay_where_they_are_while_time_plays_and_the_map_is_dragged(driver: Driver) -> None:
    driver.show(clustered_columns(5_478, seed=1))
    driver.look_at(71.0, 33.5, 7.5)
    places = """
      const { view, layout, groups } = atlas.page.incidents.marks, found = [];
      for (let s = 0; s < view.shown; s++) {
        const g = view.groups[s];
        if (layout.isMark[s]) found.push(`${groups.x[g]} ${groups.y[g]}`);
      }
      return found;
    """
    all_days = set(driver.run(places))
    driver.run("atlas.call('apply', [{period: [19100, 19400]}, -1])")
    shorter = set(driver.run(places))
    assert len(shorter) > 20
    assert shorter <= all_days
    driver.run("atlas.page.map.panBy([37, -21], { animate: false })")
    moved = set(driver.run(places))
    assert len(shorter & moved) > 0.7 * len(shorter)


def test_marks_do_not_reach_across_a_province_line_or_a_district_line_further_in(driver: Driver) -> None:
    driver.show(clustered_columns(5_478, seed=2))
    areas = """
      const { groups, groupings } = atlas.page.incidents.marks, { store } = atlas.page, mixed = new Set();
      const grid = groupings.LEVEL, of = (i) => grid.at(store.x[i], store.y[i]);
      for (let i = 0; i < store.n; i++) {
        const g = groups.of[i];
        if (g >= 0 && of(i) !== grid.at(groups.x[g], groups.y[g])) mixed.add(g);
      }
      return [mixed.size, groups.count];
    """
    for zoom, level in ((5.5, "provinces"), (7.0, "districts"), (9.0, "districts")):
        driver.look_at(70.0, 32.0, zoom)
        mixed, count = driver.run(areas.replace("LEVEL", level))
        assert count > 20
        assert mixed == 0


def test_a_click_lists_the_incidents_of_a_mark_and_a_double_click_goes_in(driver: Driver) -> None:
    driver.show(columns([{"lon": 71.58 + 8e-3 * (k % 3), "start": k, "type": k % 2} for k in range(9)]))
    driver.look_at(71.58, 34.01, 8)
    [[kind, x, y, _, count, _]] = marks_of(driver)
    assert (kind, count) == ("mark", 9)
    click = f"atlas.page.pointer.click({{x: {x}, y: {y}}})"
    assert wait_for(driver.panel.selected, lambda: driver.run(click)) == [list(range(9))]
    hovered: list[list[int]] = []
    driver.panel.set_card_provider(lambda rows: hovered.append(rows) or {"title": "nine"})  # type: ignore[func-returns-value]
    driver.run(f"atlas.page.pointer.hover({{x: {x}, y: {y}}})")
    driver.until("atlas.page.pointer.card.box.textContent === 'nine'")
    assert hovered == [list(range(9))]
    driver.run(f"atlas.page.pointer.doubleClick({{x: {x}, y: {y}}}, {{ shiftKey: false }})")
    driver.until("!atlas.page.map._animatingZoom && atlas.page.stack.frame.zoom > 8.9")
    assert len(marks_of(driver)) > 1


def test_the_selection_is_gone_into_by_key(driver: Driver) -> None:
    driver.show(columns([{"lon": 71.58 + 0.01 * (k % 3), "start": k} for k in range(9)]))
    driver.look_at(71.58, 34.01, 7)
    driver.change(selection=(4,))
    driver.panel.spread_selection()
    driver.until("!atlas.page.map._animatingZoom && atlas.page.stack.frame.zoom >= 8")
    driver.until("atlas.page.spread.rows.length === 0")


def test_the_area_of_a_mark_follows_the_symbols_it_stands_for(driver: Driver) -> None:
    places = ((66.0, 5), (70.0, 1))
    driver.show(columns([{"lon": lon, "start": k, "size": size} for lon, size in places for k in range(30)]))
    sized = {round(mark[1]): mark[3] for mark in marks_of(driver)}
    deadly, harmless = (sized[x] for x in sorted(sized))
    assert deadly > harmless + 2
    driver.change(size_by="same")
    deadly, harmless = (mark[3] for mark in sorted(marks_of(driver), key=lambda mark: mark[1]))
    assert deadly == harmless
