"""Colours of districts by class, and of user layers."""

from __future__ import annotations

__all__ = ["AREA_COLOURS", "USER_LAYER_COLOURS", "class_colours"]

USER_LAYER_COLOURS: dict[str, dict[str, str]] = {
    "indigo": {"light": "#6d4fe0", "dark": "#7f6bea"},
    "blue": {"light": "#0b2f6e", "dark": "#9fc0ff"},
    "green": {"light": "#4a9a4d", "dark": "#8fe094"},
    "magenta": {"light": "#c2185b", "dark": "#ff8ac4"},
    "brown": {"light": "#7a4a20", "dark": "#a87a50"},
    "grey": {"light": "#30363c", "dark": "#eef1f4"},
}
"""The colours by theme, under the names that a layer's style stores. A layer differs from incidents by its form (lines,
areas, rings with a dot), never by its colour alone."""

AREA_COLOURS: dict[str, dict[str, tuple[str, ...]]] = {
    "light": {
        "classes": ("#e6dff1", "#c9b8e2", "#ab92d1", "#8d6dbc", "#6f4aa3"),
        "falls": ("#cfe6e2", "#86c0b8", "#3f8f86"),
        "rises": ("#f3dcc6", "#dfa877", "#b56a2c"),
    },
    "dark": {
        "classes": ("#322d45", "#463f64", "#5d5085", "#7563a8", "#8f75cb"),
        "falls": ("#233f3d", "#2f6863", "#47998f"),
        "rises": ("#46362a", "#7d5630", "#b9813f"),
    },
}
"""The colours by theme, from the least class to the greatest: one hue whose lightness shows the class, away from the
hues of types and heat. No class is so light in the dark theme, or so dark in the light one, that names and symbols fade
on it. Changes are teal for falls and brown for rises, which stay apart under deuteranopia and protanopia."""


def class_colours(theme: str, count: int, *, diverging: bool = False) -> tuple[str, ...]:
    """The colours of ``count`` classes of districts, spread over the ramp.

    Parameters
    ----------
    theme
        ``light`` or ``dark``.
    count
        The number of classes; of diverging ones half are falls, from the greatest to the least, half rises.
    diverging
        Whether the classes lead from a fall to a rise.
    """
    ramps = AREA_COLOURS[theme]
    if not diverging:
        return _spread(ramps["classes"], count)
    falls, rises = _spread(ramps["falls"], count // 2), _spread(ramps["rises"], count // 2)
    return (*reversed(falls), *rises)


def _spread(colours: tuple[str, ...], count: int) -> tuple[str, ...]:
    last = len(colours) - 1
    return tuple(colours[last if count == 1 else round(k * last / (count - 1))] for k in range(count))
