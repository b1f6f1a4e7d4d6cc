"""Style sheet of the time bar's controls, made from its palette."""

from __future__ import annotations

from app.timebar.palette import TimeBarPalette

__all__ = ["style_sheet"]

_TEMPLATE = """
#timeBar, #timeBarControls {{ background: {surface}; }}
#timeBar QLabel {{ color: {muted}; background: transparent; }}
#timeBar #timeBarSummary {{ color: {text}; }}
#timeBar QToolButton {{
    color: {text}; background: transparent; border: 1px solid transparent; border-radius: 5px;
    padding: 3px 5px; min-height: 18px;
}}
#timeBar QToolButton:hover {{ background: {grid}; }}
#timeBar QToolButton:pressed {{ border-color: {muted}; }}
#timeBar QToolButton:checked {{ border-color: {accent}; background: {chosen}; }}
#timeBar QToolButton:focus {{ border: 2px solid {accent}; padding: 2px 4px; }}
#timeBar QToolButton:disabled {{ color: {muted}; }}
#timeBar QToolButton::menu-indicator {{ image: none; width: 0px; }}
#timeBar QLineEdit {{
    color: {text}; background: {surface}; border: 1px solid {edge}; border-radius: 5px; padding: 2px 4px;
    selection-background-color: {accent}; selection-color: {surface}; min-height: 18px;
}}
#timeBar QLineEdit:focus {{ border: 2px solid {accent}; padding: 1px 3px; }}
#timeBar QLineEdit[isFaulty="true"] {{ border: 2px solid {error}; padding: 1px 3px; }}
#timeBar QMenu {{ color: {text}; background: {surface}; border: 1px solid {edge}; padding: 4px; }}
#timeBar QMenu::item {{ padding: 4px 22px 4px 24px; border-radius: 4px; }}
#timeBar QMenu::item:selected {{ background: {chosen}; color: {text}; }}
#timeBar QMenu::item:disabled {{ color: {muted}; }}
#timeBar QMenu::separator {{ height: 1px; background: {grid}; margin: 4px 6px; }}
#timeBar QLineEdit:disabled {{ color: {muted}; }}
"""


def style_sheet(palette: TimeBarPalette) -> str:
    """Rules for everything under the object name ``timeBar``."""
    return _TEMPLATE.format(
        surface=palette.surface,
        text=palette.text,
        muted=palette.muted,
        grid=palette.grid,
        accent=palette.accent,
        error=palette.error,
        edge=palette.edge,
        chosen=palette.chosen,
    )
