"""The mark of a workspace file whose incidents are made up: a setting, which stays whatever becomes of the rows."""

from __future__ import annotations

import sqlite3

from geo.store.geopackage.settings import write_setting
from geo.store.one_kind import OneKind

__all__ = ["is_marked", "kind_of", "mark", "unmark_empty"]

_KIND, _NAME = "data", "made_up"


def is_marked(connection: sqlite3.Connection) -> bool:
    """Whether made-up incidents were stored."""
    query = "SELECT 1 FROM settings WHERE name = ?"
    return connection.execute(query, (f"{_KIND}:{_NAME}",)).fetchone() is not None


def kind_of(connection: sqlite3.Connection) -> OneKind:
    """What may be stored beside what is there."""
    if is_marked(connection):
        return OneKind(True)
    has_any = any(connection.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchone() for name in ("incidents", "totals"))  # noqa: S608
    return OneKind(False if has_any else None)


def mark(connection: sqlite3.Connection, kind: OneKind) -> None:
    """Mark the workspace if its incidents are made up, on an open transaction."""
    if kind.is_made_up:
        write_setting(connection, _KIND, _NAME, "yes")


def unmark_empty(connection: sqlite3.Connection) -> None:
    """Remove the mark where all imports were undone: there is nothing left that is made up."""
    if connection.execute("SELECT 1 FROM main.releases LIMIT 1").fetchone() is None:
        connection.execute("DELETE FROM main.settings WHERE name = ?", (f"{_KIND}:{_NAME}",))
