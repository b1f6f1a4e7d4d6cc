"""The records of imports in a workspace file."""

from __future__ import annotations

import sqlite3
from dataclasses import astuple

from geo.incidents import Release
from geo.store.geopackage.schema import RELEASE_COLUMNS, insert_into, select_from

__all__ = ["add_release", "earlier_releases", "free_name"]


def free_name(connection: sqlite3.Connection, name: str) -> str:
    """A name for an import: this one, or with a number where it is in use."""
    taken = {row[0] for row in connection.execute("SELECT name FROM main.releases")}
    numbered = (f"{name} ({i})" for i in range(2, len(taken) + 3))
    return next(free for free in (name, *numbered) if free not in taken)


def earlier_releases(connection: sqlite3.Connection, source: str) -> list[Release]:
    """The imports of a source so far, in their order."""
    query = select_from("main.releases", RELEASE_COLUMNS, "WHERE source = ? ORDER BY fid")
    return [Release(*row) for row in connection.execute(query, (source,))]


def add_release(connection: sqlite3.Connection, release: Release) -> None:
    """Record an import."""
    connection.execute(insert_into("main.releases", RELEASE_COLUMNS), astuple(release))
