"""Symbols of incidents: colour and shape by event type, size by the number of reported deaths."""

from __future__ import annotations

from dataclasses import dataclass

from geo.scales import KILLED_CLASSES

__all__ = ["ALIKE", "SHAPES", "SIZE_CLASSES", "TYPE_STYLES", "SizeClass", "TypeStyle", "type_colours"]

SHAPES: dict[str, tuple[tuple[float, float], ...]] = {
    "circle": (),
    "triangle": ((0, -1.3), (1.18, 0.8), (-1.18, 0.8)),
    "down-triangle": ((0, 1.3), (1.18, -0.8), (-1.18, -0.8)),
    "square": ((-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)),
    "diamond": ((0, -1.28), (1.28, 0), (0, 1.28), (-1.28, 0)),
    "plus": (
        (-0.42, -1.15), (0.42, -1.15), (0.42, -0.42), (1.15, -0.42), (1.15, 0.42), (0.42, 0.42),
        (0.42, 1.15), (-0.42, 1.15), (-0.42, 0.42), (-1.15, 0.42), (-1.15, -0.42), (-0.42, -0.42),
    ),
}  # fmt: skip
"""Corners of each shape around (0, 0), x to the right and y downwards; no corners for the circle of radius 1.

Each shape has about the area of that circle, so that none looks larger than another.
"""


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """How an event type is drawn: its name, a colour per theme (``#rrggbb``) and the name of its shape."""

    name: str
    light: str
    dark: str
    shape: str

    def colour(self, theme: str) -> str:
        """The colour on the ground of a theme, ``light`` or ``dark``."""
        return self.dark if theme == "dark" else self.light


TYPE_STYLES: tuple[TypeStyle, ...] = (
    TypeStyle("Battles", "#b53802", "#f97d3c", "circle"),
    TypeStyle("Explosions/Remote violence", "#a97a0a", "#f2c14e", "triangle"),
    TypeStyle("Violence against civilians", "#9d174d", "#cb6c94", "square"),
    TypeStyle("Protests", "#1d6fb8", "#62b0f0", "diamond"),
    TypeStyle("Riots", "#2f8a81", "#6be9dd", "down-triangle"),
    TypeStyle("Strategic developments", "#57606a", "#aab4bf", "plus"),
)
"""The types in the order of the taxonomy."""


def type_colours(theme: str) -> tuple[str, ...]:
    """The colours of the types on the ground of a theme, in the order of the taxonomy."""
    return tuple(style.colour(theme) for style in TYPE_STYLES)


@dataclass(frozen=True, slots=True)
class SizeClass:
    """A symbol size: its radius, and the label of the class of reported deaths that it shows."""

    radius_px: float
    label: str


ALIKE = 2
"""The size class that all symbols have where their size shows nothing."""

_RADII_PX = (4.8, 4.0, 5.2, 6.5, 8.0, 9.5)

SIZE_CLASSES: tuple[SizeClass, ...] = tuple(
    SizeClass(radius, label) for (_, label), radius in zip(KILLED_CLASSES, _RADII_PX, strict=True)
)
"""The sizes in the order of `geo.scales.KILLED_CLASSES`; `geo.scales.killed_classes` gives the index.

The first, of incidents without a figure, is drawn hollow and has a size of its own: no figure is not none killed.
"""
