"""Shapes and sizes of symbols."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest

from geo.draw.style import SHAPES, SIZE_CLASSES, TYPE_STYLES
from geo.scales import killed_classes
from geo.taxonomy import EVENT_TYPES


def area(corners: tuple[tuple[float, float], ...]) -> float:
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise((*corners, corners[0])))) / 2


def test_each_type_has_its_own_style_and_shape() -> None:
    assert [style.name for style in TYPE_STYLES] == list(EVENT_TYPES)
    assert {style.shape for style in TYPE_STYLES} == set(SHAPES)


@pytest.mark.parametrize("shape", [name for name, corners in SHAPES.items() if corners])
def test_all_shapes_have_the_same_area(shape: str) -> None:
    assert area(SHAPES[shape]) == pytest.approx(math.pi, rel=0.22)


@pytest.mark.parametrize(
    ("killed", "label"),
    [(math.nan, "no figure"), (0, "0"), (1, "1–4"), (4.5, "1–4"), (24, "10–24"), (9000, "25+")],
)
def test_symbol_size_follows_the_number_of_deaths(killed: float, label: str) -> None:
    assert SIZE_CLASSES[killed_classes([killed])[0]].label == label


def test_more_deaths_never_make_a_smaller_symbol() -> None:
    unknown, *radii = [size.radius_px for size in SIZE_CLASSES]
    assert radii == sorted(radii)
    assert unknown not in radii
