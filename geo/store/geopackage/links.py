"""Verdicts of a person on pairs of rows that may report one event; the rows themselves are not changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from geo.errors import UnknownName
from geo.incidents.linking import Verdict
from geo.store.geopackage.connection import writing

__all__ = ["links_of", "set_links"]


def set_links(path: Path, verdicts: Iterable[tuple[str, str, Verdict | None]]) -> None:
    """Store whether pairs of incidents are the same event, all or nothing; None removes the verdict.

    Raises
    ------
    UnknownName
        If an incident is not stored, or the two of a pair are one, or of one source.
    WorkspaceError
        If the workspace cannot be written; it is as it was.
    """
    decided = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    with writing(path) as connection:
        for first_id, second_id, verdict in verdicts:
            pair = sorted((first_id, second_id))
            connection.execute("DELETE FROM main.links WHERE first_id = ? AND second_id = ?", pair)
            if verdict is not None:
                _require_two_sources(connection, pair)
                connection.execute(
                    "INSERT INTO main.links (first_id, second_id, verdict, decided_at) VALUES (?, ?, ?, ?)",
                    (*pair, verdict, decided),
                )


def _require_two_sources(connection: sqlite3.Connection, pair: list[str]) -> None:
    sources = []
    for incident_id in pair:
        query = "SELECT source FROM main.incidents WHERE incident_id = ?"
        found = connection.execute(query, (incident_id,)).fetchone()
        if found is None:
            raise UnknownName(f"There is no incident {incident_id!r} in this workspace.")
        sources.append(found[0])
    if len(set(sources)) < 2:
        raise UnknownName(f"{pair[0]!r} and {pair[1]!r} are of one source: only reports of different ones are linked.")


def links_of(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """The verdicts by pairs of ids in their order."""
    query = "SELECT first_id, second_id, verdict FROM links ORDER BY fid"
    return {(str(a), str(b)): str(verdict) for a, b, verdict in connection.execute(query)}
