"""Checks of a database file before its content is read: the header, its length, its pages, and permissions."""

from __future__ import annotations

import os
import sqlite3
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from geo.errors import (
    NotAWorkspace,
    WorkspaceBusy,
    WorkspaceDamaged,
    WorkspaceError,
    WorkspaceMissing,
    WorkspaceReadOnly,
)
from geo.store.geopackage.file_head import connecting, head_and_size

__all__ = [
    "SIDECARS",
    "FileState",
    "connected",
    "file_state",
    "has_log",
    "is_known_sound",
    "is_plain_table",
    "is_writable",
    "locked",
    "opened_by_name",
    "reading_mode",
    "remember_sound",
    "replace_locked",
    "require_file",
    "require_sound",
    "require_writable",
]

BUSY_TIMEOUT_S = 1.0
LOG, JOURNAL = "-wal", "-journal"
SIDECARS = (LOG, "-shm", JOURNAL)
"""What SQLite keeps beside a database while it is written: the log with its index, or the journal."""
_MAGIC = b"SQLite format 3\0"
_HEADER = 100

FileState = tuple[int, int, int, int, int]
"""Device, file number, size, and the times of the last change of the content and of the entry."""
_RECENT_NS = 100_000_000
_TICK_NS = 20_000_000
"""Time stamps of one computer's own writes that are so far apart differ."""
_MOST_SOUND = 16
_sound: dict[FileState, None] = {}
"""States of files that were checked by this process, the latest last."""
_ERRORS: dict[int, tuple[type[WorkspaceError], str]] = {
    sqlite3.SQLITE_BUSY: (WorkspaceBusy, "is in use by another program. Close it there and try again."),
    sqlite3.SQLITE_LOCKED: (WorkspaceBusy, "is in use by another program. Close it there and try again."),
    sqlite3.SQLITE_READONLY: (WorkspaceReadOnly, "cannot be written. Copy it to another folder and open the copy."),
    sqlite3.SQLITE_READONLY_DBMOVED: (WorkspaceBusy, "was just replaced by another program. Try again."),
    sqlite3.SQLITE_PERM: (WorkspaceReadOnly, "cannot be written. Copy it to another folder and open the copy."),
    sqlite3.SQLITE_NOTADB: (NotAWorkspace, "is not a workspace: it is not a database."),
    sqlite3.SQLITE_FULL: (WorkspaceError, "is as it was: the disk is full. Make room and try again."),
    sqlite3.SQLITE_IOERR: (WorkspaceError, "could not be read or written: the disk reports an error. Try again."),
    sqlite3.SQLITE_CANTOPEN: (WorkspaceError, "could not be opened. Look whether its folder can be read and written."),
}


@contextmanager
def connected(path: Path, mode: str, *, is_handed_on: bool = False) -> Iterator[sqlite3.Connection]:
    """A connection whose errors are those of `geo.errors`.

    ``mode`` is the query of an SQLite address. A connection that ``is_handed_on`` may be used by other threads than
    the one that opened it, by one at a time.
    """
    try:
        with connecting():
            opened = sqlite3.connect(
                f"{path.resolve().as_uri()}?{mode}",
                uri=True, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=not is_handed_on,
            )  # fmt: skip
            with closing(opened) as connection:
                connection.execute("PRAGMA trusted_schema = OFF")
                connection.execute("PRAGMA foreign_keys = ON")
                yield connection
    except sqlite3.Error as error:
        raise _translated(path, error) from error


def _translated(path: Path, error: sqlite3.Error) -> WorkspaceError:
    code = getattr(error, "sqlite_errorcode", 0)
    code = code if code in _ERRORS else code & 0xFF
    kind, message = _ERRORS.get(code, (WorkspaceDamaged, f"is damaged ({error}). Open a backup or an earlier copy."))
    return kind(f"{path} {message}")


def require_file(path: Path) -> bytes:
    """The header of a database file; raises one of the `WorkspaceError` family for any other file."""
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            what = "a folder" if stat.S_ISDIR(mode) else "a device or a pipe"
            raise NotAWorkspace(f"{path} is {what}, not a workspace. Choose a file that ends in .gpkg.")
        header, _size = head_and_size(path, _HEADER)
    except FileNotFoundError:
        raise WorkspaceMissing(f"There is no workspace {path}. Look whether it was moved or renamed.") from None
    except (OSError, ValueError) as error:
        raise WorkspaceError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}.") from error
    if not header.startswith(_MAGIC):
        what = "is empty" if not header else "is not a database"
        raise NotAWorkspace(f"{path} is not a workspace: it {what}. Choose another file; import tables instead.")
    _require_whole(path, header)
    return header


def _require_whole(path: Path, header: bytes) -> None:
    """Refuse a file that is shorter than its header states, unless what lies beside it may restore the rest.

    A log may contain the pages that are missing. A journal is what undoes a write that was interrupted after the header
    and before the last pages.
    """
    if len(header) < _HEADER or (_is_cut_off(path) and _is_cut_off(path)):  # twice: a write may have ended in between
        raise WorkspaceDamaged(f"{path} is cut off: a part of it is missing. Open a backup or an earlier copy.")


def _is_cut_off(path: Path) -> bool:
    try:
        header, size = head_and_size(path, _HEADER)
    except OSError:
        return False  # opening it gives the fitting error
    page = int.from_bytes(header[16:18], "big")
    length = (65536 if page == 1 else page) * int.from_bytes(header[28:32], "big")
    is_counted = header[24:28] == header[92:96]  # else the page count is not kept up to date
    return is_counted and size < length and not (has_log(path, LOG) or has_log(path, JOURNAL))


def has_log(path: Path, suffix: str) -> bool:
    """Whether a log or journal with something in it lies beside the file, or beside the one that a link leads to."""
    real = path.resolve()
    try:
        return real.with_name(real.name + suffix).stat().st_size > 0
    except OSError:
        return False


def reading_mode(path: Path) -> str:
    """How to open a file so that reading leaves no trace.

    A journal that a killed program left must be undone before anyone may read, which writes. A file in write-ahead mode
    without its log is complete, but opened in the ordinary way it would get a new log beside it.
    """
    header = require_file(path)
    if has_log(path, JOURNAL):
        return "mode=rw"
    if header[18] == 2 and not has_log(path, LOG):
        return "mode=ro&immutable=1"
    return "mode=ro"


@contextmanager
def opened_by_name(path: Path) -> Iterator[tuple[sqlite3.Connection, Callable[[], None]]]:
    """A connection for writing, and what raises `WorkspaceBusy` if the path names another file by now.

    Call it once nobody else can write: what is written to a file that has no name any more is lost.
    """
    opened = _identity(path)

    def require_same_file() -> None:
        if _identity(path) != opened:
            raise WorkspaceBusy(f"{path} was just replaced by another program. Try again.")

    with connected(path, "mode=rw", is_handed_on=True) as connection:
        yield connection, require_same_file


@contextmanager
def locked(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection beside which nobody else writes, until it is closed; raises `WorkspaceBusy`."""
    with opened_by_name(path) as (connection, require_same_file):
        connection.execute("BEGIN IMMEDIATE")
        require_same_file()
        yield connection


def replace_locked(lock: sqlite3.Connection, draft: Path, path: Path) -> None:
    """Replace the file that is locked by another one, which is safely on the disk then; raises `WorkspaceError`."""
    if os.name == "nt":
        lock.close()  # Windows replaces no file that is open
    try:
        with draft.open("rb+") as handle:
            os.fsync(handle.fileno())
        draft.replace(path)
    except OSError as error:
        raise WorkspaceError(f"{path} could not be replaced: {error.strerror or error}. Try again.") from error


def _identity(path: Path) -> tuple[int, int] | None:
    """What differs if a path names another file than before, as after a replacement; None if there is no file."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def require_writable(path: Path) -> None:
    """Raise `WorkspaceReadOnly` for a file that can be looked at but not changed."""
    if not is_writable(path):
        raise WorkspaceReadOnly(f"{path} is read-only: it can be looked at, not changed. Save a copy elsewhere.")
    if not is_writable(path.resolve().parent):
        raise WorkspaceReadOnly(f"{path} lies in a folder that is read-only: it can be looked at, not changed.")


def is_writable(place: Path) -> bool:
    """Whether a file or folder may be written; a read-only mark counts for the administrator too."""
    return bool(place.stat().st_mode & 0o222) and os.access(place, os.W_OK)


def is_plain_table(connection: sqlite3.Connection, name: str) -> bool:
    """Whether there is a table of that name that is neither a view nor virtual, both of which could run code."""
    query = "SELECT type, sql FROM sqlite_master WHERE name = ? COLLATE NOCASE"
    found = connection.execute(query, (name,)).fetchall()
    return len(found) == 1 and found[0][0] == "table" and not found[0][1].upper().startswith("CREATE VIRTUAL")


def require_sound(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a database whose pages are inconsistent; one that has not changed since its last check is not read again.

    ``path`` is the file that a message names.
    """
    state = file_state(Path(connection.execute("PRAGMA database_list").fetchone()[2]))
    if state is not None and state in _sound:
        return
    found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise WorkspaceDamaged(f"{path} is damaged ({found[:80]}). Open a backup or an earlier copy.")
    if state is not None and _age_ns(state) >= _RECENT_NS:
        _remember(state)


def remember_sound(file: Path) -> None:
    """Note that a file is sound that was checked and then written here, so that the next use need not read all of it.

    Waits a moment: a second write within the resolution of the time stamp would leave the state as it was.
    """
    state = file_state(file.resolve())
    if state is None:
        return
    time.sleep(max(0.0, (_TICK_NS - _age_ns(state)) / 1e9))
    if file_state(file.resolve()) == state:
        _remember(state)


def is_known_sound(state: FileState) -> bool:
    """Whether a file in this state was checked, and is not so new that a second write may have left the state."""
    return state in _sound


def _remember(state: FileState) -> None:
    _sound[state] = None
    while len(_sound) > _MOST_SOUND:
        _sound.pop(next(iter(_sound)))


def file_state(file: Path) -> FileState | None:
    """What changes with each write to a file; None while a log or a journal is beside it."""
    if not file.is_file() or has_log(file, LOG) or has_log(file, JOURNAL):
        return None
    found = file.stat()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _age_ns(state: FileState) -> int:
    """How long ago a file was written; a time to come counts as long ago as it is ahead."""
    return abs(time.time_ns() - max(state[-2:]))
