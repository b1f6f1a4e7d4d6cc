"""Every bundled file is listed in a README with its source, licence and a matching hash."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from scripts import page_fonts

ASSETS = Path(__file__).resolve().parent.parent / "assets"
ROW = re.compile(r"^\| *`(?P<name>[^`]+)` *\|.*`(?P<hash>[0-9a-f]{64})` *\|", re.MULTILINE)
OWN_WORK = {"web", "icons", "style"}
"""Folders of the project's own files, which need no hash."""


def is_bundled(path: Path) -> bool:
    parts = path.relative_to(ASSETS).parts
    outside = parts[0] not in OWN_WORK or "vendor" in parts
    return outside and path.is_file() and path.suffix not in {".md", ".py", ".pyc"} and len(parts) > 1


BUNDLED = sorted(path for path in ASSETS.rglob("*") if is_bundled(path))


def readme_of(path: Path) -> Path:
    """The README of a file's folder or the nearest folder above; without one, the path of the missing README."""
    readmes = [folder / "README.md" for folder in path.parents if folder.is_relative_to(ASSETS)]
    return next((readme for readme in readmes if readme.is_file()), readmes[0])


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.relative_to(ASSETS).as_posix())
def test_the_hash_of_a_bundled_file_is_in_its_readme(path: Path) -> None:
    readme = readme_of(path)
    hashes = {row["name"]: row["hash"] for row in ROW.finditer(readme.read_text(encoding="utf-8"))}
    assert hashes[path.relative_to(readme.parent).as_posix()] == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("readme", sorted({readme_of(path) for path in BUNDLED}), ids=lambda path: path.parent.name)
def test_a_readme_names_licence_hashes_and_existing_files(readme: Path) -> None:
    text = readme.read_text(encoding="utf-8")
    rows = [row["name"] for row in ROW.finditer(text)]
    assert "licen" in text.lower()
    assert "SHA-256" in text
    assert [name for name in rows if not (readme.parent / name).is_file()] == []


@pytest.mark.parametrize("name", sorted(OWN_WORK))
def test_the_readme_of_an_own_folder_lists_its_files(name: str) -> None:
    folder = ASSETS / name
    text = (folder / "README.md").read_text(encoding="utf-8")
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    own_files = {file for file in files if not file.startswith("vendor/") and not file.endswith(".md")}
    assert own_files
    assert {file for file in own_files if f"`{file}`" not in text} == set()
    assert {file for file in re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE) if file not in files} == set()


def test_every_folder_of_assets_has_a_readme() -> None:
    assert {"fonts", "web"} <= {path.relative_to(ASSETS).parts[0] for path in BUNDLED}
    assert {str(readme_of(path)) for path in BUNDLED if not readme_of(path).is_file()} == set()


def test_the_arabic_font_supports_urdu_pashto_and_balochi() -> None:
    from fontTools.ttLib import TTFont

    letters = "ہھیںٹڈڑےکگپچژۂټډړږښڼځڅۍېءآؤئ۰۱۲۳۴۵۶۷۸۹،۔؟"
    for weight in ("Regular", "Bold"):
        with TTFont(ASSETS / "fonts" / f"NotoNaskhArabic-{weight}.ttf") as font:
            assert {letter for letter in letters if ord(letter) not in font.getBestCmap()} == set()


def test_the_images_of_leaflets_style_sheet_exist() -> None:
    style = ASSETS / "web" / "vendor" / "leaflet" / "leaflet.css"
    names = set(re.findall(r"url\(([^)#]+)\)", style.read_text(encoding="utf-8")))
    assert names == {"images/layers.png", "images/layers-2x.png", "images/marker-icon.png"}
    assert [name for name in names if not (style.parent / name).is_file()] == []


@pytest.mark.parametrize("name", page_fonts.FILES)
def test_the_latin_part_of_a_font_has_the_letters_of_the_whole(name: str) -> None:
    from fontTools.pens.recordingPen import DecomposingRecordingPen
    from fontTools.ttLib import TTFont

    page = (ASSETS / "web" / "page.js").read_text(encoding="utf-8")
    ranges = ", ".join(f"U+{a:04X}-{b:04X}" if a < b else f"U+{a:04X}" for a, b in page_fonts.RANGES)
    assert f'"{ranges}"' in page
    with TTFont(ASSETS / "fonts" / name) as whole, TTFont(ASSETS / "fonts" / "latin" / name) as part:
        wanted = {code for first, last in page_fonts.RANGES for code in range(first, last + 1)}
        codes = wanted & set(whole.getBestCmap())
        assert set(part.getBestCmap()) == codes
        for code in codes:
            drawn = []
            for font in (whole, part):
                glyphs, glyph = font.getGlyphSet(), font.getBestCmap()[code]
                pen = DecomposingRecordingPen(glyphs)
                glyphs[glyph].draw(pen)
                drawn.append((glyphs[glyph].width, pen.value))
            assert drawn[0] == drawn[1], chr(code)
