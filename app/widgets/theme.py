"""The theme of the window: palette and style sheet made from `geo.draw.style`, and the bundled fonts."""

from __future__ import annotations

from dataclasses import fields
from string import Template

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from app.widgets.theme_name import theme_name
from geo import assets
from geo.draw.style import DARK, LIGHT, THEMES, Theme

__all__ = ["DARK", "LIGHT", "Theme", "apply", "current", "load_fonts"]

FONT_FILES = ("NotoSans-Regular.ttf", "NotoSans-SemiBold.ttf", "NotoNaskhArabic-Regular.ttf")
FAMILIES = ("Noto Sans", "Noto Naskh Arabic")
FONT_PX = 13


def current(preference: str) -> Theme:
    """The theme for a preference: ``light``, ``dark``, or what the system has."""
    return THEMES[theme_name(preference)]


def load_fonts(application: QApplication) -> None:
    """Use the bundled fonts, so that the window looks the same everywhere and Urdu is legible."""
    for name in FONT_FILES:
        QFontDatabase.addApplicationFont(str(assets.path("fonts", name)))
    font = QFont(list(FAMILIES))
    font.setPixelSize(FONT_PX)
    application.setFont(font)


def apply(application: QApplication, theme: Theme) -> None:
    """Give the whole application the colours of a theme; a style sheet that is set already is not set again."""
    sheet = Template(assets.read_text("style", "window.qss"))
    colours = {field.name: getattr(theme, field.name) for field in fields(theme) if field.name != "ground"}
    rules = sheet.substitute(colours, icons=assets.path("icons").as_posix())
    if rules != application.styleSheet():  # setting it makes Qt measure and paint every widget again
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
