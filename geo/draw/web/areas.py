"""The districts by class as the page shows them."""

from __future__ import annotations

from typing import Any

from geo.analysis.choropleth import NONE, UNKNOWN, Choropleth, choropleth
from geo.analysis.comparison import previous
from geo.analysis.coverage import coverage
from geo.draw.style import AREA_COLOURS, class_colours
from geo.view.snapshot import Snapshot
from geo.wording import plural

__all__ = ["area_colours", "classes_query"]


def area_colours(snapshot: Snapshot) -> dict[str, Any] | None:
    """Class of each district, labels of the classes and their number of districts; ``None`` if none are coloured.

    The bounds of the classes are computed if they are not cached, which is expensive.
    """
    found = choropleth(snapshot)
    if found is None:
        return None
    return {
        "title": found.title,
        "classes": list(found.labels),
        "from": list(found.least),
        "counts": [found.count(number) for number in range(len(found.labels))],
        "none": found.count(NONE),
        "none_text": "no change" if found.is_diverging else "none",
        "none_at": found.none_at,
        "unknown": found.count(UNKNOWN),
        "colours": {
            theme: class_colours(theme, len(found.labels), diverging=found.is_diverging) for theme in AREA_COLOURS
        },
        "of": found.classes.tolist(),
        "note": _note(snapshot, found),
    }


def classes_query(snapshot: Snapshot) -> tuple[object, ...]:
    """What the bounds of the classes depend on: two snapshots with the same value have the same bounds."""
    return snapshot.dataset, snapshot.state.colour_by, snapshot.state.query.any_time(), snapshot.period.width_days


def _note(snapshot: Snapshot, found: Choropleth) -> str:
    before = ""
    if found.is_diverging:
        earlier = previous(snapshot)
        if earlier is None:
            return f"No change is shown: {coverage(snapshot).why_no_change}."
        before = f"Compared with {earlier.period_words}. "
    days = plural(snapshot.period.width_days, "day")
    return f"{before}With the number of districts in each class. Classes hold for every period of {days}."
