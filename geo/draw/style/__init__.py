"""Colours, shapes and sizes, once for the window, the time bar, the map's page and the printed page. Plain values.

The type colours are chosen so that neighbours stay apart under deuteranopia and protanopia and on a light as well as
on a dark ground; each type has a shape of its own as the second cue.
"""

from __future__ import annotations

from geo.draw.style.areas import AREA_COLOURS, USER_LAYER_COLOURS, band_colours, class_colours
from geo.draw.style.hot_spots import spot_colour
from geo.draw.style.map_colours import MAP_COLOURS, LabelColours, MapColours, PanelColours, TileColours
from geo.draw.style.marks import MARKS, MarkStyle
from geo.draw.style.symbols import ALIKE, SHAPES, SIZE_CLASSES, TYPE_STYLES, SizeClass, TypeStyle, type_colours
from geo.draw.style.theme import DARK, LIGHT, THEMES, Ground, Theme
from geo.scales import NEAR_KM

__all__ = [
    "ALIKE",
    "AREA_COLOURS",
    "DARK",
    "LIGHT",
    "MAP_COLOURS",
    "MARKS",
    "NEAR_KM",
    "SHAPES",
    "SIZE_CLASSES",
    "THEMES",
    "TYPE_STYLES",
    "USER_LAYER_COLOURS",
    "Ground",
    "LabelColours",
    "MapColours",
    "MarkStyle",
    "PanelColours",
    "SizeClass",
    "Theme",
    "TileColours",
    "TypeStyle",
    "band_colours",
    "class_colours",
    "spot_colour",
    "type_colours",
]
