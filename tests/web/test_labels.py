"""Names on the map overlap neither each other nor a panel."""

from __future__ import annotations

from itertools import combinations, product

import pytest

from tests.web.driver import Driver, columns, random_columns

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
    driver.run("return 1")
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
    driver.panel.resize(*size)
    driver.until(f"atlas.page.map.getSize().x === {size[0]} && atlas.page.map.getSize().y === {size[1]}")
    for tray, view in product((True, False), (None, (62.0, 29.5, 6.25), (66.0, 31.0, 7.0), (74.0, 32.0, 6.5))):
        driver.show(columns([NOWHERE, {}] if tray else [{}]))
        driver.until(f"atlas.page.tray.box.hidden === {'false' if tray else 'true'}")
        if view is None:
            driver.panel.fit()
            driver.catch_up()
        else:
            driver.look_at(*view)
        assert driver.run(STRAYING) == []


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


PAINTED_ABOVE = """
const p = atlas.page, { frame, above, placed } = p.labels;
const box = placed.find(({ text }) => text === "Peshawar").box.map((side) => Math.round(side * frame.ratio));
const has = ({ context }, [l, t, r, b]) => context.getImageData(l, t, r - l, b - t).data.some((part) => part > 0);
return [has(above, box), has(p.labels, box), has(p.incidents, box)];
"""


def test_the_name_of_a_capital_is_painted_above_the_incidents(driver: Driver) -> None:
    around = [{"lon": 71.2 + 0.08 * k, "lat": 34.01 + 0.06 * j, "size": 4} for k in range(16) for j in range(-3, 4)]
    driver.show(columns(around))
    assert driver.run(PAINTED_ABOVE) == [True, False, True]
    stacked = "return atlas.page.labels.above.canvas === document.querySelector('.atlas-stack').lastElementChild"
    assert driver.run(stacked)
    driver.change(
        layers=(
            "provinces",
            "incidents",
        )
    )
    blank = "const { context } = atlas.page.labels.above, { width, height } = context.canvas;"
    assert driver.run(blank + "return context.getImageData(0, 0, width, height).data.every((part) => part === 0)")


def test_numbers_do_not_overlap_the_names_above_them(driver: Driver) -> None:
    lon, lat = driver.run("""
      const p = atlas.page, box = p.labels.boxes().find(([name]) => name === "Balochistan");
      const at = p.map.containerPointToLatLng([(box[1] + box[3]) / 2, box[4] + 4]);
      return [at.lng, at.lat];
    """)
    driver.show(columns([{"lon": lon, "lat": lat}, {"lon": lon, "lat": lat, "start": 1}]))
    placed = """
      const { incidents: n, labels } = atlas.page;
      const at = n._badgePlace(...n._screen(0), 2);
      return [...at, labels.top];
    """
    x, y, top = driver.run(placed)
    assert len(top) >= 3
    assert not any(overlap([x - 8, y - 6, x + 8, y + 6], box) for box in top)


def test_afghanistan_is_named_beside_the_tray_in_a_small_window(driver: Driver) -> None:
    driver.panel.resize(608, 472)
    driver.until("atlas.page.map.getSize().x === 608 && atlas.page.map.getSize().y === 472")
    driver.show(columns([NOWHERE, {**NOWHERE, "area": 1}, {**NOWHERE, "precision": 4}, {}]))
    driver.panel.fit()
    driver.catch_up()
    driver.until("atlas.page.labels.avoided === atlas.page.obstacles().join() && !atlas.page.tray.box.hidden")
    assert "Afghanistan" in {label[0] for label in driver.describe()["labels"]}
