"""Earlier versions of incidents: copied when a row is revised or withdrawn, and put back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import astuple
from typing import Any

from geo.incidents import COLUMN_NAMES, Claim, Release
from geo.incidents.cells import claims_text
from geo.store.geopackage.schema import CLAIM_COLUMNS, HISTORY_COLUMNS, insert_into, point_blob, select_from
from geo.store.stored_versions import OFFER_STATES

__all__ = [
    "NOT_OFFERED",
    "claim_cells",
    "copy_to_history",
    "delete_claims",
    "extend_extent",
    "geometry_of",
    "insert_claims",
    "move_to_history",
    "refresh_extent",
    "refresh_time",
]

NOT_OFFERED = "change NOT IN ({})".format(", ".join(f"'{state}'" for state in OFFER_STATES))
"""The condition on rows of the history that were once the stored version."""

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


def move_to_history(connection: sqlite3.Connection, release: Release, ids: Sequence[str]) -> None:
    """Withdraw these incidents with their claims."""
    copy_to_history(connection, release, "withdrawn", ids)
    delete_claims(connection, ids)
    wanted = (json.dumps(list(ids)),)
    connection.execute(f"DELETE FROM main.incidents WHERE incident_id IN {_WANTED}", wanted)  # noqa: S608


def delete_claims(connection: sqlite3.Connection, ids: Sequence[str]) -> None:
    """Remove the claims about these incidents."""
    wanted = (json.dumps(list(ids)),)
    connection.execute(f"DELETE FROM main.claims WHERE incident_id IN {_WANTED}", wanted)  # noqa: S608


def insert_claims(connection: sqlite3.Connection, claims: Iterable[Claim]) -> None:
    """Store claims behind those that are there."""
    connection.executemany(insert_into("main.claims", CLAIM_COLUMNS), map(claim_cells, claims))


def claim_cells(claim: Claim) -> tuple[Any, ...]:
    """A claim in the order of `CLAIM_COLUMNS`."""
    cells = dict(zip(CLAIM_COLUMNS, astuple(claim), strict=True))
    return tuple({**cells, "date": str(claim.date) if claim.date else None}.values())


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


def extend_extent(connection: sqlite3.Connection, lon: float, lat: float) -> None:
    """Widen the bounding box of the layer to a point, without a look at the others."""
    refresh_time(connection)
    connection.execute(
        "UPDATE main.gpkg_contents SET min_x = min(coalesce(min_x, ?1), ?1), min_y = min(coalesce(min_y, ?2), ?2), "
        "max_x = max(coalesce(max_x, ?1), ?1), max_y = max(coalesce(max_y, ?2), ?2) WHERE table_name = 'incidents'",
        (lon, lat),
    )


def geometry_of(row: Sequence[object]) -> bytes | None:
    """The geometry of a row in the order of `COLUMN_NAMES`: none for what is known only to an area."""
    lon, lat = row[_LON], row[_LAT]
    if not isinstance(lon, float) or not isinstance(lat, float) or row[_PRECISION] not in ("exact", "near"):
        return None
    return point_blob(lon, lat)
