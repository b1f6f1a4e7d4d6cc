"""What lies beside a workspace file: logs and journals of a program that was killed, and drafts of its next content.

A log belongs to the file that it was written for. So it is folded into the file before the file is replaced by another
one, which would otherwise be read with it.
"""

from __future__ import annotations

import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from geo.errors import WorkspaceBusy, WorkspaceReadOnly
from geo.store.geopackage.database import (
    JOURNAL,
    LOG,
    SIDECARS,
    connected,
    has_log,
    require_sound,
    require_writable,
)

__all__ = ["draft_beside", "fold_log", "recoverable"]

_MOST_OF_NAME = 40
"""A longer beginning of the workspace's name could make the draft's name too long for the file system."""
_ABANDONED_S = 3_600
"""No draft is written for so long; an older one was left by a program that was killed."""


@contextmanager
def recoverable(path: Path) -> Iterator[Path]:
    """The file behind a path, which may be a link; or a temporary copy of it and of what lies beside it.

    A log or journal cannot be read in a folder that is read-only: SQLite would have to write there.
    """
    real = path.resolve()
    if not (has_log(real, LOG) or has_log(real, JOURNAL)) or _is_writable(real):
        yield real
        return
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / real.name
        for suffix in ("", LOG, JOURNAL):
            with suppress(FileNotFoundError):
                shutil.copyfile(real.with_name(real.name + suffix), copy.with_name(copy.name + suffix))
        yield copy


def _is_writable(path: Path) -> bool:
    try:
        require_writable(path)
    except (WorkspaceReadOnly, OSError):
        return False
    return True


def fold_log(path: Path) -> None:
    """Write what a log beside a file holds into the file, which is whole without the log afterwards.

    Raises
    ------
    WorkspaceError
        If the file is damaged as the log would leave it, or is in use; both are as they were.
    """
    if not has_log(path, LOG):
        return
    with connected(path, "mode=ro") as connection:
        require_sound(connection, path)
    with connected(path, "mode=rw") as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        if connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0] != "delete":
            raise WorkspaceBusy(f"{path} is in use by another program. Close it there and try again.")


@contextmanager
def draft_beside(path: Path, abandoned: str = "") -> Iterator[Path]:
    """A free name beside a file, for what will replace it; what has that name at the end is removed.

    So are drafts that a killed program has left: those of this file, or all whose names begin with ``abandoned``.
    """
    beginning = f".{path.name[:_MOST_OF_NAME]}"
    draft = path.with_name(f"{beginning}.{secrets.token_hex(4)}.new")
    try:
        yield draft
        with suppress(OSError):
            _remove_abandoned(path, abandoned or f"{beginning}.")
    finally:
        for suffix in ("", *SIDECARS):
            with suppress(OSError):
                draft.with_name(draft.name + suffix).unlink(missing_ok=True)


def _remove_abandoned(path: Path, beginning: str) -> None:
    """Remove drafts that are much older than the file that was just written; both ages are of one clock."""
    written = path.stat().st_mtime
    for file in path.parent.iterdir():
        is_draft = file.name.startswith(beginning) and ".new" in file.name[len(beginning) - 1 :]
        if is_draft and file.stat().st_mtime < written - _ABANDONED_S:
            file.unlink(missing_ok=True)
