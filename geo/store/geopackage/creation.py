"""Making an empty workspace file, whole or not at all."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import astuple
from pathlib import Path

from geo.errors import WorkspaceError, WorkspaceReadOnly
from geo.incidents import ContextEvent
from geo.store.geopackage.database import connected, is_writable, locked
from geo.store.geopackage.layer_styles import style_incidents
from geo.store.geopackage.leftovers import draft_beside
from geo.store.geopackage.schema import CONTEXT_COLUMNS, insert_into, make_tables

__all__ = ["create", "create_if_missing", "remove_unused"]

_FILLED_BY_USE = ("incidents", "totals", "releases", "links", "reference_layers", "settings", "watch_rules")
"""Tables that are empty in a new workspace."""


def create(path: Path, context_events: Iterable[ContextEvent] = ()) -> None:
    """Make an empty workspace file; an existing file is left alone.

    Raises
    ------
    WorkspaceReadOnly
        If the folder cannot be written.
    WorkspaceError
        If there is a file of that name, or no such folder.
    """
    _require_free_name(path)
    try:
        with draft_beside(path) as draft:
            with connected(draft, "mode=rwc") as connection:
                make_tables(connection)
                style_incidents(connection)
                _insert_context(connection, context_events)
            _put_in_place(draft, path)
    except OSError as error:
        raise WorkspaceError(f"{path} cannot be made: {error.strerror or error}. Choose another folder.") from error


def create_if_missing(path: Path, context_events: Iterable[ContextEvent] = ()) -> bool:
    """Make an empty workspace file unless there is one; whether it was made here. Raises as `create` does."""
    if path.exists():
        return False
    try:
        create(path, context_events)
    except WorkspaceError:
        if not path.exists():
            raise
        return False  # another program has made it meanwhile
    return True


def remove_unused(path: Path) -> None:
    """Remove a workspace file into which nobody has stored anything; while another program writes it, it stays."""
    with suppress(WorkspaceError, OSError), locked(path) as connection:
        if any(connection.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchone() for name in _FILLED_BY_USE):  # noqa: S608
            return
        if os.name == "nt":
            connection.close()  # Windows removes no file that is open
        path.unlink()


def _require_free_name(path: Path) -> None:
    if path.exists() or path.is_symlink():
        raise _name_in_use(path)
    if not path.parent.is_dir():
        raise WorkspaceError(f"There is no folder {path.parent} for the workspace. Make it, or choose another.")
    if not is_writable(path.parent):
        raise WorkspaceReadOnly(f"The folder {path.parent} is read-only: {path.name} cannot be made. Choose another.")


def _name_in_use(path: Path) -> WorkspaceError:
    return WorkspaceError(f"There is already a file {path}. Open it, or choose another name.")


def _put_in_place(draft: Path, path: Path) -> None:
    """Rename a file unless the new name has come into use meanwhile."""
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        raise _name_in_use(path) from None
    except OSError:  # a file system without hard links, as on most memory sticks: reserve the name, then replace
        try:
            path.open("xb").close()
        except FileExistsError:
            raise _name_in_use(path) from None
        try:
            draft.replace(path)
        except OSError:
            path.unlink(missing_ok=True)
            raise


def _insert_context(connection: sqlite3.Connection, events: Iterable[ContextEvent]) -> None:
    rows = (tuple(map(str, astuple(event))) for event in events)
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(insert_into("context_events", CONTEXT_COLUMNS), rows)
    connection.execute("COMMIT")
