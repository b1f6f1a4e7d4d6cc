"""The file of a house style: what it changes, and each fault with its line and a remedy."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from geo import assets
from geo.draw.style import DARK, LIGHT
from geo.draw.style.contrast import LEAST, contrast, readable
from geo.draw.style.house import HouseStyle
from geo.draw.style.house_file import read_style
from geo.draw.style.logo import logo_of
from geo.errors import InputError

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10">%s</svg>'
PATH = b'<g fill="#123456" transform="translate(2 1) scale(2)"><path d="M0 0 h5 v4 z"/></g>'
PAGES = assets.ROOT.parent / "docs" / "pages.md"


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + width.to_bytes(4) + height.to_bytes(4) + b"\x08\x02"


def read(folder: Path, text: str) -> HouseStyle:
    (folder / "logo.svg").write_bytes(SVG % PATH)
    (folder / "logo.png").write_bytes(png(400, 100))
    for name, file in (("Regular", "NotoNaskhArabic-Regular"), ("Bold", "NotoNaskhArabic-Bold")):
        (folder / f"House-{name}.ttf").write_bytes(assets.read_bytes("fonts", f"{file}.ttf"))
    path = folder / "house.toml"
    path.write_text(text, encoding="utf-8")
    return read_style(path)


def test_the_example_of_the_documentation_is_read(tmp_path: Path) -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", PAGES.read_text(encoding="utf-8"), re.DOTALL)
    style = read(tmp_path, example)
    assert style.words.organisation == "Example Relief Agency"
    assert style.logo is not None
    assert style.font is not None
    assert style.theme("light").accent == "#7a1450"
    assert style.theme("dark").ground.land != DARK.ground.land
    assert style.theme("light").text == LIGHT.text
    again = HouseStyle.from_record(json.loads(json.dumps(style.record())))
    assert (again.words, again.colours, again.logo) == (style.words, style.colours, style.logo)
    assert str(tmp_path) not in json.dumps(style.record())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('organisation = "A"\n\ncolour = "x"', "line 3: 'colour' is not known.*Did you mean 'colours'"),
        ('[colours.light]\naccent = "blue"', 'line 2: .blue. is no colour: write six digits'),
        ('[colours.light]\n# note\naccent = "#f0c000"', r'line 3: accent #f0c000 .* 1\.7 to 1 on paper.*accent = "#'),
        ('[colours.dark]\nland = "#c0c0c0"', r"line 2: .* on land #c0c0c0: at least 4\.5"),
        ('logo = "none.png"', "line 1: none.png cannot be read: .*folder of house.toml"),
        ('[fonts]\nregular = "logo.png"\nbold = "logo.svg"', "(?s)line 2: logo.png is no TrueType.*line 3"),
        ('author = 3', "line 1: 'author' has to be a text"),
        ('fonts = "a.ttf"', r"line 1: 'fonts' is a section: write \[fonts\]"),
        (f'handling = "{"x" * 99}"', "line 1: The handling has 99 characters"),
        ('a = \nb = 1', "no TOML file.*line 1"),
    ],
)  # fmt: skip
def test_each_fault_is_said_with_its_line_and_a_remedy(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read(tmp_path, text)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (png(20, 10), "20 by 10 dots"), (png(9000, 10), "9,000 by 10"), (b"GIF89a", "no PNG, JPEG or SVG"),
        (b"\xff\xd8\xff\xe0\x00\x04ab", "0 by 0"), (b"x" * 300_001, "smaller than 300,000"),
        (SVG % b"<text>A</text>", "element 'text'"), (SVG % b'<path d="M0 0h4v4z" stroke="red"/>', "lines of a width"),
        (SVG % b'<path d="M0 0h4v4z" fill="url(#a)"/>', "colour 'url"), (SVG % b"<image/>", "element 'image'"),
        (b'<svg><!DOCTYPE a [<!ENTITY b "c">]></svg>', "cannot be read as SVG"), (SVG % b"", "0 shapes"),
    ],
)  # fmt: skip
def test_a_logo_that_would_be_drawn_otherwise_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        logo_of(content)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)  # the example of WCAG that just fails
    better = readable("#f0c000", ("#ffffff",))
    assert LEAST <= contrast(better, "#ffffff") < 5.5
    assert readable("#808080", ("#000000", "#777777", "#ffffff")) == ""
