"""What a file of tiles says of itself, and one tile of it: raster pictures, or vector tiles as Mapbox defined them."""

from __future__ import annotations

import html
import re
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from geo.errors import FileRefused

__all__ = ["MOST_ZOOM", "SUFFIXES", "TileArchive", "TileFile", "described", "media_of", "open_archive", "plain_text"]

SUFFIXES = (".mbtiles", ".pmtiles")
MOST_ZOOM = 22
LARGEST_TILE = 8 * 2**20
_PICTURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
_GZIP = b"\x1f\x8b"
_TAGS = re.compile(r"<[^>]*>")
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class TileFile:
    """What a file of tiles says of itself.

    Attributes
    ----------
    name, attribution
        As plain text; blank if it says nothing.
    kind
        ``raster`` or ``vector``.
    min_zoom, max_zoom
        The levels that it holds.
    bounds
        West, south, east and north in degrees; ``None`` if it does not say.
    """

    name: str
    attribution: str
    kind: str
    min_zoom: int
    max_zoom: int
    bounds: tuple[float, float, float, float] | None = None


class TileArchive(Protocol):
    """An open file of tiles."""

    @property
    def about(self) -> TileFile:
        """What it says of itself."""

    def tile(self, zoom: int, column: int, row: int) -> bytes | None:
        """One tile, counted from the north-west, unpacked; ``None`` if there is none."""

    def close(self) -> None:
        """Let go of the file."""


def open_archive(path: Path) -> TileArchive:
    """A file of tiles by its content; raises `FileRefused` for what is none, or holds tiles that cannot be shown."""
    try:
        with path.open("rb") as handle:
            head = handle.read(16)
    except OSError as fault:
        raise FileRefused(f"{path} cannot be read: {fault.strerror or fault}.") from fault
    if head.startswith(b"SQLite format 3\0"):
        from geo.tiles.mbtiles import MBTiles

        return MBTiles(path)
    if head.startswith(b"PMTiles"):
        from geo.tiles.pmtiles import PMTilesFile

        return PMTilesFile(path)
    raise FileRefused(f"{path.name} is no file of tiles. Choose an MBTiles or PMTiles file.")


def described(path: Path, given: dict[str, Any], kind: str, zooms: tuple[Any, Any], bounds: Any) -> TileFile:
    """What a file says of itself, checked; raises `FileRefused` for levels that no map has."""
    try:
        low, high = int(zooms[0]), int(zooms[1])
    except (TypeError, ValueError):
        low, high = 0, 14
    if not 0 <= low <= high <= MOST_ZOOM:
        raise FileRefused(f"{path.name} says that it holds the zoom levels {low} to {high}. Get another copy of it.")
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
    """The words of a text that may hold markup, as attributions do."""
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
    """A tile without its compression; ``None`` if it is damaged or would grow beyond all measure."""
    if not tile.startswith(_GZIP):
        return tile
    machine = zlib.decompressobj(wbits=31)
    try:
        found = machine.decompress(tile, LARGEST_TILE)
    except zlib.error:
        return None
    return found if machine.eof else None
