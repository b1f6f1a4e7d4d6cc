"""The records of imports and of changes by hand in a workspace file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import astuple

from geo.incidents import Release
from geo.incidents.releases import BY_HAND
from geo.store.geopackage.schema import RELEASE_COLUMNS, insert_into, select_from

__all__ = ["add_release", "all_releases", "earlier_releases", "free_name", "hand_names"]


def free_name(connection: sqlite3.Connection, name: str, used: Iterable[str] = ()) -> str:
    """A name for an import or a change by hand: this one, or with a number where it is in use."""
    taken = {*used, *(row[0] for row in connection.execute("SELECT name FROM main.releases"))}
    numbered = (f"{name} ({i})" for i in range(2, len(taken) + 3))
    return next(free for free in (name, *numbered) if free not in taken)


def earlier_releases(connection: sqlite3.Connection, source: str) -> list[Release]:
    """The imports of a source so far, in their order; changes by hand are none."""
    query = select_from("main.releases", RELEASE_COLUMNS, "WHERE source = ? ORDER BY fid")
    releases = (Release(*row) for row in connection.execute(query, (source,)))
    return [release for release in releases if not release.is_by_hand]


def all_releases(connection: sqlite3.Connection) -> list[Release]:
    """The imports and changes by hand, in their order."""
    query = select_from("main.releases", RELEASE_COLUMNS, "ORDER BY fid")
    return [Release(*row) for row in connection.execute(query)]


def hand_names(connection: sqlite3.Connection) -> frozenset[str]:
    """The names under which changes by hand are recorded."""
    query = select_from("main.releases", RELEASE_COLUMNS, f"WHERE instr(options, '\"{BY_HAND}\"') > 0")
    return frozenset(release.name for row in connection.execute(query) if (release := Release(*row)).is_by_hand)


def add_release(connection: sqlite3.Connection, release: Release) -> None:
    """Record an import or a change by hand."""
    connection.execute(insert_into("main.releases", RELEASE_COLUMNS), astuple(release))
