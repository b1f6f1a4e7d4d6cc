"""The module `data/style.js` of the page, made from `geo.draw.style`: the scripts hold no colour or count of their own.

It is a file, so that the scripts import it like any other module; ``python -m scripts.reference`` writes it anew.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import Any

from geo.draw.style import MAP_COLOURS, MARKS, SIZE_CLASSES, THEMES, TYPE_STYLES, MapColours

__all__ = ["PATH", "panel_variables", "style_module"]

PATH = "data/style.js"
"""Where the module lies below ``assets/web/``."""

_LETTER = re.compile(r"_(\w)")


def style_module() -> str:
    """The text of the module."""
    palettes = json.dumps({name: _palette(colours) for name, colours in MAP_COLOURS.items()}, indent=2)
    marks = json.dumps(_camel(asdict(MARKS)), indent=2)
    return (
        "/** The counts and colours of the map. Generated from `geo.draw.style` by `python -m scripts.reference`. */\n"
        '/** @typedef {import("./colours.js").Palette} Palette */\n'
        '/** @typedef {import("./mark_size.js").MarkStyle} MarkStyle */\n\n'
        f"/** @type {{number}} Number of types of incidents. */\nexport const TYPES = {len(TYPE_STYLES)};\n"
        f"/** @type {{number}} Number of size classes. */\nexport const SIZES = {len(SIZE_CLASSES)};\n"
        f"/** @type {{MarkStyle}} The marks of several incidents. */\nexport const MARKS = {marks};\n"
        f"/** @type {{Object<string, Palette>}} By theme. */\nexport const PALETTES = {palettes};\n"
    )


def panel_variables(theme: str) -> str:
    """The colours of the panels of a theme as declarations of a style sheet."""
    colours = MAP_COLOURS[theme]
    values = {
        "sea": colours.sea,
        "home": colours.home,
        "spot-ink": colours.spot_ink,
        **asdict(colours.panels),
        "focus": THEMES[theme].accent,
    }
    return " ".join(f"--{name}: {value};" for name, value in values.items())


def _palette(colours: MapColours) -> dict[str, Any]:
    values: dict[str, Any] = _camel(asdict(colours))
    del values["panels"]  # the style sheet has them
    return values


def _camel(value: Any) -> Any:
    """Names of fields as JavaScript writes them, at every depth."""
    if not isinstance(value, dict):
        return value
    return {_LETTER.sub(lambda part: part[1].upper(), name): _camel(each) for name, each in value.items()}
