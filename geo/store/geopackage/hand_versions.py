"""The versions of incidents in a workspace file, with who changed them and why; and the texts that were taken in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from geo.errors import UnknownName
from geo.incidents import COLUMN_NAMES, Claim, Release
from geo.incidents.cells import read_claims
from geo.store.cells import incident_of
from geo.store.geopackage.history import NOT_OFFERED
from geo.store.geopackage.loading import claim_of, reading_values, releases_of
from geo.store.geopackage.schema import CLAIM_COLUMNS, TEXT_COLUMNS, select_from
from geo.store.intake_texts import IntakeText
from geo.store.stored_versions import StoredVersion

__all__ = [
    "claims_in",
    "intake_texts_of",
    "offered",
    "offered_row",
    "versions",
    "withdrawn_by_hand",
    "withdrawn_row",
]

Row = tuple[Any, ...]
"""A row of the history: the columns of the table, the claims as JSON, what became of it, and what replaced it."""

_COLUMNS = (*COLUMN_NAMES, "claims", "change", "replaced_by")
_CLAIMS = len(COLUMN_NAMES)


def versions(path: Path, incident_id: str) -> tuple[StoredVersion, ...]:
    """All versions of an incident, the oldest first; raises `UnknownName` if there was never one of that id."""
    with reading_values(path) as connection:
        releases = {release.name: release for release in releases_of(connection)}
        query = select_from("history", _COLUMNS, "WHERE incident_id = ? ORDER BY fid")
        found = _versions(connection.execute(query, (incident_id,)), releases)
        found += _present(connection, incident_id, releases)
    if not found:
        raise UnknownName(f"There is no incident {incident_id[:80]!r} in {path.name}, and there was none.")
    at = {name: position for position, name in enumerate(releases)}
    return tuple(sorted(found, key=lambda version: at.get(version.incident.release, -1)))


def _present(connection: sqlite3.Connection, incident_id: str, releases: Mapping[str, Release]) -> list[StoredVersion]:
    row = connection.execute(select_from("incidents", COLUMN_NAMES, "WHERE incident_id = ?"), (incident_id,)).fetchone()
    if row is None:
        return []
    query = select_from("claims", CLAIM_COLUMNS, "WHERE incident_id = ? ORDER BY fid")
    claims = tuple(map(claim_of, connection.execute(query, (incident_id,))))
    incident = incident_of(row)
    return [StoredVersion(incident, claims, "present", releases.get(incident.release))]


def withdrawn_by_hand(path: Path) -> tuple[StoredVersion, ...]:
    """The last version of each incident that was withdrawn by hand, the latest first."""
    with reading_values(path) as connection:
        releases = {release.name: release for release in releases_of(connection)}
        names = [name for name, release in releases.items() if release.is_by_hand]
        rows = [row for name in reversed(names) for row in _withdrawn_with(connection, name)]
        return tuple(_versions(rows, releases))


def _withdrawn_with(connection: sqlite3.Connection, release: str) -> list[Row]:
    same = f"WHERE h.incident_id = history.incident_id AND h.fid > history.fid AND h.{NOT_OFFERED}"
    later = select_from("history AS h", ["1"], same)
    stored = "SELECT 1 FROM incidents AS i WHERE i.incident_id = history.incident_id"
    where = f"WHERE change = 'withdrawn' AND replaced_by = ? AND NOT EXISTS ({later}) AND NOT EXISTS ({stored})"
    return connection.execute(select_from("history", _COLUMNS, f"{where} ORDER BY fid"), (release,)).fetchall()


def offered(path: Path) -> tuple[StoredVersion, ...]:
    """The versions that imports offer in place of edited ones."""
    with reading_values(path) as connection:
        releases = {release.name: release for release in releases_of(connection)}
        query = select_from("history", _COLUMNS, "WHERE change = 'offered' ORDER BY fid")
        return tuple(_versions(connection.execute(query), releases))


def intake_texts_of(path: Path) -> tuple[IntakeText, ...]:
    """The texts that were taken in, the latest first."""
    with reading_values(path) as connection:
        rows = connection.execute(select_from("intake_texts", TEXT_COLUMNS[:-1], "ORDER BY fid DESC")).fetchall()
    return tuple(IntakeText(*map(str, row)) for row in rows)


# on an open transaction


def withdrawn_row(connection: sqlite3.Connection, incident_id: str) -> Row:
    """The last version of a withdrawn incident; raises `UnknownName` if there is none."""
    query = select_from("main.history", _COLUMNS, f"WHERE incident_id = ? AND {NOT_OFFERED} ORDER BY fid DESC LIMIT 1")
    row: Row | None = connection.execute(query, (incident_id,)).fetchone()
    if row is None:
        raise UnknownName(f"There is no withdrawn incident {incident_id[:80]!r} in this workspace.")
    return row


def offered_row(connection: sqlite3.Connection, incident_id: str) -> Row:
    """The version that an import offers; raises `UnknownName` if there is none."""
    query = select_from("main.history", _COLUMNS, "WHERE incident_id = ? AND change = 'offered' ORDER BY fid DESC")
    row: Row | None = connection.execute(query, (incident_id,)).fetchone()
    if row is None:
        raise UnknownName(f"No import offers another version of {incident_id[:80]!r}: there is nothing to decide.")
    return row


def claims_in(row: Sequence[Any]) -> list[Claim]:
    """The claims in a row of the history."""
    return read_claims(row[0], row[_CLAIMS]) if row[_CLAIMS] else []


def _versions(rows: Iterable[Row], releases: Mapping[str, Release]) -> list[StoredVersion]:
    return [
        StoredVersion(
            incident := incident_of(row), tuple(claims_in(row)), row[_CLAIMS + 1], releases.get(incident.release),
            releases.get(row[_CLAIMS + 2]),
        )
        for row in rows
    ]  # fmt: skip
