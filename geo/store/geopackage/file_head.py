"""The first bytes of a database file, read without letting go of the locks that SQLite holds on it.

On POSIX systems a process loses all its locks on a file as soon as it closes any descriptor of it, also one of another
thread: a second program could then write at the same moment, which damages the file
(https://www.sqlite.org/howtocorrupt.html, "POSIX advisory locks"). SQLite knows its own descriptors only. So what is
opened here while it has any file open is closed when it has none, and used again until then.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

__all__ = ["connecting", "head_and_size"]

_HAS_PROCESS_LOCKS = os.name != "nt"
_lock = Lock()
_connections = 0
_kept: dict[tuple[int, int], list[int]] = {}
"""Descriptors by device and file number; more than one where a path came to name a file that is open already."""


@contextmanager
def connecting() -> Iterator[None]:
    """Note that SQLite opens a file, and has it open until the end of the block."""
    global _connections  # noqa: PLW0603 - one count for the process, as the locks are
    with _lock:
        _connections += 1
    try:
        yield
    finally:
        with _lock:
            _connections -= 1
            _close_if_idle()


def head_and_size(path: Path, length: int) -> tuple[bytes, int]:
    """The first bytes of a file, and how many it has in all; raises `OSError` if it cannot be read."""
    if not _HAS_PROCESS_LOCKS:
        with path.open("rb") as handle:
            return handle.read(length), os.fstat(handle.fileno()).st_size
    with _lock:
        try:
            descriptor = _descriptor(path)
            return os.pread(descriptor, length, 0), os.fstat(descriptor).st_size
        finally:
            _close_if_idle()


def _descriptor(path: Path) -> int:
    """A descriptor of the file that a path names now."""
    status = path.stat()
    known = _kept.get((status.st_dev, status.st_ino))
    if known is not None:
        return known[0]
    opened = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    status = os.fstat(opened)  # the path may name another file by now
    _kept.setdefault((status.st_dev, status.st_ino), []).append(opened)
    return opened


def _close_if_idle() -> None:
    while _kept and not _connections:
        for descriptor in _kept.popitem()[1]:
            os.close(descriptor)
