"""What every archive of map tiles has: its metadata, checked, and single tiles, raster or vector (Mapbox format)."""

from __future__ import annotations

import html
import re
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from geo.errors import FileRefused

__all__ = ["MOST_ZOOM", "SUFFIXES", "TileArchive", "TileFile", "described", "media_of", "plain_text", "unpacked"]

SUFFIXES = (".mbtiles", ".pmtiles")
MOST_ZOOM = 22
LARGEST_TILE = 8 * 2**20
_PICTURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
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
    min_zoom, max_zoom
        The zoom levels that it contains.
    bounds
        West, south, east and north in degrees; ``None`` if the file does not state them.
    """

    name: str
    attribution: str
    kind: str
    min_zoom: int
    max_zoom: int
    bounds: tuple[float, float, float, float] | None = None


class TileArchive(Protocol):
    """An open archive of tiles."""

    @property
    def about(self) -> TileFile:
        """Its metadata."""

    def tile(self, zoom: int, column: int, row: int) -> bytes | None:
        """One tile, rows counted from the north, decompressed; ``None`` if there is none."""

    def close(self) -> None:
        """Close the file."""


def described(path: Path, given: dict[str, Any], kind: str, zooms: tuple[Any, Any], bounds: Any) -> TileFile:
    """The metadata of a file, checked; raises `FileRefused` for zoom levels that no map has."""
    try:
        low, high = int(zooms[0]), int(zooms[1])
    except (TypeError, ValueError):
        low, high = 0, 14
    if not 0 <= low <= high <= MOST_ZOOM:
        raise FileRefused(f"{path.name} states the zoom levels {low} to {high}. Get another copy of it.")
    name = plain_text(str(given.get("name") or "")) or path.stem
    return TileFile(name, plain_text(str(given.get("attribution") or "")), kind, low, high, _bounds(bounds))


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
    """The media type of a tile; ``None`` for what is neither a picture nor, in a vector file, a vector tile."""
    for magic, media in _PICTURES.items():
        if tile.startswith(magic):
            return media
    if tile[:4] == b"RIFF" and tile[8:12] == b"WEBP":
        return "image/webp"
    return "application/x-protobuf" if kind == "vector" else None


def unpacked(tile: bytes) -> bytes | None:
    """A tile decompressed; ``None`` if it is damaged or larger than `LARGEST_TILE` then."""
    if not tile.startswith(_GZIP):
        return tile
    decompressor = zlib.decompressobj(wbits=31)
    try:
        found = decompressor.decompress(tile, LARGEST_TILE)
    except zlib.error:
        return None
    return found if decompressor.eof else None
