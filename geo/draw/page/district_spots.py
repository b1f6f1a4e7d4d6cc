"""Districts of a sheet of which incidents are known only to the district, and places for their numbers."""

from __future__ import annotations

from geo.draw.page.mark_room import Numbered
from geo.draw.page.name_spots import spots_in_district
from geo.draw.page.sheet import Sheet, district_counts, districts_of
from geo.view.snapshot import Snapshot

__all__ = ["numbered_districts"]


def numbered_districts(sheet: Sheet, snapshot: Snapshot) -> tuple[Numbered, ...]:
    """The districts with incidents that are known only to them, those with most first; places are in millimetres."""
    counts = district_counts(snapshot)
    found = [area for area in districts_of(snapshot) if area["name"] in counts]
    found.sort(key=lambda area: -counts[area["name"]])
    numbered = []
    for area in found:
        spots = spots_in_district(area)
        x, y = sheet.place([spot[0] for spot in spots], [spot[1] for spot in spots])
        places = tuple(zip(x.tolist(), y.tolist(), strict=True))
        numbered.append(Numbered(area["name"], counts[area["name"]], places))
    return tuple(numbered)
