"""Files that are written whole or not at all: under a temporary name beside the target, then renamed."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from geo.errors import ExportFailed

__all__ = ["holds_geopackage", "require_writable", "whole_file", "write_whole"]

_GEOPACKAGE = ".gpkg"
_DATABASE, _KIND_AT, _KIND = b"SQLite format 3\0", 68, b"GPKG"
"""How the file of a database begins, and what one that is a GeoPackage has there, as a workspace is."""

_MOST_OF_NAME = 40
"""A longer beginning of the target's name could make the temporary name too long for the file system."""


def write_whole(path: Path, content: bytes) -> Path:
    """Put a file in its place in one step; its path. Raises `ExportFailed` as `whole_file` does."""
    with whole_file(path) as handle:
        handle.write(content)
    return path


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Open a temporary file for writing bytes, and rename it to ``path`` when the block ends.

    The content is flushed to the disk before the file is renamed. Behind a link, the file that it leads to is replaced.
    A GeoPackage, which may be a workspace whatever its name, is not replaced under the name of another kind of file.

    Raises
    ------
    ExportFailed
        If the file cannot be written; what was there stays as it was, whatever ends the block early.
    """
    target = path.resolve()
    draft = _draft_of(target)
    _refuse_geopackage(path, target)
    try:
        with draft.open("xb") as handle:
            yield handle
            handle.flush()
            os.fsync(handle.fileno())
        draft.replace(target)
    except OSError as error:
        raise _not_written(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)


def require_writable(path: Path) -> None:
    """Raise the error of `whole_file` at once if a file cannot be put there, before its content is computed.

    An empty file is made beside the target and removed again; the target is not touched.
    """
    target = path.resolve()
    draft = _draft_of(target)
    _refuse_geopackage(path, target)
    try:
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, "it is a folder")
        draft.open("xb").close()
    except OSError as error:
        raise _not_written(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)


def holds_geopackage(path: Path) -> bool:
    """Whether a file is there that begins as a GeoPackage does, whatever its name; a few bytes of it are read."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as handle:
            head = handle.read(_KIND_AT + len(_KIND))
    except (OSError, ValueError):  # a name that no file can have: writing says so
        return False
    return head.startswith(_DATABASE) and head[_KIND_AT:] == _KIND


def _refuse_geopackage(path: Path, target: Path) -> None:
    if path.suffix.casefold() != _GEOPACKAGE and holds_geopackage(target):
        raise ExportFailed(
            f"{path} is a GeoPackage or a workspace and is not replaced by another kind of file. Choose another name."
        )


def _draft_of(target: Path) -> Path:
    return target.with_name(f".{target.name[:_MOST_OF_NAME]}.{secrets.token_hex(4)}.part")


def _not_written(path: Path, error: OSError) -> ExportFailed:
    reason = error.strerror or str(error)
    return ExportFailed(f"{path} could not be written: {reason}. Choose another folder or name.")
