"""Reading the tiles of a file of the user in a thread of its own: a slow file must not block the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.jobs import Jobs
from geo.tiles import TileArchive
from geo.tiles.archive import media_of

__all__ = ["TileReader"]

_MOST_WAITING = 1_000
"""Far more tiles than a screen shows."""

Tile = tuple[str, bytes]


class TileReader(QObject):
    """Reads the tiles of one file, and of another one when that is used in its place."""

    broken = Signal(str)
    """The file cannot be read any more; a sentence for the user."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = Jobs(self, threads=1)
        self._archive: TileArchive | None = None
        self._waiting = self._count = 0

    def use(self, archive: TileArchive | None) -> None:
        """Read another file from now on, or none; the one before is closed once nothing is read from it any more."""
        before, self._archive = self._archive, archive
        if before is None or before is archive:
            return
        before.cancel()
        self._jobs.run("close", before.close, self._end_thread, self._end_thread)

    def _end_thread(self, _closed: object) -> None:
        """The file is closed: nothing is left to do for the thread if there is no other one."""
        if self._archive is None and not self._jobs.is_busy:
            self._jobs.wait()

    def request(self, zoom: int, column: int, row: int, callback: Callable[[Tile | None], None]) -> None:
        """Call back with a tile when it is read; with ``None`` if there is none, or too many wait already."""
        archive = self._archive
        if archive is None or self._waiting >= _MOST_WAITING:
            callback(None)
            return
        self._waiting += 1

        def done(tile: Tile | None) -> None:
            self._waiting -= 1
            callback(tile)
            if archive is self._archive and archive.failure:
                self.broken.emit(archive.failure)

        self._count += 1
        self._jobs.run(
            f"tile {self._count}", lambda: _read(archive, zoom, column, row), done, lambda _message: done(None)
        )

    def wait(self) -> None:
        """Wait until nothing is read."""
        self._jobs.wait()


def _read(archive: TileArchive, zoom: int, column: int, row: int) -> Tile | None:
    tile = archive.tile(zoom, column, row)
    media = media_of(tile, archive.about.kind) if tile else None
    return (media, tile) if tile and media else None
