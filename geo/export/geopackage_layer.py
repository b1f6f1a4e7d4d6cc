"""A GeoPackage with one layer, as bytes. The door to pyogrio for writing."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.places.measure import LONLAT

__all__ = ["geopackage_layer"]


def geopackage_layer(
    name: str, rows: Sequence[Mapping[str, Any]], geometries: Sequence[Any], metadata: Mapping[str, str]
) -> bytes:
    """A layer of areas in degrees (EPSG:4326).

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
    import pyogrio

    names = list(rows[0]) if rows else ["place"]
    columns, masks = zip(*(_column([row.get(field) for row in rows]) for field in names), strict=True)
    shapes = np.array([None if area is None else area.wkb for area in geometries] or [], object)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "layer.gpkg"
        pyogrio.raw.write(
            path, shapes, list(columns), names, field_mask=list(masks), layer=name, driver="GPKG",
            geometry_type="Unknown", crs=LONLAT, layer_metadata=dict(metadata),
        )  # fmt: skip
        return path.read_bytes()


def _column(values: Sequence[Any]) -> tuple[npt.NDArray[Any], npt.NDArray[np.bool_]]:
    """The values of a field as an array, and where they are not known."""
    mask = np.array([value is None for value in values], np.bool_)
    known = [value for value in values if value is not None]
    if not known or any(isinstance(value, str) for value in known):
        return np.array(["" if value is None else str(value) for value in values], object), mask
    kind = np.int64 if all(isinstance(value, int) for value in known) else np.float64
    return np.array([0 if value is None else value for value in values], kind), mask
