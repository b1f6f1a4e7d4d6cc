"""JSON that is no GeoJSON: answers of ArcGIS servers (Esri JSON), lists of objects, and objects line by line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from geo.errors import FileRefused
from geo.sources.files.encoding import decoded_lines, encoding_of
from geo.sources.files.geojson import LARGEST_TEXT, Features, read_geojson, with_points
from geo.sources.files.headings import known_names
from geo.sources.files.table import Table, require_regular

__all__ = ["read_json"]

_GEOJSON = frozenset({
    "Feature", "FeatureCollection", "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon",
    "GeometryCollection",
})  # fmt: skip
_WEB_MERCATOR = {102100, 102113, 900913, 3857}
_LONLAT = {4326, 4979, 84}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NAME_KEYS = ("columns", "fields", "header", "headers")
_DEEPEST = 3
_LEAST_NAMES = 2
_NEEDED = (
    "What can be read is GeoJSON, Esri JSON, or a list of objects, one an incident: "
    '[{"date": "2024-11-18", "district": "Bannu"}]'
)


def read_json(path: Path, encoding: str = "") -> Table:
    """The objects of a JSON file as rows; raises `FileRefused` for one that holds none, with what it is."""
    if require_regular(path) > LARGEST_TEXT:
        raise FileRefused(f"{path.name} is larger than {LARGEST_TEXT // 2**20} MB. Save it as CSV or GeoPackage.")
    detected = encoding_of(path, encoding)
    content = _content(path, "".join(decoded_lines(path, detected)))
    if isinstance(content, dict) and _is_geojson(content):
        return read_geojson(path, encoding)
    notes = [detected.note] if detected.note else []
    if isinstance(content, dict) and content.get("type") == "Topology":
        raise FileRefused(f"{path.name} is TopoJSON, which holds areas. Incidents can be imported from GeoJSON.")
    if isinstance(content, dict) and _is_esri(content):
        return _esri(path, content, notes)
    error = content.get("error") if isinstance(content, dict) else None
    if error and "features" not in content:
        told = error.get("message", "") if isinstance(error, dict) else error
        raise FileRefused(f"{path.name} is the message of a server (JSON), not its data: {str(told)[:100]!r}.")
    rows = _rows(content)
    if rows is None:
        raise FileRefused(f"{path.name} is JSON, but not GeoJSON, and holds no list of objects. {_NEEDED}.")
    if not rows:
        raise FileRefused(f"{path.name} is JSON with an empty list: it holds no rows.")
    return with_points(path.name, "JSON", [_feature(row) for row in rows], None, notes)


def _content(path: Path, text: str) -> Any:
    """The parsed file; objects that follow each other, a line each, as a list."""
    text = text.removeprefix("\ufeff")
    try:
        return json.loads(text)
    except RecursionError as fault:
        raise FileRefused(f"{path.name} is not whole JSON, or is nested too deep. {_NEEDED}.") from fault
    except ValueError as fault:
        lines = [line.strip("\x1e \t\r") for line in text.split("\n")]
        try:
            listed = [json.loads(line) for line in lines if line]
        except (ValueError, RecursionError):
            raise FileRefused(f"{path.name} is not whole JSON ({str(fault)[:100]}). Get another copy of it.") from fault
        return listed


def _is_geojson(content: Mapping[str, Any]) -> bool:
    return str(content.get("type")) in _GEOJSON or (isinstance(content.get("features"), list) and not _is_esri(content))


# Esri


def _is_esri(content: Mapping[str, Any]) -> bool:
    features = content.get("features")
    listed = features if isinstance(features, list) else []
    has_attributes = any(isinstance(one, dict) and "attributes" in one for one in listed)
    return has_attributes or "geometryType" in content or "spatialReference" in content


def _esri(path: Path, content: dict[str, Any], notes: list[str]) -> Table:
    features = content.get("features")
    if not isinstance(features, list) or not features:
        raise FileRefused(
            f"{path.name} is the answer of an ArcGIS server (Esri JSON) without features. Ask it for them: "
            "…/query?where=1=1&outFields=*&f=geojson."
        )
    if content.get("exceededTransferLimit"):
        notes = [*notes, "the ArcGIS server has sent a part of the features only: there are more"]
    fields = {str(one.get("name")): one for one in content.get("fields") or () if isinstance(one, dict)}
    read: Features = []
    for feature in features:
        given = feature if isinstance(feature, dict) else {}
        attributes = given.get("attributes")
        named = attributes if isinstance(attributes, dict) else {}
        values = {name: _value(value, fields.get(name, {})) for name, value in named.items()}
        geometry = given.get("geometry")
        read.append((values, _geometry(geometry if isinstance(geometry, dict) else {})))
    crs = _crs(path, content.get("spatialReference"))
    if crs is not None:
        notes = [*notes, f"coordinates converted from {crs} to longitude and latitude"]
    return with_points(path.name, "Esri JSON", read, crs, notes)


def _value(value: Any, field: Mapping[str, Any]) -> Any:
    """An attribute as people read it: a moment in milliseconds as one in ISO form, a code by its name."""
    if field.get("type") == "esriFieldTypeDate" and isinstance(value, int | float) and not isinstance(value, bool):
        try:
            moment = _EPOCH + timedelta(milliseconds=value)
        except OverflowError:
            return value
        return moment.date().isoformat() if not value % 86_400_000 else f"{moment:%Y-%m-%dT%H:%M:%S}Z"
    domain = field.get("domain")
    codes = domain.get("codedValues") if isinstance(domain, dict) else None
    for code in codes if isinstance(codes, list) else ():
        if isinstance(code, dict) and code.get("code") == value:
            return code.get("name", value)
    return value


def _geometry(given: Mapping[str, Any]) -> dict[str, Any] | None:
    """A geometry of Esri's as one of GeoJSON."""
    if isinstance(given.get("x"), int | float) and isinstance(given.get("y"), int | float):
        return {"type": "Point", "coordinates": [given["x"], given["y"]]}
    for name, kind in (("points", "MultiPoint"), ("paths", "MultiLineString"), ("rings", "Polygon")):
        if isinstance(given.get(name), list):
            return {"type": kind, "coordinates": given[name]}
    return None


def _crs(path: Path, given: Any) -> str | None:
    """The coordinate system, if it is not longitude and latitude; raises for one without a usual number."""
    if not isinstance(given, dict) or not given:
        return None
    number = given.get("latestWkid") or given.get("wkid")
    if isinstance(number, int):
        return None if number in _LONLAT else "EPSG:3857" if number in _WEB_MERCATOR else f"EPSG:{number}"
    if isinstance(given.get("wkt"), str):
        return str(given["wkt"])
    raise FileRefused(
        f"{path.name} is Esri JSON with a coordinate system that is not understood. Ask the server for outSR=4326."
    )


# lists of objects


def _rows(content: Any, depth: int = 0) -> list[dict[str, Any]] | None:
    """The one list of objects in a content, alone or under a name such as ``data`` or ``results``; None without one."""
    if isinstance(content, list):
        is_rows = all(isinstance(one, dict) for one in content)
        return content if is_rows else _with_header(content)
    if not isinstance(content, dict) or depth >= _DEEPEST:
        return None
    if (rows := _by_column(content) or _by_key(content) or _by_names(content)) is not None:
        return rows
    found = [rows for value in content.values() if (rows := _rows(value, depth + 1))]
    if len(found) == 1:
        return found[0]
    is_row = not found and any(not isinstance(value, dict | list) for value in content.values()) and depth == 0
    return [content] if is_row and len(content) > 2 else None


def _by_column(content: dict[str, Any]) -> list[dict[str, Any]] | None:
    """The rows of columns: a list of values, or values by the number of the row, under the name of each column."""
    columns = {name: list(one.values()) if isinstance(one, dict) else one for name, one in content.items()}
    lists = [one for one in columns.values() if isinstance(one, list)]
    count = len(lists[0]) if lists else 0
    is_even = len(lists) == len(columns) and all(len(one) == count for one in lists)
    if not count or not is_even or len(known_names(list(content))) < _LEAST_NAMES:
        return None
    if any(isinstance(value, dict | list) for one in lists for value in one):
        return None
    return [dict(zip(columns, values, strict=True)) for values in zip(*lists, strict=True)]


def _by_key(content: dict[str, Any]) -> list[dict[str, Any]] | None:
    """The rows under their ids."""
    if len(content) < 2 or not all(isinstance(one, dict) for one in content.values()):
        return None
    if not all(len(known_names(list(one))) >= _LEAST_NAMES for one in content.values()):
        return None
    return [{**({} if "id" in row else {"id": key}), **row} for key, row in content.items()]


def _by_names(content: dict[str, Any]) -> list[dict[str, Any]] | None:
    """The rows of lists whose names stand apart: ``{"columns": […], "data": [[…], …]}``."""
    names: list[Any] = next((content[key] for key in _NAME_KEYS if isinstance(content.get(key), list)), [])
    names = [one.get("name") if isinstance(one, dict) else one for one in names]
    lists = [value for value in content.values() if isinstance(value, list) and value and isinstance(value[0], list)]
    if len(lists) != 1 or not names or not all(isinstance(name, str) for name in names):
        return None
    return _with_header([names, *lists[0]])


def _with_header(content: list[Any]) -> list[dict[str, Any]] | None:
    """A list of lists, the first of which holds the names."""
    if len(content) < 2 or not all(isinstance(one, list) for one in content):
        return None
    names = list(map(str, content[0]))
    if len(set(names)) < len(names) or any(len(one) != len(names) for one in content):
        return None
    return [dict(zip(names, one, strict=True)) for one in content[1:]]


def _feature(row: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """An object as a feature: a geometry in it is that of the row."""
    if row.get("type") == "Feature" and isinstance(row.get("properties"), dict):
        geometry = row.get("geometry")
        return row["properties"], geometry if isinstance(geometry, dict) else None
    geometries = {name: one for name, one in row.items() if isinstance(one, dict) and str(one.get("type")) in _GEOJSON}
    values = {name: value for name, value in row.items() if name not in geometries}
    return values, next(reversed(geometries.values()), None)
