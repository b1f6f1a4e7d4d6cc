"""Totals in a workspace file: a table of their own and one of earlier versions. No query of incidents meets them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from geo.incidents import Release
from geo.incidents.releases import newer_releases
from geo.incidents.totals import Total
from geo.store.geopackage.releases import add_release, earlier_releases, free_name
from geo.store.geopackage.schema import TOTAL_COLUMNS, insert_into, select_from
from geo.store.report import ImportReport
from geo.store.totals import TotalsChange, changed_totals
from geo.store.workspace import Withdraw

__all__ = ["TotalsImport", "has_totals", "totals_as_of", "totals_of", "undo_totals"]

_DAYS = ("date_start", "date_end")
_OLDER = "older than the total that is stored"
_NAMES = ", ".join(TOTAL_COLUMNS)


class TotalsImport:
    """A `TotalsSession` on an SQLite connection: `add` the totals of a file, then `finish`."""

    def __init__(self, connection: sqlite3.Connection, release: Release) -> None:
        self._connection = connection
        self._release = replace(release, name=free_name(connection, release.name))
        earlier = earlier_releases(connection, release.source)
        self._newer = frozenset(newer_releases(release, earlier, by_day=False))
        self._incoming: list[Total] = []
        self._rejected = 0
        self._left_out: dict[str, int] = {}
        self.has_changes = False

    def add(self, totals: Iterable[Total], rejected: int = 0, left_out: Mapping[str, int] | None = None) -> None:
        """Add the totals of a file, and count the rows of it that are none."""
        self._incoming += [replace(total, release=self._release.name) for total in totals]
        self._rejected += rejected
        self._left_out |= left_out or {}

    def finish(self, withdraw: Withdraw = "none") -> ImportReport:
        """Store what has changed and record the release; without changes nothing is recorded."""
        stored = list(_stored(self._connection, self._release.source))
        change = changed_totals(stored, self._incoming, self._newer, withdraw)
        report = self._report(change)
        self.has_changes = report.has_changes
        if not self.has_changes:
            return report
        before = {total.key: total for total in stored}
        self._move(change.withdrawn, "withdrawn")
        self._move([before[total.key] for total in change.revised], "revised")
        _insert(self._connection, [*change.revised, *change.added])
        add_release(self._connection, replace(self._release, rows=self._release.rows or len(self._incoming)))
        return replace(report, release=self._release.name)

    def _report(self, change: TotalsChange) -> ImportReport:
        left_out = {**self._left_out, **({_OLDER: change.older} if change.older else {})}
        return ImportReport(
            rejected=self._rejected,
            left_out=left_out,
            totals_added=len(change.added),
            totals_revised=len(change.revised),
            totals_withdrawn=len(change.withdrawn),
            totals_unchanged=change.unchanged,
            missing_kept=change.missing_kept,
            newer_kept=change.newer_kept,
        )

    def _move(self, totals: Sequence[Total], change: str) -> None:
        """Move stored totals to their history."""
        told = (change, self._release.name, self._release.imported_at)
        query = insert_into("main.totals_history", (*TOTAL_COLUMNS, "change", "replaced_by", "replaced_at"))
        self._connection.executemany(query, [(*_cells(total), *told) for total in totals])
        same = " AND ".join(f"{name} = ?" for name in _KEY)
        self._connection.executemany(
            f"DELETE FROM main.totals WHERE {same}",  # noqa: S608 - names of ours
            [tuple(map(dict(zip(TOTAL_COLUMNS, _cells(total), strict=True)).get, _KEY)) for total in totals],
        )


_KEY = ("source", "province", "district", "event_type", "sub_event_type", *_DAYS)
"""The columns that two versions of a total have in common; see `Total.key`."""


def has_totals(connection: sqlite3.Connection) -> bool:
    """Whether any total is stored."""
    return connection.execute("SELECT 1 FROM totals LIMIT 1").fetchone() is not None


def totals_of(connection: sqlite3.Connection) -> tuple[Total, ...]:
    """All totals by source, place and day; ValueError for values that no total can have."""
    order = f"ORDER BY {', '.join(_KEY)}, fid"
    return tuple(map(_total, connection.execute(select_from("totals", TOTAL_COLUMNS, order))))


def totals_as_of(connection: sqlite3.Connection, releases: Sequence[Release], at: int) -> tuple[Total, ...]:
    """The totals as they were after an import by its position, in the order of `totals_of`."""
    names = json.dumps([release.name for release in releases[: at + 1]])
    known = "(SELECT value FROM json_each(?))"
    query = (
        f"SELECT {_NAMES} FROM totals WHERE release IN {known} UNION ALL SELECT {_NAMES} FROM totals_history "  # noqa: S608
        f"WHERE release IN {known} AND replaced_by NOT IN {known} ORDER BY {', '.join(_KEY)}"
    )
    return tuple(map(_total, connection.execute(query, (names, names, names))))


def undo_totals(connection: sqlite3.Connection, release: str) -> None:
    """Remove the totals that came with an import, and restore what it revised or withdrew."""
    connection.execute("DELETE FROM main.totals WHERE release = ?", (release,))
    connection.execute(
        f"INSERT INTO main.totals ({_NAMES}) SELECT {_NAMES} FROM main.totals_history "  # noqa: S608 - names of ours
        "WHERE replaced_by = ? ORDER BY fid",
        (release,),
    )
    connection.execute("DELETE FROM main.totals_history WHERE replaced_by = ?", (release,))


def _stored(connection: sqlite3.Connection, source: str) -> Iterator[Total]:
    query = select_from("main.totals", TOTAL_COLUMNS, "WHERE source = ? ORDER BY fid")
    return map(_total, connection.execute(query, (source,)))


def _insert(connection: sqlite3.Connection, totals: Iterable[Total]) -> None:
    connection.executemany(insert_into("main.totals", TOTAL_COLUMNS), map(_cells, totals))


def _cells(total: Total) -> tuple[Any, ...]:
    values = (getattr(total, name) for name in TOTAL_COLUMNS)
    return tuple(value.isoformat() if isinstance(value, date) else value for value in values)


def _total(row: Sequence[Any]) -> Total:
    values = dict(zip(TOTAL_COLUMNS, row, strict=True))
    texts = [name for name in TOTAL_COLUMNS if name not in ("events", "killed")]
    for name in texts:
        if not isinstance(values[name], str):
            raise ValueError(f"totals: {name} is not a text")
    for name in ("events", "killed"):
        is_unknown = name == "killed" and values[name] is None
        if not is_unknown and not (isinstance(values[name], int) and values[name] >= 0):
            raise ValueError(f"totals: {name} is {values[name]!r:.60}, not a number of {name}")
    days = {name: date.fromisoformat(values[name]) for name in _DAYS}
    if days["date_end"] < days["date_start"]:
        raise ValueError(f"totals: date_end {days['date_end']} lies before date_start")
    return Total(**{**values, **days})
