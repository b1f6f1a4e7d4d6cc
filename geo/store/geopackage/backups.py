"""Copies of a workspace file from before the last imports, made beside it with the backup API of SQLite."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from pathlib import Path

from geo.errors import WorkspaceError, WorkspaceMissing
from geo.store.geopackage.database import connected, reading_mode, require_sound, require_writable
from geo.store.workspace import Backup

__all__ = ["KEPT", "backup_folder", "backups", "make_backup", "remove_oldest", "restore"]

KEPT = 5
_NAME = re.compile(r"(\d{8}T\d{6})Z-(\d{2})\.gpkg\Z")


def backup_folder(path: Path) -> Path:
    """Where the backups of a workspace lie: a folder beside it."""
    return path.with_name(f"{path.name}.backups")


def backups(path: Path) -> list[Backup]:
    """The backups of a workspace, newest first."""
    try:
        names = [file.name for file in backup_folder(path).iterdir()]
    except OSError:
        return []
    matches = sorted((match for name in names if (match := _NAME.match(name))), key=lambda m: m[0], reverse=True)
    return [Backup(m[0], datetime.strptime(m[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)) for m in matches]


def make_backup(path: Path) -> Path:
    """Copy a workspace as it is now; returns the copy. Call `remove_oldest` once the copy is known to be needed.

    Raises
    ------
    WorkspaceError
        If no copy can be made; nothing may be imported then, because nothing could be restored.
    """
    folder = backup_folder(path)
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    try:
        folder.mkdir(exist_ok=True)
        numbers = [int(file.stem[-2:]) for file in folder.glob(f"{moment}-??.gpkg")]
        target = folder / f"{moment}-{max(numbers, default=-1) + 1:02}.gpkg"
        draft = folder / f".{target.name}.part"
        draft.unlink(missing_ok=True)
        _copy(path, draft)
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
    if path.exists():
        require_writable(path)
    draft = path.with_name(f".{path.name}.new")
    draft.unlink(missing_ok=True)
    try:
        _copy(source, draft)
        if path.exists():
            make_backup(path)
            remove_oldest(path)
        draft.replace(path)
        for suffix in ("-wal", "-shm", "-journal"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
    except OSError as error:
        raise WorkspaceError(f"{path} could not be restored: {error.strerror or error}.") from error
    finally:
        draft.unlink(missing_ok=True)


def _copy(path: Path, to: Path) -> None:
    with connected(path, reading_mode(path)) as source, connected(to, "mode=rwc") as target:
        require_sound(source, path)
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")
    with to.open("rb") as handle:
        os.fsync(handle.fileno())
