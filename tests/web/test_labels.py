"""Names on the map overlap neither each other nor a panel."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pytest

from tests.web.driver import Driver, columns, random_columns
from tests.web.made_points import clustered_columns

VIEWS = {
    "home": None,
    "peshawar valley": (71.6, 34.0, 8.5),
    "quetta": (66.9, 30.2, 9),
    "one district": (70.6, 32.98, 10),
    "coast": (63.0, 25.5, 7.25),
    "far out": (67.0, 31.0, 4.5),
}


def overlap(a: list[float], b: list[float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS.keys())
def test_names_do_not_overlap(driver: Driver, view: tuple[float, float, float] | None) -> None:
    driver.show(random_columns(500, seed=1))
    if view is not None:
        driver.look_at(*view)
    labels = driver.describe()["labels"]
    panels = driver.run("return atlas.page.obstacles()")
    assert len(labels) >= 3
    for one, other in combinations(labels, 2):
        assert not overlap(one[1:], other[1:]), (one, other)
    for label in labels:
        assert not any(overlap(label[1:], panel) for panel in panels), label


def test_provinces_neighbours_and_capitals_are_named_at_low_zoom(driver: Driver) -> None:
    driver.show(columns([{}]))
    names = {label[0] for label in driver.describe()["labels"]}
    assert {"Balochistan", "Khyber Pakhtunkhwa", "Afghanistan", "Iran", "Quetta", "Peshawar"} <= names


def test_districts_are_named_at_high_zoom(driver: Driver) -> None:
    driver.look_at(71.6, 34.0, 9)
    names = {label[0] for label in driver.describe()["labels"]}
    assert {"Mardan", "Charsadda", "Nowshera"} <= names


def test_names_can_be_hidden(driver: Driver) -> None:
    driver.change(layers=("provinces",))
    assert driver.describe()["labels"] == []


FITTING = """
const { labels, basemap } = atlas.page;
const name = "Khyber Pakhtunkhwa";
const [left, top, right, bottom] = labels.placed.find(({ text }) => text === name).box;
const [half, high] = [(right - left) / 2, (bottom - top) / 2];
const province = labels.data.provinces.find((area) => area.name === name);
return province.labels.filter(([lon, lat]) => {
  const [x, y] = labels._xy(lon, lat);
  return labels.holds(labels.inside.get(name), [x - half, y - high, x + half, y + high], 0);
}).map(([lon, lat]) => ({ lon, lat }));
"""
CROSSING = """
const { labels } = atlas.page;
const { inside } = labels;
return labels.placed.filter(({ text, box }) => inside.has(text) && !labels.holds(inside.get(text), box, 0));
"""


def test_the_name_of_a_province_lies_inside_it_even_where_there_are_incidents(driver: Driver) -> None:
    driver.change(layers=("labels", "provinces"))
    driver.look_at(72.4, 34.4, 7)
    fitting = driver.run(FITTING)
    assert fitting
    driver.show(columns(fitting))
    assert "Khyber Pakhtunkhwa" in [label[0] for label in driver.describe()["labels"]]
    assert driver.run(CROSSING) == []


STRAYING = """
const { labels } = atlas.page;
const strays = ({ text, box }) => labels.around.has(text) && !labels.holds(labels.around.get(text), box, 0);
return labels.placed.filter(strays);
"""
NOWHERE = {"precision": 3, "area": 0, "lon": float("nan"), "lat": float("nan")}


@pytest.mark.parametrize("size", [(420, 330), (560, 460), (740, 500), (1180, 760)], ids=str)
def test_the_name_of_a_neighbour_stays_inside_it(driver: Driver, size: tuple[int, int]) -> None:
    driver.resize(size)
    for tray, view in product((True, False), (None, (62.0, 29.5, 6.25), (66.0, 31.0, 7.0), (74.0, 32.0, 6.5))):
        driver.show(columns([NOWHERE, {}] if tray else [{}]))
        driver.until(f"atlas.page.tray.box.hidden === {'false' if tray else 'true'}")
        if view is None:
            driver.fit()
        else:
            driver.look_at(*view)
        assert driver.run(STRAYING) == []


PANEL_WHILE_TIME_PLAYS = """
const { labels } = atlas.page;
const { obstacles } = labels, { margin } = labels.frame;
const box = labels.written.find(({ at }) => at !== null).box.map((side) => side - margin);
const before = labels.written.map(({ text }) => text);
let paints = 0;
labels.paint = (...args) => (paints++, Object.getPrototypeOf(labels).paint.apply(labels, args));
labels.obstacles = () => [...obstacles(), box];
labels.follow();
labels.avoid();
const during = labels.written.map(({ text }) => text), paintsDuring = paints;
await new Promise((go) => setTimeout(go, 400));
while (!labels.isSettled) await new Promise((go) => setTimeout(go, 20));
const isClear = (a, b) => a[0] >= b[2] || a[2] <= b[0] || a[1] >= b[3] || a[3] <= b[1];
const clear = labels.written.every((name) => isClear(name.box.map((side) => side - margin), box));
Object.assign(labels, { obstacles });
delete labels.paint;
return { before, during, paintsDuring, paints, clear };
"""


def test_a_panel_that_changes_while_time_plays_hides_names_and_moves_none_until_it_rests(driver: Driver) -> None:
    driver.show(columns([{}]))
    driver.until("atlas.page.labels.isSettled && atlas.page.labels.avoided === atlas.page.obstacles().join()")
    found = driver.run(PANEL_WHILE_TIME_PLAYS)
    assert found["paintsDuring"] == 0
    assert 1 <= len(found["before"]) - len(found["during"]) <= 3
    assert found["paints"] == 1
    assert found["clear"]
    driver.run("atlas.page.labels.avoid()")


def test_names_avoid_the_tray_while_it_is_shown(driver: Driver) -> None:
    driver.show(columns([{}]))
    driver.until("atlas.page.labels.avoided === atlas.page.obstacles().join()")
    before = driver.describe()["labels"]
    driver.show(columns([NOWHERE, {"start": 1}]))
    driver.until("!atlas.page.tray.box.hidden && atlas.page.labels.avoided === atlas.page.obstacles().join()")
    tray = driver.run(
        "const r = atlas.page.tray.box.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom]"
    )
    assert tray[0] < 40
    assert tray[3] < 320
    assert not any(overlap(label[1:], tray) for label in driver.describe()["labels"])
    driver.run("atlas.call('apply', [{period: [19001, 19001]}, -1])")
    driver.until("atlas.page.tray.box.hidden && atlas.page.labels.avoided === atlas.page.obstacles().join()")
    assert driver.describe()["labels"] == before


LABELS = """
const { labels, incidents } = atlas.page, { margin } = labels.frame;
const { circles, boxes } = incidents.cover(), shifted = (sides) => sides.map((side) => side - margin);
return {
  names: labels.placed.map(({ text, box, line }) => ({ text, box: shifted(box), line: line && line.map(shifted) })),
  circles: circles.map(([x, y, r]) => [x - margin, y - margin, r]), boxes: boxes.map(shifted),
};
"""
CLUSTER = [
    {"lon": 71.58 + 0.18 * dx, "lat": 34.01 + 0.16 * dy, "start": abs(dx), "size": 3 + (dx + dy) % 3}
    for dx in range(-2, 3)
    for dy in range(-2, 3)
]


def far(circle: list[float], box: list[float]) -> float:
    """From the edge of a circle to a box."""
    x, y, radius = circle
    left, top, right, bottom = box
    return float(np.hypot(max(left - x, 0, x - right), max(top - y, 0, y - bottom))) - radius


@pytest.mark.parametrize("zoom", [None, 7, 8.5, 10])
def test_names_keep_clear_of_symbols_and_numbers(driver: Driver, zoom: float | None) -> None:
    driver.show(columns([*CLUSTER, *CLUSTER]))
    if zoom is not None:
        driver.look_at(71.58, 34.01, zoom)
    found = driver.run(LABELS)
    assert len(found["circles"]) >= (9 if zoom and zoom > 8 else 1)
    for name in found["names"]:
        assert min(far(circle, name["box"]) for circle in found["circles"]) >= 1, name
        assert not any(overlap(name["box"], box) for box in found["boxes"]), name


def test_a_name_of_one_word_is_whole_or_left_out(driver: Driver) -> None:
    driver.show(clustered_columns(5_478, seed=3))
    widths = []
    for zoom in (5, 5.25, 5.5, 5.75, 6, 6.5, 7):
        driver.look_at(66.0, 29.0, zoom)
        widths += [name[3] - name[1] for name in driver.describe()["labels"] if name[0] == "Balochistan"]
    assert all(width > 50 for width in widths), widths


def test_a_capital_keeps_its_name_among_many_marks(driver: Driver) -> None:
    driver.show(clustered_columns(5_478, seed=3))
    for zoom in (5.5, 5.75, 6):
        driver.look_at(68.5, 31.0, zoom)
        found = driver.run(LABELS)
        (peshawar,) = [name for name in found["names"] if name["text"] == "Peshawar"]
        if peshawar["line"] is not None:
            assert far([*peshawar["line"][-1], 0], peshawar["box"]) == pytest.approx(0, abs=0.01)
        at = driver.run("const at = atlas.page.map.latLngToContainerPoint([34.008, 71.57849]); return [at.x, at.y]")
        over = [circle[2] for circle in found["circles"] if np.hypot(*np.subtract(circle[:2], at)) <= circle[2] + 3]
        assert far([*at, max(over, default=0)], peshawar["box"]) < 112


def test_the_nearest_symbol_to_a_name_is_its_own(driver: Driver) -> None:
    driver.show(columns([{"size": 4}, {"lon": 73.2, "lat": 34.15, "size": 4}]))
    driver.look_at(71.0, 33.0, 6.5)
    found = driver.run(LABELS)
    for text, own in (("Peshawar", 71.58), ("Abbottabad", 73.2)):
        box = next(name["box"] for name in found["names"] if name["text"] == text)
        lat = 34.01 if own == 71.58 else 34.15
        at = driver.run(f"const at = atlas.page.map.latLngToContainerPoint([{lat}, {own}]); return [at.x, at.y]")
        nearest = min(found["circles"], key=lambda circle: far(circle, box))
        assert nearest[:2] == pytest.approx(at, abs=1), text


def test_names_stay_where_they_are_while_time_plays(driver: Driver) -> None:
    driver.show(columns(CLUSTER))
    steps = driver.run("""
      const { labels } = atlas.page, steps = [];
      for (let day = 19000; day < 19004; day++) {
        atlas.call('apply', [{ period: [day, day + 1] }, -1]);
        await new Promise((go) => setTimeout(go, 40));
        steps.push([labels.isSettled, labels.boxes().join()]);
      }
      return steps;
    """)
    assert [settled for settled, _ in steps] == [False] * 4
    assert len({boxes for _, boxes in steps}) == 1


def test_names_keep_clear_of_the_symbols_of_another_period_when_time_rests(driver: Driver) -> None:
    driver.look_at(71.58, 34.01, 8)
    driver.show(columns([{"lon": 71.58}, {"lon": 71.72, "start": 5, "size": 5}, {"lon": 71.44, "start": 9, "size": 5}]))
    for first, last in ((19000, 19000), (19005, 19005), (19009, 19009), (19000, 19009)):
        driver.run(f"atlas.call('apply', [{{period: [{first}, {last}]}}, -1])")
        driver.until("atlas.page.labels.isSettled")
        found = driver.run(LABELS)
        assert found["circles"]
        assert "Peshawar" in {name["text"] for name in found["names"]}
        for name in found["names"]:
            assert min(far(circle, name["box"]) for circle in found["circles"]) >= 1, name


def test_names_come_back_where_a_filter_takes_the_symbols_away(driver: Driver) -> None:
    crowd = [{"lon": 71.3 + 0.05 * dx, "lat": 33.8 + 0.05 * dy} for dx in range(12) for dy in range(10)]
    driver.look_at(71.58, 34.01, 8)
    driver.show(columns(crowd))
    crowded = {name for name, *_ in driver.describe()["labels"]}
    driver.set_mask(bytes(len(crowd)))
    cleared = {name for name, *_ in driver.describe()["labels"]}
    assert len(cleared) > len(crowded)  # the legend is smaller too, so that single names may stand elsewhere


def test_a_town_below_a_symbol_has_no_dot_beside_it(driver: Driver) -> None:
    dots = """
      const l = atlas.page.labels, { context } = l.below, { data } = context.getImageData(0, 0, context.canvas.width, context.canvas.height);
      const [x, y] = l._xy(71.57849, 34.008).map((side) => Math.round(side * l.frame.ratio));
      return data[(y * context.canvas.width + x) * 4 + 3];
    """  # noqa: E501
    driver.show(columns([]))
    assert driver.run(dots) == 255
    driver.look_at(71.58, 34.01, 9)
    driver.show(columns([{"lon": 71.57849 + 0.025, "lat": 34.008, "size": 4}]))
    assert driver.run(dots) == 0


def test_names_are_painted_above_the_incidents(driver: Driver) -> None:
    order = "return atlas.page.stack.painters.map((painter) => painter.name)"
    names = driver.run(order)
    assert names.index("dots") < names.index("incidents") < names.index("labels")
    driver.change(layers=("provinces", "incidents"))
    blank = (
        "return [atlas.page.labels, atlas.page.labels.below].every(({ context }) => context.getImageData(0, 0,"
        " context.canvas.width, context.canvas.height).data.every((part) => part === 0))"
    )
    assert driver.run(blank)


IN_PARTS = """
const { labels } = atlas.page, real = performance.now, write = labels._write;
const paint = () => labels.paint(labels.frame, labels.context);
paint();
const atOnce = labels.boxes();
let now = 0, written = [];
labels._write = function (names) { written.push(names.length); write.call(this, names); };
performance.now = () => (now += 6);
try {
  paint();
  const parts = [labels.isSettled, labels.names.length];
  while (!labels.isSettled) await new Promise((go) => setTimeout(go, 1));
  return { atOnce, inParts: labels.boxes(), parts, written };
} finally {
  performance.now = real;
  delete labels._write;
}
"""


def test_names_that_are_placed_in_parts_appear_together_and_stand_where_they_would_at_once(driver: Driver) -> None:
    driver.show(columns([*CLUSTER, *CLUSTER]))
    found = driver.run(IN_PARTS)
    many = len(found["atOnce"])
    assert many > 3
    assert found["parts"] == [False, 1]
    assert found["inParts"] == found["atOnce"]
    assert found["written"] == [many, many], "those of the last view, then those of this one"


PLAYED = """
const { labels } = atlas.page, waits = [], real = window.setTimeout;
window.setTimeout = (call, wait) => { waits.push(wait); return real(() => {}, 0); };
for (const since of [Infinity, 400, 800, 40]) {
  labels.stepped = performance.now() - since;
  labels.follow();
}
window.setTimeout = real;
labels.paint(labels.frame, labels.context);
return waits;
"""


def test_names_are_not_placed_between_the_steps_of_a_slowly_played_time(driver: Driver) -> None:
    driver.show(columns(CLUSTER))
    single, normal, half, dragged = driver.run(PLAYED)
    assert single <= 300
    assert normal >= 600
    assert half >= 1200
    assert dragged <= 300


DRAG = """
const { labels, map } = atlas.page, frames = [], paint = labels.paint;
const seen = () => labels.placed.map(({ text, at, box }) =>
  [`${at !== null} ${text}`, box[0] + labels.frame.left, box[1] + labels.frame.top, labels._inView(box)]);
labels.paint = function (...values) { paint.apply(this, values); frames.push({ kept: this.areKept, names: seen() }); };
const before = seen();
const rest = new Promise((go) => map.once("moveend", go));
map.panBy([RIGHT, DOWN], { animate: true, duration: 0.4, easeLinearity: 1 });
await rest;
delete labels.paint;
const after = seen();
labels.paint(labels.frame, labels.context);
return { before, frames, after, anew: seen() };
"""


@pytest.mark.parametrize("by", [(120, -200), (-140, 180)], ids=str)
def test_names_stand_still_on_the_ground_while_the_map_is_moved(driver: Driver, by: tuple[int, int]) -> None:
    driver.show(clustered_columns(2_000, seed=4))
    driver.look_at(70.2, 33.0, 8)
    driver.until("atlas.page.labels.isSettled && atlas.page.labels.avoided === atlas.page.obstacles().join()")
    found = driver.run(DRAG.replace("RIGHT", str(by[0])).replace("DOWN", str(by[1])))
    kept = [frame["names"] for frame in found["frames"] if frame["kept"]]
    assert len(kept) >= 2
    places = {name: at for name, *at, _ in found["before"]}
    assert len(places) >= 8
    came = set()
    for names in kept:
        for name, x, y, is_in_view in names:
            assert not is_in_view or [x, y] == pytest.approx(places.setdefault(name, [x, y])), name
            came.add(name)
    if by[1] > 0:  # towards Balochistan, where there is room
        assert "true Zhob" in came - {name for name, *_ in found["before"]}
    assert not found["frames"][-1]["kept"]
    assert found["after"] == found["anew"], "at rest all names are placed for this view"


OUTSIDE = """
const { labels, basemap } = atlas.page, paths = new Map(basemap.districts.map(({ name, path }) => [name, path]));
const named = labels.placed.filter(({ text, at, line }) => paths.has(text) && at === null && line === null);
return [named.length, named.filter(({ text, box }) => !labels.holds(paths.get(text), box, 0)).map(({ text }) => text)];
"""


@pytest.mark.parametrize("zoom", [6.75, 8, 9.5])
def test_the_name_of_a_district_stays_inside_it(driver: Driver, zoom: float) -> None:
    driver.show(random_columns(300, seed=2))
    driver.look_at(70.5, 33.0, zoom)
    named, outside = driver.run(OUTSIDE)
    assert named >= 1
    assert outside == []


def test_afghanistan_is_named_beside_the_tray_in_a_small_window(driver: Driver) -> None:
    driver.resize((608, 472))
    driver.show(columns([NOWHERE, {**NOWHERE, "area": 1}, {**NOWHERE, "precision": 4}, {}]))
    driver.fit()
    driver.until("atlas.page.labels.avoided === atlas.page.obstacles().join() && !atlas.page.tray.box.hidden")
    assert "Afghanistan" in {label[0] for label in driver.describe()["labels"]}
