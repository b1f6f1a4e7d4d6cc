"""The tiles of a base map: from a file of the user, or from the online provider that was chosen."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from geo.tiles import Provider, TileArchive

if TYPE_CHECKING:
    from app.map.online import OnlineTiles
    from app.map.tile_reader import TileReader

__all__ = ["TILE_NAME", "Ground", "TileServer", "tile_of"]

Ground = TileArchive | Provider
TILE_NAME = re.compile(r"tiles/(\d{1,6})/(\d{1,2})/(\d{1,7})/(\d{1,7})")
"""A number that changes with the base map, then zoom level, column and row."""

Tile = tuple[str, bytes]
_DEEPEST_ONLINE = 17


def tile_of(name: str) -> tuple[int, int, int, int] | None:
    """The numbers in the name of a tile; ``None`` for any other name, or a tile that no map has."""
    match = TILE_NAME.fullmatch(name)
    if match is None:
        return None
    stamp, zoom, column, row = map(int, match.groups())
    return (stamp, zoom, column, row) if zoom <= 22 and max(column, row) < 2**zoom else None


class TileServer(QObject):
    """Serves the tiles of the base map that is in use; those of a file are read in another thread."""

    broken = Signal(str)
    """The file cannot be read any more; a sentence for the user."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ground: Ground | None = None
        self._stamp = 0
        self._online: OnlineTiles | None = None
        self._reader: TileReader | None = None

    def use(self, ground: Ground | None) -> None:
        """Serve another base map, or none; the one before is closed."""
        self._read_from(None if isinstance(ground, Provider) else ground)
        if self._online is not None:
            self._online.end()
            self._online = None
        self._ground = ground
        self._stamp += 1
        if isinstance(ground, Provider):
            from app.map.online import OnlineTiles

            self._online = OnlineTiles(ground, self)

    def _read_from(self, archive: TileArchive | None) -> None:
        if self._reader is None and archive is not None:
            from app.map.tile_reader import TileReader

            self._reader = TileReader(self)
            self._reader.broken.connect(self.broken)
        if self._reader is not None:
            self._reader.use(archive)

    def end(self) -> None:
        """Serve nothing any more, and wait until nothing is read."""
        self.use(None)
        if self._reader is not None:
            self._reader.wait()

    def description(self) -> dict[str, Any] | None:
        """The base map as the page needs it: kind, attribution, bounds, zoom levels; ``None`` for the bundled one."""
        ground = self._ground
        if ground is None:
            return None
        if isinstance(ground, Provider):
            about: dict[str, Any] = {"kind": "raster", "attribution": ground.attribution, "bounds": None}
            levels = range(min(ground.max_zoom, _DEEPEST_ONLINE) + 1)
            return about | {"stamp": self._stamp, "levels": list(levels)}
        metadata = ground.about
        bounds = list(metadata.bounds) if metadata.bounds else None
        credit = metadata.attribution or metadata.name
        about = {"kind": metadata.kind, "attribution": credit, "bounds": bounds, "stamp": self._stamp}
        return about | {"levels": list(metadata.levels)}

    def request(self, wanted: tuple[int, int, int, int], callback: Callable[[Tile | None], None]) -> None:
        """Call back with a tile, at once or when it has arrived; with ``None`` if there is none."""
        stamp, zoom, column, row = wanted
        if self._ground is None or stamp != self._stamp:
            callback(None)
        elif self._online is not None:
            self._online.request(zoom, column, row, callback)
        elif self._reader is not None:
            self._reader.request(zoom, column, row, callback)
