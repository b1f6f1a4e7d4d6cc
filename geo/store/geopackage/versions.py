"""Earlier states of a workspace: what it held after each import, and what has changed since."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from geo.calendar.days import parse_day
from geo.dataset import Dataset, claims_by_incident
from geo.errors import BadDate, UnknownName, did_you_mean
from geo.incidents.cells import claims_text, read_claims
from geo.incidents.claims import Claim
from geo.incidents.columns import COLUMN_NAMES
from geo.incidents.releases import Release
from geo.incidents.table import Incident
from geo.store.geopackage.connection import reading
from geo.store.geopackage.schema import CLAIM_COLUMNS, select_from
from geo.store.geopackage.workspace import claims_of_all, dataset_of, incident_of, releases_of, strange_values_said

__all__ = ["Changes", "DistrictChange", "Revision", "changes_since", "open_as_of"]

_RANKS = "WITH rank (name, n) AS (SELECT value, key FROM json_each(?)) "
_UNTOLD = ("release",)
"""Columns whose change is no change of the incident."""


@dataclass(frozen=True, slots=True)
class Revision:
    """An incident as it was and as it is, and the columns that differ (``claims`` among them)."""

    before: Incident
    after: Incident
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DistrictChange:
    """How many incidents a district had and has; by its name, blank where the district is not known."""

    district: str
    before: int
    after: int
    added: int
    withdrawn: int


@dataclass(frozen=True, slots=True)
class Changes:
    """What has become of the incidents of a workspace since an import.

    Attributes
    ----------
    since
        The import after which the changes are counted; None before the first.
    added, revised, withdrawn
        Incidents by their first day.
    by_district
        The districts whose count, or one of whose incidents, has changed; the greatest change first.
    """

    since: Release | None
    added: tuple[Incident, ...]
    revised: tuple[Revision, ...]
    withdrawn: tuple[Incident, ...]
    by_district: tuple[DistrictChange, ...]


def open_as_of(path: Path, when: str) -> Dataset:
    """A workspace as it was after an import; nothing in it can be changed.

    Parameters
    ----------
    path
        The workspace.
    when
        The name of the import, or a day (UTC): then it is as it was at the end of that day.

    Raises
    ------
    UnknownName
        If there was no such import, or none until that day.
    WorkspaceError
        If the file cannot be read.
    """
    with reading(path) as connection, strange_values_said(path):
        connection.execute("BEGIN")
        releases = releases_of(connection)
        at = _position(releases, when)
        if at < 0:
            raise UnknownName(f"{path.name} held nothing yet on {when}: {_first_words(releases)}.")
        rows = _state(connection, releases, at)
        spoken = claims_by_incident(_claims_of(connection, rows))
        release = releases[at]
        past = dataset_of(
            connection, f"{path.name} as of {release.imported_at[:10]} ({release.name})", [r[:-1] for r in rows]
        )
        return replace(
            past,
            claims=claims_of_all(spoken, past.linked),
            releases=tuple(releases[: at + 1]),
            notice=f"Read-only: as it was after the import of {release.name}. Later imports are not shown.",
            caveat=f"State of {release.imported_at[:10]}",
        )


def changes_since(path: Path, when: str) -> Changes:
    """What was added, revised and withdrawn after an import or a day; ``when`` and errors as of `open_as_of`.

    Where nothing had been imported until that day, all is added.
    """
    with reading(path) as connection, strange_values_said(path):
        connection.execute("BEGIN")
        releases = releases_of(connection)
        at = _position(releases, when)
        before = {row[0]: row for row in _replaced(connection, releases, at)}
        now = {row[0]: row for row in _later(connection, releases, at)}
        spoken = _current_claims(connection, list(now))
        there = _ids(connection, list(before))
        totals = Counter(dict(connection.execute("SELECT district, count(*) FROM incidents GROUP BY district")))
    added = tuple(incident_of(row) for key, row in now.items() if key not in before)
    withdrawn = tuple(incident_of(row) for key, row in before.items() if key not in there)
    revisions = (_revision(before[key], row, spoken.get(key, ())) for key, row in now.items() if key in before)
    revised = tuple(revision for revision in revisions if revision.fields)
    return Changes(
        releases[at] if at >= 0 else None,
        tuple(sorted(added, key=_day_and_id)),
        tuple(sorted(revised, key=lambda revision: _day_and_id(revision.after))),
        tuple(sorted(withdrawn, key=_day_and_id)),
        _by_district(totals, added, revised, withdrawn),
    )


# which import


def _position(releases: Sequence[Release], when: str) -> int:
    """The position of an import by its name or by a day; -1 if none was made until that day."""
    names = [release.name for release in releases]
    if when in names:
        return names.index(when)
    try:
        day = parse_day(when).isoformat()
    except BadDate:
        raise UnknownName(f"There is no import {when!r}, and it is no day.{did_you_mean(when, names)}") from None
    return sum(release.imported_at[:10] <= day for release in releases) - 1


def _first_words(releases: Sequence[Release]) -> str:
    return f"the first import was made on {releases[0].imported_at[:10]}" if releases else "nothing was imported"


# rows: the columns of the table, and the claims as JSON where they are not those of today (else None)


def _state(connection: sqlite3.Connection, releases: Sequence[Release], at: int) -> list[tuple[Any, ...]]:
    """All rows that were there after an import."""
    columns = ", ".join(f"i.{name}" for name in COLUMN_NAMES)
    query = (
        f"{_RANKS}SELECT {columns}, NULL FROM incidents AS i LEFT JOIN rank ON rank.name = i.release "  # noqa: S608
        "WHERE coalesce(rank.n, -1) <= ?"
    )
    kept = connection.execute(query, (_names(releases), at)).fetchall()
    return [*kept, *_replaced(connection, releases, at)]


def _replaced(connection: sqlite3.Connection, releases: Sequence[Release], at: int) -> list[tuple[Any, ...]]:
    """The rows that were there after an import, and that a later one revised or withdrew."""
    columns = ", ".join(f"h.{name}" for name in COLUMN_NAMES)
    query = (
        f"{_RANKS}SELECT {columns}, h.claims FROM history AS h LEFT JOIN rank AS a ON a.name = h.release "  # noqa: S608
        "JOIN rank AS b ON b.name = h.replaced_by WHERE coalesce(a.n, -1) <= ? AND b.n > ? ORDER BY h.fid"
    )
    return connection.execute(query, (_names(releases), at, at)).fetchall()


def _later(connection: sqlite3.Connection, releases: Sequence[Release], at: int) -> list[tuple[Any, ...]]:
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
    return dict(claims_by_incident(_claim(row) for row in connection.execute(query, (json.dumps(ids),))))


def _claims_of(connection: sqlite3.Connection, rows: Sequence[tuple[Any, ...]]) -> Iterator[Claim]:
    current = _current_claims(connection, [row[0] for row in rows if row[-1] is None])
    for row in rows:
        yield from current.get(row[0], ()) if row[-1] is None else _told(row)


def _claim(row: Sequence[Any]) -> Claim:
    values = dict(zip(CLAIM_COLUMNS, row, strict=True))
    return Claim(**{**values, "date": date.fromisoformat(values["date"]) if values["date"] else None})


def _told(row: Sequence[Any]) -> list[Claim]:
    return read_claims(row[0], row[-1]) if row[-1] else []


# what is different


def _revision(before: Sequence[Any], after: Sequence[Any], claims: Sequence[Claim]) -> Revision:
    fields = [
        name
        for name, old, new in zip(COLUMN_NAMES, before, after, strict=False)
        if name not in _UNTOLD and old != new
    ]  # fmt: skip
    if (before[-1] or "") != claims_text(claims):
        fields.append("claims")
    return Revision(incident_of(before), incident_of(after), tuple(fields))


def _day_and_id(incident: Incident) -> tuple[date, str]:
    return incident.date_start, incident.incident_id


def _by_district(
    totals: Counter[str], added: Sequence[Incident], revised: Sequence[Revision], withdrawn: Sequence[Incident]
) -> tuple[DistrictChange, ...]:
    came = Counter(incident.district for incident in added)
    gone = Counter(incident.district for incident in withdrawn)
    moved = [r for r in revised if r.before.district != r.after.district]
    shifted = Counter(r.after.district for r in moved)
    shifted.subtract(r.before.district for r in moved)
    found = []
    for name in {*came, *gone, *shifted, *(r.after.district for r in revised)}:
        before = totals[name] - came[name] + gone[name] - shifted[name]
        found.append(DistrictChange(name, before, totals[name], came[name], gone[name]))
    return tuple(sorted(found, key=lambda d: (-abs(d.after - d.before), -d.added - d.withdrawn, d.district)))
