"""Write the Latin parts of the fonts. ``python -m scripts.page_fonts``.

The map's page reads them before its first picture. The whole fonts are twenty times as large; the page reads them only
for other letters.
"""

from __future__ import annotations

from pathlib import Path

from fontTools import subset

__all__ = ["RANGES", "write_latin"]

FONTS = Path(__file__).resolve().parent.parent / "assets" / "fonts"
FILES = ("NotoSans-Regular.ttf", "NotoSans-SemiBold.ttf")
RANGES = ((0x20, 0x7E), (0xA0, 0x17F), (0x2010, 0x2027), (0x2030, 0x203A), (0x20AC, 0x20AC), (0x2212, 0x2212))
"""First and last characters; the page names the same (``LATIN`` in ``assets/web/page.js``)."""
FEATURES = ("ccmp", "kern", "locl", "lnum", "mark", "mkmk", "tnum")


def write_latin(name: str, folder: Path = FONTS / "latin") -> None:
    """Write the Latin part of a font of `FONTS` under the same name to a folder."""
    options = subset.Options(layout_features=list(FEATURES), notdef_outline=True)
    font = subset.load_font(str(FONTS / name), options)
    part = subset.Subsetter(options)
    part.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
    part.subset(font)
    subset.save_font(font, str(folder / name), options)


if __name__ == "__main__":
    for file in FILES:
        write_latin(file)
