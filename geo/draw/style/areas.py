"""Colours of districts by class, and of user layers."""

from __future__ import annotations

__all__ = ["AREA_COLOURS", "USER_LAYER_COLOURS", "band_colours", "class_colours"]

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
        "classes": ("#dfd4ef", "#c1b0dc", "#a18cc7", "#836bb1", "#644b99"),
        "falls": ("#b7e0d7", "#7cc3cc", "#40a5cc"),
        "rises": ("#f5d2b4", "#e0a583", "#c87a62"),
    },
    "dark": {
        "classes": ("#413c60", "#594e7e", "#73619e", "#8c75be", "#a789e0"),
        "falls": ("#1b4c47", "#23746c", "#37a398"),
        "rises": ("#543e2b", "#875d31", "#a58164"),
    },
}
"""The colours by theme, from the least class to the greatest: one hue whose lightness shows the class, away from the
hues of heat. No class is near the colour of a type: a symbol on it would look hollow. The least class is told apart
from a district without any. No class is so light in the dark theme, or so dark in the light one, that names and symbols
fade on it. Changes are blue-green for falls and reddish brown for rises, which stay apart under deuteranopia and
protanopia."""


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


def band_colours(theme: str, count: int) -> tuple[str, ...]:
    """The colours of ``count`` bands of distance, the nearest first, which is the strongest.

    The least colour of the ramp is left out: beside grey parts it would fade.
    """
    return tuple(reversed(class_colours(theme, count + 1)[1:]))


def _spread(colours: tuple[str, ...], count: int) -> tuple[str, ...]:
    last = len(colours) - 1
    return tuple(colours[last if count == 1 else round(k * last / (count - 1))] for k in range(count))
