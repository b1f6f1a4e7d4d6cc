"""Colours of hot and cold spots: the ramps of rises and falls, which stay apart under deuteranopia and protanopia."""

from __future__ import annotations

from geo.draw.style.areas import AREA_COLOURS

__all__ = ["spot_colour"]

_UNKNOWN: dict[str, tuple[str, ...]] = {"light": ("#c5cacd", "#b5bbc0"), "dark": ("#4b5158", "#525a62")}


def spot_colour(theme: str, side: str, strength: int) -> str:
    """The colour of a class by its side (``high``, ``low`` or ``unknown``) and strength, for a theme."""
    if side == "unknown":
        return _UNKNOWN[theme][strength]
    return AREA_COLOURS[theme]["rises" if side == "high" else "falls"][strength]
