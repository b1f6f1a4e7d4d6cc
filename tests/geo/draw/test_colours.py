"""Adjacent colours of every palette are distinguishable with deuteranopia and protanopia.

colorspacious simulates them (Machado, Oliveira, Fernandes 2009, full severity) and measures differences in CAM02-UCS,
where 1 is about the smallest visible difference.
"""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest
from colorspacious import cspace_convert, deltaE

from geo.draw.style import AREA_COLOURS, MAP_COLOURS, TYPE_STYLES, USER_LAYER_COLOURS, class_colours
from geo.draw.style import THEMES as THEMES_OF_PAGES
from tests.contrast import contrast, mixed

THEMES = ("light", "dark")
VISIONS = ("", "deuteranomaly", "protanomaly")
MIN_DISTANCE = 9.0
MIN_DISTANCE_OF_DIRECTIONS = 7.0
MIN_CONTRAST = 1.25


def simulated(colour: str, vision: str) -> np.ndarray:
    plain = np.array([int(colour[start : start + 2], 16) for start in (1, 3, 5)]) / 255
    if not vision:
        return plain
    space = {"name": "sRGB1+CVD", "cvd_type": vision, "severity": 100}
    return np.clip(cspace_convert(plain, space, "sRGB1"), 0, 1)


def colour_distance(one: str, other: str, vision: str) -> float:
    return float(deltaE(simulated(one, vision), simulated(other, vision), input_space="sRGB1"))


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("theme", THEMES)
def test_colours_of_event_types_are_distinguishable(theme: str, vision: str) -> None:
    colours = {style.name: getattr(style, theme) for style in TYPE_STYLES}
    close = {(a, b): round(colour_distance(colours[a], colours[b], vision), 1) for a, b in combinations(colours, 2)}
    assert {pair: value for pair, value in close.items() if value < MIN_DISTANCE} == {}


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("theme", THEMES)
def test_colours_of_user_layers_are_distinguishable(theme: str, vision: str) -> None:
    colours = {name: given[theme] for name, given in USER_LAYER_COLOURS.items()}
    close = {(a, b): round(colour_distance(colours[a], colours[b], vision), 1) for a, b in combinations(colours, 2)}
    assert {pair: value for pair, value in close.items() if value < MIN_DISTANCE} == {}


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", ["heat", "density"])
def test_neighbouring_classes_of_a_ramp_are_distinguishable(name: str, theme: str, vision: str) -> None:
    steps = [round(colour_distance(a, b, vision), 1) for a, b in pairwise(getattr(MAP_COLOURS[theme], name))]
    assert len(steps) == 5
    assert min(steps) >= MIN_DISTANCE


def test_each_class_of_the_heat_contrasts_with_the_one_below_in_the_dark() -> None:
    colours = MAP_COLOURS["dark"]
    seen = [mixed(colour, colours.home, colours.heat_alpha) for colour in colours.heat]
    steps = [contrast(a, b) for a, b in pairwise((colours.home, *seen))]
    assert steps[0] >= 1.6
    assert min(steps) >= 1.2


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("theme", THEMES)
def test_cells_with_one_incident_can_be_seen(theme: str, vision: str) -> None:
    colours = MAP_COLOURS[theme]
    assert colour_distance(colours.density[0], colours.home, vision) > 3 * MIN_DISTANCE


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_neighbouring_classes_of_districts_are_distinguishable(count: int, theme: str, vision: str) -> None:
    assert min(colour_distance(a, b, vision) for a, b in pairwise(class_colours(theme, count))) >= MIN_DISTANCE


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ramp", ["classes", "falls", "rises", "heat"])
def test_the_least_class_is_told_apart_from_none(ramp: str, theme: str, vision: str) -> None:
    colours, page = MAP_COLOURS[theme], THEMES_OF_PAGES[theme].ground.land
    if ramp == "heat":
        steps = [(mixed(colours.heat[0], colours.home, colours.heat_alpha), colours.home)]
    else:
        steps = [(AREA_COLOURS[theme][ramp][0], ground) for ground in (colours.home, page)]
        assert min(contrast(*pair) for pair in steps) >= MIN_CONTRAST
    assert min(colour_distance(*pair, vision) for pair in steps) >= MIN_DISTANCE_OF_DIRECTIONS


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("theme", THEMES)
def test_decreases_and_increases_are_distinguishable(theme: str, vision: str) -> None:
    decreases, increases = AREA_COLOURS[theme]["falls"], AREA_COLOURS[theme]["rises"]
    assert (
        min(colour_distance(a, b, vision) for side in (decreases, increases) for a, b in pairwise(side)) >= MIN_DISTANCE
    )
    assert (
        min(colour_distance(a, b, vision) for a, b in zip(decreases, increases, strict=True))
        >= MIN_DISTANCE_OF_DIRECTIONS
    )


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ramp", ["classes", "falls", "rises"])
def test_the_inside_of_a_symbol_differs_from_the_class_below_it(ramp: str, theme: str) -> None:
    types = [getattr(style, theme) for style in TYPE_STYLES]
    distances = {(a, b): colour_distance(a, b, "") for a in types for b in AREA_COLOURS[theme][ramp]}
    assert {pair: round(value, 1) for pair, value in distances.items() if value < 2 * MIN_DISTANCE} == {}


def test_the_measure_detects_colours_that_are_not_distinguishable() -> None:
    assert colour_distance("#c03030", "#60702f", "") > 30
    assert colour_distance("#8a7a30", "#9a6f35", "deuteranomaly") < MIN_DISTANCE
