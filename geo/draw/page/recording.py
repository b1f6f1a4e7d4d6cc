"""The options of a page as plain values of its record, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from datetime import date
from typing import Any

from geo.analysis.sides import KINDS, Against
from geo.briefing.imprint import Imprint
from geo.draw.page.options import PageOptions
from geo.draw.style.house import HouseStyle
from geo.errors import InputError

__all__ = ["against_of", "options_of", "settings_of", "setup_of", "setup_text", "with_setup"]

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


_SETUP = ("title", "size", "dpi", "orientation", "theme", "zoom_to", "map_only", "imprint", "incident_list",
          "graticule", "callouts", "chart")  # fmt: skip
"""What of the options is kept with a view; a section is that of the view, and a house style stays in its file."""


def setup_text(options: PageOptions, **further: Any) -> str:
    """What of the options is not usual, as JSON for `geo.view.state.State.page`; blank for the usual page.

    ``further`` are plain values that are kept beside them where they are true.
    """
    usual = PageOptions()
    found = {name: getattr(options, name) for name in _SETUP if getattr(options, name) != getattr(usual, name)}
    if "imprint" in found:
        found["imprint"] = asdict(options.imprint)
    found |= {name: value for name, value in further.items() if value}
    return json.dumps(found, sort_keys=True, separators=(",", ":")) if found else ""


def setup_of(text: str) -> dict[str, Any]:
    """The values of `setup_text`; none of a text that is not understood."""
    try:
        found = json.loads(text) if text else {}
        if "imprint" in found:
            found["imprint"] = Imprint(**found["imprint"])
        PageOptions(**{name: value for name, value in found.items() if name in _SETUP})
    except (AttributeError, TypeError, ValueError, InputError):
        return {}
    return dict(found)


def against_of(text: str) -> Against | None:
    """What the page of a setup is put beside: kept as ``beside``, a kind of `Against` that needs no days."""
    beside = setup_of(text).get("beside")
    return Against(beside) if beside in KINDS and beside != "period" else None


def with_setup(options: PageOptions, text: str) -> PageOptions:
    """The options, with what a setup has in place of those that are usual."""
    usual = PageOptions()
    found = {name: value for name, value in setup_of(text).items() if name in _SETUP}
    return replace(options, **{name: v for name, v in found.items() if getattr(options, name) == getattr(usual, name)})
