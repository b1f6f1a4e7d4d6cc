"""The base map while it is moved: a shifted picture equals a redrawn one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.dataset import Memo
from geo.draw.web.user_layers import user_layers_json
from geo.places.boundaries import DISTRICT_LINES_OFF_KM
from geo.places.gazetteer import bundled as bundled_gazetteer
from geo.places.user_districts import gazetteer_with
from geo.places.user_layers import Feature, LayerStyle, UserLayer
from geo.sources.bundled import bundled
from tests.web.driver import Driver, columns

SHIFTED = """
const page = atlas.page, { basemap, map } = page, c = basemapContext();
for (const step of MOVES) map.panBy(step, { animate: false });
const { width, height } = c.canvas;
const shifted = c.getImageData(0, 0, width, height).data.slice();
basemap.painted = null;
basemap.paint(page.stack.frame, c);
const whole = c.getImageData(0, 0, width, height).data;
let differ = 0;
for (let k = 0; k < whole.length; k += 4) {
  if (Math.abs(whole[k] - shifted[k]) + Math.abs(whole[k + 1] - shifted[k + 1]) + Math.abs(whole[k + 2] - shifted[k + 2]) > 24) differ++;
}
return differ / (width * height);
function basemapContext() { return page.stack.painters.find((p) => p.name === "basemap").context; }
"""  # noqa: E501


@pytest.mark.parametrize("moves", [[[-80, -60]], [[70, 50], [-30, 90]], [[64, 0]], [[0, -71]], [[40, 40]] * 6])
@pytest.mark.parametrize("zoom", [6.5, 8.25])
def test_a_shifted_base_map_equals_a_redrawn_one(driver: Driver, zoom: float, moves: list[list[int]]) -> None:
    driver.show(columns([{}]))
    driver.look_at(69.5, 32.5, zoom)
    assert driver.run(SHIFTED.replace("MOVES", str(moves))) < 0.002


def test_a_change_of_theme_redraws_the_base_map(driver: Driver) -> None:
    driver.show(columns([{}]))
    corner = "const c = atlas.page.stack.painters[0].context; return Array.from(c.getImageData(700, 450, 1, 1).data)"
    light = driver.run(corner)
    driver.change(theme="dark")
    assert driver.run(corner) != light


@pytest.mark.parametrize("ratio", [1, 1.25, 1.5])
def test_the_base_map_does_not_drift_after_many_moves(driver: Driver, ratio: float) -> None:
    driver.resize((450, 320))
    driver.look_at(69.0, 31.0, 6.0)
    unlike = driver.run(f"""
      const page = atlas.page, own = Object.getOwnPropertyDescriptor(window, "devicePixelRatio");
      Object.defineProperty(window, "devicePixelRatio", {{ value: {ratio}, configurable: true }});
      try {{
        for (let k = 0; k < 24; k++) page.map.panBy([k < 12 ? 45 : -45, k < 12 ? 21 : -21], {{ animate: false }});
        const {{ context }} = page.basemap, {{ width, height }} = context.canvas;
        const pixels = () => new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
        const moved = pixels();
        page.basemap.painted = null;
        page.basemap.paint(page.stack.frame, context);
        const anew = pixels(), green = (c) => (c >> 8) & 255;
        return moved.filter((c, k) => Math.abs(green(c) - green(anew[k])) > 24).length / moved.length;
      }} finally {{
        Object.defineProperty(window, "devicePixelRatio", own);
        page.stack.refit();
      }}
    """)
    assert unlike < 0.01


LINE = """
const { context, edges } = atlas.page.basemap, strokes = [];
const path = edges.districts.within([-1e9, -1e9, 1e9, 1e9]);
edges.districts.within = () => path;
context.stroke = (which) => which === path && strokes.push(context.globalAlpha);
try {
  atlas.page.basemap.painted = null;
  atlas.page.basemap.paint(atlas.page.stack.frame, context);
} finally {
  delete context.stroke;
  delete edges.districts.within;
}
return [strokes, !atlas.page.controls.lines.hidden];
"""


@pytest.mark.parametrize(("zoom", "strength"), [(6.5, 1), (9.5, 1), (10.25, 0.65), (11, 0.3), (13, 0.3)])
def test_generalised_lines_fade_where_their_error_can_be_seen(driver: Driver, zoom: float, strength: float) -> None:
    driver.show(columns([{}]))
    driver.look_at(71.0, 33.0, zoom)
    strokes, is_noted = driver.run(LINE)
    assert strokes == pytest.approx([strength])
    assert is_noted == (strength < 1)


def test_the_note_states_how_far_the_lines_are_off_and_names_avoid_it(driver: Driver) -> None:
    driver.look_at(71.0, 33.0, 12)
    text = driver.run("return atlas.page.controls.lines.textContent")
    assert all(f"{km:g} km" in text for km in DISTRICT_LINES_OFF_KM)
    box = driver.run("const r = atlas.page.controls.lines.getBoundingClientRect(); return [r.left, r.top, r.right]")
    assert box[2] > box[0] > 0
    assert any(panel[0] <= box[0] and panel[1] <= box[1] for panel in driver.run("return atlas.page.obstacles()"))
    driver.change(layers=("provinces", "labels"))
    assert driver.run("return atlas.page.controls.lines.hidden")


def test_lines_of_a_user_layer_do_not_fade(driver: Driver) -> None:
    square = [[70.0, 32.0], [72.0, 32.0], [72.0, 34.0], [70.0, 34.0], [70.0, 32.0]]
    layer = UserLayer("official", (Feature("Peshawar", "Polygon", [square]),), LayerStyle(), is_districts=True)
    gazetteer = gazetteer_with((layer,), bundled_gazetteer())
    driver.set_user_layers(user_layers_json(replace(bundled(), user_layers=(layer,), gazetteer=gazetteer, memo=Memo())))
    driver.look_at(71.0, 33.0, 12)
    assert driver.run(LINE) == [[1], False]


@pytest.mark.parametrize(("zoom", "strength"), [(8, 1), (11, 0.3)])
def test_the_outlines_of_hatched_districts_fade_with_the_lines(driver: Driver, zoom: float, strength: float) -> None:
    driver.show(columns([{"precision": 2, "lon": float("nan"), "lat": float("nan"), "area": k} for k in range(61)]))
    driver.look_at(71.0, 33.0, zoom)
    strokes = driver.run("""
      const { hatching } = atlas.page.incidents, own = OffscreenCanvasRenderingContext2D.prototype.stroke, seen = [];
      OffscreenCanvasRenderingContext2D.prototype.stroke = function (path) {
        if (path) seen.push(this.globalAlpha);
        return own.apply(this, arguments);
      };
      hatching.invalidate();
      try {
        atlas.page.incidents.draw();
      } finally {
        OffscreenCanvasRenderingContext2D.prototype.stroke = own;
      }
      return seen;
    """)
    assert strokes == pytest.approx([strength])
