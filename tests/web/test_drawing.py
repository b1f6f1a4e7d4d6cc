"""A line drawn on the map with the mouse, in a real page."""

from __future__ import annotations

import pytest

from tests.web.driver import Driver, columns, wait_for

AT = {"a": (34.0, 71.5), "b": (33.0, 70.6), "c": (32.0, 70.9)}
MOUSE = """
const box = atlas.page.map.getContainer().getBoundingClientRect();
const fire = (name, [lat, lon], detail = 1) => {
  const { x, y } = atlas.page.map.latLngToContainerPoint([lat, lon]);
  const at = { clientX: box.left + x, clientY: box.top + y, detail, bubbles: true, cancelable: true };
  atlas.page.map.getPane("mapPane").dispatchEvent(new MouseEvent(name, at));
};
const press = (key) => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
const click = (at, detail) => ["mousedown", "mouseup", "click"].forEach((name) => fire(name, at, detail));
const [a, b, c] = [[34.0, 71.5], [33.0, 70.6], [32.0, 70.9]];
"""
SHOWN = "return document.querySelectorAll('.atlas-draw, .atlas-draw-line').length"


@pytest.fixture
def page(driver: Driver) -> Driver:
    driver.show(columns([{"lon": 70.6, "lat": 33.0}]))
    return driver


def test_clicks_make_a_line_that_a_double_click_ends(page: Driver) -> None:
    page.panel.draw_line()
    selected: list[object] = []
    page.panel.selected.connect(selected.append)
    script = MOUSE + "click(a); click(b); fire('mousemove', c); click(c); click(c, 2); fire('dblclick', c, 2);"
    (points,) = wait_for(page.panel.line_drawn, lambda: page.run(script))
    near = [min(abs(lat - y) + abs(lon - x) for x, y in points) for lat, lon in AT.values()]
    assert max(near) < 0.05  # a pixel is some hundredths of a degree
    assert points[0] == pytest.approx((71.5, 34.0), abs=0.05)
    assert points[-1] == pytest.approx((70.9, 32.0), abs=0.05)
    assert len(points) > 20  # straight on the map: others are put between
    assert page.run(SHOWN) == 0
    assert selected == []
    assert page.run(MOUSE + "click(b); return atlas.page.pointer.isDrawing") is False


def test_keys_take_points_back_end_and_give_up(page: Driver) -> None:
    page.panel.draw_line()
    left = page.run(MOUSE + "click(a); click(b); click(c); press('Backspace'); return atlas.drawing.points.length")
    assert left == 2
    taken_back = "fire('mousemove', c); press('Backspace'); "
    corners = "return atlas.drawing.lines[1].getAttribute('points').split(' ').length;"
    assert page.run(MOUSE + taken_back + corners) == 2  # one point, and the stretch to the cursor
    page.run(MOUSE + "click(b);")
    assert page.run(SHOWN) == 2
    (points,) = wait_for(page.panel.line_drawn, lambda: page.run(MOUSE + "press('Enter')"))
    assert points[-1] == pytest.approx((70.6, 33.0), abs=0.05)
    page.panel.draw_line()
    drawn: list[object] = []
    page.panel.line_drawn.connect(drawn.append)
    page.run(MOUSE + "click(a); fire('dblclick', a, 2); click(b); press('Escape');")
    assert (page.run(SHOWN), drawn) == (0, [])


def test_a_click_picks_a_place_and_selects_nothing(page: Driver) -> None:
    selected: list[object] = []
    page.panel.selected.connect(selected.append)
    page.panel.pick_point(is_on=True)
    lon, lat = wait_for(page.panel.pointed, lambda: page.run(MOUSE + "click(b);"))
    assert (lon, lat) == pytest.approx((70.6, 33.0), abs=0.05)
    assert page.run("return [atlas.page.pointer.isPicking, atlas.page.pointer.isDrawing]") == [False, False]
    assert selected == []
    page.run(MOUSE + "click(b);")
    assert page.run("return atlas.page.map.getContainer().classList.contains('atlas-drawing')") is False
