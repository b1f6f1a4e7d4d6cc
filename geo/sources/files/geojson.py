"""GeoJSON and TopoJSON: each feature a row, its properties the columns, a point its coordinates."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from geo.errors import FileRefused
from geo.incidents.findings import RawTable
from geo.sources.files.cells import REPLACED, sound_text, text_of
from geo.sources.files.encoding import Encoding, decoded_lines, encoding_of
from geo.sources.files.nesting import column_names, flattened
from geo.sources.files.points import beside, point_cells
from geo.sources.files.table import Progress, Table, in_parts, require_regular
from geo.sources.files.topojson import unpacked

__all__ = ["LARGEST_TEXT", "Feature", "Features", "features_of", "read_geojson", "with_points"]

LARGEST_TEXT = 512 * 2**20
_CODE = re.compile(r"EPSG:{1,2}(?:[\d.]*:)?(\d+)\Z", re.IGNORECASE)
_LONLAT = {4326, 84}
_ROWS_LISTED = 10

Feature = tuple[dict[str, Any], dict[str, Any] | None]
"""The properties of a feature, and its geometry."""

Features = list[Feature]


def read_geojson(path: Path, encoding: str = "") -> Table:
    """The features of a file; raises `FileRefused` if there are none, or their coordinate system is not known."""
    features, crs, notes, _ = features_of(path, encoding)
    if crs is not None:
        notes.append(f"coordinates converted from {crs} to longitude and latitude")
    return with_points(path.name, "GeoJSON", features, crs, notes)


def features_of(
    path: Path, encoding: str = "", layer: str = ""
) -> tuple[Features, str | None, list[str], tuple[str, ...]]:
    """The features of GeoJSON, or of one of the layers of TopoJSON, with their geometry.

    Returns
    -------
    tuple
        The features, their coordinate system if it is not longitude and latitude, remarks, and the layers that there
        are.
    """
    if require_regular(path) > LARGEST_TEXT:
        raise FileRefused(f"{path.name} is larger than {LARGEST_TEXT // 2**20} MB. Save it as CSV or GeoPackage.")
    detected = encoding_of(path, encoding)
    content = _content(path, detected)
    notes = [detected.note] if detected.note else []
    if content.get("type") == "Topology":
        content, chosen, offered = unpacked(path.name, content, layer)
        others = ", ".join(repr(name) for name in offered if name != chosen)
        notes += [f"layer {chosen!r} read; there are also {others[:200]}"] if others and not layer else []
        return _features(path, content), None, notes, offered
    return _features(path, content), _crs(path, content), notes, ()


def _content(path: Path, encoding: Encoding) -> dict[str, Any]:
    try:
        content = json.loads("".join(decoded_lines(path, encoding)))
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


def with_points(name: str, kind: str, features: Features, crs: str | None, notes: list[str]) -> Table:
    """Features of a file as a table: their properties, and the columns of their geometry; ``name`` is the file's."""
    rows = _without_nesting([properties for properties, _ in features])
    names = list(dict.fromkeys(key for row in rows for key in row))
    cells = point_cells(name, [geometry for _, geometry in features], crs)
    attributes = [[text_of(row.get(key)) for key in names] for row in rows]
    header, records, geometry = beside(list(map(sound_text, names)), attributes, cells)

    def parts(progress: Progress) -> Iterator[RawTable]:
        yield from in_parts(header, records)
        progress(1.0)

    return Table(kind, header, parts, (*notes, *_replacements(records)), geometry=geometry)


def _without_nesting(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The properties of features, with the members of objects in them as columns of their own."""
    if not any(isinstance(value, dict) for row in rows for value in row.values()):
        return rows
    flat = [flattened(row) for row in rows]
    names = column_names(rows, flat)
    return [{names[name]: value for name, value in row.items()} for row in flat]


def _replacements(records: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """A note on the rows in which a character is no text."""
    rows = [number for number, record in enumerate(records, 1) if any(REPLACED in cell for cell in record)]
    if not rows:
        return ()
    listed = ", ".join(map(str, rows[:_ROWS_LISTED])) + (", …" if len(rows) > _ROWS_LISTED else "")
    return (f"characters that are no text are shown as {REPLACED} (row {listed})",)
