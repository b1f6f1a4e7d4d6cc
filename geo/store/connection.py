"""Opening a workspace file: what can be wrong with it is found before anything in it is read, or written.

A file is opened read-only for reading, so that not one byte of it changes and no file appears beside it. Writing is one
transaction in a write-ahead log with full synchronisation; at the end the log is folded in, so that the workspace is
one file again. A file that was left in the middle of a write is, when it is next opened, as it was before that write.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from geo.errors import (
    NotAWorkspace,
    WorkspaceBusy,
    WorkspaceDamaged,
    WorkspaceError,
    WorkspaceMissing,
    WorkspaceReadOnly,
    WorkspaceTooNew,
)
from geo.store.schema import APPLICATION_ID, FORMAT, FORMAT_TABLE, TABLES, expected_columns, select_from

__all__ = [
    "connected",
    "copy",
    "has_format_table",
    "is_plain_table",
    "is_writable",
    "reading",
    "reading_mode",
    "require_file",
    "require_sound",
    "require_writable",
    "writing",
]

BUSY_TIMEOUT_S = 1.0
_MAGIC = b"SQLite format 3\0"
_HEADER = 100
_ERRORS: dict[int, tuple[type[WorkspaceError], str]] = {
    sqlite3.SQLITE_BUSY: (WorkspaceBusy, "is in use by another program. Close it there and try again."),
    sqlite3.SQLITE_LOCKED: (WorkspaceBusy, "is in use by another program. Close it there and try again."),
    sqlite3.SQLITE_READONLY: (WorkspaceReadOnly, "cannot be written. Copy it to a folder of your own and open that."),
    sqlite3.SQLITE_PERM: (WorkspaceReadOnly, "cannot be written. Copy it to a folder of your own and open that."),
    sqlite3.SQLITE_NOTADB: (NotAWorkspace, "is not a workspace: it is not a database."),
    sqlite3.SQLITE_FULL: (WorkspaceError, "is as it was: the disk is full. Make room and try again."),
    sqlite3.SQLITE_IOERR: (WorkspaceError, "could not be read or written: the disk reports an error. Try again."),
    sqlite3.SQLITE_CANTOPEN: (WorkspaceError, "could not be opened. Look whether its folder can be read and written."),
}


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A workspace for reading; raises one of the `WorkspaceError` family and leaves the file as it is."""
    with connected(path, reading_mode(path)) as connection:
        _require_ours(connection, path)
        yield connection


@contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """A transaction on a workspace: all of it is kept at the end, or nothing if an exception leaves the block."""
    require_file(path)
    require_writable(path)
    with connected(path, "mode=rw") as connection:
        _require_ours(connection, path)
        _refuse_triggers(connection, path)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            _fold_in(connection)


def _fold_in(connection: sqlite3.Connection) -> None:
    """Make the workspace one file again; while someone else reads it, that is left to the next who writes."""
    with suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()


def copy(path: Path, to: Path) -> None:
    """Copy a workspace with what a log beside it holds; raises as `reading` does, and leaves the file as it is."""
    with reading(path) as connection, connected(to, "mode=rwc") as target:
        connection.backup(target)


@contextmanager
def connected(path: Path, mode: str) -> Iterator[sqlite3.Connection]:
    """A connection whose errors are those of `geo.errors`; ``mode`` is the query of an SQLite address."""
    try:
        uri = f"{path.resolve().as_uri()}?{mode}"
        with closing(sqlite3.connect(uri, uri=True, timeout=BUSY_TIMEOUT_S, isolation_level=None)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA foreign_keys = ON")
            yield connection
    except sqlite3.Error as fault:
        raise _translated(path, fault) from fault


def _translated(path: Path, fault: sqlite3.Error) -> WorkspaceError:
    code = getattr(fault, "sqlite_errorcode", 0) & 0xFF
    kind, says = _ERRORS.get(code, (WorkspaceDamaged, f"is damaged ({fault}). Open a backup or an earlier copy."))
    return kind(f"{path} {says}")


# before it is opened


def require_file(path: Path) -> bytes:
    """The header of a database file; raises for what is none."""
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            what = "a folder" if stat.S_ISDIR(mode) else "a device or a pipe"
            raise NotAWorkspace(f"{path} is {what}, not a workspace. Choose a file that ends in .gpkg.")
        with path.open("rb") as handle:
            header = handle.read(_HEADER)
    except FileNotFoundError:
        raise WorkspaceMissing(f"There is no workspace {path}. Look whether it was moved or renamed.") from None
    except (OSError, ValueError) as fault:
        raise WorkspaceError(f"{path} cannot be read: {getattr(fault, 'strerror', None) or fault}.") from fault
    if not header.startswith(_MAGIC):
        what = "is empty" if not header else "is not a database"
        raise NotAWorkspace(f"{path} is not a workspace: it {what}. Choose another file; import tables instead.")
    _require_whole(path, header)
    return header


def _require_whole(path: Path, header: bytes) -> None:
    """Refuse a file that is shorter than its header says, unless a log beside it may hold the rest."""
    page = int.from_bytes(header[16:18], "big")
    length = (65536 if page == 1 else page) * int.from_bytes(header[28:32], "big")
    counted = header[24:28] == header[92:96]  # else the page count is not kept up to date
    if len(header) < _HEADER or (counted and path.stat().st_size < length and not _beside(path, "-wal")):
        raise WorkspaceDamaged(f"{path} is cut off: a part of it is missing. Open a backup or an earlier copy.")


def _beside(path: Path, suffix: str) -> bool:
    """Whether a log or journal with something in it lies beside the file."""
    try:
        return path.with_name(path.name + suffix).stat().st_size > 0
    except OSError:
        return False


def reading_mode(path: Path) -> str:
    """How to open a file so that reading leaves no trace.

    A journal that a killed program left must be undone before anyone may read, which writes. A file in write-ahead mode
    without its log is complete, but opened in the ordinary way it would get a new log beside it.
    """
    header = require_file(path)
    if _beside(path, "-journal"):
        return "mode=rw"
    if header[18] == 2 and not _beside(path, "-wal"):
        return "mode=ro&immutable=1"
    return "mode=ro"


def require_writable(path: Path) -> None:
    """Raise `WorkspaceReadOnly` for a file that can be looked at but not changed."""
    if not is_writable(path):
        raise WorkspaceReadOnly(f"{path} is read-only: it can be looked at, not changed. Save a copy elsewhere.")
    if not is_writable(path.resolve().parent):
        raise WorkspaceReadOnly(f"{path} lies in a folder that is read-only: it can be looked at, not changed.")


def is_writable(place: Path) -> bool:
    """Whether a file or folder may be written; what is marked read-only is so for the administrator too."""
    return bool(place.stat().st_mode & 0o222) and os.access(place, os.W_OK)


# once it is open


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


def is_plain_table(connection: sqlite3.Connection, name: str) -> bool:
    """Whether there is a table of that name that is neither a view nor virtual, either of which could run a program."""
    query = "SELECT type, sql FROM sqlite_master WHERE name = ? COLLATE NOCASE"
    found = connection.execute(query, (name,)).fetchall()
    return len(found) == 1 and found[0][0] == "table" and not found[0][1].upper().startswith("CREATE VIRTUAL")


def _require_table(connection: sqlite3.Connection, path: Path, table: str) -> None:
    columns = connection.execute(f"PRAGMA table_xinfo({table})").fetchall()
    computed = [column[1] for column in columns if column[6]]
    lacking = expected_columns(table) - {column[1] for column in columns}
    if not is_plain_table(connection, table) or lacking or computed:
        what = f"its table {table} is not as it should be"
        raise WorkspaceDamaged(f"{path} was changed by another program: {what}. Open a backup or an earlier copy.")


def require_sound(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a database whose pages do not fit together."""
    found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise WorkspaceDamaged(f"{path} is damaged ({found[:80]}). Open a backup or an earlier copy.")


def _refuse_triggers(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse to write where another program has laid triggers, which would run with our write."""
    query = "SELECT name, lower(tbl_name) FROM sqlite_master WHERE type = 'trigger'"
    found = [name for name, table in connection.execute(query) if table in TABLES]
    if found:
        raise NotAWorkspace(
            f"{path} carries a program of another application (trigger {found[0][:60]!r}) that would run on writing. "
            "It can be looked at; to change it, make a new workspace and import this file into it."
        )
