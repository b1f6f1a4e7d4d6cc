"""Colour and shape of each event type."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["TYPE_STYLES", "TypeStyle", "type_colours"]


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
