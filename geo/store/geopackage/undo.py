"""Undoing the newest change of a workspace file: an import, or a step of changes by hand."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator

from geo.errors import InputError, WorkspaceError
from geo.incidents import COLUMN_NAMES, Release
from geo.incidents.by_hand import ByHand
from geo.incidents.cells import read_claims
from geo.store.geopackage.context_events import undo_context
from geo.store.geopackage.history import NOT_OFFERED, geometry_of, insert_claims, refresh_extent
from geo.store.geopackage.made_up import unmark_empty
from geo.store.geopackage.releases import all_releases
from geo.store.geopackage.schema import insert_into, select_from
from geo.store.geopackage.totals import undo_totals

__all__ = ["newest_is_by_hand", "undo_last"]


def newest_is_by_hand(connection: sqlite3.Connection) -> bool:
    """Whether the newest change was made by hand."""
    releases = all_releases(connection)
    return bool(releases) and releases[-1].is_by_hand


def undo_last(connection: sqlite3.Connection, only: Collection[str] = (), touched: set[str] | None = None) -> str:
    """Revert the newest import or step of changes by hand: what it added is deleted, the versions before put back.

    Parameters
    ----------
    connection
        A connection with an open transaction.
    only
        The names of which the newest has to be one; any if there are none.
    touched
        Gets the ids of the incidents that are changed, where given.

    Raises
    ------
    WorkspaceError
        If there is none.
    InputError
        If the newest has another name.
    """
    undone = list(_newest_step(all_releases(connection)))
    if not undone:
        raise WorkspaceError("There is no import to undo in this workspace, and no change by hand.")
    if only and undone[0].name not in only:
        raise InputError(f"Something newer is stored: {undone[0].name}. Undo that first.")
    for release in undone:
        if touched is not None:
            touched |= _touched(connection, release.name)
        _undo(connection, release.name)
    unmark_empty(connection)
    refresh_extent(connection)
    return undone[-1].name


def _newest_step(releases: list[Release]) -> Iterator[Release]:
    """The newest release, and those before it that record the same step, the newest first."""
    step = None
    for release in reversed(releases):
        told = ByHand.of(release)
        if step is not None and (told is None or told.step != step):
            return
        yield release
        if told is None or not told.step:
            return
        step = told.step


def _touched(connection: sqlite3.Connection, name: str) -> set[str]:
    """The ids of the incidents that an import or a change by hand has added, changed or withdrawn."""
    query = (
        "SELECT incident_id FROM main.incidents WHERE release = ? UNION "
        "SELECT incident_id FROM main.history WHERE replaced_by = ?"
    )
    return {row[0] for row in connection.execute(query, (name, name))}


def _undo(connection: sqlite3.Connection, name: str) -> None:
    earlier = connection.execute(
        select_from("main.history", [*COLUMN_NAMES, "claims"], f"WHERE replaced_by = ? AND {NOT_OFFERED} ORDER BY fid"),
        (name,),
    ).fetchall()
    added = "(SELECT incident_id FROM main.incidents WHERE release = ?)"
    for table in ("claims", "incidents"):
        connection.execute(f"DELETE FROM main.{table} WHERE incident_id IN {added}", (name,))  # noqa: S608
    connection.executemany(
        insert_into("main.incidents", (*COLUMN_NAMES, "geom")), [(*row[:-1], geometry_of(row)) for row in earlier]
    )
    for row in earlier:
        insert_claims(connection, read_claims(row[0], row[-1]) if row[-1] else ())
    connection.execute(f"DELETE FROM main.history WHERE replaced_by = ? AND {NOT_OFFERED}", (name,))  # noqa: S608
    connection.execute("UPDATE main.history SET change = 'offered', replaced_by = '' WHERE replaced_by = ?", (name,))
    connection.execute("DELETE FROM main.history WHERE release = ? AND change = 'offered'", (name,))
    undo_totals(connection, name)
    undo_context(connection, name)
    connection.execute("DELETE FROM main.intake_texts WHERE release = ?", (name,))
    connection.execute("DELETE FROM main.releases WHERE name = ?", (name,))
