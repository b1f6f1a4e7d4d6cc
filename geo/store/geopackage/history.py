"""Earlier versions of incidents: copied when a row is revised or withdrawn, and restored by undo."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from geo.errors import WorkspaceError
from geo.incidents import COLUMN_NAMES, Claim, Release
from geo.incidents.cells import claims_text, read_claims
from geo.store.geopackage.made_up import unmark_empty
from geo.store.geopackage.schema import CLAIM_COLUMNS, HISTORY_COLUMNS, insert_into, point_blob, select_from
from geo.store.geopackage.totals import undo_totals

__all__ = ["copy_to_history", "refresh_extent", "refresh_time", "undo_last"]

_NAMES = ", ".join(COLUMN_NAMES)
_WANTED = "(SELECT value FROM json_each(?))"
_LON, _LAT, _PRECISION = (COLUMN_NAMES.index(name) for name in ("lon", "lat", "place_precision"))


def copy_to_history(connection: sqlite3.Connection, release: Release, change: str, ids: Sequence[str]) -> None:
    """Copy the stored version of these incidents, with their claims, into the history."""
    wanted = json.dumps(list(ids))
    connection.execute(
        f"INSERT INTO main.history ({_NAMES}, {', '.join(HISTORY_COLUMNS)}) "  # noqa: S608
        f"SELECT {_NAMES}, ?, ?, ?, '' FROM main.incidents WHERE incident_id IN {_WANTED}",
        (change, release.name, release.imported_at, wanted),
    )
    query = select_from("main.claims", CLAIM_COLUMNS, f"WHERE incident_id IN {_WANTED} ORDER BY fid")
    by_incident: dict[str, list[Claim]] = {}
    for row in connection.execute(query, (wanted,)):
        by_incident.setdefault(row[0], []).append(Claim(*row))
    connection.executemany(
        "UPDATE main.history SET claims = ? WHERE incident_id = ? AND replaced_by = ?",
        [(claims_text(claims), incident_id, release.name) for incident_id, claims in by_incident.items()],
    )


def refresh_time(connection: sqlite3.Connection) -> None:
    """Note that the incidents have changed now."""
    connection.execute(
        "UPDATE main.gpkg_contents SET last_change = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') "
        "WHERE table_name = 'incidents'"
    )


def refresh_extent(connection: sqlite3.Connection) -> None:
    """Update the bounding box of the layer, to which programs that read GeoPackages zoom, and the time of change."""
    refresh_time(connection)
    connection.execute(
        "UPDATE main.gpkg_contents SET "
        "(min_x, min_y, max_x, max_y) = (SELECT min(lon), min(lat), max(lon), max(lat) FROM main.incidents "
        "WHERE geom IS NOT NULL) WHERE table_name = 'incidents'"
    )


def undo_last(connection: sqlite3.Connection) -> str:
    """Revert the newest import: added rows are deleted, revised and withdrawn ones restored; its name."""
    found = connection.execute("SELECT name FROM releases ORDER BY fid DESC LIMIT 1").fetchone()
    if found is None:
        raise WorkspaceError("There is no import to undo: nothing was imported into this workspace yet.")
    name: str = found[0]
    earlier = connection.execute(
        select_from("main.history", [*COLUMN_NAMES, "claims"], "WHERE replaced_by = ? ORDER BY fid"), (name,)
    ).fetchall()
    added = "(SELECT incident_id FROM main.incidents WHERE release = ?)"
    for table in ("claims", "incidents"):
        connection.execute(f"DELETE FROM main.{table} WHERE incident_id IN {added}", (name,))  # noqa: S608
    connection.executemany(
        insert_into("main.incidents", (*COLUMN_NAMES, "geom")), [(*row[:-1], _geometry(row)) for row in earlier]
    )
    for row in earlier:
        _restore_claims(connection, row[0], row[-1])
    connection.execute("DELETE FROM main.history WHERE replaced_by = ?", (name,))
    undo_totals(connection, name)
    connection.execute("DELETE FROM main.releases WHERE name = ?", (name,))
    unmark_empty(connection)
    refresh_extent(connection)
    return name


def _geometry(row: Sequence[object]) -> bytes | None:
    lon, lat = row[_LON], row[_LAT]
    if not isinstance(lon, float) or not isinstance(lat, float) or row[_PRECISION] not in ("exact", "near"):
        return None
    return point_blob(lon, lat)


def _restore_claims(connection: sqlite3.Connection, incident_id: str, text: str) -> None:
    for claim in read_claims(incident_id, text) if text else ():
        values = {name: getattr(claim, name) for name in CLAIM_COLUMNS}
        cells = [str(value) if name == "date" and value else value for name, value in values.items()]
        connection.execute(insert_into("main.claims", CLAIM_COLUMNS), cells)
