"""Copies of a workspace file from before the last imports, made beside it with the backup API of SQLite."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from geo.errors import WorkspaceError, WorkspaceMissing
from geo.store.geopackage.database import (
    connected,
    locked,
    reading_mode,
    replace_locked,
    require_sound,
    require_writable,
)
from geo.store.geopackage.leftovers import draft_beside, fold_log
from geo.store.workspace import Backup

__all__ = ["KEPT", "backup_folder", "backups", "make_backup", "remove_oldest", "restore"]

KEPT = 5
_MOMENT = "%Y%m%dT%H%M%S"
_NAME = re.compile(r"(\d{8}T\d{6})Z-(\d{2})\.gpkg\Z")
_HIGHEST = 99


def backup_folder(path: Path) -> Path:
    """Where the backups of a workspace lie: a folder beside the file, also of one that is opened through a link."""
    file = path.resolve()
    return file.with_name(f"{file.name}.backups")


def backups(path: Path) -> list[Backup]:
    """The backups of a workspace, newest first."""
    folder = backup_folder(path)
    return [Backup(name, _made_at(folder / name)) for name in reversed(_names(folder))]


def _names(folder: Path) -> list[str]:
    """The names of backups in the order in which they were made."""
    try:
        return sorted(file.name for file in folder.iterdir() if _NAME.match(file.name))
    except OSError:
        return []


def _made_at(file: Path) -> datetime:
    """When a backup was made: as its name says, or earlier if the clock ran ahead when an older one was named."""
    match = _NAME.match(file.name)
    assert match is not None
    named = _moment_of(match[1])
    try:
        return min(named, datetime.fromtimestamp(int(file.stat().st_mtime), UTC))
    except (OSError, ValueError, OverflowError):
        return named


def _moment_of(text: str) -> datetime:
    return datetime.strptime(text, _MOMENT).replace(tzinfo=UTC)


def _next_name(folder: Path) -> str:
    """A name that is sorted after all others, whatever the clock says: a wrong one must not make a backup the oldest.

    It is the present moment with a number, or the moment of the newest name where the clock is behind that.
    """
    moment, number = datetime.now(UTC).strftime(_MOMENT), 0
    newest = _NAME.match(names[-1]) if (names := _names(folder)) else None
    if newest is not None and newest[1] >= moment:
        moment, number = newest[1], int(newest[2]) + 1
    if number > _HIGHEST:
        moment, number = (_moment_of(moment) + timedelta(seconds=1)).strftime(_MOMENT), 0
    return f"{moment}Z-{number:02}.gpkg"


def make_backup(path: Path, *, is_checked: bool = False) -> Path:
    """Copy a workspace as it is now; returns the copy. Call `remove_oldest` once the copy is known to be needed.

    Its pages are not looked through once more if it ``is_checked``, as one that is open for writing.

    Raises
    ------
    WorkspaceError
        If no copy can be made; nothing may be imported then, because nothing could be restored.
    """
    folder = backup_folder(path)
    try:
        folder.mkdir(exist_ok=True)
        target = folder / _next_name(folder)
        with draft_beside(target, abandoned=".") as draft:
            _copy(path, draft, is_checked=is_checked)
            draft.replace(target)
    except OSError as error:
        raise WorkspaceError(
            f"No backup of {path} could be made in {folder}: {error.strerror or error}. Make room or free the folder."
        ) from error
    return target


def remove_oldest(path: Path) -> None:
    """Remove the oldest backups of a workspace beyond `KEPT`."""
    for old in backups(path)[KEPT:]:
        (backup_folder(path) / old.name).unlink(missing_ok=True)


def restore(path: Path, backup: Backup) -> None:
    """Replace a workspace by one of its backups; the present state becomes a backup itself.

    Raises
    ------
    WorkspaceError
        If the backup is missing or damaged, or the workspace cannot be written; it is then as it was.
    """
    source = backup_folder(path) / backup.name
    if not _NAME.match(backup.name) or not source.is_file():
        raise WorkspaceMissing(f"There is no backup {source}. Look whether it was moved.")
    file = path.resolve()
    try:
        with draft_beside(file) as draft:
            _copy(source, draft)
            if file.exists():
                _replace(file, draft)
            else:
                draft.replace(file)
    except OSError as error:
        raise WorkspaceError(f"{path} could not be restored: {error.strerror or error}.") from error


def _replace(file: Path, draft: Path) -> None:
    """Replace a workspace by a draft, after a backup; its log is folded in, which would be taken for the new one's."""
    require_writable(file)
    fold_log(file)
    with locked(file) as lock:
        make_backup(file)
        remove_oldest(file)
        replace_locked(lock, draft, file)


def _copy(path: Path, to: Path, *, is_checked: bool = False) -> None:
    with connected(path, reading_mode(path)) as source, connected(to, "mode=rwc") as target:
        if not is_checked:
            require_sound(source, path)
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")
    with to.open("rb") as handle:
        os.fsync(handle.fileno())
