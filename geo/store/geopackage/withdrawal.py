"""Withdrawing the rows that an import no longer contains: moved to the history, with their claims."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from geo.incidents import Release
from geo.incidents.releases import ReleasePolicy, newer_releases
from geo.store.coverage import StoredRow, newer_than_file, withdrawn_of
from geo.store.geopackage.hand_made import HandMade
from geo.store.geopackage.history import move_to_history
from geo.store.geopackage.releases import earlier_releases
from geo.store.geopackage.stored_ids import StoredIds
from geo.store.workspace import Withdraw

__all__ = ["Withdrawal", "Withdrawn", "covered_until"]

_SOURCES = "(SELECT value FROM json_each(?))"


class Withdrawn(NamedTuple):
    """How many rows were moved to the history, how many missing ones were kept, and how many of these are newer.

    ``edited`` are those that would have been moved had they not been entered or edited by hand; ``edited_gone`` were
    moved all the same, with the others that another source replaces.
    """

    moved: int = 0
    kept: int = 0
    newer: int = 0
    edited: int = 0
    edited_gone: int = 0


class Withdrawal:
    """Collects the ids that a file contains, and withdraws stored rows that it lacks."""

    def __init__(
        self, connection: sqlite3.Connection, release: Release, policy: ReleasePolicy, hand_made: HandMade
    ) -> None:
        self._connection, self._release, self._policy = connection, release, policy
        self._hand_made = hand_made
        self._revised_at = ""
        self._older = set[str]()

    def add_older(self, incident_id: str) -> None:
        """Record that the file has an older version of a row than is stored: its time does not count for the file."""
        self._older.add(incident_id)

    def add_times(self, revised_at: Sequence[str]) -> None:
        """Record the times at which rows of the file were revised."""
        self._revised_at = max((self._revised_at, *revised_at))

    def carry_out(self, withdraw: Withdraw, known: StoredIds) -> Withdrawn:
        """Move rows to the history; how many were moved, and how many that the file lacks were kept.

        Of the ``known`` rows those are missing whose ids the file, faulty and unchanged rows included, does not have.
        """
        if withdraw == "none":
            return Withdrawn()
        gone = missing = list(known.unseen - known.others)
        newer = list[StoredRow]()
        if missing and withdraw != "all":
            stored, last_day, revised_at = self._compared(known)
            gone = [row.incident_id for row in withdrawn_of(stored, last_day, revised_at)]
            newer = newer_than_file(stored, last_day, revised_at)
        of_hand = self._hand_made.kept_from_withdrawal()
        kept = of_hand.intersection(gone)
        gone = [incident_id for incident_id in gone if incident_id not in kept]
        replaced = self._replaced_ids()
        if ids := [*gone, *replaced]:
            move_to_history(self._connection, self._release, ids)
        hand_kept = len(of_hand.intersection(missing))
        return Withdrawn(
            moved=len(gone) + len(replaced),
            kept=len(missing) - len(gone) - hand_kept,
            newer=len(newer),
            edited=len(kept),
            edited_gone=len(of_hand.intersection(replaced)),
        )

    def _compared(self, known: StoredIds) -> tuple[list[StoredRow], str, str]:
        """The earlier rows of the source, the last day of the file as its rows are stored, and its latest revision."""
        newer = json.dumps(newer_releases(self._release, earlier_releases(self._connection, self._release.source)))
        query = (
            "SELECT fid, incident_id, date_start, province, event_type, revised_at, "
            "release IN (SELECT value FROM json_each(?)) FROM main.incidents ORDER BY fid"
        )
        stored, last_day, latest = [], "", self._revised_at
        for fid, incident_id, *about, revised_at, is_later in self._connection.execute(query, (newer,)):
            day, province, event_type = about
            is_seen = incident_id not in known.unseen
            if is_seen:
                last_day = max(last_day, day)
                latest = latest if incident_id in self._older else max(latest, revised_at)
            if fid <= known.last_fid and incident_id not in known.others:
                stored.append(StoredRow(incident_id, day, province, event_type, is_seen, revised_at, is_later))
        return stored, last_day, latest

    def _replaced_ids(self) -> list[str]:
        """Rows of the sources that this one replaces, in the years that it covers."""
        if not self._policy.replaces:
            return []
        end = f"{covered_until(self._connection, (self._release.source,)) + 1}-01-01"
        query = f"SELECT incident_id FROM main.incidents WHERE source IN {_SOURCES} AND date_start < ?"  # noqa: S608
        return [row[0] for row in self._connection.execute(query, (json.dumps(self._policy.replaces), end))]


def covered_until(connection: sqlite3.Connection, sources: Sequence[str]) -> int:
    """The last year in which any of these sources has stored rows; 0 if there are none."""
    query = f"SELECT max(date_start) FROM main.incidents WHERE source IN {_SOURCES}"  # noqa: S608
    last = connection.execute(query, (json.dumps(list(sources)),)).fetchone()[0]
    return int(last[:4]) if last else 0
