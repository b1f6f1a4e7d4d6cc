"""Opening a workspace file: what can be wrong with it is found before anything in it is read, or written.

A file is opened read-only for reading, so that not one byte of it changes and no file appears beside it. Writing is one
transaction in a write-ahead log with full synchronisation; at the end the log is checkpointed, so that the workspace
is one file again. The first incidents of a workspace go straight into the file, with the journal that undoes it beside;
so does a change of a few rows, of which no page is written before all are known.
A file that was left in the middle of a write is, when it is next opened, as it was before that write.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from geo.errors import NotAWorkspace, WorkspaceDamaged, WorkspaceTooNew
from geo.store.geopackage.database import (
    connected,
    is_plain_table,
    opened_by_name,
    reading_mode,
    require_file,
    require_sound,
    require_writable,
)
from geo.store.geopackage.layer_styles import style_incidents
from geo.store.geopackage.migration import up_to_date
from geo.store.geopackage.schema import APPLICATION_ID, FORMAT, FORMAT_TABLE, TABLES, expected_columns, select_from

__all__ = ["copy", "has_format_table", "reading", "writing"]

CACHE_KIB = 65_536
"""The page cache while an import is written; a small one would write the same pages again and again."""


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A workspace for reading; raises one of the `WorkspaceError` family and leaves the file as it is."""
    with up_to_date(path) as current, connected(current, reading_mode(current)) as connection:
        _require_ours(connection, path)
        yield connection


@contextmanager
def writing(path: Path, *, is_small: bool = False) -> Iterator[sqlite3.Connection]:
    """A transaction on a workspace: all of it is kept at the end, or nothing if an exception leaves the block.

    One that ``is_small`` is kept in memory until the end and is written without a log, which costs less than to begin
    and end one.
    """
    require_file(path)
    require_writable(path)
    with up_to_date(path) as file, opened_by_name(file) as (connection, require_same_file):
        _require_ours(connection, path)
        _refuse_triggers(connection, path)
        if is_small:
            connection.execute("PRAGMA cache_spill = OFF")
        elif connection.execute("SELECT 1 FROM incidents LIMIT 1").fetchone() is not None:
            _let_others_read(connection)
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("BEGIN IMMEDIATE")
        try:
            require_same_file()
            yield connection
            if connection.in_transaction:  # else the block rolled it back
                style_incidents(connection)
                require_same_file()
                connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            _checkpoint(connection)


def _let_others_read(connection: sqlite3.Connection) -> None:
    """Keep what is there readable until the commit: by a log, or without one by writing no page before it."""
    mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    if mode != "wal":  # some file systems of networks have no shared memory for the index of a log
        connection.execute("PRAGMA cache_spill = OFF")


def _checkpoint(connection: sqlite3.Connection) -> None:
    """Make the workspace one file again; while another program reads it, the next writer does so."""
    with suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()


def copy(path: Path, to: Path) -> None:
    """Copy a workspace with what a log beside it holds; raises as `reading` does, and leaves the file as it is."""
    with reading(path) as connection, connected(to, "mode=rwc") as target:
        connection.backup(target)


def _require_ours(connection: sqlite3.Connection, path: Path) -> None:
    if not has_format_table(connection):
        raise NotAWorkspace(
            f"{path} is not a workspace of this application. If it holds a layer named incidents, import it instead."
        )
    _require_format(connection, path)
    for table in TABLES:
        _require_table(connection, path, table)
    require_sound(connection, path)


def has_format_table(connection: sqlite3.Connection) -> bool:
    """Whether the database says that it is ours."""
    is_geopackage = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    return is_geopackage and is_plain_table(connection, FORMAT_TABLE)


def _require_format(connection: sqlite3.Connection, path: Path) -> None:
    found = connection.execute(select_from(FORMAT_TABLE, ["max(format)"])).fetchone()[0]
    if not isinstance(found, int) or found < 1:
        raise WorkspaceDamaged(f"{path} does not say which format it has. Open a backup or an earlier copy.")
    if found > FORMAT:
        raise WorkspaceTooNew(
            f"{path} was written by a newer version of the application (format {found}, this one knows {FORMAT}). "
            "Install the newer version to open it."
        )


def _require_table(connection: sqlite3.Connection, path: Path, table: str) -> None:
    columns = connection.execute(f"PRAGMA table_xinfo({table})").fetchall()
    computed = [column[1] for column in columns if column[6]]
    lacking = expected_columns(table) - {column[1] for column in columns}
    if not is_plain_table(connection, table) or lacking or computed:
        what = f"its table {table} is not as it should be"
        raise WorkspaceDamaged(f"{path} was changed by another program: {what}. Open a backup or an earlier copy.")


def _refuse_triggers(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse to write where another program has defined triggers, which would run with our write."""
    query = "SELECT name, lower(tbl_name) FROM sqlite_master WHERE type = 'trigger'"
    found = [name for name, table in connection.execute(query) if table in TABLES]
    if found:
        raise NotAWorkspace(
            f"{path} has a program of another application (trigger {found[0][:60]!r}) that would run on writing. "
            "It can be looked at; to change it, make a new workspace and import this file into it."
        )
