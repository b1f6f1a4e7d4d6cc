"""A page as SVG with text as text: what is written can be searched, copied and edited.

The fonts are a part of the file, so that it looks the same where they are not installed: the Latin letters of Noto
Sans, and Noto Naskh Arabic where there is Urdu.
"""

from __future__ import annotations

import base64
import io
from functools import cache
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure

from geo import assets
from geo.draw.page.fonts import FAMILIES, is_arabic, use_house_font
from geo.draw.style.house import HouseFont

__all__ = ["svg_bytes"]

_FACES = (
    (FAMILIES[0], "400", ("fonts", "latin", "NotoSans-Regular.ttf")),
    (FAMILIES[0], "600 700", ("fonts", "latin", "NotoSans-SemiBold.ttf")),
)
_ARABIC = (
    (FAMILIES[1], "400", ("fonts", "NotoNaskhArabic-Regular.ttf")),
    (FAMILIES[1], "600 700", ("fonts", "NotoNaskhArabic-Bold.ttf")),
)
_END_OF_STYLE = b"</style>"


def svg_bytes(figure: Figure, metadata: dict[str, Any], house: HouseFont | None = None) -> bytes:
    """A figure as an SVG file with its fonts, with metadata in matplotlib's terms."""
    content = io.BytesIO()
    figure.savefig(content, format="svg", metadata=metadata)
    drawn = content.getvalue()
    has_arabic = is_arabic(drawn.decode("utf-8"))
    faces = "".join(_face(*face) for face in (*_FACES, *(_ARABIC if has_arabic else ())))
    if house is not None:
        family = use_house_font(house)
        files = ((house.regular, "400"), (house.bold, "600 700"))
        faces += "".join(_rule(family, weight, Path(file).read_bytes()) for file, weight in files)
    style = f"\n{faces}text{{unicode-bidi:plaintext}}\n".encode()
    before, end, after = drawn.partition(_END_OF_STYLE)
    return before + style + end + after


@cache
def _face(family: str, weight: str, path: tuple[str, ...]) -> str:
    """A font as a rule of a style sheet, with the file in it."""
    return _rule(family, weight, assets.path(*path).read_bytes())


def _rule(family: str, weight: str, font: bytes) -> str:
    data = base64.b64encode(font).decode()
    source = f"url(data:font/ttf;base64,{data}) format('truetype')"
    return f"@font-face{{font-family:'{family}';font-weight:{weight};src:{source}}}\n"
