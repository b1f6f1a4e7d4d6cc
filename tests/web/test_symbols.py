"""Symbols, marks, hatching and heat on the page, and the rows that a click selects."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from geo.draw.style import MAP_COLOURS, NEAR_KM, SIZE_CLASSES, TYPE_STYLES
from geo.places.boundaries import load_districts
from geo.places.gazetteer import bundled
from geo.places.measure import geodesic_area_km2, project
from tests.web.driver import Driver, columns, random_columns, wait_for

PIXEL = """
const { frame, context } = atlas.page.incidents;
const at = atlas.page.map.latLngToContainerPoint([LAT, LON]);
const x = Math.floor((at.x + frame.margin) * frame.ratio), y = Math.floor((at.y + frame.margin) * frame.ratio);
return Array.from(context.getImageData(x + DX, y, 1, 1).data);
"""
HIT = "return atlas.page.incidents.hit(atlas.page.map.latLngToContainerPoint([LAT, LON]).add([DX, 0]))"


def at(script: str, lon: float, lat: float, dx: float = 0) -> str:
    return script.replace("LAT", str(lat)).replace("LON", str(lon)).replace("DX", str(dx))


def colour(pixel: list[int]) -> str:
    return "#" + "".join(f"{part:02x}" for part in pixel[:3])


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_symbol_has_the_colour_of_its_type(driver: Driver, theme: str) -> None:
    driver.change(theme=theme)
    painted = []
    for code in range(6):
        driver.show(columns([{"type": code, "size": 4}]))
        painted.append(colour(driver.run(at(PIXEL, 71.58, 34.01))))
    assert painted == [getattr(style, theme) for style in TYPE_STYLES]


def test_size_follows_the_killed_unless_all_sizes_are_equal(driver: Driver) -> None:
    driver.show(columns([{"size": 5}]))
    inside = SIZE_CLASSES[5].radius_px - 3
    assert driver.run(at(PIXEL, 71.58, 34.01, round(inside)))[3] == 255
    driver.change(size_by="same")
    assert driver.run(at(PIXEL, 71.58, 34.01, round(inside)))[3] == 0


def test_a_small_symbol_is_painted_above_a_large_one(driver: Driver) -> None:
    driver.look_at(71.58, 34.01, 9)
    driver.show(columns([{"size": 2, "type": 3, "lon": 71.63}, {"size": 5, "type": 0}]))
    assert colour(driver.run(at(PIXEL, 71.63, 34.01, -5))) == TYPE_STYLES[3].light
    assert colour(driver.run(at(PIXEL, 71.58, 34.01, 6))) == TYPE_STYLES[0].light


def test_a_near_symbol_has_the_size_of_an_exact_one(driver: Driver) -> None:
    """Compares the pixels of the symbols without the area around the near one."""
    stamp = """
      const { marks } = atlas.page.incidents, code = marks._code(NEAR * 36 + SIZE);
      const { offsets, colours } = marks.stamps.symbols.get(code);
      return [Array.from(offsets), Array.from(colours)];
    """
    driver.look_at(71.58, 34.01, 9)
    exact, near = (
        [driver.run(stamp.replace("SIZE", str(size)).replace("NEAR", str(kind))) for size in range(6)]
        for kind in (0, 1)
    )
    assert len({str(symbol) for symbol in exact}) == 6
    assert exact == near


def test_unknown_deaths_are_hollow_and_no_size_of_a_known_figure(driver: Driver) -> None:
    driver.show(columns([{"size": 0}, {"size": 1, "lon": 66.0, "lat": 30.0}]))
    assert colour(driver.run(at(PIXEL, 71.58, 34.01))) == "#ffffff"
    assert colour(driver.run(at(PIXEL, 66.0, 30.0))) == TYPE_STYLES[0].light
    radii = [size.radius_px for size in SIZE_CLASSES]
    assert radii[0] not in radii[1:]


AREA = """
const { incidents } = atlas.page, { frame, context, raster, marks } = incidents;
const real = raster.blit;
raster.blit = () => {}; // the area alone, without the symbols above it
marks._drawMark = () => {};
incidents.draw();
raster.blit = real;
delete marks._drawMark;
const at = atlas.page.map.latLngToContainerPoint([LAT, LON]);
const x = Math.floor((at.x + frame.margin) * frame.ratio), y = Math.floor((at.y + frame.margin) * frame.ratio);
const alphaAt = (far) => context.getImageData(Math.round(x + far * frame.ratio), y, 1, 1).data[3];
const alphas = SHARES.map((share) => alphaAt(share * RADIUS));
incidents.draw();
return alphas;
"""
METRES = """
const m = atlas.page.map, s = m.getSize().divideBy(2), at = (p) => m.containerPointToLatLng(p);
return m.distance(at(s), at(s.add([50, 0]))) / 50;
"""


def alphas_of_area(
    driver: Driver, shares: list[float], radius: float, lon: float = 71.58, lat: float = 34.01
) -> list[int]:
    script = at(AREA, lon, lat).replace("SHARES", str(shares)).replace("RADIUS", str(radius))
    return list(driver.run(script))


@pytest.mark.parametrize("many", [1, 40], ids=["one place", "forty places"])
@pytest.mark.parametrize("zoom", [6.5, 8, 9])
def test_the_area_around_near_places_has_a_radius_in_km_and_one_tone(driver: Driver, zoom: float, many: int) -> None:
    driver.show(columns([{"precision": 1, "size": 4, "lon": 71.58 + 1e-3 * k} for k in range(many)]))
    driver.look_at(71.58, 34.01, zoom)
    radius = NEAR_KM * 1000 / driver.run(METRES)
    inside = alphas_of_area(driver, [0.0, 0.3, 0.6, 0.85], radius)
    assert inside == [round(255 * MAP_COLOURS["light"].near_alpha)] * 4
    assert alphas_of_area(driver, [1.3], radius) == [0]


def test_a_large_area_gives_way_to_dashes_around_the_symbol(driver: Driver) -> None:
    driver.show(columns([{"precision": 1, "size": 2}, {"precision": 0, "size": 2, "lon": 71.66}]))
    ring = """
      const { frame, context } = atlas.page.incidents, at = atlas.page.map.latLngToContainerPoint([LAT, LON]);
      const [x, y] = [at.x, at.y].map((side) => (side + frame.margin) * frame.ratio), far = (5.5 + 3.2) * frame.ratio;
      const pixel = (u, v) => context.getImageData(Math.floor(x + far * u), Math.floor(y + far * v), 1, 1).data;
      const turns = Array.from({ length: 90 }, (_, k) => (k * 4 * Math.PI) / 180);
      return turns.filter((turn) => pixel(Math.cos(turn), Math.sin(turn))[3] > 90).length;
    """
    driver.look_at(71.6, 34.01, 12)
    assert alphas_of_area(driver, [0.0], 1) == [0]
    assert 25 < driver.run(at(ring, 71.58, 34.01)) < 90
    assert driver.run(at(ring, 71.66, 34.01)) == 0


def test_colours_of_districts_are_not_tinted(driver: Driver) -> None:
    driver.show(columns([{"precision": 1, "size": 2}]))
    driver.look_at(71.58, 34.01, 8)
    radius = NEAR_KM * 1000 / driver.run(METRES)
    assert alphas_of_area(driver, [0.5], radius)[0] > 0
    driver.run("atlas.page.incidents.setColoured(true); atlas.page.incidents.draw()")
    assert alphas_of_area(driver, [0.5], radius) == [0]
    assert max(alphas_of_area(driver, [0.96, 0.98, 1.0, 1.02, 1.04], radius)) > 100
    driver.run("atlas.page.incidents.setColoured(false); atlas.page.incidents.draw()")


def test_exact_places_have_no_area_and_it_follows_the_period(driver: Driver) -> None:
    driver.show(columns([{}, {"precision": 1, "start": 40, "lon": 66.0, "lat": 30.0}]))
    assert alphas_of_area(driver, [0.0], 1) == [0]
    assert alphas_of_area(driver, [0.0], 1, 66.0, 30.0)[0] > 20
    driver.run("atlas.call('apply', [{period: [19000, 19010]}, -1])")
    assert alphas_of_area(driver, [0.0], 1, 66.0, 30.0) == [0]


def test_a_mark_has_a_ring_of_the_share_of_each_type(driver: Driver) -> None:
    rows = [{"type": 0, "size": 2}, {"type": 0, "start": 1}, {"type": 3, "start": 2}, {"type": 3, "start": 3}]
    driver.show(columns(rows))
    [[kind, _, _, radius, count, has_number]] = driver.describe()["marks"]
    assert (kind, count, has_number) == ("mark", 4, True)
    far = radius - 1.5
    right, left = (colour(driver.run(at(PIXEL, 71.58, 34.01, math.trunc(side * far) - (side < 0)))) for side in (1, -1))
    assert (right, left) == (TYPE_STYLES[0].light, TYPE_STYLES[3].light)
    driver.show(columns([{"type": 0, "size": 2}, {"type": 0, "start": 1}]))
    far = driver.describe()["marks"][0][3] - 1.5
    right, left = (colour(driver.run(at(PIXEL, 71.58, 34.01, math.floor(side * far)))) for side in (1, -1))
    assert {right, left} == {TYPE_STYLES[0].light}


def test_a_place_is_spread_on_request_with_a_stable_layout(driver: Driver) -> None:
    driver.show(columns([{"start": k, "type": k % 6} for k in range(7)]))
    driver.run(at("atlas.page.pointer.click(atlas.page.map.latLngToContainerPoint([LAT, LON]))", 71.58, 34.01))
    offer = "return [atlas.page.pointer.offer.box.hidden, atlas.page.pointer.offer.text.textContent]"
    assert driver.run(offer) == [False, "7 incidents at one place"]
    driver.run("atlas.page.pointer.offer.button.click()")
    places = "return atlas.page.spread.places().map(([row, u, v]) => [row, Math.round(u), Math.round(v)])"
    first = driver.run(places)
    assert [row for row, *_ in first] == list(range(7))
    assert len({(u, v) for _, u, v in first}) == 7
    pick = """const [row, u, v] = atlas.page.spread.places()[4], m = atlas.page.spread.frame.margin;
      return atlas.page.pointer.rowsAt({ x: u - m, y: v - m })"""
    assert driver.run(pick) == [4]
    click = pick.replace("return atlas.page.pointer.rowsAt(", "atlas.page.pointer.click(")
    assert wait_for(driver.panel.selected, lambda: driver.run(click)) == [[4]]
    assert driver.run(places) == first
    driver.run("atlas.page.spread.set([]); atlas.page.spread.set([6, 5, 4, 3, 2, 1, 0])")
    assert driver.run(places) == first
    driver.run("atlas.call('apply', [{period: [19000, 19002]}, -1])")
    assert driver.run("return atlas.page.spread.rows") == []


def test_the_place_of_the_selection_is_spread_and_collapsed(driver: Driver) -> None:
    driver.show(columns([{}, {"start": 1}, {"start": 2, "lon": 66.0}]))
    driver.change(selection=(1,))
    driver.panel.spread_selection()
    driver.until("atlas.page.spread.rows.length === 2")
    driver.panel.spread_selection()
    driver.until("atlas.page.spread.rows.length === 0")


def test_incidents_outside_the_period_are_cleared(driver: Driver) -> None:
    driver.show(columns([{}, {"start": 9, "lon": 66.0, "lat": 29.0}]))
    assert driver.run(at(PIXEL, 71.58, 34.01))[3] == 255
    driver.run("atlas.call('apply', [{period: [19005, 19010]}, -1])")
    assert driver.run(at(PIXEL, 71.58, 34.01))[3] == 0
    assert driver.run(at(PIXEL, 66.0, 29.0))[3] == 255


def test_no_pixel_remains_after_many_steps(driver: Driver) -> None:
    driver.show(random_columns(3000, seed=5))
    remaining = driver.run("""
      for (let day = 19000; day < 19700; day += 13) atlas.call('apply', [{period: [day, day + 30]}, -1]);
      atlas.call('apply', [{period: [10, 20]}, -1]);
      const { context } = atlas.page.incidents, { width, height } = context.canvas;
      return context.getImageData(0, 0, width, height).data.reduce((sum, part) => sum + part, 0);
    """)
    assert remaining == 0


def test_hidden_incidents_are_neither_drawn_nor_hit(driver: Driver) -> None:
    driver.show(columns([{}]))
    driver.change(layers=("provinces",))
    assert driver.run(at(PIXEL, 71.58, 34.01))[3] == 0
    assert driver.run(at(HIT, 71.58, 34.01)) == []


def test_incidents_at_one_place_are_hit_together(driver: Driver) -> None:
    driver.show(columns([{}, {"start": 1, "size": 5}, {"start": 2, "lon": 66.0}]))
    assert sorted(driver.run(at(HIT, 71.58, 34.01, 3))) == [0, 1]
    assert driver.run(at(HIT, 71.58, 34.01, 60)) == []


@pytest.mark.parametrize("zoom", [6, 9, 12])
def test_every_symbol_in_view_is_hit_at_its_place(driver: Driver, zoom: int) -> None:
    incidents = random_columns(400, seed=zoom)
    driver.show(incidents)
    first = next(i for i in range(400) if incidents.kind[i] >> 4 < 2)
    driver.look_at(float(incidents.lon[first]), float(incidents.lat[first]), zoom)
    driver.until(f"atlas.page.map.getZoom() === {zoom} && atlas.page.stack.frame.zoom === {zoom}")
    hits = driver.run("""
      const p = atlas.page, size = p.map.getSize();
      const inView = ([, x, y]) => x >= 0 && y >= 0 && x <= size.x && y <= size.y;
      return p.describe().marks.filter(inView).filter(([kind]) => kind !== "district")
        .map(([kind, x, y, radius, count]) => [kind, count, p.incidents.hit({ x, y })]);
    """)
    assert len(hits) > 0
    assert all(len(rows) == count for _, count, rows in hits)
    hit = [row for _, _, rows in hits for row in rows]
    assert len(hit) == len(set(hit))


def test_a_click_emits_its_rows_or_none(driver: Driver) -> None:
    driver.show(columns([{}, {"start": 1}]))
    click = "atlas.page.pointer.click(atlas.page.map.latLngToContainerPoint([LAT, LON]))"
    assert wait_for(driver.panel.selected, lambda: driver.run(at(click, 71.58, 34.01))) == [[0, 1]]
    assert wait_for(driver.panel.selected, lambda: driver.run(at(click, 63.0, 31.5))) == [[]]


def test_a_click_on_the_number_of_a_hatched_district_emits_its_rows(driver: Driver) -> None:
    nowhere = {"precision": 2, "lon": float("nan"), "lat": float("nan"), "area": 2}
    driver.show(columns([nowhere, {**nowhere, "start": 1}, {**nowhere, "start": 2, "area": 3}]))
    click = """const [, left, top, right, bottom] = atlas.page.incidents.numbers.pills[0];
      atlas.page.pointer.click({ x: (left + right) / 2, y: (top + bottom) / 2 })"""
    assert wait_for(driver.panel.selected, lambda: driver.run(click)) == [[0, 1]]
    pills = driver.run("return atlas.page.incidents.numbers.pills.map((pill) => pill[0])")
    assert pills == ["2", "1"]
    beside = "atlas.page.pointer.click(atlas.page.map.latLngToContainerPoint([29.2, 64.4]))"
    assert wait_for(driver.panel.district_selected, lambda: driver.run(beside)) == [2]


def test_a_selected_row_gets_a_ring_only_while_it_is_in_the_period(driver: Driver) -> None:
    driver.show(columns([{"size": 2}]))
    ring = round(SIZE_CLASSES[2].radius_px + 4)
    assert driver.run(at(PIXEL, 71.58, 34.01, ring))[3] == 0
    driver.change(selection=(0,))
    assert driver.run(at(PIXEL, 71.58, 34.01, ring))[3] > 200
    driver.run("atlas.call('apply', [{period: [19100, 19200]}, -1])")
    assert driver.run(at(PIXEL, 71.58, 34.01, ring))[3] == 0


def test_a_click_on_a_tray_entry_emits_its_rows(driver: Driver) -> None:
    nowhere: dict[str, Any] = {"lon": float("nan"), "lat": float("nan")}
    driver.show(columns([{**nowhere, "precision": 3, "area": 1}, {**nowhere, "precision": 4}, {"start": 3}]))
    text = driver.run("return document.querySelector('.atlas-tray').innerText.split('\\n').filter(Boolean)")
    assert text == ["Not on the map", "Balochistan", "1", "Pakistan", "1"]
    click = "document.querySelectorAll('.atlas-tray-item')[0].click()"
    assert wait_for(driver.panel.selected, lambda: driver.run(click)) == [[0]]


def test_heat_is_incidents_per_thousand_square_kilometres(driver: Driver) -> None:
    driver.show(columns([{"start": k, "lon": 66.5, "lat": 29.5} for k in range(100)]))
    driver.change(layers=("heat",))
    peak = driver.run("return atlas.page.heat.at(66.5, 29.5)")
    assert peak == pytest.approx(100 * 1000 / (2 * math.pi * 25**2), rel=0.05)
    total = driver.run("""
      const { side, cellKm } = atlas.page.heat.grid;
      return atlas.page.heat.density.reduce((sum, value) => sum + value, 0) * cellKm ** 2 / 1000;
    """)
    assert total == pytest.approx(100, rel=0.001)
    away = driver.run("return atlas.page.heat.at(66.5, 29.5 + 25 / 111)")
    assert away / peak == pytest.approx(math.exp(-0.5), rel=0.08)


def test_heat_is_the_sum_of_kernels_on_the_equal_area_plane(driver: Driver) -> None:
    draw = np.random.default_rng(11)
    lon, lat = draw.uniform(62, 74, 80), draw.uniform(25, 36.5, 80)
    driver.show(columns([{"lon": float(x), "lat": float(y)} for x, y in zip(lon, lat, strict=True)]))
    driver.change(layers=("heat",))
    sampled = np.column_stack((draw.uniform(62, 74, 60), draw.uniform(25, 36.5, 60)))
    heat = np.array(driver.run(f"return {sampled.tolist()}.map(([x, y]) => atlas.page.heat.at(x, y))"))
    points, places = np.column_stack(project(lon, lat)) / 1000, np.column_stack(project(*sampled.T)) / 1000
    far = ((places[:, None, :] - points[None, :, :]) ** 2).sum(axis=2)
    exact = (np.exp(-far / (2 * 25**2)) / (2 * math.pi * 25**2)).sum(axis=1) * 1000
    np.testing.assert_allclose(heat, exact, atol=0.12 * exact.max())
    before = driver.run("return Array.from(atlas.page.heat.density)")
    driver.look_at(70.0, 33.0, 9.0)
    assert driver.run("return Array.from(atlas.page.heat.density)") == before


CHANGES = {
    "a step of time": "atlas.call('apply', [{period: [19100, 19200]}, -1])",
    "a filter": "atlas.call('apply', [{certain: true}, -1])",
    "a layer": "atlas.call('apply', [{layers: ['provinces']}, -1])",
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_the_card_is_hidden_by_a_change(driver: Driver, change: str) -> None:
    driver.show(columns([{}]))
    hover = "atlas.page.pointer.hover(atlas.page.map.latLngToContainerPoint([LAT, LON]))"
    ask = driver.run(at(hover, 71.58, 34.01) + "; return atlas.page.pointer.request")
    show = f"atlas.call('showCard', [{{title: 'Attack'}}, {ask}]); return atlas.page.pointer.card.box.hidden"
    assert driver.run(show) is False
    assert driver.run(f"{change}; return atlas.page.pointer.card.box.hidden") is True
    assert driver.run(show) is True


def district_rows(area: int, many: int) -> list[dict[str, Any]]:
    return [{"lon": float("nan"), "lat": float("nan"), "precision": 2, "area": area}] * many


def test_incidents_known_only_to_a_district_are_spread_over_it(driver: Driver) -> None:
    index, bannu = next((d.index, d) for d in bundled().drawn if d.name == "Bannu")
    driver.show(columns([*district_rows(index, 30), {"start": 3, "lon": 66.5, "lat": 29.5}]))
    driver.change(layers=("heat",))
    total = "const h = atlas.page.heat; return h.density.reduce((sum, v) => sum + v, 0) * h.grid.cellKm ** 2 / 1000"
    assert driver.run(total) == pytest.approx(1, rel=0.001)
    assert "left out" in driver.run("return atlas.page.legend.body.textContent")
    driver.change(layers=("heat", "heat_districts"))
    assert driver.run(total) == pytest.approx(31, rel=0.001)
    assert "are spread over it" in driver.run("return atlas.page.legend.body.textContent")
    inside = driver.run("return atlas.page.heat.at(70.6, 32.95)")
    assert 0.2 * 30_000 / bannu.area_km2 < inside < 30_000 / bannu.area_km2
    cells = f"atlas.page.heat.districtCells.get({index})"
    assert driver.run(f"return {cells}.cells.length") * 36 > bannu.area_km2 * 0.8
    assert driver.run(f"return {cells}.shares.reduce((sum, share) => sum + share, 0)") == pytest.approx(1, abs=1e-5)


def test_every_district_has_cells_of_about_its_size(driver: Driver) -> None:
    driver.change(layers=("heat",))
    touched = driver.run("""
      const heat = atlas.page.heat;
      return atlas.page.basemap.districts.map((_, d) => heat._cellsOf(d).cells.length * heat.grid.cellKm ** 2);
    """)
    shapes = load_districts().geometry
    assert all(km2 >= 0.95 * outline for km2, outline in zip(touched, geodesic_area_km2(shapes), strict=True))


def test_the_classes_of_the_heat_are_those_of_the_state(driver: Driver) -> None:
    driver.show(columns([{"start": 3, "lon": 66.5, "lat": 29.5}]))
    driver.change(layers=("heat",), heat={"classes": [0.1, 0.2], "days": 7})
    text = driver.run("return atlas.page.legend.body.textContent")
    assert "Classes hold for every period of 7 days." in text
    assert "0.10.2+" in text
    assert "reaches" not in text
    painted = "return Array.from(new Uint32Array(atlas.page.heat.image.data.buffer)).filter(Boolean).length"
    shown = driver.run(painted)
    assert shown > 0
    driver.change(heat={"classes": [0.5, 1, 2], "days": 7})
    assert driver.run(painted) == 0
    assert "Nothing in this period reaches 0.5." in driver.run("return atlas.page.legend.body.textContent")
    driver.run("atlas.call('apply', [{period: [1, 2]}, -1])")
    assert "No incident of this period counts here." in driver.run("return atlas.page.legend.body.textContent")


def test_the_legend_of_the_heat_counts_incidents(driver: Driver) -> None:
    driver.change(layers=("heat",))
    text = driver.run("return atlas.page.legend.box.textContent")
    assert "Incidents per 1,000 km²" in text
    assert "vents per" not in text


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_legend_shows_the_boxed_number_of_a_district(driver: Driver, theme: str) -> None:
    driver.show(columns([{"precision": 2, "lon": float("nan"), "lat": float("nan"), "area": 2}]))
    driver.change(theme=theme)
    number, ground, home = driver.run("""
      const box = document.querySelector(".atlas-swatch-hatch b"), pen = new OffscreenCanvas(1, 1).getContext("2d");
      pen.fillStyle = getComputedStyle(box).backgroundColor;
      return [box.textContent, pen.fillStyle, atlas.theme.palette.home];
    """)
    assert number.isdigit()
    assert ground == home


GROUND = """
const page = atlas.page, { raster, hatching } = page.incidents, answers = [];
for (const [dx, dy] of [[50, 0], [-50, 0], [0, 48], [0, -48], [61, -37], [-13, 80]]) {
  page.map.panBy([dx, dy], { animate: false });
  const moved = raster.background.slice();
  hatching.invalidate();
  page.incidents.draw();
  let unlike = 0;
  let painted = 0;
  for (let k = 0; k < moved.length; k++) {
    painted += raster.background[k] !== 0;
    unlike += Math.abs((moved[k] >>> 24) - (raster.background[k] >>> 24)) > 8;
  }
  answers.push([unlike, painted]);
}
return answers;
"""


def test_shifted_hatching_equals_redrawn_hatching(driver: Driver) -> None:
    nowhere = {"precision": 2, "lon": float("nan"), "lat": float("nan")}
    driver.show(columns([{**nowhere, "area": area} for area in range(0, 60, 2)]))
    driver.look_at(69.0, 31.0, 7.0)
    answers = driver.run(GROUND)
    assert [unlike for unlike, _ in answers] == [0] * len(answers)
    assert min(painted for _, painted in answers) > 20_000


def test_hatching_is_removed_with_the_last_incident_of_its_district(
    driver: Driver,
) -> None:
    nowhere = {"precision": 2, "lon": float("nan"), "lat": float("nan")}
    driver.show(columns([{**nowhere, "area": area, "start": area % 7} for area in range(60)]))
    stepped = driver.run("""
      const page = atlas.page, { raster, hatching } = page.incidents, answers = [];
      for (const [first, last] of [[0, 3], [2, 5], [3, 3], [6, 6], [0, 6]]) {
        atlas.call('apply', [{ period: [page.store.day0 + first, page.store.day0 + last] }, -1]);
        const stepped = raster.background.slice();
        hatching.invalidate();
        page.incidents.draw();
        answers.push(stepped.filter((c, k) => Math.abs((c >>> 24) - (raster.background[k] >>> 24)) > 8).length);
      }
      return answers;
    """)
    assert stepped == [0] * 5


def spread_of(driver: Driver, count: int) -> list[list[float]]:
    """Row, position and place of each of so many incidents of one place, spread."""
    driver.show(columns([{"start": k, "type": k % 6} for k in range(count)]))
    driver.run(f"atlas.page.pointer.expand([...Array({count}).keys()])")
    return list(driver.run("return atlas.page.spread.places()"))


@pytest.mark.parametrize("count", [2, 6, 12])
def test_a_few_spread_incidents_stand_in_a_circle_and_no_line_crosses_a_symbol(driver: Driver, count: int) -> None:
    places = spread_of(driver, count)
    assert len(places) == count
    (_, _, _, x, y), *_ = places
    far = [math.hypot(u - x, v - y) for _, u, v, *_ in places]
    assert max(far) - min(far) < 0.01
    gaps = [math.dist(one[1:3], other[1:3]) for k, one in enumerate(places) for other in places[k + 1 :]]
    assert min(gaps) > 2 * 4.6 + 2
    assert places[0][2] < y  # by day, from the top


@pytest.mark.parametrize("count", [6, 30])
def test_the_mark_of_a_spread_place_is_covered(driver: Driver, count: int) -> None:
    spread_of(driver, count)
    pixel = """const { spread } = atlas.page, { ratio } = spread.frame, [[, , , x, y]] = spread.places();
      return [...spread.context.getImageData((x + 6) * ratio, (y + 3) * ratio, 1, 1).data]"""
    assert driver.run(pixel)[3] > 230


def test_names_keep_clear_of_a_spread_place(driver: Driver) -> None:
    under = """
      const { spread, labels } = atlas.page, { reach, frame: { margin } } = spread, [[, , , u, v]] = spread.places();
      const [x, y] = [u - margin, v - margin];
      return labels.boxes().filter(([, l, t, r, b]) =>
        Math.hypot(Math.max(l - x, x - r, 0), Math.max(t - y, y - b, 0)) < reach).map(([name]) => name)"""
    driver.look_at(71.58, 34.01, 9.0)
    spread_of(driver, 12)
    assert driver.run(under) == []
    driver.look_at(71.4, 33.9, 9.5)
    assert driver.run(under) == []
    driver.run("atlas.page.pointer.collapse()")
    assert "Peshawar" in [name for name, *_ in driver.describe()["labels"]]


@pytest.mark.parametrize("panel", ["legend", "tray"])
def test_a_spread_place_moves_out_from_under_a_panel(driver: Driver, panel: str) -> None:
    driver.show(columns([{"start": k} for k in range(160)] + [{"area": 0, "precision": 3}]))
    driver.look_at(71.58, 34.01, 9)
    under = f"""const {{ map, controls }} = atlas.page, box = controls.{panel}.box.getBoundingClientRect();
      const at = map.getContainer().getBoundingClientRect();
      const from = map.latLngToContainerPoint([34.01, 71.58]);
      map.panBy(from.subtract([box.left - at.left + 20, box.top - at.top + 20]), {{ animate: false }});
      atlas.page.pointer.expand([...Array(160).keys()])"""
    driver.run(under)
    clear = """const { spread: { reach }, controls, map } = atlas.page, { x: wide, y: high } = map.getSize();
      const { x, y } = map.latLngToContainerPoint([34.01, 71.58]);
      return [Math.min(x, y, wide - x, high - y) - reach, ...controls.boxes().map(([l, t, r, b]) =>
        Math.hypot(Math.max(l - x, x - r, 0), Math.max(t - y, y - b, 0)) - reach)]"""
    assert min(driver.run(clear)) >= -0.5
    assert driver.run("return Math.min(...atlas.page.spread.rows)") == 10  # the newest


def test_the_current_incident_of_a_spread_place_is_marked(driver: Driver) -> None:
    places = spread_of(driver, 6)
    ring = """const { spread } = atlas.page, { ratio } = spread.frame;
      const red = (u, v) => spread.context.getImageData((u + 8.5) * ratio, v * ratio, 1, 1).data[0];
      return spread.places().map(([, u, v]) => red(u, v) < 80)"""
    for current in (3, 5):
        driver.change(selection=(current, *(row for row in range(6) if row != current)))
        assert driver.run(ring) == [row == current for row, *_ in places]
    driver.change(selection=())
    assert not any(driver.run(ring))
