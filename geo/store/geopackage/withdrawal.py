"""Which stored rows a newer file of their source no longer holds, and may so be taken to be withdrawn.

A file is a newer version of what is stored if it holds at least half of the stored rows of its source in its period.
Then those that it lacks are withdrawn, but for what it may simply not cover: days outside its period (a download of
the last month does not withdraw the month before), and a province or an event type that is wholly missing from it
although several such rows are stored (a download with another filter). All else is kept, and counted.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from geo.incidents.releases import Release
from geo.store.geopackage.history import keep_history

__all__ = ["ANNUAL", "CANDIDATE", "Withdrawal", "annual_until"]

ANNUAL, CANDIDATE = "ucdp-ged", "ucdp-candidate"
SEVERAL = 5
"""So many rows of one province or type, all of them missing, tell of a filter rather than of withdrawals."""


class _Stored(NamedTuple):
    incident_id: str
    day: str
    province: str
    event_type: str
    is_seen: int


class Withdrawal:
    """Notes the ids that a file speaks of, and finds those that it should have spoken of."""

    def __init__(self, connection: sqlite3.Connection, release: Release) -> None:
        self._connection, self._release = connection, release
        # Rows of this import are stored before the question is asked: only the earlier ones count as known before.
        query = "SELECT 1 FROM main.incidents WHERE source IN (?, ?) LIMIT 1"
        others = (release.source, CANDIDATE if release.source == ANNUAL else release.source)
        self._is_needed = connection.execute(query, others).fetchone() is not None
        if self._is_needed:
            connection.execute("DROP TABLE IF EXISTS temp.seen")
            connection.execute("DROP TABLE IF EXISTS temp.before")
            connection.execute("CREATE TEMP TABLE seen (incident_id TEXT PRIMARY KEY) WITHOUT ROWID")
            connection.execute("CREATE TEMP TABLE before AS SELECT incident_id FROM main.incidents WHERE source = ?",
                               (release.source,))  # fmt: skip

    def seen(self, ids: Sequence[str]) -> None:
        """Note the ids of a part of the file, those of faulty and unchanged rows too."""
        if self._is_needed:
            self._connection.executemany("INSERT OR IGNORE INTO temp.seen VALUES (?)", [(i,) for i in ids])

    def carry_out(self, how: str) -> tuple[int, int]:
        """Move rows to the history as asked; how many were, and how many that are missing from the file were kept."""
        if not self._is_needed:
            return 0, 0
        stored = self._earlier_rows() if self._misses_any() else []
        missing = [row for row in stored if not row.is_seen]
        gone = {"all": missing, "none": []}.get(how)
        if gone is None:
            gone = _covered(stored, missing, self._last_day())
        replaced = self._replaced_candidates() if how != "none" else []
        self._withdraw([*(row.incident_id for row in gone), *replaced])
        return len(gone) + len(replaced), 0 if how == "none" else len(missing) - len(gone)

    def _misses_any(self) -> bool:
        query = "SELECT 1 FROM temp.before WHERE incident_id NOT IN (SELECT incident_id FROM temp.seen) LIMIT 1"
        return self._connection.execute(query).fetchone() is not None

    def _earlier_rows(self) -> list[_Stored]:
        query = (
            "SELECT incident_id, date_start, province, event_type, incident_id IN (SELECT incident_id FROM temp.seen) "
            "FROM temp.before JOIN main.incidents USING (incident_id)"
        )
        return [_Stored(*row) for row in self._connection.execute(query)]

    def _last_day(self) -> str:
        """The last day of the file, as its rows are stored now."""
        query = "SELECT max(date_start) FROM temp.seen JOIN main.incidents USING (incident_id)"
        return self._connection.execute(query).fetchone()[0] or ""

    def _replaced_candidates(self) -> list[str]:
        """Candidate events of the years that an annual release covers."""
        if self._release.source != ANNUAL:
            return []
        query = "SELECT incident_id FROM main.incidents WHERE source = ? AND date_start < ?"
        return [
            row[0]
            for row in self._connection.execute(query, (CANDIDATE, f"{annual_until(self._connection) + 1}-01-01"))
        ]

    def _withdraw(self, ids: Sequence[str]) -> None:
        if not ids:
            return
        keep_history(self._connection, self._release, "withdrawn", ids)
        self._connection.execute("CREATE TEMP TABLE IF NOT EXISTS gone (incident_id TEXT PRIMARY KEY)")
        self._connection.executemany("INSERT OR IGNORE INTO temp.gone VALUES (?)", [(i,) for i in ids])
        for table in ("claims", "incidents"):
            self._connection.execute(
                f"DELETE FROM main.{table} WHERE incident_id IN (SELECT incident_id FROM temp.gone)"  # noqa: S608
            )
        self._connection.execute("DROP TABLE temp.gone")


def _covered(stored: Sequence[_Stored], missing: Sequence[_Stored], last_day: str) -> list[_Stored]:
    """The missing rows that a newer version of the stored ones would hold."""
    known = [row for row in stored if row.is_seen]
    if not known or not missing:
        return []
    first, last = min(row.day for row in known), max(row.day for row in known)
    inside = [row for row in missing if first <= row.day <= max(last, last_day)]
    if len(known) >= len(missing):
        # The same period again, shorter by the rows at its ends: it did not move on with the calendar.
        moved_on = last_day > max(row.day for row in stored)
        inside = [row for row in missing if row.day >= first or not moved_on]
    elif len(known) < len(inside):
        return []
    for column in ("province", "event_type"):
        filtered = _wholly_missing(column, stored)
        inside = [row for row in inside if getattr(row, column) not in filtered]
    return inside


def _wholly_missing(column: str, stored: Sequence[_Stored]) -> set[str]:
    total = Counter(getattr(row, column) for row in stored)
    held = Counter(getattr(row, column) for row in stored if row.is_seen)
    return {name for name, count in total.items() if count >= SEVERAL and not held[name]}


def annual_until(connection: sqlite3.Connection) -> int:
    """The last year that stored annual events cover; 0 if there are none."""
    query = "SELECT max(date_start) FROM main.incidents WHERE source = ?"
    last = connection.execute(query, (ANNUAL,)).fetchone()[0]
    return int(last[:4]) if last else 0
