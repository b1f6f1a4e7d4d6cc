"""Districts under the cursor in a real page: which one is meant, its card, and the outline of the one looked at."""

from __future__ import annotations

from typing import Any

import pytest

from geo.sources.bundled import bundled
from tests.web.driver import Driver, columns, wait_for

DRAWN = bundled().gazetteer.drawn
BANNU, QUETTA = (next(d.index for d in DRAWN if d.name == name) for name in ("Bannu", "Quetta"))
AT = "atlas.page.map.latLngToContainerPoint([{lat}, {lon}])"
IN_BANNU, IN_QUETTA, ABROAD = (AT.format(lat=a, lon=o) for a, o in ((32.95, 70.55), (30.2, 66.9), (31.5, 63.0)))
PAINTED = """
const { canvas } = atlas.page.outline;
if (!canvas.width) return 0;
return canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data
  .reduce((n, v, k) => n + (k % 4 === 3 && v ? 1 : 0), 0);
"""


@pytest.fixture
def page(driver: Driver) -> Driver:
    driver.show(columns([{"lon": 72.5, "lat": 35.5}]))
    return driver


def card(driver: Driver) -> str:
    return str(driver.run("const { box } = atlas.page.pointer.card; return box.hidden ? '' : box.textContent"))


def test_every_district_is_found_at_the_place_of_its_name(page: Driver) -> None:
    found = page.run("""
      const { basemap, outline, map } = atlas.page;
      return basemap.districts.map(({ labels: [[lon, lat]] }) => outline.at(map.latLngToContainerPoint([lat, lon])));
    """)
    assert found == list(range(len(DRAWN)))


def test_a_click_beside_symbols_names_the_district_and_one_abroad_none(page: Driver) -> None:
    click = "atlas.page.pointer.click({})"
    assert wait_for(page.panel.district_selected, lambda: page.run(click.format(IN_BANNU))) == [BANNU]
    assert wait_for(page.panel.selected, lambda: page.run(click.format(ABROAD))) == [[]]
    on_symbol = AT.format(lat=35.5, lon=72.5)
    assert wait_for(page.panel.selected, lambda: page.run(click.format(on_symbol))) == [[0]]


def test_the_district_that_is_looked_at_is_outlined(page: Driver) -> None:
    assert page.run(PAINTED) == 0
    page.change(district=QUETTA)
    first = page.run(PAINTED)
    assert first > 100
    page.look_at(66.9, 30.2, 8.0)
    assert page.run(PAINTED) > first
    page.change(theme="dark")
    assert page.run(PAINTED) > first
    page.change(district=-1)
    assert page.run(PAINTED) == 0


def test_the_card_of_a_district_comes_when_the_cursor_rests_and_at_once_in_the_next(page: Driver) -> None:
    asked: list[int] = []

    def card_of(number: int) -> dict[str, Any]:
        asked.append(number)
        return {"title": DRAWN[number].name, "lines": ["3 incidents"]}

    page.panel.set_district_card_provider(card_of)
    page.run(f"atlas.page.pointer.hover({IN_BANNU})")
    assert card(page) == ""
    page.until("!atlas.page.pointer.card.box.hidden")
    assert card(page) == "Bannu3 incidents"
    page.run(f"atlas.page.pointer.hover({IN_BANNU})")
    page.run(f"atlas.page.pointer.hover({IN_QUETTA})")
    page.until("atlas.page.pointer.card.box.textContent.startsWith('Quetta')")
    assert asked == [BANNU, QUETTA]
    page.run(f"atlas.page.pointer.hover({ABROAD})")
    assert card(page) == ""


def test_moving_on_before_the_cursor_rests_asks_for_no_card(page: Driver) -> None:
    asked: list[int] = []
    page.panel.set_district_card_provider(lambda number: asked.append(number) or {"title": "x"})
    page.run(f"""
      for (let k = 0; k < 6; k++) {{
        atlas.page.pointer.hover({IN_BANNU});
        await new Promise((go) => setTimeout(go, 60));
      }}
      atlas.page.pointer.leave();
      await new Promise((go) => setTimeout(go, 350));
    """)
    assert asked == []
    assert card(page) == ""
