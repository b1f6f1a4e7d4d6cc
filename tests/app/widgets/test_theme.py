from __future__ import annotations

import re
from dataclasses import fields

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontInfo, QGuiApplication, QPalette, QRawFont

from app.widgets import theme
from geo import assets
from geo.draw.style import DARK, LIGHT, TYPE_STYLES, Theme


def map_grounds(name: str) -> list[str]:
    """The colours of the ground on the page of the map, against which its symbols are seen."""
    script = assets.read_text("web", "paint", "theme.js")
    part = script[script.index(f"{name}: {{") :]
    return [re.search(rf'\b{ground}: "(#\w+)"', part)[1] for ground in ("land", "home", "beyond")]


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.2."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio after WCAG 2.2, from 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_measure_agrees_with_known_figures() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=lambda t: t.name)
@pytest.mark.parametrize(
    ("ink", "grounds"),
    [
        ("text", ("window", "surface", "raised", "hover", "chosen")),
        ("muted", ("window", "surface", "raised", "hover")),
        ("accent", ("window", "surface", "raised")),
        ("warning", ("window", "surface")),
        ("on_accent", ("accent",)),
        ("on_notice", ("notice",)),
    ],
)
def test_words_can_be_read_on_every_ground_they_stand_on(colours: Theme, ink: str, grounds: tuple[str, ...]) -> None:
    ratios = {ground: contrast(getattr(colours, ink), getattr(colours, ground)) for ground in grounds}
    assert {ground: round(ratio, 2) for ground, ratio in ratios.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=lambda t: t.name)
def test_symbols_stand_out_from_list_and_map(colours: Theme) -> None:
    grounds = (colours.surface, colours.raised, colours.hover, *map_grounds(colours.name))
    weak = {
        (style.name, ground): round(ratio, 2)
        for style in TYPE_STYLES
        for ground in grounds
        if (ratio := contrast(style.colour(colours.name), ground)) < 3
    }
    assert weak == {}


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=lambda t: t.name)
def test_boxes_and_the_keyboard_focus_can_be_seen(colours: Theme) -> None:
    assert contrast(colours.muted, colours.surface) >= 3, "the frame of a box to tick"
    assert contrast(colours.accent, colours.surface) >= 3, "the frame of what has the keyboard"
    assert contrast(colours.edge, colours.surface) >= 3, "the frame of a field"


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=lambda t: t.name)
def test_words_can_be_read_on_the_printed_page(colours: Theme) -> None:
    grounds = {name: getattr(colours.ground, name) for name in ("paper", "land", "country", "abroad")}
    weak = {
        (ink, name): round(ratio, 2)
        for ink in ("text", "muted", "accent")
        for name, ground in grounds.items()
        if (ratio := contrast(getattr(colours, ink), ground)) < 4.5
    }
    assert weak == {}


def test_every_colour_is_written_in_full() -> None:
    for colours in (LIGHT, DARK):
        values = {f.name: getattr(of, f.name) for of in (colours, colours.ground) for f in fields(of)}
        values = {name: value for name, value in values.items() if name not in ("name", "ground")}
        assert {n: v for n, v in values.items() if not re.fullmatch(r"#[0-9a-f]{6}", v)} == {}


def test_the_style_sheet_names_only_colours_of_the_theme_and_icons_that_are_there() -> None:
    sheet = assets.read_text("style", "window.qss")
    code = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    assert set(re.findall(r"\$(\w+)", code)) <= {*Theme.__slots__, "icons"} - {"ground"}
    for name in re.findall(r"\$icons/([\w-]+)-\$name\.svg", code):
        for colours in (LIGHT, DARK):
            assert assets.path("icons", f"{name}-{colours.name}.svg").is_file()


def test_a_preference_is_followed_and_the_system_else(qapp) -> None:
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


def test_the_bundled_fonts_are_used_and_hold_urdu(qapp, themed) -> None:
    assert QFontInfo(qapp.font()).family() == "Noto Sans"
    arabic = QRawFont.fromFont(QFont("Noto Naskh Arabic"))
    assert arabic.familyName() == "Noto Naskh Arabic"
    assert [letter for letter in "بنوںخیبرپختونخواہےۂ" if not arabic.supportsCharacter(ord(letter))] == []
