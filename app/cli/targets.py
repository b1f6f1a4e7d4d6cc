"""Where a command writes: a file that is there is replaced if that was asked for, or if it is an older page.

A workspace is never replaced.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from geo.errors import ExportFailed, InputError
from geo.whole_file import require_writable

__all__ = ["add_overwrite", "require_new", "require_place"]


def add_overwrite(command: argparse.ArgumentParser, *, of_pages: bool = True) -> None:
    """Add the option that has any file replaced, for a command that calls `require_place` or else `require_new`."""
    pages = ", whatever it is; without it only a page or brief of this program is replaced" if of_pages else ""
    command.add_argument("--overwrite", action="store_true", help=f"replace a file that is there{pages}")


def require_place(path: Path, *, overwrite: bool) -> None:
    """Raise `ExportFailed` if a file cannot be written there, or would replace a workspace or a file of others."""
    _refuse_workspace(path)
    if not overwrite and _holds_bytes(path) and not _is_own(path):
        raise ExportFailed(f"{path} is there already and no page of this program: add --overwrite to replace it, or "
                           "choose another name.")  # fmt: skip
    require_writable(path)


def require_new(path: Path, *, overwrite: bool) -> None:
    """Raise `ExportFailed` if a file cannot be written there, or would replace one that holds anything."""
    _refuse_workspace(path)
    if not overwrite and _holds_bytes(path):
        raise ExportFailed(f"{path} is there already: add --overwrite to replace it, or choose another name.")
    require_writable(path)


def _refuse_workspace(path: Path) -> None:
    from geo.export.replacing import refuse_workspace

    refuse_workspace(path)


def _holds_bytes(path: Path) -> bool:
    try:
        return path.is_file() and path.stat().st_size > 0
    except OSError:  # a name that no file can have: `require_writable` says so
        return False


def _is_own(path: Path) -> bool:
    from geo.export.page_record import record_in

    try:
        return bool(record_in(path))
    except InputError:
        return False
