"""What every archive of map tiles has: its metadata, checked, and single tiles, raster or vector (Mapbox format).

An archive is a file from anywhere: whatever it unpacks to, computes or refers to has a limit of size, steps or time.
"""

from __future__ import annotations

import html
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from geo.errors import FileRefused
from geo.tiles.pictures import media_of_picture

__all__ = [
    "MOST_ZOOM",
    "SUFFIXES",
    "TileArchive",
    "TileFile",
    "described",
    "media_of",
    "plain_text",
    "unpacked",
    "unzipped",
]

SUFFIXES = (".mbtiles", ".pmtiles")
MOST_ZOOM = 22
LARGEST_TILE = 8 * 2**20
LARGEST_VECTOR_TILE = 2 * 2**20
"""Vector tiles are drawn by a script, which would block the page for many seconds with a larger one."""
_GZIP = b"\x1f\x8b"
_TAGS = re.compile(r"<[^>]*>")
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class TileFile:
    """The metadata of an archive of tiles.

    Attributes
    ----------
    name, attribution
        As plain text; blank if the file does not state it.
    kind
        ``raster`` or ``vector``.
    levels
        The zoom levels that have tiles, ascending.
    bounds
        West, south, east and north in degrees; ``None`` if they are neither stated nor found in the index of tiles.
    """

    name: str
    attribution: str
    kind: str
    levels: tuple[int, ...]
    bounds: tuple[float, float, float, float] | None = None

    @property
    def min_zoom(self) -> int:
        """The lowest zoom level that has tiles."""
        return self.levels[0]

    @property
    def max_zoom(self) -> int:
        """The highest zoom level that has tiles."""
        return self.levels[-1]


class TileArchive(Protocol):
    """An open archive of tiles. One thread reads it; `cancel` may be called from another one."""

    @property
    def about(self) -> TileFile:
        """Its metadata."""

    @property
    def failure(self) -> str:
        """Why no more tiles are read from it, as a sentence; blank while they are."""

    def tile(self, zoom: int, column: int, row: int) -> bytes | None:
        """One tile, rows counted from the north, decompressed; ``None`` if there is none."""

    def cancel(self) -> None:
        """Stop reading: the tile that is being read, and all later ones, are ``None``."""

    def close(self) -> None:
        """Close the file."""


def described(path: Path, given: dict[str, Any], kind: str, levels: Sequence[int], bounds: Any) -> TileFile:
    """The metadata of a file, checked; raises `FileRefused` for zoom levels that no map has."""
    if not levels or not 0 <= levels[0] <= levels[-1] <= MOST_ZOOM:
        stated = f"{levels[0]} to {levels[-1]}" if levels else "none"
        raise FileRefused(f"{path.name} states the zoom levels {stated}. Get another copy of it.")
    name = plain_text(str(given.get("name") or "")) or path.stem
    return TileFile(name, plain_text(str(given.get("attribution") or "")), kind, tuple(levels), _bounds(bounds))


def _bounds(given: Any) -> tuple[float, float, float, float] | None:
    try:
        west, south, east, north = (float(side) for side in given)
    except (TypeError, ValueError):
        return None
    sound = -180 <= west < east <= 180 and -90 <= south < north <= 90
    return (west, south, east, north) if sound else None


def plain_text(markup: str) -> str:
    """A text that may contain markup, as attributions do, without it."""
    return " ".join(html.unescape(_TAGS.sub(" ", markup)).split())[:_LONGEST]


def media_of(tile: bytes, kind: str) -> str | None:
    """The media type of a tile.

    ``None`` for what is neither a picture of a fit size nor, in a vector file, a vector tile.
    """
    if kind == "vector":
        return "application/x-protobuf" if len(tile) <= LARGEST_VECTOR_TILE else None
    return media_of_picture(tile)


def unpacked(tile: bytes) -> bytes | None:
    """A tile decompressed; ``None`` if it is damaged or larger than `LARGEST_TILE` then."""
    return unzipped(tile, LARGEST_TILE) if tile.startswith(_GZIP) else tile


def unzipped(content: bytes, most: int) -> bytes | None:
    """Bytes in the format of gzip decompressed; ``None`` if they are damaged or more than ``most`` then."""
    decompressor = zlib.decompressobj(wbits=31)
    try:
        plain = decompressor.decompress(content, most)
    except zlib.error:
        return None
    return plain if decompressor.eof else None
