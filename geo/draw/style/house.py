"""The house style of an organisation: its colours, fonts, logo and words, in place of the usual ones of a page."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from geo.briefing.imprint import Imprint
from geo.draw.style.logo import Logo, logo_of
from geo.draw.style.theme import THEMES, Ground, Theme

__all__ = ["GROUND_COLOURS", "THEME_COLOURS", "HouseFont", "HouseStyle"]

THEME_COLOURS = ("text", "muted", "accent", "warning")
GROUND_COLOURS = ("paper", "land", "country", "abroad", "sea", "province_line", "district_line")


@dataclass(frozen=True, slots=True)
class HouseFont:
    """The files of a font family: paths, and the SHA-256 of what is in them, by which a page knows them again."""

    regular: str
    bold: str
    sha256: tuple[str, str]


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """A house style.

    Attributes
    ----------
    words
        The words of each page where it has none of its own.
    colours
        By theme, the colours (``#rrggbb``) that differ, as pairs of name and colour.
    logo
        The logo at the head of a page.
    font
        The fonts in place of the bundled one.
    """

    words: Imprint = field(default_factory=Imprint)
    colours: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    logo: Logo | None = None
    font: HouseFont | None = None

    def __hash__(self) -> int:
        return hash((self.words, tuple(sorted(self.colours.items())), self.logo, self.font))

    def theme(self, name: str) -> Theme:
        """A theme in the colours of the house."""
        chosen, usual = dict(self.colours.get(name, ())), THEMES[name]
        ground = {key: colour for key, colour in chosen.items() if key in GROUND_COLOURS}
        own = {key: colour for key, colour in chosen.items() if key in THEME_COLOURS}
        return replace(usual, ground=_with(usual.ground, ground), **own)

    def record(self) -> dict[str, Any]:
        """The style as plain values of JSON; of fonts only what they are, not where."""
        own = {f.name: getattr(self.words, f.name) for f in fields(self.words)}
        return {
            "words": own,
            "colours": {theme: dict(pairs) for theme, pairs in sorted(self.colours.items())},
            "logo": None if self.logo is None else self.logo.text,
            "font": None if self.font is None else list(self.font.sha256),
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> HouseStyle:
        """The style of a record, without its fonts; `KeyError`, `TypeError` or `ValueError` if it is none."""
        colours = {theme: tuple(pairs.items()) for theme, pairs in record["colours"].items()}
        logo = None if record["logo"] is None else logo_of(base64.b64decode(record["logo"], validate=True))
        return cls(Imprint(**record["words"]), colours, logo)


def _with(ground: Ground, colours: Mapping[str, str]) -> Ground:
    return replace(ground, **colours)
