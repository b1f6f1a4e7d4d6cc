"""Reading well-known binary: points as GeoJSON has them, any other geometry by the name of its kind."""

from __future__ import annotations

import struct
from typing import Any

__all__ = ["geopackage_geometry", "wkb_geometry"]

Geometry = dict[str, Any]

_KINDS = (
    "Geometry", "Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon",
    "GeometryCollection", "CircularString", "CompoundCurve", "CurvePolygon", "MultiCurve", "MultiSurface", "Curve",
    "Surface", "PolyhedralSurface", "TIN", "Triangle",
)  # fmt: skip
_ENVELOPES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
_FLAGS_Z, _FLAGS_M, _FLAGS_SRID = 0x80000000, 0x40000000, 0x20000000
_MOST_POINTS = 1_000
"""Of a geometry of several points so many are read: more than one is no point anyway."""


def geopackage_geometry(blob: object) -> Geometry | None:
    """The geometry of a cell of a GeoPackage; None for a blank cell, a kind without coordinates for a damaged one."""
    if blob is None:
        return None
    if not isinstance(blob, bytes) or len(blob) < 8 or blob[:2] != b"GP":
        return {"type": "geometry that cannot be read"}
    return wkb_geometry(blob[8 + _ENVELOPES.get(blob[3] >> 1 & 7, 0) :])


def wkb_geometry(blob: bytes) -> Geometry:
    """A geometry in the form of GeoJSON; those of lines and areas without their coordinates.

    An empty point has no coordinates, or NaN. Both forms of three dimensions are read: ISO's (1001) and that of
    PostGIS (a bit of the kind).
    """
    try:
        return _geometry(blob)
    except struct.error:
        return {"type": "geometry that cannot be read"}


def _geometry(blob: bytes) -> Geometry:
    order, number, begins, size = _head(blob, 0)
    kind = _KINDS[number] if number < len(_KINDS) else "geometry of an unknown kind"
    if kind == "Point":
        return {"type": kind, "coordinates": list(struct.unpack_from(f"{order}2d", blob, begins))}
    if kind == "MultiPoint":
        (count,) = struct.unpack_from(f"{order}I", blob, begins)
        return {"type": kind, "coordinates": _points(blob, begins + 4, min(count, _MOST_POINTS), size)}
    return {"type": kind}


def _head(blob: bytes, at: int) -> tuple[str, int, int, int]:
    """Byte order, number of the kind, where the content begins, and the bytes of a point."""
    order = "<" if blob[at : at + 1] == b"\1" else ">"
    (kind,) = struct.unpack_from(f"{order}I", blob, at + 1)
    number = kind & 0x0FFFFFFF
    further = (kind & (_FLAGS_Z | _FLAGS_M)).bit_count() or (0, 1, 1, 2)[number // 1000 % 4]
    return order, number % 1000, at + (9 if kind & _FLAGS_SRID else 5), 8 * (2 + further)


def _points(blob: bytes, at: int, count: int, size: int) -> list[list[float]]:
    points = []
    for _ in range(count):
        order, _, begins, _ = _head(blob, at)
        points.append(list(struct.unpack_from(f"{order}2d", blob, begins)))
        at = begins + size
    return points
