"""Hostile archives of tiles: every one is refused or gives no tile, within limits of size, steps and time."""

from __future__ import annotations

import gzip
import io
import os
import resource
import sqlite3
import struct
import time
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pmtiles.tile import Compression, Entry, TileType, find_tile, serialize_directory, serialize_header, zxy_to_tileid

from geo.errors import FileRefused
from geo.tiles import open_archive
from geo.tiles.archive import LARGEST_VECTOR_TILE, media_of
from geo.tiles.directory import MOST_UNPACKED, Directory, zoom_of
from geo.tiles.pictures import MOST_PIXELS, media_of_picture, size_of_picture
from tests.geo.tiles.made import mbtiles, pmtiles, png, tiles_over, vector_tile

TILE = (6, 44, 25)
RED = png((200, 30, 30))
TOWN = (71.58, 34.01)


@contextmanager
def within(seconds: float, megabytes: float = 200) -> Iterator[None]:
    """Fail a block that takes longer, or more memory."""
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    assert time.monotonic() - began < seconds
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < megabytes


def opened_tile(path: Path, tile: tuple[int, int, int] = TILE) -> bytes | None:
    archive = open_archive(path)
    try:
        return archive.tile(*tile)
    finally:
        archive.close()


# MBTiles

VIEWS = {
    "an endless one": "WITH RECURSIVE n(v) AS (SELECT 1 UNION ALL SELECT v FROM n) SELECT v AS zoom_level, "
    "1 AS tile_column, 1 AS tile_row, x'00' AS tile_data FROM n",
    "endless data": "SELECT 6 AS zoom_level, 44 AS tile_column, 38 AS tile_row, (WITH RECURSIVE n(v) AS (SELECT 1 "
    "UNION ALL SELECT v + 1 FROM n) SELECT v FROM n WHERE v < 0) AS tile_data",
    "a product": "SELECT a.v % 7 AS zoom_level, b.v AS tile_column, c.v AS tile_row, x'00' AS tile_data "
    "FROM many a, many b, many c WHERE a.v + b.v + c.v < 0 OR a.v = 9999",
    "huge data": "SELECT 6 AS zoom_level, 44 AS tile_column, 38 AS tile_row, zeroblob(900000000) AS tile_data",
    "a pattern": "SELECT 6 AS zoom_level, 44 AS tile_column, 38 AS tile_row, "
    "(SELECT printf('%.9000c', 'a') LIKE '%a%a%a%a%a%a%a%a%a%a%a%ab') AS tile_data",
    "a file": "SELECT 6 AS zoom_level, 44 AS tile_column, 38 AS tile_row, readfile('/etc/hostname') AS tile_data",
    "joined text": "SELECT 6 AS zoom_level, 44 AS tile_column, 38 AS tile_row, "
    "(SELECT group_concat(hex(a.v)) FROM many a, many b) AS tile_data",
}


def with_view(path: Path, view: str) -> Path:
    mbtiles(path, {TILE: RED}, format="png")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE tiles")
        connection.execute("CREATE TABLE many (v INTEGER)")
        connection.executemany("INSERT INTO many VALUES (?)", ((k,) for k in range(3_000)))
        connection.execute(f"CREATE VIEW tiles AS {view}")
        connection.commit()
    return path


@pytest.mark.parametrize("view", VIEWS.values(), ids=list(VIEWS))
def test_a_view_that_computes_is_refused(tmp_path: Path, view: str) -> None:
    path = with_view(tmp_path / "a.mbtiles", view)
    with within(8), pytest.raises(FileRefused):
        open_archive(path)


def test_a_view_that_joins_places_and_pictures_is_read(tmp_path: Path) -> None:
    path = mbtiles(tmp_path / "a.mbtiles", {}, format="png")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE tiles")
        connection.execute("CREATE TABLE map (zoom_level, tile_column, tile_row, tile_id)")
        connection.execute("CREATE TABLE images (tile_data, tile_id)")
        connection.execute("CREATE VIEW tiles AS SELECT zoom_level, tile_column, tile_row, tile_data FROM map "
                           "JOIN images ON images.tile_id = map.tile_id")  # fmt: skip
        connection.execute("INSERT INTO map VALUES (6, 44, 38, 'a')")
        connection.execute("INSERT INTO images VALUES (?, 'a')", (RED,))
        connection.commit()
    assert opened_tile(path) == RED


SLOW_TILES = """
CREATE VIEW tiles AS SELECT 6 AS zoom_level, 44 AS tile_column, 38 AS tile_row, x'00' AS tile_data
UNION ALL SELECT 6, a.v + 45, a.v + b.v + c.v, x'00' FROM many a, many b, many c
"""


def test_a_file_whose_tiles_take_too_long_gives_up(tmp_path: Path) -> None:
    path = with_view(tmp_path / "a.mbtiles", SLOW_TILES.partition(" AS ")[2])
    with within(8):
        archive = open_archive(path)
        for row in range(50, 54):
            assert archive.tile(6, 63, row) is None
    assert "takes too long" in archive.failure
    with within(0.2):
        assert archive.tile(6, 63, 55) is None
    archive.close()


def test_a_cancelled_file_gives_no_tiles(tmp_path: Path) -> None:
    for path in (
        mbtiles(tmp_path / "a.mbtiles", {TILE: RED}, format="png"),
        pmtiles(tmp_path / "a.pmtiles", {TILE: RED}, TileType.PNG),
    ):
        archive = open_archive(path)
        archive.cancel()
        assert archive.tile(*TILE) is None
        archive.close()


def test_large_values_of_a_database_are_not_read(tmp_path: Path) -> None:
    path = mbtiles(tmp_path / "a.mbtiles", {TILE: RED, (6, 45, 25): bytes(30_000_000)}, format="png")
    with within(2, 60):
        assert opened_tile(path, (6, 45, 25)) is None
    path = mbtiles(tmp_path / "b.mbtiles", {TILE: RED}, format="png", name="x" * 30_000_000, json="y" * 30_000_000)
    with within(2, 60), pytest.raises(FileRefused):
        open_archive(path)


def test_levels_and_bounds_come_from_the_index_of_tiles(tmp_path: Path) -> None:
    tiles = dict.fromkeys(tiles_over(*TOWN, (12, 13, 15)), RED)
    for stated in ({}, {"bounds": ""}, {"bounds": "0,0,0,0"}, {"bounds": "a,b"}, {"minzoom": "0", "maxzoom": "22"}):
        path = mbtiles(tmp_path / f"{len(str(stated))}.mbtiles", tiles, format="png", **stated)
        archive = open_archive(path)
        assert archive.about.levels == (12, 13, 15)
        west, south, east, north = archive.about.bounds or (0, 0, 0, 0)
        assert TOWN[0] - 0.5 < west < TOWN[0] < east < TOWN[0] + 0.5
        assert TOWN[1] - 0.5 < south < TOWN[1] < north < TOWN[1] + 0.5
        archive.close()
        path.unlink()


# PMTiles


def varint(value: int) -> bytes:
    out = b""
    while value > 127:
        out += bytes((value & 127 | 128,))
        value >>= 7
    return out + bytes((value,))


def raw_pmtiles(path: Path, root: bytes, metadata: bytes = b"{}", leaves: bytes = b"", **header: object) -> Path:
    """A PMTiles file with these parts as they stand, packed with gzip already."""
    metadata = gzip.compress(metadata) if metadata[:2] != b"\x1f\x8b" else metadata
    at = 127
    places = {}
    for name, part in (("root", root), ("metadata", metadata), ("leaf_directory", leaves), ("tile_data", RED)):
        places |= {f"{name}_offset": at, f"{name}_length": len(part)}
        at += len(part)
    content = serialize_header({
        **places, "clustered": True, "internal_compression": Compression.GZIP, "tile_compression": Compression.NONE,
        "tile_type": TileType.PNG, "min_zoom": 0, "max_zoom": 14, **header,
    })  # type: ignore[typeddict-item]  # fmt: skip
    path.write_bytes(content + root + metadata + leaves + RED)
    return path


ZEROS = gzip.compress(bytes(60_000_000), 1)
MANY = gzip.compress(varint(15_000_000) + b"\x01" * 60_000_000, 1)
ROOT = serialize_directory([Entry(zxy_to_tileid(*TILE), 0, len(RED), 1)])


@pytest.mark.parametrize(
    "root",
    [ZEROS, MANY, gzip.compress(b""), gzip.compress(b"\x00"), gzip.compress(b"\xff" * 40), b"x", ROOT[:-6]],
    ids=["zeros", "many entries", "empty", "no entry", "endless number", "not packed", "cut off"],
)
def test_a_directory_that_unpacks_to_too_much_is_refused(tmp_path: Path, root: bytes) -> None:
    path = raw_pmtiles(tmp_path / "a.pmtiles", root)
    with within(3, 40), pytest.raises(FileRefused):
        open_archive(path)


@pytest.mark.parametrize("leaf", [ZEROS, MANY], ids=["zeros", "many entries"])
def test_a_deeper_directory_that_unpacks_to_too_much_gives_no_tile(tmp_path: Path, leaf: bytes) -> None:
    root = serialize_directory([
        Entry(zxy_to_tileid(*TILE), 0, len(leaf), 0), Entry(zxy_to_tileid(*TILE) + 9, 0, len(RED), 1),
    ])  # fmt: skip
    path = raw_pmtiles(tmp_path / "a.pmtiles", root, leaves=leaf)
    with within(3, 40):
        assert opened_tile(path) is None


def test_directories_that_refer_to_each_other_end(tmp_path: Path) -> None:
    tile_id = zxy_to_tileid(*TILE)
    leaf = serialize_directory([Entry(tile_id, 0, 40, 0)])
    leaf = serialize_directory([Entry(tile_id, 0, len(leaf), 0)])
    path = raw_pmtiles(tmp_path / "a.pmtiles", leaf, leaves=leaf)
    with within(1), suppress(FileRefused):
        assert opened_tile(path) is None


def test_metadata_that_unpack_to_too_much_are_left_out(tmp_path: Path) -> None:
    metadata = gzip.compress(b'{"name": "' + b"x" * 60_000_000 + b'"}', 1)
    path = raw_pmtiles(tmp_path / "town.pmtiles", ROOT, metadata)
    with within(3, 40):
        archive = open_archive(path)
        assert archive.about.name == "town"
        assert archive.tile(*TILE) == RED
        archive.close()


def test_deeply_nested_metadata_are_refused(tmp_path: Path) -> None:
    path = raw_pmtiles(tmp_path / "a.pmtiles", ROOT, b"[" * 900_000)
    with within(3), pytest.raises(FileRefused):
        open_archive(path)


def test_a_file_that_shrinks_while_it_is_open_gives_no_tile(tmp_path: Path) -> None:
    tiles = dict.fromkeys(tiles_over(*TOWN, (6, 7, 8)), RED + bytes(200_000))
    path = pmtiles(tmp_path / "a.pmtiles", tiles, TileType.PNG)
    archive = open_archive(path)
    last = max(tiles, key=lambda tile: zxy_to_tileid(*tile))
    assert archive.tile(*last)
    os.truncate(path, 140)
    assert archive.tile(*last) is None
    os.truncate(path, 0)
    assert archive.tile(*min(tiles)) is None
    archive.close()


def test_levels_without_tiles_are_not_stated(tmp_path: Path) -> None:
    tile_id = zxy_to_tileid(12, 2862, 1636)
    leaf = serialize_directory([Entry(tile_id, 0, len(RED), 1), Entry(zxy_to_tileid(14, 11449, 6546), 0, len(RED), 1)])
    path = raw_pmtiles(tmp_path / "a.pmtiles", serialize_directory([Entry(tile_id, 0, len(leaf), 0)]), leaves=leaf)
    archive = open_archive(path)
    assert archive.about.levels == (12, 13, 14)
    assert archive.tile(12, 2862, 1636) == RED
    archive.close()


def test_an_unknown_compression_is_refused(tmp_path: Path) -> None:
    path = raw_pmtiles(tmp_path / "a.pmtiles", ROOT, tile_compression=Compression.ZSTD)
    with pytest.raises(FileRefused, match="compressed with ZSTD"):
        open_archive(path)


def test_a_directory_that_is_not_packed_is_read(tmp_path: Path) -> None:
    path = raw_pmtiles(tmp_path / "a.pmtiles", gzip.decompress(ROOT), internal_compression=Compression.NONE)
    content = bytearray(path.read_bytes())
    content[24:40] = bytes(16)  # no metadata
    path.write_bytes(content)
    assert opened_tile(path) == RED


entries = st.lists(
    st.tuples(st.integers(1, 2**30), st.integers(0, 40), st.integers(1, 100_000), st.integers(0, 2**40)), min_size=1
)


@given(rows=entries, wanted=st.integers(0, 2**31))
@settings(max_examples=60, deadline=None)
def test_a_directory_reads_as_the_library_reads_it(rows: list[tuple[int, ...]], wanted: int) -> None:
    listed, at = [], 0
    for step, run, length, offset in rows:
        at += step
        listed.append(Entry(at, offset, length, run))
    directory = Directory(serialize_directory(listed), is_packed=True)
    assert len(directory) == len(listed)
    for tile_id in (wanted, *(entry.tile_id for entry in listed), listed[0].tile_id - 1, at + 1):
        expected, found = find_tile(listed, tile_id), directory.find(tile_id)
        if expected is None:
            assert found is None
        else:
            assert found is not None
            assert (found.offset, found.length) == (expected.offset, expected.length)
            assert found.is_directory == (expected.run_length == 0)


@given(content=st.binary(max_size=300))
@settings(max_examples=80, deadline=None)
def test_any_bytes_are_a_directory_or_refused(content: bytes) -> None:
    try:
        directory = Directory(content, is_packed=False)
    except ValueError:
        return
    directory.find(7)


def test_the_largest_directory_is_read_in_a_moment() -> None:
    count = MOST_UNPACKED // 4 - 2
    content = varint(count) + bytes(np.ones(3 * count, np.uint8)) + varint(1) + bytes(count - 1)
    with within(2):
        assert len(Directory(content, is_packed=False)) == count


def test_the_level_of_a_tile_number() -> None:
    for zoom in range(20):
        assert zoom_of(zxy_to_tileid(zoom, 0, 0)) == zoom
        assert zoom_of(zxy_to_tileid(zoom, 2**zoom - 1, 0)) == zoom


# pictures


def picture(kind: str, size: tuple[int, int], **options: object) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, (9, 9, 9)).save(made, kind, **options)
    return made.getvalue()


@pytest.mark.parametrize(
    ("kind", "options"),
    [("PNG", {}), ("JPEG", {}), ("JPEG", {"progressive": True}), ("WEBP", {}), ("WEBP", {"lossless": True}),
     ("WEBP", {"exif": b"Exif\0\0II*\0\x08\0\0\0\0\0"})],
)  # fmt: skip
def test_the_size_of_a_picture_is_known_without_decoding_it(kind: str, options: dict[str, object]) -> None:
    content = picture(kind, (300, 200), **options)
    assert size_of_picture(content) == (f"image/{kind.lower()}", 300, 200)
    assert media_of_picture(content) == f"image/{kind.lower()}"
    assert media_of_picture(picture(kind, (MOST_PIXELS + 1, 8), **options)) is None


def test_a_picture_that_states_millions_of_pixels_is_not_shown() -> None:
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    assert media_of(bomb, "raster") is None
    large = bytearray(picture("JPEG", (8, 8)))
    at = large.index(b"\xff\xc0")
    large[at + 5 : at + 9] = struct.pack(">HH", 60_000, 60_000)
    assert media_of(bytes(large), "raster") is None


def test_a_frame_behind_a_small_one_counts() -> None:
    small = picture("JPEG", (8, 8))
    at = small.index(b"\xff\xc0")
    length = struct.unpack_from(">H", small, at + 2)[0] + 2
    second = bytearray(small[at : at + length])
    second[5:9] = struct.pack(">HH", 60_000, 60_000)
    assert media_of(small[: at + length] + bytes(second) + small[at + length :], "raster") is None


@given(
    content=st.binary(max_size=80), head=st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF____WEBP"])
)
def test_any_bytes_are_a_small_picture_or_none(content: bytes, head: bytes) -> None:
    assert media_of_picture(head + content) in (None, "image/png", "image/jpeg", "image/webp")


def test_a_vector_tile_has_a_limit_of_size() -> None:
    assert media_of(vector_tile(), "vector") == "application/x-protobuf"
    assert media_of(bytes(LARGEST_VECTOR_TILE + 1), "vector") is None
