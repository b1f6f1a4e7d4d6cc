"""Names on the map: none over another, none over a panel."""

from __future__ import annotations

from itertools import combinations

import pytest

from tests.web.driver import Driver, random_columns

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
        driver.panel.set_view(*view)
        driver.until(f"atlas.page.map.getZoom() === {view[2]}")
    labels = driver.look()["labels"]
    panels = driver.run("return atlas.page._furniture()")
    assert len(labels) >= 3
    for one, other in combinations(labels, 2):
        assert not overlap(one[1:], other[1:]), (one, other)
    for label in labels:
        assert not any(overlap(label[1:], panel) for panel in panels), label


def test_the_whole_region_names_provinces_neighbours_and_capitals(driver: Driver) -> None:
    driver.run("return 1")
    names = {label[0] for label in driver.look()["labels"]}
    assert {"Balochistan", "Khyber Pakhtunkhwa", "Afghanistan", "Iran", "Quetta", "Peshawar"} <= names


def test_districts_are_named_when_one_is_near(driver: Driver) -> None:
    driver.panel.set_view(71.6, 34.0, 9)
    driver.until("atlas.page.map.getZoom() === 9")
    names = {label[0] for label in driver.look()["labels"]}
    assert {"Mardan", "Charsadda", "Nowshera"} <= names


def test_names_can_be_hidden(driver: Driver) -> None:
    driver.panel.set_layers(["provinces"])
    driver.until("!atlas.page.labels.visible")
    assert driver.look()["labels"] == []
