"""What is looked at in a real page: the district under the cursor, the incident that is current, and the pan to it."""

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
const { canvas } = atlas.page.outline.context;
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


# What is chosen elsewhere is brought into view


def centre(driver: Driver) -> list[float]:
    return list(driver.describe()["view"])


def test_what_is_in_view_is_not_panned_to(page: Driver) -> None:
    page.look_at(68.0, 31.0, 7.0)
    before = centre(page)
    page.panel.reveal((68.1, 31.1, 68.1, 31.1))
    assert centre(page) == before


def test_what_is_out_of_view_is_panned_to_without_a_zoom(page: Driver) -> None:
    page.look_at(68.0, 31.0, 9.0)
    page.panel.reveal((71.5, 34.0, 71.5, 34.0))
    lon, lat, zoom = centre(page)
    assert zoom == 9.0
    x, y = page.run("const at = atlas.page.map.latLngToContainerPoint([34.0, 71.5]); return [at.x, at.y]")
    assert 24 <= x <= 876
    assert 24 <= y <= 616
    assert (lon, lat) != (68.0, 31.0)


PANELS = {"legend": "atlas.page.legend.box", "tray": "atlas.page.tray.box"}


@pytest.mark.parametrize("panel", PANELS)
def test_what_lies_below_a_panel_is_out_of_view(page: Driver, panel: str) -> None:
    nowhere = {"precision": 3, "lon": float("nan"), "lat": float("nan"), "area": 0}
    page.show(columns([{"lon": 70.0}, nowhere]))
    page.look_at(68.0, 31.0, 8.0)
    lat, lon = page.run(f"""
      atlas.page.legend.fold(false);
      const {{ left, top, width, height }} = {PANELS[panel]}.getBoundingClientRect();
      const at = atlas.page.map.containerPointToLatLng([left + width / 2, top + height / 2]);
      return [at.lat, at.lng]""")
    page.panel.reveal((lon, lat, lon, lat))
    clear = page.run(f"""
      const {{ x, y }} = atlas.page.map.latLngToContainerPoint([{lat}, {lon}]);
      const box = {PANELS[panel]}.getBoundingClientRect();
      return x < box.left || x > box.right || y < box.top || y > box.bottom""")
    assert clear


def test_an_area_that_does_not_fit_is_zoomed_to_unless_the_view_lies_in_it(page: Driver) -> None:
    area = bundled().gazetteer.bounds_of("Quetta")
    page.look_at(71.5, 34.0, 12.0)
    page.panel.reveal(area)
    assert centre(page)[2] < 12.0
    page.look_at((area[0] + area[2]) / 2, (area[1] + area[3]) / 2, 12.0)
    before = centre(page)
    page.panel.reveal(area)
    assert centre(page) == before


RING = PAINTED.replace("atlas.page.outline", "atlas.page.ring")


def test_the_current_one_of_several_has_a_second_ring(page: Driver) -> None:
    page.show(columns([{"lon": 71.0}, {"precision": 2, "area": 0}, {"lon": 71.2, "start": 3, "end": 3}]))
    assert page.run(RING) == 0
    page.change(selection=(2, 0))
    assert page.run(RING) > 100
    page.change(period=(page.panel.state.period[0], page.panel.state.period[0]))
    assert page.run(RING) == 0
    page.change(selection=(1, 0))
    assert page.run(RING) == 0
    page.change(selection=(0, 1))
    assert page.run(RING) > 100
    page.change(selection=(0,))
    assert page.run(RING) == 0


def test_where_a_place_is_spread_its_own_mark_is_enough(page: Driver) -> None:
    page.show(columns([{"start": k, "end": k} for k in range(5)]))
    page.look_at(71.58, 34.01, 11.0)
    page.change(selection=(4, 3, 2, 1, 0))
    assert page.run(RING) > 100
    page.run("atlas.page.spreadSelection()")
    assert page.run(RING) == 0
    page.run("atlas.page.spreadSelection()")
    assert page.run(RING) > 100
