"""Classes, colours and shapes: how numbers and types look, the same on the map, the time bar and the page.

The six type colours are chosen so that neighbours stay apart under deuteranopia and protanopia and on a light as
well as on a dark ground; each type has a shape of its own as the second cue.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["SIZE_CLASSES", "TYPE_STYLES", "SizeClass", "TypeStyle", "size_class"]


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """How one event type is drawn: its name, a colour per theme (``#rrggbb``) and the name of its shape."""

    name: str
    light: str
    dark: str
    shape: str


TYPE_STYLES: tuple[TypeStyle, ...] = (
    TypeStyle("Battles", "#c2410c", "#f97d3c", "circle"),
    TypeStyle("Explosions/Remote violence", "#a97a0a", "#f2c14e", "triangle"),
    TypeStyle("Violence against civilians", "#9d174d", "#f08bb4", "square"),
    TypeStyle("Protests", "#1d6fb8", "#62b0f0", "diamond"),
    TypeStyle("Riots", "#0f766e", "#4fd1c5", "down-triangle"),
    TypeStyle("Strategic developments", "#57606a", "#aab4bf", "plus"),
)


@dataclass(frozen=True, slots=True)
class SizeClass:
    """A symbol size: the reported deaths from which it applies (``None``: no figure), its radius and its label."""

    killed_from: int | None
    radius_px: float
    label: str


SIZE_CLASSES: tuple[SizeClass, ...] = (
    SizeClass(None, 4.0, "no figure"),
    SizeClass(0, 4.0, "0"),
    SizeClass(1, 5.5, "1–4"),
    SizeClass(5, 7.5, "5–9"),
    SizeClass(10, 10.0, "10–24"),
    SizeClass(25, 13.5, "25+"),
)


def size_class(killed: float | None) -> int:
    """Index into `SIZE_CLASSES` of a number of reported deaths; ``None`` and NaN mean that no figure is known."""
    if killed is None or killed != killed:
        return 0
    return max(i for i, c in enumerate(SIZE_CLASSES) if c.killed_from is not None and killed >= c.killed_from)
