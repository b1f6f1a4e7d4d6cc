"""What lies over the map does not lie over what else lies there."""

from __future__ import annotations

import pytest

from app.map.page_state import Notice
from tests.web.driver import Driver

BOXES = """
  const boxes = [".atlas-notice", ".atlas-legend", ".leaflet-control-zoom"].map((name) => {
    const { left, top, right, bottom } = document.querySelector(name).getBoundingClientRect();
    return [left, top, right, bottom];
  });
  return [...boxes, [0, 0, innerWidth, innerHeight]];
"""


def overlap(one: list[float], other: list[float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize("width", [440, 500, 620, 900])
def test_the_notice_stands_between_the_buttons_and_the_legend(driver: Driver, width: int) -> None:
    driver.panel.resize(width, 520)
    driver.until(f"atlas.page.map.getSize().x === {width}")
    driver.change(notice=Notice("No incident matches the filters in this period.", offers_reset=True))
    driver.run("for (let n = 0; n < 3; n++) await new Promise((go) => setTimeout(go, 20))")
    notice, legend, zoom, page = driver.run(BOXES)
    assert not overlap(notice, legend)
    assert not overlap(notice, zoom)
    assert page[0] <= notice[0] < notice[2] <= page[2]
    assert notice[3] - notice[1] < 120


def test_the_label_of_made_up_data_stays_and_nothing_lies_on_it(driver: Driver) -> None:
    driver.panel.resize(500, 520)
    driver.until("atlas.page.map.getSize().x === 500")
    driver.change(label="Made up: no real incidents", notice=Notice("No incident matches the filters."))
    driver.run("for (let n = 0; n < 3; n++) await new Promise((go) => setTimeout(go, 20))")
    label = driver.run("""
      const box = document.querySelector(".atlas-label");
      const { left, top, right, bottom } = box.getBoundingClientRect();
      return [left, top, right, bottom, box.textContent, box.querySelectorAll("button, a").length];
    """)
    notice, legend, zoom, page = driver.run(BOXES)
    assert label[4:] == ["Made up: no real incidents", 0]
    assert page[0] <= label[0] < label[2] <= page[2]
    assert not any(overlap(label[:4], other) for other in (notice, legend, zoom))
    driver.change(label="", notice=Notice())
    assert driver.run("return document.querySelector('.atlas-label').hidden")
