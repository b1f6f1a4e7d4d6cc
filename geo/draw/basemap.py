"""The data of the base map: areas, lines, towns and the places of their labels, as one JSON text for the page.

Coordinates are degrees (EPSG:4326) rounded to four decimals (about 11 m); a ring or a line is a flat list
``[lon, lat, lon, lat, …]``. Everything comes from the bundled layers, which are checked as they are read; the order
of the districts is that of ``districts.geojson`` and is what the binary columns of incidents refer to.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from geo import assets
from geo.places import boundaries
from geo.places.borders import facing_lines
from geo.places.label_anchors import label_places

__all__ = ["BORDER_NAME", "basemap_json", "build_basemap", "outline"]

BORDER_NAME = "Pakistan–Afghanistan border (Durand Line)"

_SEAS = ({"name": "Arabian Sea", "at": [[63.2, 24.15], [65.2, 24.3], [64.3, 24.75], [61.0, 23.6]]},)


def basemap_json() -> bytes:
    """The base map as compact UTF-8 JSON; see `build_basemap` for its keys."""
    return json.dumps(build_basemap(), ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def build_basemap() -> dict[str, Any]:
    """The base map from the bundled layers.

    Keys: ``bounds`` (west, south, east, north of the two provinces), ``sheet`` (of all that is drawn),
    ``provinces``, ``districts``, ``neighbours`` (name, rings, places for the label), ``rivers``, ``former_fata``
    (outline as lines), ``border`` (name and lines), ``seas``, ``towns`` (name, place, rank from 1, the most important).
    """
    provinces = [_area(f, 80, apart=1 / 28) for f in _features(boundaries.load_provinces())]
    districts = [_district(f) for f in _features(boundaries.load_districts())]
    neighbours = [_area(f, 12) | {"kind": f["properties"]["kind"]} for f in _features(boundaries.load_surroundings())]
    return {
        "bounds": _bounds(provinces),
        "sheet": _bounds(neighbours),
        "provinces": provinces,
        "districts": districts,
        "neighbours": neighbours,
        "rivers": [line for f in _features(boundaries.load_rivers()) for line in _lines(f["geometry"])],
        "former_fata": outline(d["rings"] for d in districts if d["former_fata"]),
        "border": {"name": BORDER_NAME, "lines": _border(provinces, neighbours)},
        "seas": list(_SEAS),
        "towns": _towns(assets.read_table("places", "places.csv")),
    }


def outline(areas: Iterable[list[list[float]]]) -> list[list[float]]:
    """The outer lines of a group of areas that share their vertices: edges that two of them have in common cancel."""
    edges: set[tuple[tuple[float, float], tuple[float, float]]] = set()
    for rings in areas:
        for ring in rings:
            points = list(zip(ring[::2], ring[1::2], strict=True))
            for a, b in pairwise(points):
                edges ^= {(min(a, b), max(a, b))}
    return _chained(edges)


def _border(provinces: list[dict[str, Any]], neighbours: list[dict[str, Any]]) -> list[list[float]]:
    outlines = [ring for province in provinces for ring in province["rings"]]
    facing = [ring for area in neighbours if area["name"] == "Afghanistan" for ring in area["rings"]]
    return facing_lines(outlines, facing, 0.05)


def _chained(edges: set[tuple[tuple[float, float], tuple[float, float]]]) -> list[list[float]]:
    ends: dict[tuple[float, float], list[tuple[float, float]]] = {}
    for a, b in sorted(edges):
        ends.setdefault(a, []).append(b)
        ends.setdefault(b, []).append(a)
    lines = []
    for first in sorted(ends):
        while ends[first]:
            lines.append([c for point in _walk(first, ends) for c in point])
    return lines


def _walk(
    first: tuple[float, float], ends: dict[tuple[float, float], list[tuple[float, float]]]
) -> list[tuple[float, float]]:
    line = [first]
    while ends[line[-1]]:
        here = line[-1]
        there = ends[here].pop()
        ends[there].remove(here)
        line.append(there)
    return line


def _features(layer: Any) -> list[dict[str, Any]]:
    """The features of a layer (GeoDataFrame, EPSG:4326) as plain values."""
    features: list[dict[str, Any]] = json.loads(layer.to_json())["features"]
    return features


def _area(feature: dict[str, Any], labels: int, apart: float = 1 / 8) -> dict[str, Any]:
    rings = _rings(feature["geometry"])
    return {"name": feature["properties"]["name"], "labels": label_places(rings, labels, apart), "rings": rings}


def _district(feature: dict[str, Any]) -> dict[str, Any]:
    given = feature["properties"]
    details = {"province": given["province"], "division": given["division_2023"], "former_fata": given["former_fata"]}
    return _area(feature, 10, apart=1 / 10) | details


def _rings(geometry: dict[str, Any]) -> list[list[float]]:
    parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [_flat(ring) for polygon in parts for ring in polygon]


def _lines(geometry: dict[str, Any]) -> list[list[float]]:
    parts = [geometry["coordinates"]] if geometry["type"] == "LineString" else geometry["coordinates"]
    return [_flat(line) for line in parts]


def _flat(line: list[list[float]]) -> list[float]:
    return [round(c, 4) for point in line for c in point[:2]]


def _bounds(areas: list[dict[str, Any]]) -> list[float]:
    lons = [lon for area in areas for ring in area["rings"] for lon in ring[::2]]
    lats = [lat for area in areas for ring in area["rings"] for lat in ring[1::2]]
    return [min(lons), min(lats), max(lons), max(lats)]


def _towns(rows: list[dict[str, str]]) -> list[dict[str, Any]]:
    return [_town(row) for row in sorted(rows, key=lambda row: (int(row["rank"]), row["name"]))]


def _town(row: dict[str, str]) -> dict[str, Any]:
    at = [round(float(row["lon"]), 4), round(float(row["lat"]), 4)]
    return {"name": row["name"], "at": at, "rank": int(row["rank"]), "inside": bool(row["province"])}
