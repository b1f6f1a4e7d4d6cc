"""Colours of user layers."""

from __future__ import annotations

__all__ = ["USER_LAYER_COLOURS"]

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
