"""The options of a page as plain values of its record, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from geo.briefing.imprint import Imprint
from geo.draw.page.options import PageOptions
from geo.draw.style.house import HouseStyle

__all__ = ["options_of", "settings_of"]

_ALWAYS = ("size", "dpi", "orientation", "theme", "zoom_to", "extent", "has_tiles")
"""Settings of every record; the others only where they are not the usual ones."""


def settings_of(options: PageOptions) -> dict[str, Any]:
    """The options but title and day, which stand in the record itself."""
    usual, found = PageOptions(), dict[str, Any]()
    for name in (field.name for field in fields(PageOptions)):
        value = getattr(options, name)
        if name in ("title", "made") or (name not in _ALWAYS and value == getattr(usual, name)):
            continue
        if isinstance(value, HouseStyle):
            value = value.record()
        found[name] = asdict(value) if isinstance(value, Imprint) else value
    return found


def options_of(title: str | None, made: date, settings: Mapping[str, Any]) -> PageOptions:
    """The options of a record, without its fonts; `KeyError`, `TypeError` or `ValueError` if they are none."""
    chosen = dict(settings)
    for name in ("extent", "inset"):
        if chosen.get(name) is not None:
            chosen[name] = tuple(chosen[name])
    if "imprint" in chosen:
        chosen["imprint"] = Imprint(**chosen["imprint"])
    if "style" in chosen:
        chosen["style"] = HouseStyle.from_record(chosen["style"])
    return PageOptions(title, made=made, **chosen)
