"""KML, KMZ and GPX: placemarks and waypoints of every folder; the door to defusedxml."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from geo.errors import FileRefused
from geo.sources.files.archive import checked_archive
from geo.sources.files.geojson import LARGEST_TEXT, Features, with_points
from geo.sources.files.table import Table, require_regular

__all__ = ["read_placemarks"]


def read_placemarks(path: Path) -> Table:
    """The places of a KML, KMZ or GPX file; raises `FileRefused` if it holds none or cannot be trusted."""
    if require_regular(path) > LARGEST_TEXT:
        raise FileRefused(f"{path.name} is larger than {LARGEST_TEXT // 2**20} MB. Save it as CSV or GeoPackage.")
    with path.open("rb") as handle:
        is_zip = handle.read(2) == b"PK"
    if is_zip:
        names = checked_archive(path)
        inner = next((name for name in names if name.lower().endswith(".kml")), None)
        if inner is None:
            raise FileRefused(
                f"{path.name} is an archive without a KML file in it. Unpack it and bring in what it holds."
            )
        with zipfile.ZipFile(path) as archive, archive.open(inner) as handle:
            features = _features(path, handle)
    else:
        with path.open("rb") as handle:
            features = _features(path, handle)
    if not features:
        raise FileRefused(f"{path.name} holds no placemarks or waypoints.")
    return with_points("KML or GPX", features, None, [])


def _features(path: Path, handle: IO[bytes]) -> Features:
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, iterparse

    found: Features = []
    try:
        for _, element in iterparse(handle, events=("end",), forbid_dtd=True):
            tag = _tag(element)
            if tag == "Placemark":
                found.append(_placemark(element))
                element.clear()
            elif tag == "wpt":
                found.append(_waypoint(element))
                element.clear()
            elif tag == "NetworkLink":
                raise FileRefused(
                    f"{path.name} holds a link to another file, which is not followed. Save what it shows as KML."
                )
    except DefusedXmlException:
        raise FileRefused(
            f"{path.name} declares a document type or entities, which no map file needs. It is not read."
        ) from None
    except (ParseError, UnicodeError, ValueError) as fault:
        raise FileRefused(f"{path.name} is not whole XML ({fault}). Get another copy of it.") from fault
    return found


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
    shapes = [child for child in element.iter() if _tag(child) in ("Point", "LineString", "Polygon", "MultiGeometry")]
    if not shapes:
        return properties, None
    kind = _tag(shapes[0])
    text = next(
        (t for s in shapes[:1] for c in s.iter() if _tag(c) == "coordinates" for t in [(c.text or "").strip()]), ""
    )
    return properties, {"type": kind, "coordinates": _pair(text) if kind == "Point" else None}


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
