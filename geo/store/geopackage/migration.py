"""Migrating a workspace of an older format: on a copy, which then replaces the file as a whole.

A workspace in a folder that cannot be written is migrated in a temporary copy, which is read in its place.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from geo.errors import WorkspaceError, WorkspaceReadOnly
from geo.store.geopackage.backups import make_backup
from geo.store.geopackage.database import (
    connected,
    is_plain_table,
    locked,
    reading_mode,
    replace_locked,
    require_file,
    require_sound,
    require_writable,
)
from geo.store.geopackage.leftovers import draft_beside, fold_log, recoverable
from geo.store.geopackage.schema import FINGERPRINT, FORMAT, FORMAT_TABLE, create_table, register_table, select_from

__all__ = ["up_to_date"]


@contextmanager
def up_to_date(path: Path) -> Iterator[Path]:
    """The file to read in place of a workspace: itself, brought up to date if it was older, or a copy."""
    with recoverable(path) as file:
        found = _format_of(file)
        if not 0 < found < FORMAT:
            yield file
            return
        try:
            require_writable(file)
        except WorkspaceReadOnly:
            with tempfile.TemporaryDirectory() as folder:
                yield _migrated(file, Path(folder) / file.name, found)
            return
        _migrate(file, found)
        yield file


def _migrate(path: Path, found: int) -> None:
    """Replace a file by its copy of the present format, after a backup.

    Its log is folded in first: beside the new file it would be taken for that one's. Nobody writes meanwhile; another
    program that migrates it too finds it migrated.
    """
    fold_log(path)
    with locked(path) as lock, draft_beside(path) as draft:
        if _format_of(path) != found:
            return
        _migrated(path, draft, found)
        make_backup(path)
        replace_locked(lock, draft, path)


def _format_of(path: Path) -> int:
    """The format that a file says it has; 0 if it says none, for which opening it raises the fitting error."""
    with connected(path, reading_mode(path)) as connection:
        if not is_plain_table(connection, FORMAT_TABLE):
            return 0
        try:
            found = connection.execute(select_from(FORMAT_TABLE, ["max(format)"])).fetchone()[0]
        except sqlite3.OperationalError:
            return 0
        return found if isinstance(found, int) else 0


def _migrated(path: Path, to: Path, found: int) -> Path:
    try:
        with connected(path, reading_mode(path)) as connection, connected(to, "mode=rwc") as copy:
            require_sound(connection, path)
            connection.backup(copy)
            copy.execute("BEGIN IMMEDIATE")
            for step in _STEPS[found - 1 :]:
                step(copy)
            copy.execute(f"UPDATE {FORMAT_TABLE} SET format = ?", (FORMAT,))  # noqa: S608 - a name of ours
            copy.execute("COMMIT")
    except OSError as error:
        raise WorkspaceError(f"{path} could not be brought up to date: {error.strerror or error}.") from error
    require_file(to)
    return to


def _from_1(connection: sqlite3.Connection) -> None:
    """Format 2 keeps further columns of a source, fingerprints of records, how a file was read, and links."""
    for table in ("incidents", "history"):
        connection.execute(f"ALTER TABLE {table} ADD COLUMN extra TEXT NOT NULL DEFAULT ''")
    connection.execute(f"ALTER TABLE incidents ADD COLUMN {FINGERPRINT}")
    for name in ("accessed", "options"):
        connection.execute(f"ALTER TABLE releases ADD COLUMN {name} TEXT NOT NULL DEFAULT ''")
    connection.execute(create_table("links"))
    register_table(connection, "links")


def _from_2(connection: sqlite3.Connection) -> None:
    """Format 3 keeps user layers."""
    connection.execute(create_table("reference_layers"))
    register_table(connection, "reference_layers")


def _from_3(connection: sqlite3.Connection) -> None:
    """Format 4 keeps totals."""
    for table in ("totals", "totals_history"):
        connection.execute(create_table(table))
        register_table(connection, table)


def _from_4(connection: sqlite3.Connection) -> None:
    """Format 5 keeps rules of the watch list, and marks made-up data."""
    connection.execute(create_table("watch_rules"))
    register_table(connection, "watch_rules")


def _from_5(connection: sqlite3.Connection) -> None:
    """Format 6 keeps changes by hand: numbers in claims, own context events with their history, texts taken in."""
    for table, names in (("claims", ("url", "figure", "value")), ("context_events", ("event_id", "release"))):
        for name in names:
            connection.execute(f"ALTER TABLE {table} ADD COLUMN {name} TEXT NOT NULL DEFAULT ''")
    for table in ("context_history", "intake_texts"):
        connection.execute(create_table(table))
        register_table(connection, table)


_STEPS: tuple[Callable[[sqlite3.Connection], None], ...] = (_from_1, _from_2, _from_3, _from_4, _from_5)
"""What turns each format into the next one."""
