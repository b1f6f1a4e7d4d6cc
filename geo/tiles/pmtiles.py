"""PMTiles: one file with a directory of tiles; the door to the library of that name."""

from __future__ import annotations

import mmap
from pathlib import Path
from typing import Any

from geo.errors import FileRefused
from geo.tiles.archive import LARGEST_TILE, TileFile, described, unpacked

__all__ = ["PMTilesFile"]

_HEADER = 127
_KINDS = {"MVT": "vector", "PNG": "raster", "JPEG": "raster", "WEBP": "raster"}


class PMTilesFile:
    """An open PMTiles file (version 3); raises `FileRefused` if it holds no tiles that can be shown."""

    def __init__(self, path: Path) -> None:
        from pmtiles.reader import Reader

        self._path = path
        try:
            with path.open("rb") as handle:
                self._content = mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ)
            self._reader: Any = _new(Reader, self._bytes)
            header = self._reader.header()
            given = self._reader.metadata()
        except Exception as error:
            raise FileRefused(f"{path.name} is not a PMTiles file, or a damaged one ({str(error)[:80]}).") from error
        kind = _KINDS.get(header["tile_type"].name)
        if kind is None:
            raise FileRefused(f"{path.name} contains tiles of the format {header['tile_type'].name}: not supported.")
        self.about: TileFile = described(
            path, _named(given), kind, (header["min_zoom"], header["max_zoom"]), _box(header)
        )

    def _bytes(self, offset: int, length: int) -> bytes:
        if length > LARGEST_TILE * 4:
            raise ValueError("a part that is too long")
        return self._content[offset : offset + length]

    def tile(self, zoom: int, column: int, row: int) -> bytes | None:
        """One tile, rows counted from the north, decompressed; ``None`` if there is none, or it cannot be read."""
        try:
            found = self._reader.get(zoom, column, row)
        except Exception:  # noqa: BLE001 - the library raises bare exceptions
            return None
        return unpacked(found) if found and len(found) <= LARGEST_TILE else None

    def close(self) -> None:
        """Close the file."""
        self._content.close()


def _new(made_by: Any, *given: Any) -> Any:
    """An object of a class of the library, which has no type annotations."""
    return made_by(*given)


def _named(given: Any) -> dict[str, Any]:
    return given if isinstance(given, dict) else {}


def _box(header: dict[str, Any]) -> list[float]:
    return [header[f"{side}_e7"] / 1e7 for side in ("min_lon", "min_lat", "max_lon", "max_lat")]
