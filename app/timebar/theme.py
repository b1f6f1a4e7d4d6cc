"""Style sheet of the time bar's controls."""

from __future__ import annotations

from geo.draw.style import Theme

__all__ = ["style_sheet"]

_TEMPLATE = """
#timeBar, #timeBarControls {{ background: {theme.surface}; }}
#timeBar QLabel {{ color: {theme.muted}; background: transparent; }}
#timeBar #timeBarSummary {{ color: {theme.text}; }}
#timeBar QToolButton {{
    color: {theme.text}; background: transparent; border: 1px solid transparent; border-radius: 5px;
    padding: 3px 5px; min-height: 18px;
}}
#timeBar QToolButton:hover {{ background: {theme.hover}; }}
#timeBar QToolButton:pressed {{ border-color: {theme.muted}; }}
#timeBar QToolButton:checked {{ border-color: {theme.accent}; background: {theme.chosen}; }}
#timeBar QToolButton:focus {{ border: 2px solid {theme.accent}; padding: 2px 4px; }}
#timeBar QToolButton:disabled {{ color: {theme.muted}; }}
#timeBar QToolButton::menu-indicator {{ image: none; width: 0px; }}
#timeBar QLineEdit {{
    color: {theme.text}; background: {theme.surface}; border: 1px solid {theme.edge}; border-radius: 5px;
    padding: 2px 4px; selection-background-color: {theme.accent}; selection-color: {theme.on_accent}; min-height: 18px;
}}
#timeBar QLineEdit:focus {{ border: 2px solid {theme.accent}; padding: 1px 3px; }}
#timeBar QLineEdit[isFaulty="true"] {{ border: 2px solid {theme.warning}; padding: 1px 3px; }}
#timeBar QMenu {{ color: {theme.text}; background: {theme.surface}; border: 1px solid {theme.edge}; padding: 4px; }}
#timeBar QMenu::item {{ padding: 4px 22px 4px 24px; border-radius: 4px; }}
#timeBar QMenu::item:selected {{ background: {theme.chosen}; color: {theme.text}; }}
#timeBar QMenu::item:disabled {{ color: {theme.muted}; }}
#timeBar QMenu::indicator {{ left: 6px; }}
#timeBar QMenu::separator {{ height: 1px; background: {theme.border}; margin: 4px 6px; }}
#timeBar QLineEdit:disabled {{ color: {theme.muted}; }}
"""


def style_sheet(theme: Theme) -> str:
    """Rules for everything under the object name ``timeBar``."""
    return _TEMPLATE.format(theme=theme)
