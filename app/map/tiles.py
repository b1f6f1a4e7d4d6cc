"""The tiles of a base map: from a file of the user, or from the online provider that was chosen."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from geo.tiles import Provider, TileArchive
from geo.tiles.archive import media_of

if TYPE_CHECKING:
    from app.map.online import OnlineTiles

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
    """Serves the tiles of the base map that is in use."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ground: Ground | None = None
        self._stamp = 0
        self._online: OnlineTiles | None = None

    def use(self, ground: Ground | None) -> None:
        """Serve another base map, or none; the one before is closed."""
        if self._ground is not None and not isinstance(self._ground, Provider) and self._ground is not ground:
            self._ground.close()
        if self._online is not None:
            self._online.end()
            self._online = None
        self._ground = ground
        self._stamp += 1
        if isinstance(ground, Provider):
            from app.map.online import OnlineTiles

            self._online = OnlineTiles(ground, self)

    def description(self) -> dict[str, Any] | None:
        """The base map as the page needs it: kind, attribution, bounds, zoom levels; ``None`` for the bundled one."""
        ground = self._ground
        if ground is None:
            return None
        if isinstance(ground, Provider):
            about: dict[str, Any] = {"kind": "raster", "attribution": ground.attribution, "bounds": None}
            return about | {"stamp": self._stamp, "min": 0, "max": min(ground.max_zoom, _DEEPEST_ONLINE)}
        metadata = ground.about
        bounds = list(metadata.bounds) if metadata.bounds else None
        credit = metadata.attribution or metadata.name
        about = {"kind": metadata.kind, "attribution": credit, "bounds": bounds, "stamp": self._stamp}
        return about | {"min": metadata.min_zoom, "max": metadata.max_zoom}

    def request(self, wanted: tuple[int, int, int, int], callback: Callable[[Tile | None], None]) -> None:
        """Call back with a tile, at once or when it has arrived; with ``None`` if there is none."""
        stamp, zoom, column, row = wanted
        if self._ground is None or stamp != self._stamp:
            callback(None)
        elif self._online is not None:
            self._online.request(zoom, column, row, callback)
        elif not isinstance(self._ground, Provider):
            tile = self._ground.tile(zoom, column, row)
            media = media_of(tile, self._ground.about.kind) if tile else None
            callback((media, tile) if tile and media else None)
