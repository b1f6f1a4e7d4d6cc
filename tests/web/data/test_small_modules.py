"""Projections, binary search, the grid and shifted pictures."""

from __future__ import annotations

import re

import numpy as np
import pytest

from geo import assets
from geo.draw.style import MAP_COLOURS, MARKS, SIZE_CLASSES, TYPE_STYLES
from geo.draw.web.files import script_paths
from geo.draw.web.points import pack_points
from geo.draw.web.style_module import PATH, style_module
from geo.places.measure import project
from tests.web.made_points import DAY0, random_columns
from tests.web.scripts import Scripts


def test_the_equal_area_projection_agrees_with_pyproj() -> None:
    draw = np.random.default_rng(3)
    lon, lat = draw.uniform(58, 77, 200), draw.uniform(22.5, 38.5, 200)
    places = np.column_stack((lon, lat)).tolist()
    result = np.array(Scripts("data/albers.js").run(f"return {places}.map(([x, y]) => albers(x, y))"))
    east, north = project(lon, lat)
    np.testing.assert_allclose(result * 1000, np.column_stack((east, north)), atol=0.01)


def test_latitude_is_the_inverse_of_web_mercator() -> None:
    scripts = Scripts("data/mercator.js")
    assert scripts.run("return [mercatorX(-180), mercatorX(180), mercatorY(0)]") == pytest.approx([0, 1, 0.5])
    assert scripts.run("return [24, 31.5, 38].map((lat) => latitudeOf(mercatorY(lat)))") == pytest.approx(
        [24, 31.5, 38]
    )
    assert scripts.run("return [58, 71.58].map((lon) => longitudeOf(mercatorX(lon)))") == pytest.approx([58, 71.58])


def test_the_lower_bound_agrees_with_numpy() -> None:
    values = np.sort(np.random.default_rng(2).integers(0, 30, 40))
    values_sought = list(range(-1, 32))
    result = Scripts("data/search.js").run(
        f"return {values_sought}.map((value) => lowerBound({values.tolist()}, value))"
    )
    assert result == np.searchsorted(values, values_sought).tolist()


@pytest.mark.parametrize(("dx", "dy"), [(2, 0), (-3, 0), (0, 1), (0, -2), (3, -1), (0, 0)])
def test_a_shifted_picture_is_blank_at_its_new_edges(dx: int, dy: int) -> None:
    picture = np.arange(1, 57).reshape(7, 8)
    moved = np.zeros_like(picture)
    moved[max(0, dy) : 7 + min(0, dy), max(0, dx) : 8 + min(0, dx)] = picture[
        max(0, -dy) : 7 + min(0, -dy), max(0, -dx) : 8 + min(0, -dx)
    ]
    script = (
        f"const v = Uint32Array.from({picture.ravel().tolist()}); shiftRows(v, 8, {dx}, {dy}); return Array.from(v)"
    )
    assert Scripts("data/shift.js").run(script) == moved.ravel().tolist()


def test_a_grid_visits_all_rows_of_a_box() -> None:
    scripts = Scripts("data/grid.js", "data/points.js")
    scripts.set_bytes("points", pack_points(random_columns(800, seed=6)))
    near, all_of_them, counted = scripts.run(f"""
      const given = columns(points), grid = new Grid(given), [left, top, right, bottom] = [0.68, 0.40, 0.69, 0.41];
      const visited = new Set(), inBox = [], begun = {DAY0};
      grid.each(left, top, right, bottom, (i) => visited.add(i));
      for (let i = 0; i < given.n; i++) {{
        const {{ x, y }} = given;
        if (x[i] >= left && x[i] <= right && y[i] >= top && y[i] <= bottom) inBox.push(i);
      }}
      return [inBox.map((i) => visited.has(i)), visited.size, grid.count(left, top, right, bottom)];
    """)
    assert len(near) > 5
    assert all(near)
    assert all_of_them == counted < 800


def test_colours_are_packed_in_the_byte_order_of_a_raster() -> None:
    assert Scripts("data/colours.js").run("return [rgb('#0a14ff'), packedColour('#0a14ff')]") == [
        [10, 20, 255],
        0xFFFF140A,
    ]


def test_the_module_of_colours_is_the_one_made_from_the_styles() -> None:
    assert assets.read_text("web", *PATH.split("/")) == style_module(), "run python -m scripts.reference"
    run = Scripts("data/style.js").run
    assert run("return [TYPES, SIZES]") == [len(TYPE_STYLES), len(SIZE_CLASSES)]
    for name, colours in MAP_COLOURS.items():
        palette = run(f"return PALETTES.{name}")
        assert (palette["label"]["haloOut"], tuple(palette["heat"])) == (colours.label.halo_out, colours.heat)


def test_no_script_but_that_one_and_no_rule_of_the_style_sheet_names_a_colour_of_the_map() -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in script_paths() if path.name != "style.js"}
    texts["page.css"] = assets.read_text("web", "page.css")
    found = {name: re.findall(r"""["' :]#[0-9a-f]{3,8}\b""", text, re.IGNORECASE) for name, text in texts.items()}
    assert {name: colours for name, colours in found.items() if colours} == {}


@pytest.mark.parametrize(
    ("count", "text"),
    [(2, "2"), (39, "39"), (190, "190"), (1348, "1348"), (9999, "9999"), (12_000, "12k"), (10**6, "1.0M")],
)
def test_the_number_of_a_mark_stands_clear_of_its_ring(count: int, text: str) -> None:
    radii = np.arange(MARKS.least_px[0], MARKS.most_px + 0.01, 0.1)
    of_one = f"[numberRadius({count}), ringWidth(r, {count}), digitSize(r, {count})]"
    script = f"return {radii.tolist()}.map((r) => {of_one})"
    least, ring, size = np.array(Scripts("data/mark_size.js").run(script)).T
    corner = size * np.hypot(MARKS.digit_em * len(text) / 2, 0.355)
    has_number = radii >= least
    assert has_number.any()
    assert (corner <= radii - ring + 0.15)[has_number].all()
    assert (np.diff(size) >= 0).all()
