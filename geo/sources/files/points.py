"""The points of a spatial file as columns beside its attributes, and why a row has none."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geo.errors import FileRefused

__all__ = ["MISSING", "GeometryColumns", "PointCells", "beside", "geometry_columns", "point_cells"]

PointCells = tuple[str, str, str]
"""Longitude and latitude of a row as texts, and why its geometry gives none, in words; one of the two is blank."""

MISSING = "missing"
"""The word for a row without a geometry, which a row that is known to its district only may well be."""

_DEGREES = (180.0, 90.0)
_SHOWN = 40

Geometry = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class GeometryColumns:
    """The columns of a table that hold its geometry; no attribute has one of these names, whatever its case.

    Attributes
    ----------
    lon, lat
        The columns with degrees of longitude and latitude, blank where the geometry gives no point.
    lost
        The column that says why it gives none (``a Polygon``), to follow the words "the geometry is".
    has_points
        Whether the geometry of any row gives a point.
    """

    lon: str
    lat: str
    lost: str
    has_points: bool = True

    @property
    def names(self) -> tuple[str, str, str]:
        """The three columns in the order in which `PointCells` fill them."""
        return self.lon, self.lat, self.lost


def geometry_columns(attributes: Sequence[str], cells: Sequence[PointCells]) -> GeometryColumns | None:
    """The columns for the geometry of a table; None if no row has one.

    They are named ``lon``, ``lat`` and ``geometry``, or longer where an attribute is named so.
    """
    if all(lost == MISSING for _, _, lost in cells):
        return None
    taken = {name.strip().casefold() for name in attributes}
    has_points = any(lon for lon, _, _ in cells)
    for prefix in ("", "geometry ", *(f"geometry {number} " for number in range(2, len(taken) + 3))):
        columns = GeometryColumns(f"{prefix}lon", f"{prefix}lat", f"{prefix}geometry", has_points)
        if not taken.intersection(columns.names):
            break
    return columns


def beside(
    header: Sequence[str], records: Sequence[Sequence[str]], cells: Sequence[PointCells]
) -> tuple[tuple[str, ...], Sequence[Sequence[str]], GeometryColumns | None]:
    """Header and records of a table with the columns of its geometry; as they are if no row has one."""
    columns = geometry_columns(header, cells)
    if columns is None:
        return tuple(header), records, None
    blank = ("", "", "")  # a record without any content stays one
    more = (cell if cell[2] != MISSING or any(record) else blank for record, cell in zip(records, cells, strict=True))
    wider = [(*record, *cell) for record, cell in zip(records, more, strict=True)]
    return (*header, *columns.names), wider, columns


def point_cells(name: str, geometries: Sequence[Geometry | None], crs: str | None) -> list[PointCells]:
    """The point of each geometry (GeoJSON), converted from ``crs`` to degrees, as texts.

    Raises
    ------
    FileRefused
        If no coordinate system is named and not one point is in degrees; ``name`` is that of the file.
    """
    read = [_point(geometry) for geometry in geometries]
    if crs is not None:
        read = _in_degrees(read, crs)
    else:
        _require_degrees(name, [at for at in read if isinstance(at, tuple)])
    return [("", "", at) if isinstance(at, str) else (repr(at[0]), repr(at[1]), "") for at in read]


_Read = tuple[float, float] | str
"""A point, or why there is none."""


def _point(geometry: Geometry | None) -> _Read:
    if geometry is None:
        return MISSING
    kind = str(geometry.get("type"))
    parts = geometry.get("geometries")
    if kind == "GeometryCollection" and isinstance(parts, list) and len(parts) == 1 and isinstance(parts[0], dict):
        geometry, kind = parts[0], str(parts[0].get("type"))
    at = geometry.get("coordinates")
    if kind == "MultiPoint":
        return _sole_point(at)
    if kind != "Point":
        return f"{'an' if kind[:1] in 'AEIOU' else 'a'} {kind[:_SHOWN]}"
    return _pair(at)


def _sole_point(listed: Any) -> _Read:
    """The one point of a geometry of several, which may repeat it."""
    if not isinstance(listed, list | tuple) or not listed:
        return "empty"
    points = list(dict.fromkeys(map(_pair, listed)))
    return points[0] if len(points) == 1 else f"a MultiPoint of {len(points):,} points"


def _pair(at: Any) -> _Read:
    if not isinstance(at, list | tuple) or not at:
        return "empty"
    x, y = (_number(value) for value in (*at, None)[:2])
    if x is None or y is None or not (math.isfinite(x) and math.isfinite(y)):
        return "a point whose coordinates are no numbers"
    return x, y


def _number(value: Any) -> float | None:
    """A coordinate; some programs write it as a text."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return float(value)
    except (ValueError, OverflowError):
        return None


def _in_degrees(read: list[_Read], crs: str) -> list[_Read]:
    from geo.places.measure import to_lonlat

    known = [at for at in read if isinstance(at, tuple)]
    moved = iter(to_lonlat([x for x, _ in known], [y for _, y in known], crs))
    return [at if isinstance(at, str) else _moved(next(moved), crs) for at in read]


def _moved(at: tuple[float, float], crs: str) -> _Read:
    if not all(map(math.isfinite, at)):
        return f"a point that does not lie in {crs if len(crs) <= _SHOWN else 'its coordinate system'}"
    return round(at[0], 7), round(at[1], 7)


def _require_degrees(name: str, points: Sequence[tuple[float, float]]) -> None:
    if points and not any(abs(x) <= _DEGREES[0] and abs(y) <= _DEGREES[1] for x, y in points):
        x, y = points[0]
        raise FileRefused(
            f"{name}: the coordinates of its geometry, such as {x:g}, {y:g}, are no degrees of longitude and latitude, "
            "and no other coordinate system is named. Save it in EPSG:4326, or with its coordinate system."
        )
