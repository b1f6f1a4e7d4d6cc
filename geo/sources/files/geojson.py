"""GeoJSON: each feature a row, its properties the columns, a point its coordinates."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geo.errors import FileRefused
from geo.incidents.findings import RawTable
from geo.sources.files.cells import text_of
from geo.sources.files.encoding import encoding_of
from geo.sources.files.table import Progress, Table, in_parts, require_regular

__all__ = ["GEOMETRY", "LARGEST_TEXT", "Features", "features_of", "read_geojson", "with_points"]

GEOMETRY = "geometry"
"""The column with the kind of a geometry that is not one point."""

LARGEST_TEXT = 512 * 2**20
_CODE = re.compile(r"EPSG:{1,2}(?:[\d.]*:)?(\d+)\Z", re.IGNORECASE)
_LONLAT = {4326, 84}

Features = list[tuple[dict[str, Any], dict[str, Any] | None]]


def read_geojson(path: Path, encoding: str = "") -> Table:
    """The features of a file; raises `FileRefused` if there are none, or their coordinate system is not known."""
    features, crs, notes = features_of(path, encoding)
    if crs is not None:
        notes.append(f"coordinates converted from {crs} to longitude and latitude")
    return with_points("GeoJSON", features, crs, notes)


def features_of(path: Path, encoding: str = "") -> tuple[Features, str | None, list[str]]:
    """The features with their geometry, their coordinate system if it is not longitude and latitude, and remarks."""
    if require_regular(path) > LARGEST_TEXT:
        raise FileRefused(f"{path.name} is larger than {LARGEST_TEXT // 2**20} MB. Save it as CSV or GeoPackage.")
    detected = encoding_of(path, encoding)
    content = _content(path, detected.name)
    return _features(path, content), _crs(path, content), [detected.note] if detected.note else []


def _content(path: Path, encoding: str) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding=encoding))
    except (ValueError, RecursionError) as fault:
        raise FileRefused(f"{path.name} is not whole JSON ({str(fault)[:100]}). Get another copy of it.") from fault
    if not isinstance(content, dict):
        raise FileRefused(f"{path.name} is JSON, but not GeoJSON: it holds no features.")
    return content


def _features(path: Path, content: dict[str, Any]) -> Features:
    listed = [content] if content.get("type") == "Feature" else content.get("features")
    if not isinstance(listed, list) or not all(isinstance(feature, dict) for feature in listed):
        raise FileRefused(f"{path.name} is JSON, but not GeoJSON: it holds no list of features.")
    found: Features = []
    for feature in listed:
        properties, geometry = feature.get("properties"), feature.get("geometry")
        named = dict(properties) if isinstance(properties, dict) else {}
        if "id" in feature and "id" not in named:
            named["id"] = feature["id"]
        found.append((named, geometry if isinstance(geometry, dict) else None))
    return found


def _crs(path: Path, content: dict[str, Any]) -> str | None:
    """The coordinate system where it is not longitude and latitude; raises for one that is not named by its number."""
    crs = content.get("crs")
    if not crs:
        return None
    name = (
        crs.get("properties", {}).get("name", "")
        if isinstance(crs, dict) and isinstance(crs.get("properties"), dict)
        else ""
    )
    if str(name).upper().endswith("CRS84"):
        return None
    match = _CODE.search(str(name))
    if not match:
        raise FileRefused(
            f"{path.name} has a coordinate system that is not understood ({str(name)[:60]!r}). Save it in EPSG:4326."
        )
    return None if int(match[1]) in _LONLAT else f"EPSG:{match[1]}"


def with_points(kind: str, features: Features, crs: str | None, notes: list[str]) -> Table:
    """Features as a table with the columns ``lon`` and ``lat``, and `GEOMETRY` for what is no point."""
    names = list(dict.fromkeys(name for properties, _ in features for name in properties))
    own = [name for name in ("lon", "lat") if name not in names]
    points = [_point(geometry) for _, geometry in features]
    if crs is not None:
        points = _to_lonlat(points, crs)
    shapes = [
        "" if geometry is None or point else str(geometry.get("type"))[:40]
        for (_, geometry), point in zip(features, points, strict=True)
    ]
    header = [*names, *own, *([GEOMETRY] if any(shapes) and GEOMETRY not in names else [])]

    def records() -> Iterator[list[str]]:
        for (properties, _), point, shape in zip(features, points, shapes, strict=True):
            cells = [text_of(properties.get(name)) for name in names]
            there = {"lon": repr(point[0]), "lat": repr(point[1])} if point else {"lon": "", "lat": ""}
            yield [*cells, *(there[name] for name in own), *([shape] if GEOMETRY in header[len(names) :] else [])]

    def parts(progress: Progress) -> Iterator[RawTable]:
        yield from in_parts(header, records())
        progress(1.0)

    if any(shapes):
        notes = [*notes, f"{sum(map(bool, shapes)):,} features are no points: their shape is not used, their names are"]
    return Table(kind, tuple(header), parts, tuple(notes))


def _point(geometry: dict[str, Any] | None) -> tuple[float, float] | None:
    if geometry is None or geometry.get("type") != "Point":
        return None
    at = geometry.get("coordinates")
    if not isinstance(at, list | tuple) or len(at) < 2 or not all(isinstance(value, int | float) for value in at[:2]):
        return None
    return float(at[0]), float(at[1])


def _to_lonlat(points: list[tuple[float, float] | None], crs: str) -> list[tuple[float, float] | None]:
    from geo.places.measure import to_lonlat

    known = [point for point in points if point]
    moved = iter(to_lonlat([x for x, _ in known], [y for _, y in known], crs))
    return [next(moved) if point else None for point in points]
