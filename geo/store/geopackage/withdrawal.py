"""Withdrawing the rows that an import no longer contains: moved to the history, with their claims."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from geo.incidents import Release
from geo.incidents.releases import ReleasePolicy, newer_releases
from geo.store.coverage import StoredRow, newer_than_file, withdrawn_of
from geo.store.geopackage.history import copy_to_history
from geo.store.geopackage.insertion import insert_columns
from geo.store.geopackage.releases import earlier_releases
from geo.store.workspace import Withdraw

__all__ = ["Withdrawal", "Withdrawn", "covered_until"]

_SOURCES = "(SELECT value FROM json_each(?))"


class Withdrawn(NamedTuple):
    """How many rows were moved to the history, how many missing ones were kept, and how many of these are newer."""

    moved: int = 0
    kept: int = 0
    newer: int = 0


class Withdrawal:
    """Collects the ids that a file contains, and withdraws stored rows that it lacks."""

    def __init__(self, connection: sqlite3.Connection, release: Release, policy: ReleasePolicy) -> None:
        self._connection, self._release, self._policy = connection, release, policy
        # Rows of this import are stored before the missing ones are looked up: only earlier ones count as known.
        query = f"SELECT 1 FROM main.incidents WHERE source IN {_SOURCES} LIMIT 1"  # noqa: S608
        sources = json.dumps([release.source, *policy.replaces])
        self._is_needed = connection.execute(query, (sources,)).fetchone() is not None
        if self._is_needed:
            connection.execute("DROP TABLE IF EXISTS temp.seen")
            connection.execute("DROP TABLE IF EXISTS temp.before")
            connection.execute("CREATE TEMP TABLE seen (incident_id TEXT PRIMARY KEY, revised_at TEXT) WITHOUT ROWID")
            connection.execute("CREATE TEMP TABLE before AS SELECT incident_id FROM main.incidents WHERE source = ?",
                               (release.source,))  # fmt: skip

    def add_seen(self, ids: Sequence[str], revised_at: Sequence[str] | None = None) -> None:
        """Record the ids of a part of the file, those of faulty and unchanged rows included.

        ``revised_at`` are the times at which the rows of the file were revised; for unchanged rows those that are
        stored.
        """
        if self._is_needed:
            times = revised_at if revised_at is not None else [None] * len(ids)
            insert_columns(
                self._connection, "INSERT OR IGNORE INTO temp.seen", ("incident_id", "revised_at"), (ids, times)
            )

    def carry_out(self, withdraw: Withdraw) -> Withdrawn:
        """Move rows to the history; how many were moved, and how many that the file lacks were kept."""
        if not self._is_needed or withdraw == "none":
            return Withdrawn()
        stored = self._earlier_rows() if self._misses_any() else []
        missing = [row for row in stored if not row.is_seen]
        gone, newer = missing, list[StoredRow]()
        if missing and withdraw != "all":
            last_day, revised_at = self._last_day(), self._revised_at()
            gone = withdrawn_of(stored, last_day, revised_at)
            newer = newer_than_file(stored, last_day, revised_at)
        replaced = self._replaced_ids()
        self._withdraw([*(row.incident_id for row in gone), *replaced])
        return Withdrawn(len(gone) + len(replaced), len(missing) - len(gone), len(newer))

    def _misses_any(self) -> bool:
        query = "SELECT 1 FROM temp.before WHERE incident_id NOT IN (SELECT incident_id FROM temp.seen) LIMIT 1"
        return self._connection.execute(query).fetchone() is not None

    def _earlier_rows(self) -> list[StoredRow]:
        newer = json.dumps(newer_releases(self._release, earlier_releases(self._connection, self._release.source)))
        query = (
            "SELECT incident_id, date_start, province, event_type, incident_id IN (SELECT incident_id FROM temp.seen), "
            "revised_at, release IN (SELECT value FROM json_each(?)) "
            "FROM temp.before JOIN main.incidents USING (incident_id)"
        )
        return [StoredRow(*row) for row in self._connection.execute(query, (newer,))]

    def _revised_at(self) -> str:
        """The latest time at which a row of the file was revised; blank if it states none."""
        query = (
            "SELECT max(coalesce(seen.revised_at, stored.revised_at)) FROM temp.seen AS seen "
            "LEFT JOIN main.incidents AS stored USING (incident_id)"
        )
        return self._connection.execute(query).fetchone()[0] or ""

    def _last_day(self) -> str:
        """The last day of the file, as its rows are stored now."""
        query = "SELECT max(date_start) FROM temp.seen JOIN main.incidents USING (incident_id)"
        return self._connection.execute(query).fetchone()[0] or ""

    def _replaced_ids(self) -> list[str]:
        """Rows of the sources that this one replaces, in the years that it covers."""
        if not self._policy.replaces:
            return []
        end = f"{covered_until(self._connection, (self._release.source,)) + 1}-01-01"
        query = f"SELECT incident_id FROM main.incidents WHERE source IN {_SOURCES} AND date_start < ?"  # noqa: S608
        return [row[0] for row in self._connection.execute(query, (json.dumps(self._policy.replaces), end))]

    def _withdraw(self, ids: Sequence[str]) -> None:
        if not ids:
            return
        copy_to_history(self._connection, self._release, "withdrawn", ids)
        self._connection.execute("CREATE TEMP TABLE IF NOT EXISTS gone (incident_id TEXT PRIMARY KEY)")
        self._connection.executemany("INSERT OR IGNORE INTO temp.gone VALUES (?)", [(i,) for i in ids])
        for table in ("claims", "incidents"):
            self._connection.execute(
                f"DELETE FROM main.{table} WHERE incident_id IN (SELECT incident_id FROM temp.gone)"  # noqa: S608
            )
        self._connection.execute("DROP TABLE temp.gone")


def covered_until(connection: sqlite3.Connection, sources: Sequence[str]) -> int:
    """The last year in which any of these sources has stored rows; 0 if there are none."""
    query = f"SELECT max(date_start) FROM main.incidents WHERE source IN {_SOURCES}"  # noqa: S608
    last = connection.execute(query, (json.dumps(list(sources)),)).fetchone()[0]
    return int(last[:4]) if last else 0
