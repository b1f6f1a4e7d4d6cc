"""Classes, colours and shapes: how numbers and types look, the same on the map, the time bar and the page.

The six type colours are chosen so that neighbours stay apart under deuteranopia and protanopia and on a light as
well as on a dark ground; each type has a shape of its own as the second cue.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "AREA_COLOURS",
    "NEAR_KM",
    "SIZE_CLASSES",
    "TYPE_STYLES",
    "SizeClass",
    "TypeStyle",
    "class_colours",
    "size_class",
]


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """How one event type is drawn: its name, a colour per theme (``#rrggbb``) and the name of its shape."""

    name: str
    light: str
    dark: str
    shape: str


TYPE_STYLES: tuple[TypeStyle, ...] = (
    TypeStyle("Battles", "#b53802", "#f97d3c", "circle"),
    TypeStyle("Explosions/Remote violence", "#a97a0a", "#f2c14e", "triangle"),
    TypeStyle("Violence against civilians", "#9d174d", "#cb6c94", "square"),
    TypeStyle("Protests", "#1d6fb8", "#62b0f0", "diamond"),
    TypeStyle("Riots", "#2f8a81", "#6be9dd", "down-triangle"),
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


NEAR_KM = 25.0
"""How far a place that is known only as near may be off: the radius of its soft disc on the ground. UCDP's code book
gives it for its second level of precision ("within a ca. 25 km radius around a known point"); other sources state
none."""

AREA_COLOURS: dict[str, dict[str, tuple[str, ...]]] = {
    "light": {
        "classes": ("#e3dcef", "#c3b1dd", "#9f86c6", "#7759a8", "#4d2f80"),
        "falls": ("#cfe6e2", "#86c0b8", "#3f8f86"),
        "rises": ("#f3dcc6", "#dfa877", "#b56a2c"),
    },
    "dark": {
        "classes": ("#3a3350", "#54467a", "#7460a6", "#9c88cf", "#cdbdf2"),
        "falls": ("#2c4a48", "#3f8079", "#73c2b8"),
        "rises": ("#54402d", "#9c6a38", "#e0a566"),
    },
}
"""The colours of districts by theme, from the least class to the greatest: one hue whose lightness tells, away from
those of the types and the heat; of changes teal for falls and brown for rises, which stay apart under deuteranopia and
protanopia."""


def class_colours(theme: str, count: int, *, diverging: bool = False) -> tuple[str, ...]:
    """The colours of so many classes of districts, spread over those that there are.

    Parameters
    ----------
    theme
        ``light`` or ``dark``.
    count
        The number of classes; of diverging ones half are falls, from the greatest to the least, half rises.
    diverging
        Whether the classes lead from a fall to a rise.
    """
    given = AREA_COLOURS[theme]
    if not diverging:
        return _spread(given["classes"], count)
    falls, rises = _spread(given["falls"], count // 2), _spread(given["rises"], count // 2)
    return (*reversed(falls), *rises)


def _spread(colours: tuple[str, ...], count: int) -> tuple[str, ...]:
    last = len(colours) - 1
    return tuple(colours[last if count == 1 else round(k * last / (count - 1))] for k in range(count))
