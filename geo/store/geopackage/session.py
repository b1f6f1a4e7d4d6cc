"""One import on an open transaction: which rows are new, which have changed, which are gone.

The stored version of each row is looked up by its id; an earlier version is not overwritten but moved to the history.
A part is stored by a thread of its own while the caller reads and checks the next one. At any time one of the two uses
the connection.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from geo.dataset import claims_by_incident
from geo.incidents import COLUMN_NAMES, Claim, Release
from geo.incidents.findings import Checked
from geo.incidents.releases import ReleasePolicy, newer_releases
from geo.incidents.rows import Rows
from geo.incidents.terms import Terms
from geo.store.geopackage.hand_made import HandMade
from geo.store.geopackage.history import (
    claim_cells,
    copy_to_history,
    delete_claims,
    insert_claims,
    refresh_extent,
    refresh_time,
)
from geo.store.geopackage.insertion import insert_columns, update_columns
from geo.store.geopackage.made_up import kind_of, mark
from geo.store.geopackage.releases import add_release, earlier_releases, free_name
from geo.store.geopackage.schema import CLAIM_COLUMNS, point_blobs, select_from
from geo.store.geopackage.stored_ids import StoredIds, read_stored_ids
from geo.store.geopackage.withdrawal import Withdrawal, covered_until
from geo.store.report import ImportReport, is_other_event
from geo.store.workspace import Edited, Withdraw

__all__ = ["Incoming", "Session", "has_rows"]

Cells = tuple[Any, ...]

_IDS, _RELEASE, _START, _END = (COLUMN_NAMES.index(n) for n in ("incident_id", "release", "date_start", "date_end"))
_REVISED_AT = COLUMN_NAMES.index("revised_at")
_WRITTEN = (*COLUMN_NAMES, "geom", "fingerprint")
_PLACE = frozenset(("lon", "lat", "place_precision"))
_OLDER = "older than the version that is stored"
_WITHDRAWN = "withdrawn by hand"


def has_rows(connection: sqlite3.Connection) -> bool:
    """Whether any incident is stored."""
    return connection.execute("SELECT 1 FROM incidents LIMIT 1").fetchone() is not None


@dataclass(frozen=True, slots=True)
class Incoming:
    """What is imported, how its source goes together with others, and what becomes of what was edited by hand."""

    release: Release
    policy: ReleasePolicy
    edited: Edited = "keep"


class Session:
    """An `ImportSession` on an SQLite connection: `add` the parts of a file, then `finish`.

    Parameters
    ----------
    connection
        A connection with an open transaction, which may be used from any thread.
    incoming
        What is imported.
    writer
        Stores the parts, one at a time.
    before_change
        Called before rows are added that may change what is stored.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        incoming: Incoming,
        writer: Executor,
        before_change: Callable[[], None],
    ) -> None:
        release, policy = incoming.release, incoming.policy
        self._connection, self._policy, self._writer = connection, policy, writer
        self._hand_made = hand_made = HandMade(connection, incoming.edited)
        self._before_change = before_change
        self._pending: Future[None] | None = None
        self._reading: Future[StoredIds] | None = None
        self._release = replace(release, name=free_name(connection, release.name))
        self._counts: Counter[str] = Counter()
        self._fields: Counter[str] = Counter()
        self._left_out: Counter[str] = Counter()
        self._rows = 0
        self._days: dict[date, str] = {}
        self._new_fingerprints: list[tuple[str, str]] = []
        self._offers: list[Cells] = []
        self._withdrawal = Withdrawal(connection, self._release, policy, hand_made)
        self._has_rows = has_rows(connection)
        self._kind = kind_of(connection)
        self._newer = set(newer_releases(release, earlier_releases(connection, release.source), by_day=False))
        self._covered_until = covered_until(connection, policy.replaced_by) if policy.replaced_by else 0
        self.has_changes = False
        if self._has_rows:  # read while the first part of the file is
            self._reading = writer.submit(read_stored_ids, connection, release.source)

    def known_ids(self, fingerprints: Sequence[str]) -> Sequence[str | None]:
        """The id of the stored row whose record had a fingerprint, for each of these; None if there is none."""
        if self._reading is None:
            return [None] * len(fingerprints)
        return list(map(self._reading.result().by_fingerprint.get, fingerprints))

    def _stored(self, columns: Sequence[str], ids: Sequence[str]) -> Iterator[Cells]:
        query = select_from(
            "json_each(?) AS wanted", [f"stored.{name}" for name in columns],
            "JOIN main.incidents AS stored ON stored.incident_id = wanted.value",
        )  # fmt: skip
        yield from self._connection.execute(query, (json.dumps(list(ids)),))

    def add(self, checked: Checked) -> None:
        """Begin to store the good rows of a part of the file; an error of the part before is raised here."""
        self._wait()
        if checked.incidents:
            self._before_change()
        self._pending = self._writer.submit(self._add, checked)

    def _wait(self) -> None:
        """Wait until nothing uses the connection and all parts are stored; raises what prevented it."""
        if self._reading is not None:
            self._reading.result()
        pending, self._pending = self._pending, None
        if pending is not None:
            pending.result()

    def _add(self, checked: Checked) -> None:
        self._rows += checked.rows_read
        self._counts["rejected"] += checked.rejected
        self._counts["unchanged"] += len(checked.unchanged)
        self._left_out.update(checked.left_out)
        rows, fingerprints = self._of_this_release(checked)
        self._kind.admit(rows)
        self._withdrawal.add_times(rows.columns["revised_at"])
        if self._reading is not None:
            seen = (rows.columns["incident_id"], checked.unchanged, checked.refused_ids)
            self._reading.result().unseen.difference_update(*seen)
        claims = claims_by_incident(checked.claims) if checked.has_claims else None
        columns = self._columns(rows, fingerprints)
        known = self._known(rows) if self._has_rows else {}
        gone = self._hand_made.withdrawn(set(rows.columns["incident_id"]) - known.keys())
        self._left_out[_WITHDRAWN] += len(gone)
        self._insert_new(_without(columns, known.keys() | gone) if known or gone else columns, claims or {})
        if known:
            rows_before = (row for row in zip(*columns, strict=True) if row[_IDS] in known)
            self._revise([row for row in rows_before if self._is_taken(row, known[row[_IDS]], claims)], claims)
            self._hand_made.offer(self._offers, claims, self._release)
            self._offers.clear()

    def _of_this_release(self, checked: Checked) -> tuple[Rows, Sequence[str]]:
        """The rows without those that another source replaces, and their fingerprints."""
        rows, fingerprints = checked.rows, checked.fingerprints or [""] * len(checked.incidents)
        if not self._covered_until:
            return rows, fingerprints
        kept = [i for i, day in enumerate(rows.columns["date_start"]) if day.year > self._covered_until]
        if gone := len(rows) - len(kept):
            self._left_out[self._policy.reason] += gone
            rows = rows.picked(kept)
            fingerprints = [fingerprints[i] for i in kept]
        return rows, fingerprints

    def _columns(self, rows: Rows, fingerprints: Sequence[str]) -> list[Sequence[Any]]:
        """The values of the columns `_WRITTEN` as they are stored."""
        columns: dict[str, Sequence[Any]] = dict(rows.columns)
        for name in ("date_start", "date_end"):
            self._days.update((day, day.isoformat()) for day in set(columns[name]) - self._days.keys())
            columns[name] = list(map(self._days.__getitem__, columns[name]))
        columns["release"] = [self._release.name] * len(rows)
        places = (rows.columns["lon"], rows.columns["lat"], rows.columns["place_precision"])
        return [*columns.values(), _points(*places), fingerprints]

    def _known(self, rows: Rows) -> dict[str, Cells]:
        found = self._stored((*COLUMN_NAMES, "fingerprint"), rows.columns["incident_id"])
        return {row[_IDS]: row for row in found}

    def _insert_new(self, columns: Sequence[Sequence[Any]], claims: Mapping[str, Sequence[Claim]]) -> None:
        ids = columns[_IDS]
        self._counts["added"] += len(ids)
        insert_columns(self._connection, "INSERT INTO main.incidents", _WRITTEN, columns)
        self._insert_claims(ids if claims else [], claims)

    def _is_taken(self, row: Cells, stored: Cells, claims: Mapping[str, Sequence[Claim]] | None) -> bool:
        """Whether a row takes the place of its stored version; one made by hand is not overwritten unasked."""
        if not self._hand_made.is_of_hand(stored):
            return self._is_revised(row, stored, claims, stored[_RELEASE])
        stated = None if claims is None else claims.get(row[_IDS], ())
        met = self._hand_made.meet(row, stored, stated)
        if met.outcome == "plain" or (met.outcome == "replaced" and not self._is_older(row, stored, met.release)):
            is_revised = self._is_revised(row, stored, claims, met.release)
            if is_revised and met.outcome == "replaced":
                self._counts["edited_replaced"] += 1
                self._hand_made.close_offers(row[_IDS], self._release)
            return is_revised
        if met.outcome != "unchanged" and self._is_older(row, stored, met.release):
            self._leave_out_older(row[_IDS])
        elif met.outcome == "unchanged":
            self._count_unchanged(row, stored)
        else:
            self._counts["edited"] += 1
            if met.outcome == "offered":
                self._counts["offered"] += 1
                self._offers.append(row)
        return False

    def _count_unchanged(self, row: Cells, stored: Cells) -> None:
        self._counts["unchanged"] += 1
        if row[-1] != stored[-1]:
            self._new_fingerprints.append((row[-1], row[_IDS]))

    def _leave_out_older(self, incident_id: str) -> None:
        self._left_out[_OLDER] += 1
        self._withdrawal.add_older(incident_id)

    def _is_revised(
        self, row: Cells, stored: Cells, claims: Mapping[str, Sequence[Claim]] | None, release: str
    ) -> bool:
        """Compare a row with its stored version, which came with a release: whether it differs and is not older."""
        incident_id = row[_IDS]
        differing = [
            name for i, name in enumerate(COLUMN_NAMES) if i not in (_IDS, _RELEASE) and not _same(row[i], stored[i])
        ]
        if claims is not None and self._claims_differ(incident_id, claims.get(incident_id, ())):
            differing.append("claims")
        if not differing:
            self._count_unchanged(row, stored)
        elif self._is_older(row, stored, release):
            self._leave_out_older(incident_id)
        else:
            self._counts["revised"] += 1
            self._counts["other_events"] += is_other_event(differing)
            self._fields.update(differing)
            return True
        return False

    def _is_older(self, row: Cells, stored: Cells, release: str) -> bool:
        """Whether a row is older than its stored version: by the times of revision, else by the releases."""
        if row[_REVISED_AT] and stored[_REVISED_AT]:
            return bool(row[_REVISED_AT] < stored[_REVISED_AT])
        return release in self._newer

    def _claims_differ(self, incident_id: str, claims: Sequence[Claim]) -> bool:
        query = select_from("main.claims", CLAIM_COLUMNS, "WHERE incident_id = ? ORDER BY fid")
        return self._connection.execute(query, (incident_id,)).fetchall() != list(map(claim_cells, claims))

    def _revise(self, rows: Sequence[Cells], claims: Mapping[str, Sequence[Claim]] | None) -> None:
        """Store rows in place of their versions, which are moved to the history."""
        if not rows:
            return
        columns = list(zip(*rows, strict=True))
        ids = columns[_IDS]
        copy_to_history(self._connection, self._release, "revised", ids)
        update_columns(self._connection, "incidents", _WRITTEN, columns)
        if claims is not None:
            delete_claims(self._connection, ids)
            self._insert_claims(ids, claims)

    def _insert_claims(self, ids: Sequence[str], claims: Mapping[str, Sequence[Claim]]) -> None:
        insert_claims(self._connection, (claim for incident_id in ids for claim in claims.get(incident_id, ())))

    def finish(self, withdraw: Withdraw = "none", terms: Terms | None = None) -> ImportReport:
        """Withdraw missing rows, record the release on its terms, and return the changes.

        Without changes nothing is recorded. ``terms`` are those that the file states, which are known once it is read.
        """
        self._wait()
        known = StoredIds() if self._reading is None else self._reading.result()
        withdrawn = self._withdrawal.carry_out(withdraw, known)
        report = ImportReport(
            added=self._counts["added"],
            revised=self._counts["revised"],
            other_events=self._counts["other_events"],
            withdrawn=withdrawn.moved,
            unchanged=self._counts["unchanged"],
            rejected=self._counts["rejected"],
            revised_fields=dict(self._fields),
            left_out={reason: n for reason, n in self._left_out.items() if n},
            missing_kept=withdrawn.kept,
            newer_kept=withdrawn.newer,
            edited=self._counts["edited"] + withdrawn.edited,
            edited_replaced=self._counts["edited_replaced"] + withdrawn.edited_gone,
            offered=self._counts["offered"],
        )
        self.has_changes = report.has_changes
        if not self.has_changes:
            return report
        query = "UPDATE main.incidents SET fingerprint = ? WHERE incident_id = ?"
        self._connection.executemany(query, self._new_fingerprints)
        record = replace(self._release, rows=self._release.rows or self._rows).on_terms(terms or Terms())
        add_release(self._connection, record)
        mark(self._connection, self._kind)
        if report.added or report.withdrawn or _PLACE & self._fields.keys():
            refresh_extent(self._connection)
        else:
            refresh_time(self._connection)
        return replace(report, release=self._release.name)


def _without(columns: Sequence[Sequence[Any]], known: Set[str]) -> list[Sequence[Any]]:
    """The columns without the rows of these ids."""
    new = [row for row, incident_id in enumerate(columns[_IDS]) if incident_id not in known]
    return [[column[row] for row in new] for column in columns]


def _points(lon: Sequence[float | None], lat: Sequence[float | None], precision: Sequence[str]) -> list[bytes | None]:
    """The geometry of each row: none for what is known only to an area, whatever coordinates stand in for it."""
    is_point = [x is not None and known in ("exact", "near") for x, known in zip(lon, precision, strict=True)]
    blobs = point_blobs([x or 0.0 for x in lon], [y or 0.0 for y in lat])
    return [blob if drawn else None for blob, drawn in zip(blobs, is_point, strict=True)]


def _same(new: Any, old: Any) -> bool:
    return bool(new == old)
