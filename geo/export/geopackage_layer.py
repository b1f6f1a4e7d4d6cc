"""Layers of a GeoPackage, with places or without. The door to pyogrio for writing."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.errors import ExportFailed
from geo.places.measure import LONLAT

__all__ = ["GeoPackageLayer", "column_of", "geopackage_layer", "point_wkb", "write_layer"]

Column = tuple[npt.NDArray[Any], npt.NDArray[np.bool_] | None]
"""The values of a field, and where they are not known; no second array where all are."""

_OPTIONS = {"VERSION": "1.3"}
"""GDAL's newest is 1.4, of which older readers warn."""

_POINT = np.dtype([("order", "u1"), ("kind", "<u4"), ("lon", "<f8"), ("lat", "<f8")])


@dataclass(frozen=True, eq=False)
class GeoPackageLayer:
    """A layer in degrees (EPSG:4326).

    Attributes
    ----------
    name
        Its name.
    columns
        Its fields by name: texts, numbers or days.
    geometries
        The geometry of each feature as WKB, ``None`` for a feature without; ``None`` in all for a table without places.
    kind
        ``Point``, ``MultiPolygon`` or another type; ``Unknown`` where they differ, which QGIS has to find out by
        reading. Of a type for several parts, geometries of one part are written as several.
    metadata
        What is stored with the layer.
    """

    name: str
    columns: Mapping[str, Column]
    geometries: npt.NDArray[np.object_] | None = None
    kind: str = "Unknown"
    metadata: Mapping[str, str] = field(default_factory=dict)


def write_layer(path: Path, layer: GeoPackageLayer, *, append: bool = False) -> None:
    """Write a layer into a GeoPackage, which is made with the first one; geometries get a spatial index (R-tree).

    Raises
    ------
    ExportFailed
        If it cannot be made, because the folder is full or the layer is none that a GeoPackage can hold.
    """
    import pyogrio

    values, masks = zip(*layer.columns.values(), strict=True)
    unknown = [np.zeros(len(v), np.bool_) if mask is None else mask for v, mask in zip(values, masks, strict=True)]
    place: dict[str, Any] = {} if layer.geometries is None else {"geometry_type": layer.kind, "crs": LONLAT}
    try:
        pyogrio.raw.write(
            path, layer.geometries, list(values), list(layer.columns), field_mask=unknown, layer=layer.name,
            driver="GPKG", promote_to_multi=layer.kind.startswith("Multi"),
            layer_metadata=dict(layer.metadata) or None, append=append, dataset_options=_OPTIONS,
            **place,
        )  # fmt: skip
    except RuntimeError as error:  # as pyogrio raises what GDAL says
        what = f"The layer {layer.name} could not be made in {path.parent}, which may be full"
        raise ExportFailed(f"{what}: {str(error)[:160]}") from error


def geopackage_layer(
    name: str, rows: Sequence[Mapping[str, Any]], geometries: Sequence[Any], metadata: Mapping[str, str]
) -> bytes:
    """A GeoPackage with one layer of areas in degrees (EPSG:4326).

    Parameters
    ----------
    name
        The name of the layer.
    rows
        The fields of each feature: texts and numbers, ``None`` for what is not known. All have the same names.
    geometries
        The shapely geometry of each, or ``None``.
    metadata
        What is stored with the layer.
    """
    names = list(rows[0]) if rows else ["place"]
    columns = {field: column_of([row.get(field) for row in rows]) for field in names}
    shapes = np.array([None if area is None else area.wkb for area in geometries] or [], object)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "layer.gpkg"
        write_layer(path, GeoPackageLayer(name, columns, shapes, metadata=metadata))
        return path.read_bytes()


def column_of(values: Sequence[Any]) -> Column:
    """The values of a field as an array, and where they are not known."""
    mask = np.array([value is None for value in values], np.bool_)
    known = [value for value in values if value is not None]
    if not known or any(isinstance(value, str) for value in known):
        return np.array(["" if value is None else str(value) for value in values], object), mask
    kind = np.int64 if all(isinstance(value, int) for value in known) else np.float64
    return np.array([0 if value is None else value for value in values], kind), mask


def point_wkb(lon: npt.NDArray[np.float64], lat: npt.NDArray[np.float64]) -> npt.NDArray[np.object_]:
    """Points as WKB (shape n); ``None`` where a coordinate is not known."""
    packed = np.zeros(len(lon), _POINT)
    packed["order"], packed["kind"], packed["lon"], packed["lat"] = 1, 1, lon, lat
    size, content = _POINT.itemsize, packed.tobytes()
    points = np.empty(len(lon), object)
    for at in np.flatnonzero(~np.isnan(lon + lat)).tolist():
        points[at] = content[at * size : (at + 1) * size]
    return points
