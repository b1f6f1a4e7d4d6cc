"""Lines from places to their names, and the names of districts whose chosen places are taken."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from tests.web.driver import Driver, columns
from tests.web.made_points import clustered_columns
from tests.web.test_labels import far, overlap

LEADERS = """
const { labels, incidents } = atlas.page, { districts, provinces } = incidents.grids(), { frame } = labels;
const at = (grid, x, y) => grid.at((x + frame.left) / frame.world, (y + frame.top) / frame.world);
const shares = [...Array(41).keys()].map((k) => k / 40);
const along = ([a, b]) => shares.map((share) => [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]);
return {
  names: labels.placed.map(({ text, box, line, at: town }) => ({
    text, box, town, line: line ? line.slice(1).flatMap((end, k) => along([line[k], end])) : null,
    within: line ? line.slice(1).flatMap((end, k) => along([line[k], end])).map(([x, y]) => at(districts, x, y)) : null,
    isAbroad: [box[0], box[2]].every((x) => [box[1], box[3]].every((y) => at(provinces, x, y) < 0)),
    index: atlas.page.basemap.districts.findIndex(({ name }) => name === text),
  })),
  ...incidents.cover(),
};
"""


def between(circle: list[float], line: list[list[float]]) -> float:
    """From the edge of a circle to the points of a line."""
    return float(np.hypot(*(np.array(line) - circle[:2]).T).min()) - circle[2]


@pytest.mark.parametrize("seed", [3, 11])
@pytest.mark.parametrize("view", [(70.4, 33.1, 7), (70.4, 33.1, 8), (71.3, 34.0, 8.5), (66.9, 30.2, 7.5)], ids=str)
def test_a_line_ends_at_its_own_place_and_crosses_nothing(
    driver: Driver, view: tuple[float, float, float], seed: int
) -> None:
    driver.show(clustered_columns(5_478, seed=seed))
    driver.look_at(*view)
    driver.until("atlas.page.labels.isSettled && atlas.page.labels.avoided === atlas.page.obstacles().join()")
    found = driver.run(LEADERS)
    led = [name for name in found["names"] if name["line"]]
    assert led
    for name in led:
        others = list(found["circles"])
        if name["town"] is not None:
            over = [c for c in others if np.hypot(c[0] - name["town"][0], c[1] - name["town"][1]) <= c[2] + 3]
            own = min(over, key=lambda c: np.hypot(c[0] - name["town"][0], c[1] - name["town"][1]), default=None)
            start = np.hypot(*np.subtract(name["line"][0], own[:2] if own else name["town"]))
            assert start == pytest.approx(own[2], abs=0.5) if own else start < 5, name["text"]
            others = [circle for circle in others if circle != own]
        else:
            inside = [index >= 0 for index in name["within"]]
            assert name["within"][:2] == [name["index"]] * 2, name["text"]
            assert inside == sorted(inside, reverse=True), f"{name['text']}: its line comes back"
            left = name["within"][name["within"].count(name["index"]) :]
            assert name["index"] not in left, name["text"]
            assert name["isAbroad"], name["text"]
            others = [
                circle for circle in others if far(circle, [*name["line"][0]] * 2) > 0.01
            ]  # it may begin at a mark
        assert far([*name["line"][-1], 0], name["box"]) == pytest.approx(0, abs=0.01)
        gap = -2 if name["town"] else 0.8  # that of a town may touch a ring where there is no gap
        assert min(between(circle, name["line"]) for circle in others) >= gap, name["text"]
        numbers = [box for box in found["boxes"] if name["town"] or far([*name["line"][0], 0], box) > 0.01]  # or number
        boxes = [one["box"] for one in found["names"] if one is not name] + numbers
        crossed = [box for point in name["line"] for box in boxes if overlap([*point, *point], box)]
        assert crossed == [], (name["text"], name["line"][0])
    for one, other in combinations(led, 2):
        gaps = np.array(one["line"])[:, None] - np.array(other["line"])
        assert np.hypot(gaps[..., 0], gaps[..., 1]).min() >= 1, (one["text"], other["text"])


DISTRICT = """
const { labels, basemap, incidents } = atlas.page;
const index = basemap.districts.findIndex(({ name }) => name === "NAME"), { districts } = incidents.grids();
const [west, north, east, south] = basemap.districts[index].box, points = [];
const lat = (v) => (Math.atan(Math.sinh(Math.PI * (1 - 2 * v))) * 180) / Math.PI;
for (let k = 0; k < MANY * MANY; k++) {
  const u = west + ((east - west) * ((k % MANY) + 0.5)) / MANY, v = north + ((south - north) * (Math.floor(k / MANY) + 0.5)) / MANY;
  if (districts.at(u, v) === index) points.push({ lon: u * 360 - 180, lat: lat(v) });
}
return [points, basemap.districts[index].labels.map(([lon, at]) => ({ lon, lat: at }))];
"""  # noqa: E501
NAMED = """
const { labels, basemap } = atlas.page, name = labels.placed.find(({ text, at }) => text === "NAME" && at === null);
const { path } = basemap.districts.find((area) => area.name === "NAME");
return name ? { isInside: labels.holds(path, name.box, 0), isLed: name.line !== null } : null;
"""


def test_the_name_of_a_district_stands_anywhere_inside_where_its_chosen_places_are_taken(driver: Driver) -> None:
    _, chosen = driver.run(DISTRICT.replace("NAME", "North Waziristan").replace("MANY", "2"))
    rows = [{**place, "size": 5, "start": k % 3} for k, place in enumerate(chosen)]
    driver.show(columns(rows))
    driver.look_at(chosen[0]["lon"], chosen[0]["lat"], 9)
    assert driver.run(NAMED.replace("NAME", "North Waziristan")) == {"isInside": True, "isLed": False}


def test_the_name_of_a_district_full_of_marks_stands_at_a_line_beyond_the_border(driver: Driver) -> None:
    points, _ = driver.run(DISTRICT.replace("NAME", "North Waziristan").replace("MANY", "10"))
    assert len(points) > 30
    driver.show(columns([{**point, "size": 1 + k % 3} for k, point in enumerate(points)]))
    driver.look_at(69.6, 33.1, 8)
    driver.until("atlas.page.labels.isSettled && atlas.page.labels.avoided === atlas.page.obstacles().join()")
    assert driver.run(NAMED.replace("NAME", "North Waziristan")) == {"isInside": False, "isLed": True}
