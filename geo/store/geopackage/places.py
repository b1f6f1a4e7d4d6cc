"""Places known from the incidents of a workspace file: names that came with coordinates."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from geo.store.geopackage.connection import reading

__all__ = ["located_places"]


def located_places(path: Path) -> Iterable[tuple[str, str, float, float]]:
    """Location, district, longitude and latitude (EPSG:4326 degrees) of the incidents that have a point.

    One row for each place and point. Raises `WorkspaceError` if the file is not a workspace that can be read.
    """
    query = (
        "SELECT DISTINCT location, district, lon, lat FROM incidents WHERE location != '' AND lon IS NOT NULL "
        "AND lat IS NOT NULL AND place_precision IN ('exact', 'near')"
    )
    with reading(path) as connection:
        rows = connection.execute(query).fetchall()
    return [(str(name), str(district), float(lon), float(lat)) for name, district, lon, lat in rows]
