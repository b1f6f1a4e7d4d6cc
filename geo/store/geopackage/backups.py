"""Copies of a workspace from before the last imports, beside it, by SQLite's own backup: whole, whatever happens."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from geo.errors import WorkspaceError, WorkspaceMissing
from geo.store.geopackage.database import connected, reading_mode, require_sound, require_writable

__all__ = ["KEPT", "Backup", "backup_folder", "backups", "keep_backup", "let_go", "restore"]

KEPT = 5
_NAME = re.compile(r"(\d{8}T\d{6})Z-(\d{2})\.gpkg\Z")


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of a workspace and the moment (UTC) at which it was made."""

    path: Path
    made_at: datetime

    @property
    def words(self) -> str:
        """When it was made, in words."""
        return f"{self.made_at:%Y-%m-%d %H:%M:%S} UTC"


def backup_folder(path: Path) -> Path:
    """Where the backups of a workspace lie: a folder beside it."""
    return path.with_name(f"{path.name}.backups")


def backups(path: Path) -> list[Backup]:
    """The backups of a workspace, newest first."""
    try:
        found = [(match, file) for file in backup_folder(path).iterdir() if (match := _NAME.match(file.name))]
    except OSError:
        return []
    named = sorted(((match[1], match[2], file) for match, file in found), reverse=True)
    return [Backup(file, datetime.strptime(moment, "%Y%m%dT%H%M%S").replace(tzinfo=UTC)) for moment, _, file in named]


def keep_backup(path: Path) -> Path:
    """Copy a workspace as it is now; returns the copy. `let_go` of the oldest once it is known to be worth keeping.

    Raises
    ------
    WorkspaceError
        If no copy can be made; nothing may be imported then, because nothing could be restored.
    """
    folder = backup_folder(path)
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    try:
        folder.mkdir(exist_ok=True)
        taken = [int(file.stem[-2:]) for file in folder.glob(f"{moment}-??.gpkg")]
        target = folder / f"{moment}-{max(taken, default=-1) + 1:02}.gpkg"
        draft = folder / f".{target.name}.part"
        draft.unlink(missing_ok=True)
        _copy(path, draft)
        draft.replace(target)
    except OSError as fault:
        raise WorkspaceError(
            f"No backup of {path} could be made in {folder}: {fault.strerror or fault}. Make room or free the folder."
        ) from fault
    return target


def let_go(path: Path) -> None:
    """Remove the oldest backups of a workspace beyond `KEPT`."""
    for old in backups(path)[KEPT:]:
        old.path.unlink(missing_ok=True)


def restore(path: Path, backup: Path) -> None:
    """Put a backup in the place of a workspace, whose present state becomes a backup itself.

    Raises
    ------
    WorkspaceError
        If the backup is missing or damaged, or the workspace cannot be written; it is then as it was.
    """
    if not backup.is_file():
        raise WorkspaceMissing(f"There is no backup {backup}. Look whether it was moved.")
    if path.exists():
        require_writable(path)
    draft = path.with_name(f".{path.name}.new")
    draft.unlink(missing_ok=True)
    try:
        _copy(backup, draft)
        if path.exists():
            keep_backup(path)
            let_go(path)
        draft.replace(path)
        for suffix in ("-wal", "-shm", "-journal"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
    except OSError as fault:
        raise WorkspaceError(f"{path} could not be restored: {fault.strerror or fault}.") from fault
    finally:
        draft.unlink(missing_ok=True)


def _copy(path: Path, to: Path) -> None:
    with connected(path, reading_mode(path)) as source, connected(to, "mode=rwc") as target:
        require_sound(source, path)
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")
    with to.open("rb") as handle:
        os.fsync(handle.fileno())
