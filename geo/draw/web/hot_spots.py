"""Hot spots as the page shows them: districts by class, or cells and circles; with the classes in words."""

from __future__ import annotations

from typing import Any

from geo.analysis.hotspots.drawn import SpotMap, spot_map_of
from geo.analysis.hotspots.methods import METHODS
from geo.analysis.hotspots.result import STALE
from geo.draw.style import AREA_COLOURS, spot_colour
from geo.view.snapshot import Snapshot

__all__ = ["hot_spot_areas", "hot_spot_shapes"]


def hot_spot_areas(snapshot: Snapshot) -> dict[str, Any] | None:
    """The districts by class, in the form of `areas.area_colours`; ``None`` where no districts are drawn."""
    found = spot_map_of(snapshot)
    if found is None or found.districts is None:
        return None
    return _classes(found) | {"of": list(found.districts)}


def hot_spot_shapes(snapshot: Snapshot) -> dict[str, Any] | None:
    """Cells and circles with their classes; the title and why nothing is drawn where the answer is for another query.

    ``None`` if there are no hot spots, or if the districts are drawn by class.
    """
    asked = snapshot.state.hot_spots
    if asked is None:
        return None
    found = spot_map_of(snapshot)
    if found is None:
        nothing: dict[str, Any] = {"classes": [], "counts": [], "marks": [], "colours": {}, "shapes": []}
        return {"title": METHODS[asked.method].title, "note": STALE, "none": 0, "none_text": "", **nothing}
    if found.districts is not None:
        return None
    shapes = [[list(each.ring), each.class_number, each.rank, each.lon, each.lat] for each in found.shapes]
    return _classes(found) | {"shapes": shapes}


def _classes(found: SpotMap) -> dict[str, Any]:
    return {
        "title": found.title,
        "classes": [each.name for each in found.classes],
        "counts": [each.count for each in found.classes],
        "marks": [each.look.marks for each in found.classes],
        "none": found.n_plain,
        "none_text": found.plain,
        "none_at": len(found.classes),
        "unknown": 0,
        "colours": {
            theme: [spot_colour(theme, each.look.side, each.look.strength) for each in found.classes]
            for theme in AREA_COLOURS
        },
        "note": found.note,
    }
