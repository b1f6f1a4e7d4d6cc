"""Write the base map as the maps on screen and on paper read it: ``python -m scripts.basemap``.

It takes the checked layers of ``assets/boundaries`` and the towns together, and finds the places of labels. That needs
libraries for tables and a second, which no start should spend. The tests compare the files with what this module makes.

Coordinates are degrees (EPSG:4326) rounded to four decimals (about 11 m); a ring or a line is a flat list
``[lon, lat, lon, lat, …]``. The order of the districts is that of ``districts.geojson`` and is what the binary columns
of incidents refer to.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from geo import assets
from geo.draw.basemap import BORDER_NAME, FILE, PAPER_FILE, outline
from geo.draw.page.name_spots import spots_in_area, spots_in_district
from geo.places import boundaries
from geo.places.borders import facing_lines
from geo.places.label_anchors import label_places

__all__ = ["basemap_text", "build_basemap", "paper_text"]

_SEAS = ({"name": "Arabian Sea", "at": [[63.2, 24.15], [65.2, 24.3], [64.3, 24.75], [61.0, 23.6]]},)


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


def basemap_text(base: dict[str, Any]) -> str:
    """A base map as JSON, a line for each of its keys."""
    return _lines_of(base)


def paper_text(base: dict[str, Any]) -> str:
    """What only the maps on paper read, as JSON: places for the name of each area, and lines between countries."""
    groups = {"provinces": spots_in_area, "neighbours": spots_in_area, "districts": spots_in_district}
    spots = {key: {area["name"]: find(area) for area in base[key]} for key, find in groups.items()}
    return _lines_of({"spots": spots, "between": _between(base)})


def _between(base: dict[str, Any]) -> dict[str, list[list[float]]]:
    """The lines between neighbours: those that nobody disputes here, and those drawn broken."""
    owners: dict[tuple[tuple[float, float], ...], set[str]] = {}
    for area in base["neighbours"]:
        for ring in area["rings"]:
            points = list(zip(ring[::2], ring[1::2], strict=True))
            for a, b in pairwise(points):
                if not _on_the_cut(a, b, base["sheet"]):
                    owners.setdefault((min(a, b), max(a, b)), set()).add(area["name"])
    groups: dict[str, list[list[list[float]]]] = {"settled": [], "disputed": []}
    for edge, names in owners.items():
        groups["disputed" if _are_disputed(names) else "settled"].append([[c for point in edge for c in point]])
    return {kind: outline(edges) for kind, edges in groups.items()}  # long lines, so that dashes run on


def _on_the_cut(a: tuple[float, float], b: tuple[float, float], sheet: list[float]) -> bool:
    west, south, east, north = sheet
    return (a[0] == b[0] and a[0] in (west, east)) or (a[1] == b[1] and a[1] in (south, north))


def _are_disputed(names: set[str]) -> bool:
    return "India" in names and bool(names & {"Azad Jammu and Kashmir", "Gilgit-Baltistan", "China"})


def _lines_of(content: dict[str, Any]) -> str:
    lines = (f"{json.dumps(key)}:{_compact(value)}" for key, value in content.items())
    return "{" + ",\n".join(lines) + "}\n"


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _border(provinces: list[dict[str, Any]], neighbours: list[dict[str, Any]]) -> list[list[float]]:
    outlines = [ring for province in provinces for ring in province["rings"]]
    facing = [ring for area in neighbours if area["name"] == "Afghanistan" for ring in area["rings"]]
    return facing_lines(outlines, facing, 0.05)


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


def _bounds(areas: Iterable[dict[str, Any]]) -> list[float]:
    rings = [ring for area in areas for ring in area["rings"]]
    lons, lats = ([c for ring in rings for c in ring[start::2]] for start in (0, 1))
    return [min(lons), min(lats), max(lons), max(lats)]


def _towns(rows: list[dict[str, str]]) -> list[dict[str, Any]]:
    return [_town(row) for row in sorted(rows, key=lambda row: (int(row["rank"]), row["name"]))]


def _town(row: dict[str, str]) -> dict[str, Any]:
    at = [round(float(row["lon"]), 4), round(float(row["lat"]), 4)]
    return {"name": row["name"], "at": at, "rank": int(row["rank"]), "inside": bool(row["province"])}


if __name__ == "__main__":
    made = build_basemap()
    for file, text in ((FILE, basemap_text(made)), (PAPER_FILE, paper_text(made))):
        assets.ROOT.joinpath(*file).write_text(text, encoding="utf-8")
