"""Making an empty workspace file, whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import astuple
from pathlib import Path

from geo.errors import WorkspaceError, WorkspaceReadOnly
from geo.incidents import ContextEvent
from geo.store.geopackage.database import connected, is_writable
from geo.store.geopackage.schema import CONTEXT_COLUMNS, insert_into, make_tables

__all__ = ["create"]


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
    draft = path.with_name(f".{path.name}.new")
    try:
        draft.unlink(missing_ok=True)
        with connected(draft, "mode=rwc") as connection:
            make_tables(connection)
            _insert_context(connection, context_events)
        _put_in_place(draft, path)
    except OSError as error:
        raise WorkspaceError(f"{path} cannot be made: {error.strerror or error}. Choose another folder.") from error
    finally:
        draft.unlink(missing_ok=True)


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
