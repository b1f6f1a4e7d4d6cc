"""Colours of the window, light and dark: one small table, from which palette and style sheet are made."""

from __future__ import annotations

from dataclasses import dataclass
from string import Template

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from geo import assets

__all__ = ["DARK", "LIGHT", "Theme", "apply", "current", "load_fonts"]

FONT_FILES = ("NotoSans-Regular.ttf", "NotoSans-SemiBold.ttf", "NotoNaskhArabic-Regular.ttf")
FAMILIES = ("Noto Sans", "Noto Naskh Arabic")
FONT_PX = 13
DARK_BELOW = 128


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of a theme, as ``#rrggbb``."""

    name: str
    window: str
    surface: str
    raised: str
    border: str
    text: str
    muted: str
    accent: str
    on_accent: str
    hover: str
    notice: str
    on_notice: str
    warning: str


LIGHT = Theme(
    name="light",
    window="#f2f4f6",
    surface="#ffffff",
    raised="#f8f9fb",
    border="#d5dae0",
    text="#1c2430",
    muted="#566070",
    accent="#1d5f99",
    on_accent="#ffffff",
    hover="#e4ebf2",
    notice="#fdf3d7",
    on_notice="#5c4300",
    warning="#a33a12",
)
DARK = Theme(
    name="dark",
    window="#171b21",
    surface="#1f252d",
    raised="#262d37",
    border="#39424e",
    text="#e6eaf0",
    muted="#a2adbb",
    accent="#6cb2f0",
    on_accent="#0d1b28",
    hover="#2f3945",
    notice="#3a3118",
    on_notice="#f3dda0",
    warning="#ffab84",
)


def current(preference: str) -> Theme:
    """The theme for a preference: ``light``, ``dark``, or what the system has."""
    if preference in ("light", "dark"):
        return DARK if preference == "dark" else LIGHT
    # Fusion has a dark and a light palette and takes the one of the system. To ask for the scheme by its name would
    # make all names of the `Qt` class, which costs a tenth of the start.
    ground = QApplication.style().standardPalette().color(QPalette.ColorRole.Window)
    return DARK if ground.lightness() < DARK_BELOW else LIGHT


def load_fonts(application: QApplication) -> None:
    """Use the bundled fonts, so that the window looks the same everywhere and Urdu is legible."""
    for name in FONT_FILES:
        QFontDatabase.addApplicationFont(str(assets.path("fonts", name)))
    font = QFont(list(FAMILIES))
    font.setPixelSize(FONT_PX)
    application.setFont(font)


def apply(application: QApplication, theme: Theme) -> None:
    """Give the whole application the colours of a theme; a sheet that is worn already is not put on again."""
    sheet = Template(assets.read_text("style", "window.qss"))
    colours = {name: getattr(theme, name) for name in Theme.__slots__}
    rules = sheet.substitute(colours, icons=assets.path("icons").as_posix())
    if rules != application.styleSheet():  # each time, Qt measures and paints every widget anew
        application.setPalette(_palette(theme))
        application.setStyleSheet(rules)


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, colour in (
        (roles.Window, theme.window),
        (roles.Base, theme.surface),
        (roles.AlternateBase, theme.raised),
        (roles.Button, theme.raised),
        (roles.ToolTipBase, theme.raised),
        (roles.WindowText, theme.text),
        (roles.Text, theme.text),
        (roles.ButtonText, theme.text),
        (roles.ToolTipText, theme.text),
        (roles.PlaceholderText, theme.muted),
        (roles.Highlight, theme.accent),
        (roles.HighlightedText, theme.on_accent),
        (roles.Link, theme.accent),
        (roles.Mid, theme.border),
        (roles.Dark, theme.border),
    ):
        palette.setColor(role, QColor(colour))
    for role in (roles.Text, roles.WindowText, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.muted))
    return palette
