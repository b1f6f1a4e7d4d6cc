from __future__ import annotations

import re
from dataclasses import fields

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontInfo, QGuiApplication, QPalette, QRawFont
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton

from app.widgets import theme
from geo import assets
from geo.draw.style import DARK, LIGHT, MAP_COLOURS, TYPE_STYLES, Theme
from tests.contrast import contrast


def map_grounds(name: str) -> list[str]:
    """The background colours of the page's map, against which its symbols must contrast."""
    colours = MAP_COLOURS[name]
    return [colours.land, colours.home, colours.beyond]


def test_contrast_agrees_with_published_figures() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=lambda t: t.name)
@pytest.mark.parametrize(
    ("foreground", "grounds"),
    [
        ("text", ("window", "surface", "raised", "hover", "chosen")),
        ("muted", ("window", "surface", "raised", "hover")),
        ("accent", ("window", "surface", "raised")),
        ("warning", ("window", "surface")),
        ("on_accent", ("accent",)),
        ("on_notice", ("notice",)),
    ],
)
def test_text_contrasts_with_its_backgrounds(colours: Theme, foreground: str, grounds: tuple[str, ...]) -> None:
    ratios = {ground: contrast(getattr(colours, foreground), getattr(colours, ground)) for ground in grounds}
    assert {ground: round(ratio, 2) for ground, ratio in ratios.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=lambda t: t.name)
def test_symbols_contrast_with_list_and_map(colours: Theme) -> None:
    grounds = (colours.surface, colours.raised, colours.hover, *map_grounds(colours.name))
    weak = {
        (style.name, ground): round(ratio, 2)
        for style in TYPE_STYLES
        for ground in grounds
        if (ratio := contrast(style.colour(colours.name), ground)) < 3
    }
    assert weak == {}


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=lambda t: t.name)
def test_check_boxes_and_the_focus_frame_contrast(colours: Theme) -> None:
    assert contrast(colours.muted, colours.surface) >= 3, "the frame of a box to tick"
    assert contrast(colours.accent, colours.surface) >= 3, "the frame of what has the keyboard"
    assert contrast(colours.edge, colours.surface) >= 3, "the frame of a field"


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=lambda t: t.name)
def test_text_contrasts_with_the_printed_page(colours: Theme) -> None:
    grounds = {name: getattr(colours.ground, name) for name in ("paper", "land", "country", "abroad")}
    weak = {
        (foreground, name): round(ratio, 2)
        for foreground in ("text", "muted", "accent")
        for name, ground in grounds.items()
        if (ratio := contrast(getattr(colours, foreground), ground)) < 4.5
    }
    assert weak == {}


def test_every_colour_has_six_digits() -> None:
    for colours in (LIGHT, DARK):
        values = {
            f.name: getattr(theme_part, f.name) for theme_part in (colours, colours.ground) for f in fields(theme_part)
        }
        values = {name: value for name, value in values.items() if name not in ("name", "ground")}
        assert {n: v for n, v in values.items() if not re.fullmatch(r"#[0-9a-f]{6}", v)} == {}


def test_the_style_sheet_uses_existing_colours_and_icons() -> None:
    sheet = assets.read_text("style", "window.qss")
    code = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    assert set(re.findall(r"\$(\w+)", code)) <= {*Theme.__slots__, "icons"} - {"ground"}
    for name in re.findall(r"\$icons/([\w-]+)-\$name\.svg", code):
        for colours in (LIGHT, DARK):
            assert assets.path("icons", f"{name}-{colours.name}.svg").is_file()


def test_the_theme_follows_the_preference_or_the_system(qapp) -> None:
    assert theme.current("light") is LIGHT
    assert theme.current("dark") is DARK
    is_dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert theme.current("system") is (DARK if is_dark else LIGHT)


def test_palette_and_sheet_follow_the_theme(qapp, themed) -> None:
    for colours in (DARK, LIGHT):
        theme.apply(qapp, colours)
        assert qapp.palette().color(QPalette.ColorRole.Window).name() == colours.window
        assert qapp.palette().color(QPalette.ColorRole.PlaceholderText).name() == colours.muted
        assert colours.surface in qapp.styleSheet()
        assert "$" not in qapp.styleSheet()


def test_the_bundled_fonts_are_used_and_support_urdu(qapp, themed) -> None:
    assert QFontInfo(qapp.font()).family() == "Noto Sans"
    arabic = QRawFont.fromFont(QFont("Noto Naskh Arabic"))
    assert arabic.familyName() == "Noto Naskh Arabic"
    assert [letter for letter in "بنوںخیبرپختونخواہےۂ" if not arabic.supportsCharacter(ord(letter))] == []


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=lambda t: t.name)
@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
def test_what_is_not_ticked_can_be_seen(qtbot, qapp, themed: None, kind: type[QAbstractButton], colours: Theme) -> None:
    theme.apply(qapp, colours)
    box = kind("")
    qtbot.addWidget(box)
    box.setAutoFillBackground(True)
    box.show()
    image = box.grab().toImage()
    ground = image.pixelColor(0, 0).name()
    seen = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert max(contrast(colour, ground) for colour in seen) >= 3
    theme.apply(qapp, LIGHT)
