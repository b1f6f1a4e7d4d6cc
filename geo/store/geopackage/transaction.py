"""Imports into a workspace file, on one transaction, with a backup of the state before; and undoing the newest.

A file is added part by part, so that it may be larger than the memory.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from geo.errors import AtlasError
from geo.incidents import Release
from geo.incidents.releases import ReleasePolicy
from geo.store.geopackage import undo
from geo.store.geopackage.backups import make_backup, remove_oldest
from geo.store.geopackage.connection import reading, writing
from geo.store.geopackage.made_up import kind_of
from geo.store.geopackage.session import Incoming, Session, has_rows
from geo.store.geopackage.settings import write_setting
from geo.store.geopackage.small_changes import changing
from geo.store.geopackage.totals import TotalsImport, has_totals
from geo.store.geopackage.undo import newest_is_by_hand
from geo.store.workspace import Edited

__all__ = ["Transaction", "importing", "undo_last"]


class Transaction:
    """An `ImportTransaction` on an SQLite connection, with the threads that write to it and that copy the state before.

    Parameters
    ----------
    connection
        A connection with an open transaction.
    threads
        At least two.
    copy
        Makes a backup of the state before; None if there is to be none.
    """

    def __init__(
        self, connection: sqlite3.Connection, threads: Executor, copy: Callable[[], Path] | None = None
    ) -> None:
        self._connection, self._threads, self._copy = connection, threads, copy
        self._copied: Future[Path] | None = None
        self._sessions: list[Session | TotalsImport] = []
        self._is_abandoned = self._has_settings = False

    def begin(self, release: Release, policy: ReleasePolicy | None = None, edited: Edited = "keep") -> Session:
        """Start the next import; finish it before another one is begun."""
        incoming = Incoming(release, policy or ReleasePolicy(), edited)
        session = Session(self._connection, incoming, self._threads, self.begin_backup)
        self._sessions.append(session)
        return session

    def begin_totals(self, release: Release) -> TotalsImport:
        """Start an import of totals; finish it before another import is begun."""
        kind_of(self._connection).admit_real()
        self.begin_backup()
        session = TotalsImport(self._connection, release)
        self._sessions.append(session)
        return session

    def begin_backup(self) -> None:
        """Begin to copy the state before, once: as soon as a change is likely."""
        if self._copy is not None and self._copied is None:
            self._copied = self._threads.submit(self._copy)

    def finish_backup(self) -> None:
        """Wait for the copy of the state before; raises what prevented it."""
        self.begin_backup()
        if self._copied is not None:
            self._copied.result()

    def discard_backup(self) -> None:
        """Remove the copy of the state before."""
        if self._copied is not None and self._copied.exception() is None:
            self._copied.result().unlink(missing_ok=True)

    def write_setting(self, kind: str, name: str, value: str) -> None:
        """Store a setting with the imports; a changed setting alone is a change."""
        self._has_settings |= write_setting(self._connection, kind, name, value)

    def abandon(self) -> None:
        """Store nothing of any of them."""
        self._is_abandoned = True

    @property
    def has_changes(self) -> bool:
        """Whether there is anything to store."""
        changed = self._has_settings or any(session.has_changes for session in self._sessions)
        return changed and not self._is_abandoned


@contextmanager
def importing(path: Path, *, backup: bool) -> Iterator[Transaction]:
    """Imports on one transaction, committed at the end of the block if they change anything and no error leaves it.

    With ``backup`` the state before it is copied, if it has any incidents or totals: before anything is written, or
    meanwhile if that goes to a log.
    """
    with writing(path) as connection, ThreadPoolExecutor(2, "import") as threads:
        has_content = has_rows(connection) or has_totals(connection)
        copy = partial(make_backup, path, is_checked=True) if backup and has_content else None
        transaction = Transaction(connection, threads, copy)
        if not _is_logged(connection):
            transaction.finish_backup()
        try:
            yield transaction
            if transaction.has_changes:
                transaction.finish_backup()
        except BaseException:
            transaction.discard_backup()
            raise
        if not transaction.has_changes:
            connection.execute("ROLLBACK")
            transaction.discard_backup()
    if copy is not None:  # older ones are removed only when the import is safely stored
        remove_oldest(path)


def _is_logged(connection: sqlite3.Connection) -> bool:
    """Whether what is written goes to a log beside the file, so that the file can be copied until all is stored."""
    return bool(connection.execute("PRAGMA main.journal_mode").fetchone()[0] == "wal")


def undo_last(path: Path, only: Collection[str] = ()) -> str:
    """Revert the newest import or step of changes by hand, whole or not at all; its name.

    A backup is made before an import is undone. A step by hand is small: a copy of the whole file would be out of
    proportion.

    Raises
    ------
    WorkspaceError
        If there is none, or the workspace cannot be written; it is as it was.
    InputError
        If the newest is none of these names, where any are given.
    """
    if _newest_is_by_hand(path):
        touched: set[str] = set()
        with changing(path, lambda: touched) as connection:
            return undo.undo_last(connection, only, touched)
    with writing(path) as connection:
        made = make_backup(path)
        try:
            name = undo.undo_last(connection, only)
        except AtlasError:
            made.unlink(missing_ok=True)
            raise
    remove_oldest(path)
    return name


def _newest_is_by_hand(path: Path) -> bool:
    with reading(path) as connection:
        return newest_is_by_hand(connection)
