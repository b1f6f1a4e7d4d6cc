"""The districts by class as the page takes them."""

from __future__ import annotations

from typing import Any

from geo.analysis.choropleth import NONE, UNKNOWN, Choropleth, choropleth
from geo.analysis.comparison import previous
from geo.draw.style import AREA_COLOURS, class_colours
from geo.view.snapshot import Snapshot

__all__ = ["area_colours"]


def area_colours(snapshot: Snapshot) -> dict[str, Any] | None:
    """Class of each district, classes in words with their number of districts; ``None`` if none are coloured."""
    found = choropleth(snapshot)
    if found is None:
        return None
    return {
        "title": found.title,
        "classes": list(found.labels),
        "counts": [found.count(number) for number in range(len(found.labels))],
        "none": found.count(NONE),
        "none_text": "no change" if found.is_diverging else "none",
        "unknown": found.count(UNKNOWN),
        "colours": {
            theme: class_colours(theme, len(found.labels), diverging=found.is_diverging) for theme in AREA_COLOURS
        },
        "of": found.classes.tolist(),
        "note": _note(snapshot, found),
    }


def _note(snapshot: Snapshot, found: Choropleth) -> str:
    if found.is_diverging and previous(snapshot) is None:
        return "The data do not reach back over an equal window before this one."
    length = snapshot.period.width_days
    days = f"{length:,} day{'s' if length != 1 else ''}"
    return f"Number of districts at the right. Classes hold for every window of {days}."
