from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from geo.taxonomy import EVENT_TYPES, SUB_EVENT_TYPES
from scripts import picture_samples, pictures

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
NAMES = [pictures.PAGE, *(scene.name for scene in pictures.SCENES)]


def test_picture_names_are_unique() -> None:
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_each_picture_exists_and_is_on_a_page(name: str) -> None:
    path = ROOT / "docs" / f"{name}.png"
    assert path.stat().st_size <= pictures.LARGEST_BYTES
    targets = {target for page in PAGES for target in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", page.read_text("utf-8"))}
    assert {f"docs/{name}.png", f"{name}.png"} & targets


def test_every_picture_file_has_a_scene() -> None:
    assert {path.stem for path in (ROOT / "docs").glob("*.png")} == set(NAMES)


def test_an_unknown_picture_is_an_error_that_lists_the_names(capsys: pytest.CaptureFixture[str]) -> None:
    assert pictures.main(["windows"]) == 2
    assert "window" in capsys.readouterr().err


def test_a_small_symbol_keeps_its_hue_beside_many_shades() -> None:
    picture = Image.linear_gradient("L").convert("RGB").resize((256, 256))
    ImageDraw.Draw(picture).rectangle((9, 9, 16, 16), fill=(157, 26, 78))
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    small = Image.open(io.BytesIO(pictures.small_png(buffer.getvalue()))).convert("RGB")
    assert small.size == picture.size
    pixel = small.getpixel((12, 12))
    assert isinstance(pixel, tuple)
    assert max(abs(a - b) for a, b in zip(pixel, (157, 26, 78), strict=True)) < 12


def test_a_large_area_keeps_its_colour_exactly() -> None:
    picture = Image.linear_gradient("L").convert("RGB").resize((256, 256))
    ImageDraw.Draw(picture).rectangle((0, 0, 99, 99), fill=(255, 255, 255))
    ImageDraw.Draw(picture).rectangle((100, 0, 199, 49), fill=(253, 253, 253))
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    small = Image.open(io.BytesIO(pictures.small_png(buffer.getvalue()))).convert("RGB")
    assert small.getpixel((50, 50)) == (255, 255, 255)
    assert small.getpixel((150, 20)) == (253, 253, 253)


def test_the_partner_sample_has_known_types(tmp_path: Path) -> None:
    path = picture_samples.write_rows(tmp_path / "partner.csv", picture_samples.partner_rows())
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    known = {*EVENT_TYPES, *(name for names in SUB_EVENT_TYPES.values() for name in names)}
    assert len(rows) == 12
    assert {row["Incident type"] for row in rows} <= known


def test_the_newer_sample_revises_two_rows_and_withdraws_one() -> None:
    old, new = picture_samples.own_rows(), picture_samples.revised_rows()
    assert len(old) - len(new) == 1
    assert sum(a != b for a, b in zip(old, new, strict=False)) == 2
