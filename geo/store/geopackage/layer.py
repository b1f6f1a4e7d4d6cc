"""Reading the incidents of any GeoPackage as a table of texts: a workspace, or a layer that another program wrote.

Only plain tables are read, by name; no view or trigger of the file is run, and the file is not written.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.errors import FileRefused, WorkspaceError
from geo.incidents.cells import claims_text
from geo.incidents.claims import Claim
from geo.incidents.draft import CLAIMS_COLUMN
from geo.incidents.findings import RawTable
from geo.reading.wkb import geopackage_geometry
from geo.store.geopackage.connection import has_format_table
from geo.store.geopackage.database import connected, is_plain_table, reading_mode, require_sound
from geo.store.geopackage.leftovers import recoverable
from geo.store.geopackage.schema import CLAIM_COLUMNS, select_from

__all__ = ["LAYER", "TOTALS_LAYER", "Layer", "holds_lines_or_areas", "read_layer"]

LAYER, TOTALS_LAYER = "incidents", "totals"
_LONLAT = 4326


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer as a table of texts, with the names of all layers of the file (``offered``).

    ``geometries`` holds that of each record in the form of GeoJSON (points only with their coordinates), if the layer
    has a column of them; ``crs`` is their coordinate system where it is not longitude and latitude (``EPSG:32642``).
    ``n_totals`` counts the totals of a workspace that are not read with its incidents.
    """

    table: RawTable
    name: str
    offered: tuple[str, ...]
    crs: str = ""
    geometries: Sequence[dict[str, Any] | None] | None = None
    n_totals: int = 0


def read_layer(path: Path, name: str = "") -> Layer:
    """A layer of a GeoPackage: the one named, or ``incidents``, or the first.

    Raises
    ------
    FileRefused
        If there is none that can be read, or none of that name.
    """
    try:
        with recoverable(path) as file, connected(file, reading_mode(file)) as connection:
            require_sound(connection, path)
            offered = _layers(connection)
            chosen = name or (LAYER if LAYER in offered else next(iter(offered), ""))
            if chosen not in offered:
                known = f" It has: {', '.join(offered)[:200]}." if offered else ""
                raise FileRefused(f"{path.name} has no layer {name or LAYER!r} that holds a table.{known}")
            geometry, crs = _geometry_column(connection, path, chosen)
            table, blobs = _table(connection, chosen, geometry)
            geometries = list(map(geopackage_geometry, blobs)) if geometry else None
            return Layer(table, chosen, tuple(offered), crs, geometries, _n_totals(connection, chosen))
    except WorkspaceError as error:
        raise FileRefused(str(error)) from error


def _n_totals(connection: sqlite3.Connection, layer: str) -> int:
    """How many totals a workspace holds beside the incidents that are read."""
    if layer != LAYER or not has_format_table(connection) or not is_plain_table(connection, TOTALS_LAYER):
        return 0
    count: int = connection.execute(select_from(TOTALS_LAYER, ["count(*)"])).fetchone()[0]
    return count


def holds_lines_or_areas(path: Path) -> bool:
    """Whether the first layer of a GeoPackage is declared to hold lines or polygons; False for what cannot be read."""
    try:
        with recoverable(path) as file, connected(file, reading_mode(file)) as connection:
            if not is_plain_table(connection, "gpkg_geometry_columns"):
                return False
            query = "SELECT geometry_type_name FROM gpkg_geometry_columns ORDER BY rowid LIMIT 1"
            found = connection.execute(query).fetchone()
            return found is not None and any(word in str(found[0]).upper() for word in ("LINE", "POLYGON", "CURVE"))
    except WorkspaceError:
        return False


def _layers(connection: sqlite3.Connection) -> list[str]:
    """The plain tables that are declared as layers; without a declaration the one named as ours."""
    names = [LAYER]
    if is_plain_table(connection, "gpkg_contents"):
        query = "SELECT table_name FROM gpkg_contents WHERE data_type IN ('features', 'attributes') ORDER BY rowid"
        declared = [str(row[0]) for row in connection.execute(query)]
        names = [*declared, *([] if LAYER in declared else names)]
    return [name for name in names if is_plain_table(connection, name)]


def _table(connection: sqlite3.Connection, layer: str, geometry: str | None) -> tuple[RawTable, list[object]]:
    """The attributes of a layer as texts, and the cells of its column of geometries."""
    info = connection.execute(f"PRAGMA table_xinfo({_quoted(layer)})").fetchall()
    names = [name for _, name, _, _, _, key, hidden in info if not key and not hidden and name != geometry]
    listed = [_quoted(name) for name in (*names, *([geometry] if geometry else []))]
    rows = connection.execute(select_from(_quoted(layer), listed, "ORDER BY rowid")).fetchall()
    records = [[_text(value) for value in row[: len(names)]] for row in rows]
    header = list(names)
    if layer == LAYER and has_format_table(connection) and "incident_id" in names:
        _add_claims(connection, header, records)
    return RawTable(tuple(header), records, [0] * len(records)), [row[-1] for row in rows]


def _geometry_column(connection: sqlite3.Connection, path: Path, layer: str) -> tuple[str | None, str]:
    """The column of geometries and its coordinate system, blank for longitude and latitude."""
    if not is_plain_table(connection, "gpkg_geometry_columns"):
        return None, ""
    query = "SELECT column_name, srs_id FROM gpkg_geometry_columns WHERE table_name = ? COLLATE NOCASE"
    found = connection.execute(query, (layer,)).fetchone()
    if found is None or found[1] == _LONLAT:
        return (str(found[0]) if found else None), ""
    query = "SELECT organization, organization_coordsys_id FROM gpkg_spatial_ref_sys WHERE srs_id = ?"
    system = connection.execute(query, (found[1],)).fetchone()
    if system is None or str(system[0]).upper() != "EPSG":
        raise FileRefused(
            f"{path.name}: the layer {layer} is in the coordinate system {found[1]}, which is not known. Save it in "
            "EPSG:4326 (longitude and latitude in degrees)."
        )
    return str(found[0]), "" if system[1] == _LONLAT else f"EPSG:{system[1]}"


def _quoted(name: str) -> str:
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


def _text(value: Any) -> str:
    if value is None:
        return ""
    return f"({len(value)} bytes)" if isinstance(value, bytes) else str(value)


def _add_claims(connection: sqlite3.Connection, header: list[str], records: Sequence[list[str]]) -> None:
    """Add a cell with the claims of each row, in the format of the CSV column."""
    claims: dict[str, list[Claim]] = {}
    there = {row[1] for row in connection.execute("PRAGMA table_info(claims)")}
    columns = [name for name in CLAIM_COLUMNS if name in there]  # a workspace of an older format lacks some
    for row in connection.execute(select_from("claims", columns, "ORDER BY fid")):
        claims.setdefault(row[0], []).append(Claim(**dict(zip(columns, row, strict=True))))
    ids = header.index("incident_id")
    header.append(CLAIMS_COLUMN)
    for record in records:
        record.append(claims_text(claims.get(record[ids], [])))
