"""Reading the incidents of any GeoPackage as a table of texts: a workspace, or a layer that another program wrote.

Only plain tables are read, by name; nothing that the file may hold besides is run, and the file is not written.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from geo.errors import FileRefused, WorkspaceError
from geo.incidents.cells import claims_text
from geo.incidents.claims import Claim
from geo.incidents.draft import CLAIMS_COLUMN
from geo.incidents.findings import RawTable
from geo.store.connection import has_format_table
from geo.store.database import connected, is_plain_table, reading_mode, require_sound
from geo.store.schema import CLAIM_COLUMNS, point_of, select_from

__all__ = ["LAYER", "read_layer"]

LAYER = "incidents"
_LONLAT = 4326


def read_layer(path: Path) -> RawTable:
    """The layer ``incidents`` of a GeoPackage; raises `FileRefused` if there is none that can be read."""
    try:
        with connected(path, reading_mode(path)) as connection:
            require_sound(connection, path)
            if not is_plain_table(connection, LAYER):
                raise FileRefused(f"{path.name} has no table named {LAYER}. Export the incidents under that name.")
            return _table(connection, path)
    except WorkspaceError as fault:
        raise FileRefused(str(fault)) from fault


def _table(connection: sqlite3.Connection, path: Path) -> RawTable:
    info = connection.execute(f"PRAGMA table_xinfo({LAYER})").fetchall()
    geometry = _geometry_column(connection, path)
    names = [name for _, name, _, _, _, key, hidden in info if not key and not hidden and name != geometry]
    listed = [_quoted(name) for name in (*names, *([geometry] if geometry else []))]
    rows = connection.execute(select_from(LAYER, listed, "ORDER BY rowid")).fetchall()
    records = [[_text(value) for value in row[: len(names)]] for row in rows]
    header = list(names)
    if geometry and not {"lon", "lat"} & set(names):
        header += ["lon", "lat"]
        records = [[*record, *_point_cells(row[-1])] for record, row in zip(records, rows, strict=True)]
    if has_format_table(connection) and "incident_id" in names:
        _add_claims(connection, header, records)
    return RawTable(tuple(header), records, [0] * (len(records) + 1))


def _geometry_column(connection: sqlite3.Connection, path: Path) -> str | None:
    if not is_plain_table(connection, "gpkg_geometry_columns"):
        return None
    query = "SELECT column_name, srs_id FROM gpkg_geometry_columns WHERE table_name = ? COLLATE NOCASE"
    found = connection.execute(query, (LAYER,)).fetchone()
    if found and found[1] != _LONLAT:
        raise FileRefused(
            f"{path.name}: the layer {LAYER} is in the coordinate system {found[1]}. Save it in EPSG:4326 (longitude "
            "and latitude in degrees)."
        )
    return str(found[0]) if found else None


def _quoted(name: str) -> str:
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


def _text(value: Any) -> str:
    if value is None:
        return ""
    return f"({len(value)} bytes)" if isinstance(value, bytes) else str(value)


def _point_cells(blob: object) -> tuple[str, str]:
    point = point_of(blob)
    return (str(point[0]), str(point[1])) if point else ("", "")


def _add_claims(connection: sqlite3.Connection, header: list[str], records: Sequence[list[str]]) -> None:
    """Put the claims of each row into a cell, as they stand in CSV."""
    found: dict[str, list[Claim]] = {}
    for row in connection.execute(select_from("claims", CLAIM_COLUMNS, "ORDER BY fid")):
        found.setdefault(row[0], []).append(Claim(*row))
    ids = header.index("incident_id")
    header.append(CLAIMS_COLUMN)
    for record in records:
        record.append(claims_text(found.get(record[ids], [])))
