"""The districts by class as the page shows them."""

from __future__ import annotations

from typing import Any

from geo.analysis.choropleth import NONE, UNKNOWN, Choropleth
from geo.draw.style import AREA_COLOURS, class_colours
from geo.view.snapshot import Snapshot

__all__ = ["are_classes_cached", "area_colours", "class_bounds", "classes_query"]


def area_colours(snapshot: Snapshot) -> dict[str, Any] | None:
    """Class of each district, labels of the classes and their number of districts; ``None`` if none are coloured.

    The bounds of the classes are computed if they are not cached, which is expensive.
    """
    districts = snapshot.choropleth
    if districts is None:
        return None
    return {
        "title": districts.title,
        "classes": list(districts.labels),
        "counts": [districts.count(number) for number in range(len(districts.labels))],
        "none": districts.count(NONE),
        "none_text": "no change" if districts.is_diverging else "none",
        "unknown": districts.count(UNKNOWN),
        "colours": {
            theme: class_colours(theme, len(districts.labels), diverging=districts.is_diverging)
            for theme in AREA_COLOURS
        },
        "of": districts.classes.tolist(),
        "note": _note(snapshot, districts),
    }


def classes_query(snapshot: Snapshot) -> tuple[object, ...]:
    """What the bounds of the classes depend on: two snapshots with the same value have the same bounds."""
    first, last = snapshot.window
    return snapshot.dataset, snapshot.state.colour_by, snapshot.state.query.any_time(), last - first


def are_classes_cached(snapshot: Snapshot) -> bool:
    """Whether `area_colours` is quick: the bounds of the classes are cached, or no districts are coloured."""
    return snapshot.has_class_bounds


def class_bounds(snapshot: Snapshot) -> tuple[float, ...]:
    """The bounds of the classes, which are cached with the dataset; expensive the first time."""
    return snapshot.class_bounds


def _note(snapshot: Snapshot, districts: Choropleth) -> str:
    if districts.is_diverging and snapshot.previous is None:
        return "The data do not reach back over an equal period before this one."
    length = snapshot.window[1] - snapshot.window[0] + 1
    days = f"{length:,} day{'s' if length != 1 else ''}"
    return f"Number of districts at the right. Classes hold for every period of {days}."
