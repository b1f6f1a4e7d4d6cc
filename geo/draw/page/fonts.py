"""Text on the page: the bundled fonts, the characters that they have, widths and line breaks.

Every font comes from ``assets/fonts``, so that a page looks the same on every machine. Text is plain: nothing in it is
read as mathematics, and a character that no bundled font has is drawn as a replacement mark.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from geo import assets
from geo.briefing.sentences import one_line
from geo.draw.style.house import HouseFont
from geo.errors import InputError

if TYPE_CHECKING:
    from matplotlib.backends.backend_agg import RendererAgg
    from matplotlib.font_manager import FontProperties

__all__ = [
    "FAMILIES",
    "HAIR_SPACE",
    "TextStyle",
    "drawable",
    "font_for",
    "is_arabic",
    "line_mm",
    "shortened",
    "use_bundled_fonts",
    "use_house_font",
    "width_mm",
    "wrapped",
]

FAMILIES = ("Noto Sans", "Noto Naskh Arabic")
_FILES = ("NotoSans-Regular.ttf", "NotoSans-SemiBold.ttf", "NotoSans-Bold.ttf", "NotoNaskhArabic-Regular.ttf",
          "NotoNaskhArabic-Bold.ttf")  # fmt: skip
_MM_PER_POINT = 25.4 / 72
_FINE_DPI = 1440
_CLOSE_MM = 0.5
HAIR_SPACE = "\N{HAIR SPACE}"
"""Stands between the letters of names that are set wide."""

_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class TextStyle:
    """The style of a text: size in points, weight (400, 600, 700), colour (``None``: that of the theme), alignment."""

    size: float = 7.0
    weight: int = 400
    colour: str | None = None
    align: str = "left"
    valign: str = "baseline"
    spacing: str = ""
    """A character between the letters: a thin space opens up capitals that name an area."""
    is_note: bool = False
    """Whether it may be as small as the notes of its template."""


@cache
def use_bundled_fonts() -> None:
    """Register the bundled fonts with matplotlib, before any of the same name on the machine.

    Raises
    ------
    AssetMissing
        If the installation lacks one: another font would be drawn in its place without a word.
    """
    from matplotlib.font_manager import fontManager

    for name in _FILES:
        assets.path("fonts", name)
    for file in sorted(assets.path("fonts").glob("*.ttf")):
        fontManager.addfont(file)
        fontManager.ttflist.insert(0, fontManager.ttflist.pop())


@cache
def use_house_font(font: HouseFont) -> str:
    """Register the fonts of a house style with matplotlib; the name of their family.

    Raises
    ------
    InputError
        If a file is missing, or is not the one that was read with the style.
    """
    from matplotlib.font_manager import FontEntry, fontManager

    family = f"house {font.sha256[0][:12]}"
    for file, sum_, weight in zip((font.regular, font.bold), font.sha256, (400, 700), strict=True):
        try:
            found = hashlib.sha256(Path(file).read_bytes()).hexdigest()
        except OSError as error:
            raise InputError(f"The font {Path(file).name} cannot be read: {error.strerror or error}.") from None
        if found != sum_:
            raise InputError(f"The font {Path(file).name} has changed since the house style was read.")
        fontManager.ttflist.insert(0, FontEntry(fname=file, name=family, weight=weight))
    return family


def font_for(text: str, size: float, weight: int, house: str = "") -> FontProperties:
    """The font of a size in points and a weight that has the characters of a text; ``house`` is a family before it."""
    return _font(size, weight, is_arabic(text), house)


def is_arabic(text: str) -> bool:
    """Whether a text has letters of the Arabic script, in which Urdu and Pashto are written."""
    return _ARABIC.search(text) is not None


@cache
def _font(size: float, weight: int, arabic: bool, house: str) -> FontProperties:
    from matplotlib.font_manager import FontProperties

    use_bundled_fonts()
    if arabic:  # the Naskh has no weight between regular and bold
        return FontProperties(family=list(FAMILIES), size=size, weight=700 if weight > 400 else 400)
    if house:
        return FontProperties(family=[house, FAMILIES[0]], size=size, weight=700 if weight > 400 else 400)
    return FontProperties(family=[FAMILIES[0]], size=size, weight=weight)


@cache
def _known_characters() -> frozenset[int]:
    from matplotlib.font_manager import get_font

    names = ("NotoSans-Regular.ttf", "NotoNaskhArabic-Regular.ttf")
    maps = [get_font(str(assets.path("fonts", name))).get_charmap() for name in names]
    return frozenset(int(code) for found in maps for code in found)


@lru_cache(4096)
def drawable(text: str) -> str:
    """The text on one line; a character that no bundled font has becomes a replacement mark."""
    known = _known_characters()
    return "".join(c if c == " " or ord(c) in known else _REPLACEMENT for c in one_line(text))


@cache
def _measure() -> RendererAgg:
    from matplotlib.backends.backend_agg import RendererAgg

    return RendererAgg(1, 1, _FINE_DPI)  # type: ignore[no-untyped-call]


@cache
def width_mm(text: str, size: float, weight: int = 400, house: str = "") -> float:
    """The width of a line in millimetres."""
    if not text:
        return 0.0
    measure: Callable[..., tuple[float, float, float]] = _measure().get_text_width_height_descent
    width, _, _ = measure(text, font_for(text, size, weight, house), ismath=False)
    return float(width) / _FINE_DPI * 25.4


def line_mm(size: float) -> float:
    """From one baseline to the next, in millimetres."""
    return size * _MM_PER_POINT * 1.32


def wrapped(text: str, width: float, size: float, weight: int = 400, house: str = "") -> list[str]:
    """The lines of a text in a width of millimetres; a word that is longer than a line is broken."""
    gap, lines, used = width_mm(" ", size, weight, house), list[str](), 0.0
    for word in _breakable(text.split(), width, size, (weight, house)):
        own = width_mm(word, size, weight, house)
        used += gap + own  # words are measured once; whole lines only where it is close
        if lines and (used <= width - _CLOSE_MM or width_mm(f"{lines[-1]} {word}", size, weight, house) <= width):
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
            used = own
    return lines


def shortened(text: str, width: float, size: float, weight: int = 400, house: str = "") -> str:
    """The text, or as much of its beginning as fits the width before an ellipsis."""
    if width_mm(text, size, weight, house) <= width:
        return text
    low, high = 0, len(text)
    while high - low > 1:
        middle = (low + high) // 2
        fits = width_mm(text[:middle] + "…", size, weight, house) <= width
        low, high = (middle, high) if fits else (low, middle)
    return text[:low].rstrip() + "…"


def _breakable(words: list[str], width: float, size: float, font: tuple[int, str]) -> list[str]:
    pieces = []
    for word in words:
        rest = word
        while len(rest) > 1 and width_mm(rest, size, *font) > width:
            count = max(1, len(shortened(rest, width, size, *font)) - 1)
            pieces.append(rest[:count])
            rest = rest[count:]
        pieces.append(rest)
    return pieces
