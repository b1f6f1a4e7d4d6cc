"""MBTiles: an SQLite database of tiles, opened read-only; each query has a time limit, and no code in it is run."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from typing import Any

from geo.errors import FileRefused
from geo.tiles.archive import LARGEST_TILE, TileFile, described, unpacked

__all__ = ["MBTiles"]

_LONGEST_S = 0.5
_STEPS = 2_000
_KINDS = {"png": "raster", "jpg": "raster", "jpeg": "raster", "webp": "raster", "pbf": "vector", "mvt": "vector"}


class MBTiles:
    """An open MBTiles file; raises `FileRefused` if it holds no tiles that can be shown."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._until = 0.0
        try:
            uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
            self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
            self._connection.execute("PRAGMA trusted_schema = OFF")
            self._connection.set_progress_handler(self._is_late, _STEPS)  # a table may be a view that never ends
            given = dict(self._rows("SELECT name, value FROM metadata LIMIT 200"))
            levels = self._rows("SELECT min(zoom_level), max(zoom_level) FROM tiles")[0]
        except (sqlite3.Error, ValueError) as error:
            raise FileRefused(f"{path.name} is not an MBTiles file, or a damaged one ({str(error)[:80]}).") from error
        if levels[0] is None:
            raise FileRefused(f"{path.name} contains no tiles.")
        kind = _KINDS.get(str(given.get("format", "png")).lower())
        if kind is None:
            raise FileRefused(f"{path.name} contains tiles of the format {str(given['format'])[:20]!r}: not supported.")
        bounds = str(given.get("bounds", "")).split(",")
        self.about: TileFile = described(path, given, kind, (levels[0], levels[1]), bounds)

    def _rows(self, query: str, values: tuple[Any, ...] = ()) -> list[Any]:
        self._until = time.monotonic() + _LONGEST_S
        return self._connection.execute(query, values).fetchall()

    def _is_late(self) -> bool:
        return time.monotonic() > self._until

    def tile(self, zoom: int, column: int, row: int) -> bytes | None:
        """One tile, rows counted from the north, decompressed; ``None`` if there is none, or it cannot be read."""
        query = "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ? LIMIT 1"
        try:
            found = self._rows(query, (zoom, column, 2**zoom - 1 - row))  # MBTiles counts rows from the south
        except sqlite3.Error:
            return None
        if not found or not isinstance(found[0][0], bytes) or len(found[0][0]) > LARGEST_TILE:
            return None
        return unpacked(found[0][0])

    def close(self) -> None:
        """Close the file."""
        self._connection.close()
