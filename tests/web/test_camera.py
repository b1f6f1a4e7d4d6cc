"""Both provinces are shown as large as the view allows, and no panel lies over them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.driver import Driver, columns

HIDDEN = """
  const { map, basemap } = atlas.page;
  let hidden = 0;
  for (const panel of document.querySelectorAll(".atlas-legend, .atlas-tray")) {
    const { left, top, right, bottom } = panel.getBoundingClientRect();
    for (let x = left; x < right; x += 3) {
      for (let y = top; y < bottom; y += 3) {
        const { lng, lat } = map.containerPointToLatLng([x, y]);
        hidden += basemap.holds(lng, lat);
      }
    }
  }
  return hidden;
"""
ZOOMS = """
  const { map, camera: { home: [west, south, east, north] } } = atlas.page;
  return [map.getZoom(), map.getBoundsZoom([[south, west], [north, east]], false, [36, 36])];
"""
ROWS: list[dict[str, Any]] = [{"type": k, "lon": 64 + k, "size": k, "precision": k % 2} for k in range(5)]
VIEW = "const { map } = atlas.page, { lng, lat } = map.getCenter(); return [map.getZoom(), lng, lat]"
GROWN = (
    "const filler = document.createElement('p'); filler.id = 'filler'; filler.style.height = '{}px';"
    "atlas.page.legend.box.append(filler); await new Promise(requestAnimationFrame);"
    "await new Promise((go) => setTimeout(go, 30));"
)
GONE = "document.getElementById('filler').remove(); await new Promise((go) => setTimeout(go, 50));"


def resize(driver: Driver, width: int, height: int) -> None:
    driver.resize((width, height))


@pytest.mark.parametrize("size", [(440, 490), (608, 510), (745, 790), (1300, 620), (1700, 1250)])
def test_no_panel_hides_the_provinces(driver: Driver, size: tuple[int, int]) -> None:
    driver.show(columns(ROWS))
    resize(driver, *size)
    driver.fit()
    zoom, largest = driver.run(ZOOMS)
    assert driver.run(HIDDEN) == 0
    assert zoom >= largest - 0.25


def test_the_provinces_give_way_to_a_legend_that_grows_unless_the_user_has_moved_the_map(driver: Driver) -> None:
    driver.show(columns(ROWS))
    resize(driver, 608, 510)
    driver.fit()
    before = driver.run(VIEW)
    try:
        driver.run(GROWN.format(170))
        assert driver.run(HIDDEN) == 0
        assert driver.run(VIEW) != before
        driver.run(GONE)
        assert driver.run(VIEW) == before
        driver.look_at(68.0, 31.0, before[0])
        moved = driver.run(VIEW)
        driver.run(GROWN.format(170))
        assert driver.run(HIDDEN) > 0
        assert driver.run(VIEW) == moved
    finally:
        driver.run("document.getElementById('filler')?.remove()")
