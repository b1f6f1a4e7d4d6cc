"""Bringing checked rows into a workspace: what is new, what has changed, what is gone; all of it or nothing.

A file is taken part by part on one transaction, so that it may be larger than the memory. The stored version of each
row is looked up by its id; an earlier version is not overwritten but moved to the history.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import astuple, replace
from datetime import UTC, datetime
from itertools import repeat
from pathlib import Path
from typing import Any, Literal

from geo.dataset import claims_by_incident
from geo.errors import WorkspaceError
from geo.incidents.claims import Claim
from geo.incidents.columns import COLUMN_NAMES
from geo.incidents.findings import Checked
from geo.incidents.releases import Release
from geo.incidents.rows import Rows
from geo.store.geopackage.backups import keep_backup, let_go
from geo.store.geopackage.connection import writing
from geo.store.geopackage.history import keep_history, refresh_extent, undo_last
from geo.store.geopackage.schema import CLAIM_COLUMNS, RELEASE_COLUMNS, insert_into, point_blobs, select_from
from geo.store.geopackage.settings import write_setting
from geo.store.geopackage.withdrawal import CANDIDATE, Withdrawal, annual_until
from geo.store.report import ImportReport

__all__ = ["ImportSession", "Importing", "Withdraw", "importing", "release_of", "store_import", "undo_import"]

Withdraw = Literal["auto", "all", "none"]
Cells = tuple[Any, ...]

_IDS, _RELEASE, _START, _END = (COLUMN_NAMES.index(n) for n in ("incident_id", "release", "date_start", "date_end"))
_REVISED_AT = COLUMN_NAMES.index("revised_at")
_WRITTEN = (*COLUMN_NAMES, "geom", "fingerprint")
_BLANK: Mapping[Any, str] = {None: "NULL", "": "''"}
_OLDER = "older than the version that is stored"
_COVERED = "candidate events of a year that the annual release covers"


def release_of(
    path: Path, checked: Checked | None = None, source: str = "own", options: Mapping[str, Any] | None = None
) -> Release:
    """The record of an import of this file, now: its name and hash, its rows, the source of most of them."""
    moment = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    sources = Counter(checked.rows.columns["source"]) if checked is not None else Counter()
    return Release(
        name=f"{path.name} {moment}",
        source=sources.most_common(1)[0][0] if sources else source,
        imported_at=moment,
        file_name=path.name,
        sha256=_digest(path),
        rows=checked.rows_read if checked is not None else 0,
        accessed=moment[:10],
        options=json.dumps(options, ensure_ascii=False, sort_keys=True) if options else "",
    )


def _digest(path: Path) -> str:
    """The SHA-256 of a file, or of the files of a folder in the order of their names."""
    if not path.is_dir():
        with path.open("rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()
    whole = hashlib.sha256()
    for part in sorted(file for file in path.iterdir() if file.is_file()):
        whole.update(part.name.encode() + bytes.fromhex(_digest(part)))
    return whole.hexdigest()


def store_import(
    path: Path, checked: Checked, release: Release, *, withdraw: Withdraw = "none", backup: bool = False
) -> ImportReport:
    """Bring the good rows of a checked file into a workspace, in one transaction.

    Parameters
    ----------
    path
        The workspace; make it with `geo.store.create`.
    checked
        What the file holds. A row with a known id and the same content is unchanged, with another content revised.
    release
        The record of the import; if a release of that name is stored, a number is added to the name.
    withdraw
        What becomes of stored rows of the release's source that the file lacks: ``all`` are withdrawn, ``none``, or
        those that a newer version of what is stored would hold (``auto``). Withdrawn rows are moved to the history.
    backup
        Whether to keep a copy of the workspace as it was before, if it holds any incidents.

    Raises
    ------
    WorkspaceMissing, NotAWorkspace, WorkspaceDamaged, WorkspaceReadOnly, WorkspaceBusy, WorkspaceTooNew
        If nothing can be stored; the workspace is as it was.
    """
    with importing(path, backup=backup) as transaction:
        session = transaction.begin(release)
        session.take(checked)
        return session.finish(withdraw)


def undo_import(path: Path) -> str:
    """Take back the newest import, whole or not at all, after a backup; the name of the import.

    Raises
    ------
    WorkspaceError
        If there is none, or the workspace cannot be written; it is as it was.
    """
    with writing(path) as connection:
        kept = keep_backup(path)
        try:
            name = undo_last(connection)
        except WorkspaceError:
            kept.unlink(missing_ok=True)
            raise
    let_go(path)
    return name


@contextmanager
def importing(path: Path, *, backup: bool = False) -> Iterator[Importing]:
    """Imports on one transaction, kept at the end of the block if they change anything and no error leaves it.

    With ``backup`` the state before it is copied first, if it holds any incidents.
    """
    with writing(path) as connection:
        kept = keep_backup(path) if backup and _has_rows(connection) else None
        transaction = Importing(connection)
        try:
            yield transaction
        except BaseException:
            _discard(kept)
            raise
        if not transaction.has_changes:
            connection.execute("ROLLBACK")
            _discard(kept)
    if kept is not None:  # older ones go only when the import is safely there
        let_go(path)


def _has_rows(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM incidents LIMIT 1").fetchone() is not None


def _discard(backup: Path | None) -> None:
    if backup is not None:
        backup.unlink(missing_ok=True)


class Importing:
    """An open transaction: `begin` one import after the other, or `abandon` them all."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._sessions: list[ImportSession] = []
        self._is_abandoned = self._has_settings = False

    def begin(self, release: Release) -> ImportSession:
        """The next import; finish it before another one is begun."""
        self._sessions.append(ImportSession(self._connection, release))
        return self._sessions[-1]

    def remember(self, kind: str, name: str, value: str) -> None:
        """Keep a setting with them; alone it is reason enough to store something."""
        self._has_settings |= write_setting(self._connection, kind, name, value)

    def abandon(self) -> None:
        """Store nothing of any of them."""
        self._is_abandoned = True

    @property
    def has_changes(self) -> bool:
        """Whether there is anything to store."""
        changed = self._has_settings or any(session.has_changes for session in self._sessions)
        return changed and not self._is_abandoned


class ImportSession:
    """One import on an open transaction: `take` the parts of a file, then `finish`."""

    def __init__(self, connection: sqlite3.Connection, release: Release) -> None:
        self._connection = connection
        self._release = replace(release, name=self._free_name(release.name))
        self._counts: Counter[str] = Counter()
        self._fields: Counter[str] = Counter()
        self._left_out: Counter[str] = Counter()
        self._rows = 0
        self._renewed: list[tuple[str, str]] = []
        self._withdrawal = Withdrawal(connection, self._release)
        self._has_rows = _has_rows(connection)
        self._prints: dict[str, str] | None = None
        self._covered_until = annual_until(connection) if release.source == CANDIDATE else 0
        self.has_changes = False

    def _free_name(self, name: str) -> str:
        taken = {row[0] for row in self._connection.execute("SELECT name FROM releases")}
        numbered = (f"{name} ({i})" for i in range(2, len(taken) + 3))
        return next(free for free in (name, *numbered) if free not in taken)

    def stored(self, fingerprints: Sequence[str]) -> dict[str, str]:
        """The ids of the stored rows whose records had these fingerprints, by the fingerprint."""
        if not self._has_rows:
            return {}
        if self._prints is None:
            query = "SELECT fingerprint, incident_id FROM main.incidents WHERE fingerprint != ''"
            self._prints = dict(self._connection.execute(query))
        prints = self._prints
        return {mark: prints[mark] for mark in fingerprints if mark in prints}

    def _stored(self, columns: Sequence[str], ids: Sequence[str]) -> Iterator[Cells]:
        query = select_from(
            "json_each(?) AS asked", [f"stored.{name}" for name in columns],
            "JOIN main.incidents AS stored ON stored.incident_id = asked.value",
        )  # fmt: skip
        yield from self._connection.execute(query, (json.dumps(list(ids)),))

    def take(self, checked: Checked) -> None:
        """Store the good rows of a part of the file."""
        self._rows += checked.rows_read
        self._counts["rejected"] += checked.rejected
        self._counts["unchanged"] += len(checked.unchanged)
        self._left_out.update(checked.left_out)
        rows, fingerprints = self._of_this_release(checked)
        self._withdrawal.seen([*rows.columns["incident_id"], *checked.unchanged, *checked.refused_ids])
        claims = claims_by_incident(checked.claims) if checked.has_claims else None
        cells = self._cells(rows, fingerprints)
        known = self._known(rows) if self._has_rows else {}
        added = [row for row in cells if row[_IDS] not in known] if known else cells
        self._add(added, claims or {})
        for row in cells if known else ():
            if row[_IDS] in known:
                self._meet(row, known[row[_IDS]], claims)

    def _of_this_release(self, checked: Checked) -> tuple[Rows, Sequence[str]]:
        """The rows without candidate events that an annual release has replaced, and their fingerprints."""
        rows, fingerprints = checked.rows, checked.fingerprints or [""] * len(checked.incidents)
        if not self._covered_until:
            return rows, fingerprints
        kept = [i for i, day in enumerate(rows.columns["date_start"]) if day.year > self._covered_until]
        if gone := len(rows) - len(kept):
            self._left_out[_COVERED] += gone
            rows = rows.picked(kept)
            fingerprints = [fingerprints[i] for i in kept]
        return rows, fingerprints

    def _cells(self, rows: Rows, fingerprints: Sequence[str]) -> list[Cells]:
        columns: dict[str, Any] = dict(rows.columns)
        for name in ("date_start", "date_end"):
            days = {day: day.isoformat() for day in set(columns[name])}
            columns[name] = map(days.__getitem__, columns[name])
        columns["release"] = repeat(self._release.name, len(rows))
        places = (rows.columns["lon"], rows.columns["lat"], rows.columns["place_precision"])
        return list(zip(*columns.values(), _points(*places), fingerprints, strict=True))

    def _known(self, rows: Rows) -> dict[str, Cells]:
        found = self._stored((*COLUMN_NAMES, "fingerprint"), rows.columns["incident_id"])
        return {row[_IDS]: row for row in found}

    def _add(self, rows: Sequence[Cells], claims: Mapping[str, Sequence[Claim]]) -> None:
        self._counts["added"] += len(rows)
        self._insert(rows)
        self._speak([row[_IDS] for row in rows] if claims else [], claims)

    def _insert(self, rows: Sequence[Cells]) -> None:
        """Add rows; columns that are blank in all of them are not handed over cell by cell, which takes most time."""
        columns = list(zip(*rows, strict=True))
        blank = {
            at: _BLANK[column[0]] for at, column in enumerate(columns) if column[0] in _BLANK and len(set(column)) == 1
        }
        filled = [at for at in range(len(_WRITTEN)) if at not in blank]
        marks = ", ".join(blank.get(at, "?") for at in range(len(_WRITTEN)))
        query = f"INSERT INTO main.incidents ({', '.join(_WRITTEN)}) VALUES ({marks})"  # noqa: S608
        self._connection.executemany(query, rows if not blank else zip(*(columns[at] for at in filled), strict=True))

    def _meet(self, row: Cells, stored: Cells, claims: Mapping[str, Sequence[Claim]] | None) -> None:
        """Compare a row with its stored version, and keep the newer of them."""
        incident_id = row[_IDS]
        other = [
            name for i, name in enumerate(COLUMN_NAMES) if i not in (_IDS, _RELEASE) and not _same(row[i], stored[i])
        ]
        if claims is not None and self._claims_differ(incident_id, claims.get(incident_id, ())):
            other.append("claims")
        if not other:
            self._counts["unchanged"] += 1
            if row[-1] != stored[-1]:
                self._renewed.append((row[-1], incident_id))
        elif row[_REVISED_AT] and stored[_REVISED_AT] and row[_REVISED_AT] < stored[_REVISED_AT]:
            self._left_out[_OLDER] += 1
        else:
            self._revise(row, other, claims)

    def _claims_differ(self, incident_id: str, claims: Sequence[Claim]) -> bool:
        query = select_from("main.claims", CLAIM_COLUMNS, "WHERE incident_id = ? ORDER BY fid")
        return self._connection.execute(query, (incident_id,)).fetchall() != list(map(_claim_cells, claims))

    def _revise(self, row: Cells, other: Sequence[str], claims: Mapping[str, Sequence[Claim]] | None) -> None:
        self._counts["revised"] += 1
        self._fields.update(other)
        keep_history(self._connection, self._release, "revised", [row[_IDS]])
        assigned = ", ".join(f"{name} = ?" for name in _WRITTEN)
        self._connection.execute(f"UPDATE main.incidents SET {assigned} WHERE incident_id = ?", (*row, row[_IDS]))  # noqa: S608
        if claims is not None:
            self._connection.execute("DELETE FROM main.claims WHERE incident_id = ?", (row[_IDS],))
            self._speak([row[_IDS]], claims)

    def _speak(self, ids: Sequence[str], claims: Mapping[str, Sequence[Claim]]) -> None:
        cells = (_claim_cells(claim) for incident_id in ids for claim in claims.get(incident_id, ()))
        self._connection.executemany(insert_into("main.claims", CLAIM_COLUMNS), cells)

    # the end

    def finish(self, withdraw: Withdraw = "none") -> ImportReport:
        """Withdraw what is gone, record the release, and say what has changed; nothing is kept where nothing has."""
        withdrawn, kept = self._withdrawal.carry_out(withdraw)
        report = ImportReport(
            added=self._counts["added"],
            revised=self._counts["revised"],
            withdrawn=withdrawn,
            unchanged=self._counts["unchanged"],
            rejected=self._counts["rejected"],
            revised_fields=dict(self._fields),
            left_out=dict(self._left_out),
            missing_kept=kept,
        )
        self.has_changes = report.has_changes
        if not self.has_changes:
            return report
        query = "UPDATE main.incidents SET fingerprint = ? WHERE incident_id = ?"
        self._connection.executemany(query, self._renewed)
        record = replace(self._release, rows=self._release.rows or self._rows)
        self._connection.execute(insert_into("main.releases", RELEASE_COLUMNS), astuple(record))
        refresh_extent(self._connection)
        return replace(report, release=self._release.name)


def _points(lon: Sequence[float | None], lat: Sequence[float | None], precision: Sequence[str]) -> list[bytes | None]:
    """The geometry of each row: none for what is known only to an area, whatever coordinates stand in for it."""
    is_point = [x is not None and said in ("exact", "near") for x, said in zip(lon, precision, strict=True)]
    blobs = point_blobs([x or 0.0 for x in lon], [y or 0.0 for y in lat])
    return [blob if there else None for blob, there in zip(blobs, is_point, strict=True)]


def _same(new: Any, old: Any) -> bool:
    return bool(new == old)


def _claim_cells(claim: Claim) -> Cells:
    cells = dict(zip(CLAIM_COLUMNS, astuple(claim), strict=True))
    return tuple({**cells, "date": str(claim.date) if claim.date else None}.values())
