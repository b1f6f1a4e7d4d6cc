"""Colours of the time bar, so that a window can restyle it; the types keep the colours of every other picture."""

from __future__ import annotations

from dataclasses import dataclass

from geo.draw.style import TYPE_STYLES

__all__ = ["DARK", "LIGHT", "TimeBarPalette", "type_colours"]


@dataclass(frozen=True, slots=True)
class TimeBarPalette:
    """Colours as ``#rrggbb``.

    Writing, quiet writing, lines, what is chosen or focused, the ground, what is wrong, the edge of fields and the
    ground of what is switched on; `is_dark` picks the type colours made for a dark ground.
    """

    text: str
    muted: str
    grid: str
    accent: str
    surface: str
    error: str
    edge: str
    chosen: str
    is_dark: bool


LIGHT = TimeBarPalette(
    "#1c2430", "#5b6673", "#dfe3e8", "#1f5fbf", "#ffffff", "#b3261e", "#8a94a0", "#e3edfb", is_dark=False
)
DARK = TimeBarPalette(
    "#e7ebf0", "#9da8b5", "#333c47", "#7db4ff", "#171c22", "#ff8a80", "#6b7683", "#22344d", is_dark=True
)


def type_colours(palette: TimeBarPalette) -> tuple[str, ...]:
    """Colours of the event types on the ground of a palette, in the fixed order of types."""
    return tuple(style.dark if palette.is_dark else style.light for style in TYPE_STYLES)
