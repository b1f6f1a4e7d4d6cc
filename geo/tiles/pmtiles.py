"""PMTiles: one file with directories of its tiles; the door to the library of that name.

The library reads the header and numbers the tiles. Directories and metadata are read here: the library unpacks them
without a limit. The file is read, not mapped into memory: a mapped file that shrinks ends the process.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from pathlib import Path
from threading import Lock
from typing import Any

from geo.errors import FileRefused
from geo.tiles.archive import LARGEST_TILE, MOST_ZOOM, TileFile, described, unpacked, unzipped
from geo.tiles.directory import MOST_UNPACKED, Directory, zoom_of

__all__ = ["PMTilesFile"]

_HEADER = 127
_DEEPEST = 4
"""Directories from the root to a tile; the format allows no more."""
_MOST_CACHED = 500_000
"""Entries of all directories in memory."""
_LARGEST_METADATA = 4 * 2**20
_KINDS = {"MVT": "vector", "PNG": "raster", "JPEG": "raster", "WEBP": "raster"}
_PACKED = {"NONE": False, "GZIP": True}


class PMTilesFile:
    """An open PMTiles file (version 3); raises `FileRefused` if it holds no tiles that can be shown."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._is_cancelled = False
        self.failure = ""
        self._cache: OrderedDict[tuple[int, int], Directory] = OrderedDict()
        self._handle = path.open("rb")
        try:
            self.about: TileFile = self._described()
        except FileRefused:
            self.close()
            raise
        except Exception as error:
            self.close()
            raise FileRefused(f"{path.name} is not a PMTiles file, or a damaged one ({str(error)[:80]}).") from error

    def _described(self) -> TileFile:
        from pmtiles.tile import deserialize_header

        header: Any = deserialize_header(self._bytes(0, _HEADER))
        self._header = header
        kind = _KINDS.get(header["tile_type"].name)
        if kind is None:
            raise FileRefused(
                f"{self._path.name} contains tiles of the format {header['tile_type'].name}: not supported."
            )
        for part in ("internal_compression", "tile_compression"):
            if header[part].name not in (*_PACKED, "UNKNOWN"):
                raise FileRefused(f"{self._path.name} is compressed with {header[part].name}: not supported.")
        self._is_packed = _PACKED.get(header["internal_compression"].name, True)
        return described(self._path, self._metadata(), kind, self._levels(), _box(header))

    def _metadata(self) -> dict[str, Any]:
        """What the file says about itself; nothing if that is too long."""
        length = self._header["metadata_length"]
        if length > _LARGEST_METADATA:
            return {}
        content: bytes | None = self._bytes(self._header["metadata_offset"], length)
        if content and self._is_packed:
            content = unzipped(content, _LARGEST_METADATA)  # nothing if it is too long then
        given = json.loads(content) if content else {}
        return given if isinstance(given, dict) else {}

    def _levels(self) -> list[int]:
        """The zoom levels that the file states, as far as it has tiles of them."""
        stated = [self._header["min_zoom"], self._header["max_zoom"]]
        if not 0 <= stated[0] <= stated[1] <= MOST_ZOOM:
            return stated
        root = self._directory(self._header["root_offset"], self._header["root_length"])
        lowest = max(stated[0], zoom_of(root.first_id))
        highest = min(stated[1], zoom_of(self._last_id(root)))
        if lowest > highest:
            raise ValueError("no tiles of the zoom levels that it states")
        return list(range(lowest, highest + 1))

    def _last_id(self, directory: Directory) -> int:
        """The number of the last tile below a directory."""
        for _ in range(_DEEPEST):
            entry = directory.find(directory.last_id)
            if entry is None or not entry.is_directory:
                break
            directory = self._leaf(entry.offset, entry.length)
        return directory.last_id

    # bytes

    def _bytes(self, offset: int, length: int) -> bytes:
        if length > LARGEST_TILE:
            raise ValueError("a part that is too long")
        with self._lock:
            self._handle.seek(offset)
            content = self._handle.read(length)
        if len(content) < length:
            raise ValueError("a part that is cut off")
        return content

    def _leaf(self, offset: int, length: int) -> Directory:
        return self._directory(self._header["leaf_directory_offset"] + offset, length)

    def _directory(self, offset: int, length: int) -> Directory:
        """A directory from the cache, or read; the ones that were not used for longest are forgotten."""
        key = (offset, length)
        directory = self._cache.pop(key, None)
        if directory is None:
            if length > MOST_UNPACKED:
                raise ValueError("a directory that is too large")
            directory = Directory(self._bytes(offset, length), is_packed=self._is_packed)
        self._cache[key] = directory
        while sum(map(len, self._cache.values())) > _MOST_CACHED and len(self._cache) > 1:
            self._cache.popitem(last=False)
        return directory

    # tiles

    def tile(self, zoom: int, column: int, row: int) -> bytes | None:
        """One tile, rows counted from the north, decompressed; ``None`` if there is none, or it cannot be read."""
        if self._is_cancelled:
            return None
        from pmtiles.tile import zxy_to_tileid

        try:
            packed = self._packed(zxy_to_tileid(zoom, column, row))
        except (OSError, ValueError, OverflowError):
            return None
        return unpacked(packed) if packed else None

    def _packed(self, tile_id: int) -> bytes | None:
        directory = self._directory(self._header["root_offset"], self._header["root_length"])
        for _ in range(_DEEPEST):
            entry = directory.find(tile_id)
            if entry is None or self._is_cancelled:
                return None
            if not entry.is_directory:
                return self._bytes(self._header["tile_data_offset"] + entry.offset, entry.length)
            directory = self._leaf(entry.offset, entry.length)
        return None

    def cancel(self) -> None:
        """Stop reading: all later tiles are ``None``."""
        self._is_cancelled = True

    def close(self) -> None:
        """Close the file."""
        self._handle.close()


def _box(header: dict[str, Any]) -> list[float]:
    return [header[f"{side}_e7"] / 1e7 for side in ("min_lon", "min_lat", "max_lon", "max_lat")]
