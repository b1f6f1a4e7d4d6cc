"""Districts of a sheet of which incidents are known only to the district, and places for their numbers."""

from __future__ import annotations

from geo.draw.page.mark_room import Numbered
from geo.draw.page.sheet import Sheet, district_counts, districts_of
from geo.places.label_anchors import label_points
from geo.view.snapshot import Snapshot

__all__ = ["numbered_districts"]

_MOST_SPOTS, _SPOTS_APART = 40, 1 / 16


def numbered_districts(sheet: Sheet, snapshot: Snapshot) -> tuple[Numbered, ...]:
    """The districts with incidents that are known only to them, those with most first; places are in millimetres."""
    counts = district_counts(snapshot)
    found = [area for area in districts_of(snapshot) if area["name"] in counts]
    found.sort(key=lambda area: -counts[area["name"]])
    numbered = []
    for area in found:
        spots = label_points(area["rings"], _MOST_SPOTS, apart=_SPOTS_APART)
        x, y = sheet.place([spot[0] for spot in spots], [spot[1] for spot in spots])
        places = tuple(zip(x.tolist(), y.tolist(), strict=True))
        numbered.append(Numbered(area["name"], counts[area["name"]], places))
    return tuple(numbered)
