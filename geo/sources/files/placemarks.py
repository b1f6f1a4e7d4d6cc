"""KML, KMZ and GPX: placemarks and waypoints, with the names of their folders; the door to defusedxml."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

from geo.errors import FileRefused
from geo.sources.files.archive import checked_archive
from geo.sources.files.geojson import LARGEST_TEXT, Feature, Features, with_points
from geo.sources.files.table import Table, require_regular

__all__ = ["placemarks_of", "read_placemarks"]

_SHAPES = ("Point", "LineString", "Polygon", "MultiGeometry")


def read_placemarks(path: Path) -> Table:
    """The places of a KML, KMZ or GPX file; raises `FileRefused` if it holds none or cannot be trusted."""
    features, folders = _read(path)
    return replace(with_points(path.name, "KML or GPX", features, None, _notes(path)), folders=folders)


def _notes(path: Path) -> list[str]:
    """A note on what else an archive holds."""
    if not zipfile.is_zipfile(path):
        return []
    others = [name for name in checked_archive(path) if name.lower().endswith(".kml")][1:]
    return [f"the archive also holds {', '.join(others)[:200]}, which is not read"] if others else []


def placemarks_of(path: Path) -> Features:
    """Placemarks, waypoints, tracks and routes with their geometry; raises as `read_placemarks` does."""
    return _read(path)[0]


def _read(path: Path) -> tuple[Features, tuple[str, ...]]:
    """The features, and the names of the columns of their folders."""
    if require_regular(path) > LARGEST_TEXT:
        raise FileRefused(f"{path.name} is larger than {LARGEST_TEXT // 2**20} MB. Save it as CSV or GeoPackage.")
    with path.open("rb") as handle:
        is_zip = handle.read(2) == b"PK"
    if is_zip:
        names = checked_archive(path)
        inner = next((name for name in names if name.lower().endswith(".kml")), None)
        if inner is None:
            raise FileRefused(
                f"{path.name} is an archive without a KML file in it. Unpack it and import what it holds."
            )
        with zipfile.ZipFile(path) as archive, archive.open(inner) as handle:
            features, folders = _features(path, handle)
    else:
        with path.open("rb") as handle:
            features, folders = _features(path, handle)
    if not features:
        raise FileRefused(f"{path.name} holds no placemarks or waypoints.")
    return features, folders


def _features(path: Path, handle: IO[bytes]) -> tuple[Features, tuple[str, ...]]:
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, iterparse

    found: Features = []
    folders = _Folders()
    try:
        for event, element in iterparse(handle, events=("start", "end"), forbid_dtd=True):
            if event == "start":
                folders.enter(_tag(element))
                continue
            if (feature := _feature(path, element)) is not None:
                found.append(feature)
                folders.hold(feature[0])
                element.clear()
            folders.leave(_tag(element), element.text)
    except DefusedXmlException:
        raise FileRefused(
            f"{path.name} declares a document type or entities, which no map file needs. It is not read."
        ) from None
    except (ParseError, UnicodeError, ValueError) as fault:
        raise FileRefused(f"{path.name} is not whole XML ({fault}). Get another copy of it.") from fault
    return found, folders.name_columns()


def _feature(path: Path, element: Any) -> Feature | None:
    """The feature that an element is; None for any other element."""
    tag = _tag(element)
    if tag == "NetworkLink":
        raise FileRefused(
            f"{path.name} holds a link to another file, which is not followed. Save what it shows as KML."
        )
    if tag == "Placemark":
        return _placemark(element)
    if tag == "wpt":
        return _waypoint(element)
    return _track(element) if tag in ("trk", "rte") else None


class _Folders:
    """The folders around the placemarks of a file, whose names often tell their type; a name may come last in them."""

    def __init__(self) -> None:
        self._tags: list[str] = []
        self._open: list[list[str]] = []
        self._held: list[tuple[dict[str, Any], tuple[list[str], ...]]] = []

    def enter(self, tag: str) -> None:
        """An element begins."""
        self._tags.append(tag)
        if tag == "Folder":
            self._open.append([])

    def leave(self, tag: str, text: str | None) -> None:
        """An element ends; ``text`` is its content."""
        self._tags.pop()
        if tag == "Folder":
            self._open.pop()
        elif tag == "name" and self._open and self._tags[-1:] == ["Folder"]:
            self._open[-1].append(" ".join((text or "").split()))

    def hold(self, properties: dict[str, Any]) -> None:
        """A placemark with these properties ends."""
        self._held.append((properties, tuple(reversed(self._open))))

    def name_columns(self) -> tuple[str, ...]:
        """Add to each placemark the names of its folders: the one that it is in, then those around that one."""
        taken = {name.strip().casefold() for properties, _ in self._held for name in properties}
        first = "folder" if "folder" not in taken else "folder of the file"
        columns: dict[str, str] = {}
        for properties, folders in self._held:
            names = [folder[0] for folder in folders if folder and folder[0]]
            for depth, name in enumerate(names):
                column = f"{first} {depth + 1}" if depth else first
                properties[column] = columns[column] = name
        return tuple(columns)


def _tag(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _texts(element: Any) -> Iterator[tuple[str, str]]:
    for child in element.iter():
        tag = _tag(child)
        if tag == "Data":
            yield str(child.get("name", "")), "".join(text for name, text in _direct(child) if name == "value")
        elif tag == "SimpleData":
            yield str(child.get("name", "")), (child.text or "").strip()
        elif tag in ("name", "description", "when", "begin", "end", "address"):
            yield tag, (child.text or "").strip()


def _direct(element: Any) -> Iterator[tuple[str, str]]:
    return ((_tag(child), (child.text or "").strip()) for child in element)


def _placemark(element: Any) -> tuple[dict[str, Any], dict[str, Any] | None]:
    properties = {name: text for name, text in reversed(list(_texts(element))) if name}
    if element.get("id"):
        properties["id"] = element.get("id")
    shape = next((child for child in element.iter() if _tag(child) in _SHAPES), None)
    return properties, None if shape is None else _geometry(shape)


def _geometry(shape: Any) -> dict[str, Any]:
    """A shape of KML as GeoJSON has it; one of several kinds has its name only."""
    kind = _tag(shape)
    if kind == "Point":
        return {"type": kind, "coordinates": _pair(_coordinates_text(shape))}
    if kind == "LineString":
        return {"type": kind, "coordinates": _line(_coordinates_text(shape))}
    if kind == "Polygon":
        return {"type": kind, "coordinates": _rings(shape)}
    parts = [_geometry(child) for child in shape if _tag(child) in _SHAPES]
    kinds = {part["type"] for part in parts}
    if len(kinds) != 1 or not kinds <= {"Point", "LineString", "Polygon"}:
        return {"type": "GeometryCollection", "coordinates": None}
    return {"type": f"Multi{kinds.pop()}", "coordinates": [part["coordinates"] for part in parts]}


def _rings(polygon: Any) -> list[list[list[float]]]:
    """The outer ring of a polygon, then its holes."""
    found: dict[str, list[list[list[float]]]] = {"outerBoundaryIs": [], "innerBoundaryIs": []}
    for boundary in polygon:
        if _tag(boundary) in found:
            found[_tag(boundary)] += [_line(_coordinates_text(ring)) for ring in boundary]
    return [*found["outerBoundaryIs"], *found["innerBoundaryIs"]]


def _coordinates_text(shape: Any) -> str:
    return next((child.text or "" for child in shape.iter() if _tag(child) == "coordinates"), "").strip()


def _line(text: str) -> list[list[float]]:
    return [point for part in text.split() if (point := _pair(part)) is not None]


def _track(element: Any) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """A track or a route of GPX as lines."""
    named = {name: text for name, text in _direct(element) if text and name in ("name", "desc", "cmt", "type")}
    segments = [element] if _tag(element) == "rte" else [child for child in element if _tag(child) == "trkseg"]
    lines = [
        [at for point in segment if (at := _pair(f"{point.get('lon', '')},{point.get('lat', '')}")) is not None]
        for segment in segments
    ]
    return named, {"type": "MultiLineString", "coordinates": [line for line in lines if line]}


def _pair(text: str) -> list[float] | None:
    try:
        return [float(part) for part in text.split(",")[:2]]
    except ValueError:
        return None


def _waypoint(element: Any) -> tuple[dict[str, Any], dict[str, Any] | None]:
    properties = {
        name: text for name, text in _direct(element) if text and name in ("name", "desc", "time", "cmt", "sym", "type")
    }
    at = _pair(f"{element.get('lon', '')},{element.get('lat', '')}")
    return properties, {"type": "Point", "coordinates": at}
