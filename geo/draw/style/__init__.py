"""Colours, shapes and sizes, once for the window, the time bar, the map's page and the printed page. Plain values.

The type colours are chosen so that neighbours stay apart under deuteranopia and protanopia and on a light as well as
on a dark ground; each type has a shape of its own as the second cue.
"""

from __future__ import annotations

from geo.draw.style.areas import AREA_COLOURS, class_colours
from geo.draw.style.shapes import SHAPES
from geo.draw.style.sizes import SIZE_CLASSES, SizeClass
from geo.draw.style.theme import DARK, LIGHT, THEMES, Ground, Theme
from geo.draw.style.types import TYPE_STYLES, TypeStyle, type_colours
from geo.draw.style.user_layers import USER_LAYER_COLOURS
from geo.scales import NEAR_KM

__all__ = [
    "AREA_COLOURS",
    "DARK",
    "LIGHT",
    "NEAR_KM",
    "SHAPES",
    "SIZE_CLASSES",
    "THEMES",
    "TYPE_STYLES",
    "USER_LAYER_COLOURS",
    "Ground",
    "SizeClass",
    "Theme",
    "TypeStyle",
    "class_colours",
    "type_colours",
]
