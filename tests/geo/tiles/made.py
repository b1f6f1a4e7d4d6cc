"""Small tile archives, made according to the specifications."""

from __future__ import annotations

import gzip
import math
import sqlite3
import struct
import zlib
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer


def png(colour: tuple[int, int, int], side: int = 256) -> bytes:
    """A PNG image of one colour."""
    rows = b"".join(b"\0" + bytes(colour) * side for _ in range(side))

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def _varint(value: int) -> bytes:
    out = b""
    while value > 127:
        out += bytes((value & 127 | 128,))
        value >>= 7
    return out + bytes((value,))


def _field(number: int, body: bytes) -> bytes:
    return _varint(number << 3 | 2) + _varint(len(body)) + body


def vector_tile(layer: str = "water", extent: int = 4096) -> bytes:
    """A vector tile with one square in its middle."""

    def zigzag(value: int) -> int:
        return value * 2 if value >= 0 else -value * 2 - 1

    low, size = extent // 4, extent // 2
    steps = [1 << 3 | 1, zigzag(low), zigzag(low), 3 << 3 | 2]
    steps += [zigzag(v) for v in (size, 0, 0, size, -size, 0)] + [1 << 3 | 7]
    feature = _varint(3 << 3) + _varint(3) + _field(4, b"".join(map(_varint, steps)))
    body = _field(1, layer.encode()) + _field(2, feature) + _varint(5 << 3) + _varint(extent)
    return _field(3, body + _varint(15 << 3) + _varint(2))


def tiles_over(lon: float, lat: float, zooms: Iterable[int], around: int = 3) -> list[tuple[int, int, int]]:
    """The tiles around a point, of each level."""
    tiles = []
    for zoom in zooms:
        n = 2**zoom
        x = int((lon + 180) / 360 * n)
        y = int((0.5 - math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)) / (2 * math.pi)) * n)
        tiles += [
            (zoom, x + i, y + j)
            for i in range(-around, around + 1)
            for j in range(-around, around + 1)
            if 0 <= x + i < n and 0 <= y + j < n
        ]
    return tiles


def mbtiles(path: Path, tiles: dict[tuple[int, int, int], bytes], **metadata: Any) -> Path:
    """An MBTiles file with these tiles."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
        connection.execute(
            "CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB)"
        )
        connection.executemany("INSERT INTO metadata VALUES (?, ?)", metadata.items())
        rows = [(z, x, 2**z - 1 - y, body) for (z, x, y), body in tiles.items()]
        connection.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", rows)
        connection.commit()
    return path


def pmtiles(path: Path, tiles: dict[tuple[int, int, int], bytes], kind: TileType, **metadata: Any) -> Path:
    """A PMTiles file with these tiles."""
    packed = kind == TileType.MVT
    with path.open("wb") as handle:
        writer = Writer(handle)
        for (z, x, y), body in sorted(tiles.items(), key=lambda item: zxy_to_tileid(*item[0])):
            writer.write_tile(zxy_to_tileid(z, x, y), gzip.compress(body) if packed else body)
        zooms = [z for z, _, _ in tiles]
        header = {
            "tile_type": kind,
            "tile_compression": Compression.GZIP if packed else Compression.NONE,
            "min_zoom": min(zooms), "max_zoom": max(zooms), "min_lon_e7": 600000000, "min_lat_e7": 230000000,
            "max_lon_e7": 760000000, "max_lat_e7": 380000000, "center_zoom": 6, "center_lon_e7": 0, "center_lat_e7": 0,
        }  # fmt: skip
        writer.finalize(header, metadata)
    return path
