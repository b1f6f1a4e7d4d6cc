"""MBTiles: an SQLite database of tiles, opened read-only, whose queries have limits of size, steps and time.

Its tables may be views. Usual ones join a table of places with one of pictures. So a view may read and compare, but it
may call no function beyond a few, nor itself, and what takes too long is stopped.
"""

from __future__ import annotations

import math
import sqlite3
import time
from pathlib import Path
from typing import Any

from geo.errors import FileRefused
from geo.tiles.archive import LARGEST_TILE, MOST_ZOOM, TileFile, described, unpacked

__all__ = ["MBTiles"]

_OPENING_S, _TILE_S = 3.0, 0.5
_STEPS = 2_000
"""Steps of SQLite between two looks at the limits."""
_MOST_LOOKS = 20_000
_MOST_LATE = 3
"""After so many tiles in a row that took too long, no more are read."""
_KINDS = {"png": "raster", "jpg": "raster", "jpeg": "raster", "webp": "raster", "pbf": "vector", "mvt": "vector"}
_METADATA = "SELECT name, value FROM metadata WHERE name IN ('name', 'format', 'bounds', 'attribution') LIMIT 20"
_LONGEST_METADATA = 100_000
_FUNCTIONS = frozenset({"min", "max", "coalesce", "ifnull", "nullif", "abs", "pow", "power"})
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: LARGEST_TILE,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 100,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 50,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}


class MBTiles:
    """An open MBTiles file; raises `FileRefused` if it holds no tiles that can be shown."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._until, self._looks, self._late = math.inf, 0, 0
        self._is_cancelled = self._was_late = False
        self.failure = ""
        try:
            self._connection = _connected(path)
            self._connection.set_progress_handler(self._is_over, _STEPS)
            self._set_limits(_OPENING_S)
            self.about: TileFile = self._described()
        except (sqlite3.Error, ValueError, OverflowError) as error:
            self.close()
            if self._was_late:
                raise FileRefused(
                    f"{path.name} takes too long to be read: is it a map of tiles with an index?"
                ) from error
            raise FileRefused(f"{path.name} is not an MBTiles file, or a damaged one ({str(error)[:80]}).") from error
        except FileRefused:
            self.close()
            raise

    def _described(self) -> TileFile:
        self._connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_METADATA)
        given = dict(self._rows(_METADATA))
        self._connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_TILE)
        levels = self._levels()
        kind = _KINDS.get(str(given.get("format", "png")).lower())
        if kind is None:
            raise FileRefused(
                f"{self._path.name} contains tiles of the format {str(given['format'])[:20]!r}: not supported."
            )
        self._rows("SELECT tile_data FROM tiles WHERE zoom_level = ? LIMIT 1", (levels[0],))
        about = described(self._path, given, kind, levels, str(given.get("bounds", "")).split(","))
        if about.bounds is not None:
            return about
        return described(self._path, given, kind, levels, self._bounds(levels[0]))

    def _levels(self) -> list[int]:
        """The zoom levels that have tiles: one search in the index for each, which no large file makes slow."""
        levels = [
            zoom
            for zoom in range(MOST_ZOOM + 1)
            if self._rows("SELECT 1 FROM tiles WHERE zoom_level = ? LIMIT 1", (zoom,))
        ]
        beyond = self._rows(
            "SELECT zoom_level FROM tiles WHERE zoom_level BETWEEN ? AND 1000 LIMIT 1", (MOST_ZOOM + 1,)
        )
        if not levels and not beyond:
            raise FileRefused(f"{self._path.name} contains no tiles.")
        return levels + [int(row[0]) for row in beyond]

    def _bounds(self, zoom: int) -> tuple[float, float, float, float] | None:
        """West, south, east and north of the tiles of a level; ``None`` if they are too many to be searched."""
        query = (
            "SELECT min(tile_column), max(tile_column), min(tile_row), max(tile_row) FROM tiles WHERE zoom_level = ?"
        )
        try:
            left, right, bottom, top = (int(side) for side in self._rows(query, (zoom,))[0])
        except (sqlite3.Error, TypeError, ValueError):
            return None
        side = 2**zoom
        if not (0 <= left <= right < side and 0 <= bottom <= top < side):
            return None
        return _lon(left, zoom), _lat(bottom, zoom), _lon(right + 1, zoom), _lat(top + 1, zoom)

    # limits

    def _set_limits(self, most_s: float) -> None:
        self._until, self._looks, self._was_late = time.monotonic() + most_s, 0, False

    def _is_over(self) -> bool:
        self._looks += 1
        self._was_late = time.monotonic() > self._until or self._looks > _MOST_LOOKS
        return self._was_late or self._is_cancelled

    def _rows(self, query: str, values: tuple[Any, ...] = ()) -> list[Any]:
        return self._connection.execute(query, values).fetchall()

    # tiles

    def tile(self, zoom: int, column: int, row: int) -> bytes | None:
        """One tile, rows counted from the north, decompressed; ``None`` if there is none, or it cannot be read."""
        if self._is_cancelled or self.failure:
            return None
        query = "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ? LIMIT 1"
        self._set_limits(_TILE_S)
        try:
            found = self._rows(query, (zoom, column, 2**zoom - 1 - row))  # MBTiles counts rows from the south
        except (sqlite3.Error, OverflowError):
            self._note_late()
            return None
        self._late = 0
        return unpacked(found[0][0]) if found and isinstance(found[0][0], bytes) else None

    def _note_late(self) -> None:
        self._late = self._late + 1 if self._was_late else 0
        if self._late >= _MOST_LATE:
            self.failure = f"{self._path.name} takes too long to be read."

    def cancel(self) -> None:
        """Stop reading: the tile that is being read, and all later ones, are ``None``."""
        self._is_cancelled = True

    def close(self) -> None:
        """Close the file."""
        if hasattr(self, "_connection"):
            self._connection.close()


def _connected(path: Path) -> sqlite3.Connection:
    """A connection that changes nothing, maps no memory, and allows no statement but a query."""
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
    for setting in ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0", "cache_size = -8192"):
        connection.execute(f"PRAGMA {setting}")
    for limit, most in _LIMITS.items():
        connection.setlimit(limit, most)
    connection.set_authorizer(_allows)
    return connection


def _allows(action: int, _first: str | None, second: str | None, _database: str | None, _view: str | None) -> int:
    if action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ):
        return sqlite3.SQLITE_OK
    is_known = action == sqlite3.SQLITE_FUNCTION and str(second).lower() in _FUNCTIONS
    return sqlite3.SQLITE_OK if is_known else sqlite3.SQLITE_DENY


def _lon(column: int, zoom: int) -> float:
    return column / (1 << zoom) * 360.0 - 180.0


def _lat(row_from_south: int, zoom: int) -> float:
    """The latitude of the southern edge of a row."""
    return math.degrees(math.atan(math.sinh(math.pi * (2 * row_from_south / (1 << zoom) - 1))))
