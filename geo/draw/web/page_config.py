"""The configuration of the map's page: symbols by type and size class, the heat, credits. No data are in it."""

from __future__ import annotations

from typing import Any

from geo.draw.style import NEAR_KM, SHAPES, SIZE_CLASSES, TYPE_STYLES
from geo.places.boundaries import DISTRICT_LINES_OFF_KM
from geo.scales import HEAT_KM

__all__ = ["LINES_NOTE", "page_config"]

_HALF_KM, _MOST_KM = DISTRICT_LINES_OFF_KM
LINES_NOTE = f"District lines are generalised: half are over {_HALF_KM:g} km off, 5 % over {_MOST_KM:g} km."
"""Shown where the map is so large that this can be seen."""


def page_config() -> dict[str, Any]:
    """The content of ``config.json``, as ``Config`` of ``data/served.js`` describes it."""
    return {
        "types": [{"name": t.name, "light": t.light, "dark": t.dark, "corners": SHAPES[t.shape]} for t in TYPE_STYLES],
        "sizes": [{"radius": size.radius_px, "label": size.label} for size in SIZE_CLASSES],
        "near_km": NEAR_KM,
        "heat": {"bandwidth_km": HEAT_KM, "classes": [0.5, 1, 2, 5, 10, 20]},
        "district_lines": LINES_NOTE,
        "attribution": {
            "bundled": "Natural Earth · GeoNames (CC BY 4.0) · districts indicative",
            "own_districts": "Natural Earth · GeoNames (CC BY 4.0) · districts of a user layer",
        },
    }
