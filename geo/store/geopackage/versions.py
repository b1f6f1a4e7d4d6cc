"""Earlier states of a workspace file: what it held after each import, and what has changed since."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from geo.dataset import Dataset, claims_by_incident
from geo.incidents import COLUMN_NAMES, Claim, Release
from geo.incidents.cells import claims_text, read_claims
from geo.incidents.terms import CAVEAT_JOINT
from geo.store.assembly import assemble
from geo.store.cells import Row, incident_of, incidents_of_rows
from geo.store.changes import Changes, Revision, changes_of, nothing_yet, position_of
from geo.store.geopackage.context_events import context_as_of
from geo.store.geopackage.history import NOT_OFFERED
from geo.store.geopackage.loading import claim_of, content_of, reading_values, releases_of
from geo.store.geopackage.schema import CLAIM_COLUMNS, select_from
from geo.store.geopackage.totals import totals_as_of

__all__ = ["changes_since", "load_as_of"]

_RANKS = "WITH rank (name, n) AS (SELECT value, key FROM json_each(?)) "
_NOT_COMPARED = ("release",)
"""Columns whose change is no change of the incident."""


def load_as_of(path: Path, when: str) -> Dataset:
    """A workspace as it was after an import; read-only.

    Parameters
    ----------
    path
        The workspace.
    when
        The name of the import, or a day (UTC): then it is the state at the end of that day.

    Raises
    ------
    UnknownName
        If there was no such import, or none until that day.
    WorkspaceError
        If the file cannot be read.
    """
    with reading_values(path) as connection:
        content = content_of(connection)
        releases = list(content.releases)
        at = position_of(releases, when)
        if at < 0:
            raise nothing_yet(path.name, releases, when)
        rows, release = _state(connection, releases, at), releases[at]
        past = replace(
            content,
            incidents=incidents_of_rows(rows),
            claims=_claims_of(connection, rows),
            releases=releases[: at + 1],
            totals=totals_as_of(connection, releases, at),
            context_events=context_as_of(connection, releases, at),
        )
        dataset = assemble(past, f"{path.name} as of {release.imported_at[:10]} ({release.name})")
        return replace(
            dataset,
            notice=f"Read-only: as it was after {release.words}. Later changes are not shown.",
            caveat=CAVEAT_JOINT.join(filter(None, (f"State of {release.imported_at[:10]}", dataset.caveat))),
        )


def changes_since(path: Path, when: str) -> Changes:
    """What was added, revised and withdrawn after an import or a day; ``when`` and errors as of `load_as_of`.

    Where nothing had been imported until that day, all is added.
    """
    with reading_values(path) as connection:
        releases = releases_of(connection)
        at = position_of(releases, when)
        before = {row[0]: row for row in _replaced(connection, releases, at)}
        now = {row[0]: row for row in _later(connection, releases, at)}
        claims = _current_claims(connection, list(now))
        present = _ids(connection, list(before))
        totals = dict(connection.execute("SELECT district, count(*) FROM incidents GROUP BY district"))
        revisions = (_revision(before[key], row, claims.get(key, ())) for key, row in now.items() if key in before)
        return changes_of(
            releases[at] if at >= 0 else None,
            [incident_of(row) for key, row in now.items() if key not in before],
            [revision for revision in revisions if revision.fields],
            [incident_of(row) for key, row in before.items() if key not in present],
            totals,
        )


# rows: the columns of the table, then the claims as JSON for a row of the history, None for a present row


def _state(connection: sqlite3.Connection, releases: Sequence[Release], at: int) -> list[Row]:
    """All rows that were there after an import."""
    columns = ", ".join(f"i.{name}" for name in COLUMN_NAMES)
    query = (
        f"{_RANKS}SELECT {columns}, NULL FROM incidents AS i LEFT JOIN rank ON rank.name = i.release "  # noqa: S608
        "WHERE coalesce(rank.n, -1) <= ?"
    )
    kept = connection.execute(query, (_names(releases), at)).fetchall()
    return [*kept, *_replaced(connection, releases, at)]


def _replaced(connection: sqlite3.Connection, releases: Sequence[Release], at: int) -> list[Row]:
    """The rows that were there after an import, and that a later one revised or withdrew."""
    columns = ", ".join(f"h.{name}" for name in COLUMN_NAMES)
    query = (
        f"{_RANKS}SELECT {columns}, h.claims FROM history AS h LEFT JOIN rank AS a ON a.name = h.release "  # noqa: S608
        f"JOIN rank AS b ON b.name = h.replaced_by WHERE coalesce(a.n, -1) <= ? AND b.n > ? AND h.{NOT_OFFERED} "
        "ORDER BY h.fid"
    )
    return connection.execute(query, (_names(releases), at, at)).fetchall()


def _later(connection: sqlite3.Connection, releases: Sequence[Release], at: int) -> list[Row]:
    """The rows of today that a later import has written."""
    columns = ", ".join(f"i.{name}" for name in COLUMN_NAMES)
    query = f"{_RANKS}SELECT {columns}, NULL FROM incidents AS i JOIN rank ON rank.name = i.release WHERE rank.n > ?"  # noqa: S608
    return connection.execute(query, (_names(releases), at)).fetchall()


def _names(releases: Sequence[Release]) -> str:
    return json.dumps([release.name for release in releases])


def _ids(connection: sqlite3.Connection, ids: Sequence[str]) -> set[str]:
    query = "SELECT incident_id FROM incidents WHERE incident_id IN (SELECT value FROM json_each(?))"
    return {row[0] for row in connection.execute(query, (json.dumps(ids),))}


def _current_claims(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, tuple[Claim, ...]]:
    query = select_from(
        "claims", CLAIM_COLUMNS, "WHERE incident_id IN (SELECT value FROM json_each(?)) ORDER BY fid"
    )  # fmt: skip
    return dict(claims_by_incident(map(claim_of, connection.execute(query, (json.dumps(ids),)))))


def _claims_of(connection: sqlite3.Connection, rows: Sequence[Row]) -> Iterator[Claim]:
    current = _current_claims(connection, [row[0] for row in rows if row[-1] is None])
    for row in rows:
        yield from current.get(row[0], ()) if row[-1] is None else _claims_in(row)


def _claims_in(row: Row) -> list[Claim]:
    """The claims in a row of the history."""
    return read_claims(row[0], row[-1]) if row[-1] else []


def _revision(before: Row, after: Row, claims: Sequence[Claim]) -> Revision:
    fields = [
        name
        for name, old, new in zip(COLUMN_NAMES, before, after, strict=False)
        if name not in _NOT_COMPARED and old != new
    ]  # fmt: skip
    if (before[-1] or "") != claims_text(claims):
        fields.append("claims")
    return Revision(incident_of(before), incident_of(after), tuple(fields))
