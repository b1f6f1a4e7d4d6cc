"""The place of every row: its names, its coordinates, how precisely it is known, in the order of the checks."""

from __future__ import annotations

from dataclasses import dataclass

from geo.incidents.cells import word_reader
from geo.incidents.columns import PLACE_PRECISIONS
from geo.incidents.draft import Draft
from geo.incidents.placing.comparison import compare_with_points
from geo.incidents.placing.coordinates import read_points
from geo.incidents.placing.lookup import find_places
from geo.incidents.placing.names import resolve_districts, resolve_provinces, stated_provinces
from geo.incidents.placing.precision import complete_precision, lower_precision
from geo.incidents.placing.resolver import NameResolver

__all__ = ["Placed", "place"]


@dataclass(frozen=True, slots=True)
class Placed:
    """The columns of place that are not texts of the draft: coordinates and precision, row by row."""

    lon: list[float | None]
    lat: list[float | None]
    precision: list[str]


def place(draft: Draft, names: NameResolver) -> Placed:
    """Check and complete the place of every row; names are put into the draft."""
    points = read_points(draft)
    stated = [bool(text) for text in draft.columns["place_precision"]]
    reader = word_reader("place_precision", PLACE_PRECISIONS, blank="")
    precision = [word or "" for word in draft.read("place_precision", reader)]
    districts, provinces = resolve_districts(draft, names), stated_provinces(draft, names)
    find_places(draft, names, points, precision, (districts, provinces))
    compare_with_points(draft, names, points, precision, (districts, provinces))
    points.report(draft, districts, provinces)
    resolve_provinces(draft, names, districts)
    complete_precision(draft, points.lon, precision, stated)
    known = [found is not None for found in districts]
    lower_precision(draft, points.lon, precision, known)
    return Placed(points.lon, points.lat, precision)
