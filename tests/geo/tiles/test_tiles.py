"""Tile archives: recognised by content, read within limits, else rejected with a message."""

from __future__ import annotations

import gzip
import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from pmtiles.tile import TileType

from geo.errors import FileRefused
from geo.tiles import open_archive, providers
from geo.tiles.archive import LARGEST_TILE, media_of, plain_text, unpacked
from tests.geo.tiles.made import mbtiles, pmtiles, png, vector_tile

TILE = (6, 44, 25)
RED = png((200, 30, 30))


def test_rows_of_raster_mbtiles_are_counted_from_the_north(tmp_path: Path) -> None:
    archive = open_archive(
        mbtiles(
            tmp_path / "a.mbtiles",
            {TILE: RED},
            name="My <b>map</b>",
            format="png",
            bounds="60,23,76,38",
            attribution='<a href="x">&copy; OSM</a> contributors',
        )
    )
    about = archive.about
    assert (about.name, about.kind, about.min_zoom, about.max_zoom) == ("My map", "raster", 6, 6)
    assert about.attribution == "© OSM contributors"
    assert about.bounds == (60, 23, 76, 38)
    assert archive.tile(*TILE) == RED
    assert archive.tile(6, 44, 26) is None
    archive.close()


def test_vector_tiles_of_both_formats_are_decompressed(tmp_path: Path) -> None:
    tile = vector_tile()
    kinds = (
        mbtiles(tmp_path / "v.mbtiles", {TILE: gzip.compress(tile)}, format="pbf"),
        pmtiles(tmp_path / "v.pmtiles", {TILE: tile}, TileType.MVT, name="Vectors"),
    )
    for path in kinds:
        archive = open_archive(path)
        assert archive.about.kind == "vector"
        assert archive.tile(*TILE) == tile
        assert archive.tile(6, 0, 0) is None
        archive.close()


def test_raster_pmtiles_have_bounds_and_levels(tmp_path: Path) -> None:
    archive = open_archive(pmtiles(tmp_path / "r.pmtiles", {TILE: RED}, TileType.PNG, attribution="Me"))
    assert archive.about.bounds == (60, 23, 76, 38)
    assert (archive.about.name, archive.about.attribution) == ("r", "Me")
    assert archive.tile(*TILE) == RED
    archive.close()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "not a file of tiles"),
        (b"PMTiles\x03" + b"\0" * 40, "not a PMTiles file, or a damaged one"),
        (b"PMTiles\x02" + b"\0" * 400, "not a PMTiles file, or a damaged one"),
        (b"SQLite format 3\0" + b"\0" * 200, "not an MBTiles file, or a damaged one"),
        (RED, "not a file of tiles"),
    ],
)
def test_other_files_are_rejected(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "a.mbtiles"
    path.write_bytes(content)
    with pytest.raises(FileRefused, match=message):
        open_archive(path)
    with pytest.raises(FileRefused, match="cannot be read"):
        open_archive(tmp_path / "missing.mbtiles")


def test_what_is_no_file_is_rejected(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pmtiles")
    for path in (tmp_path, tmp_path / "pipe.pmtiles"):
        with pytest.raises(FileRefused, match="is not a file"):
            open_archive(path)


def test_empty_and_unsupported_archives_are_rejected(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="contains no tiles"):
        open_archive(mbtiles(tmp_path / "a.mbtiles", {}, format="png"))
    with pytest.raises(FileRefused, match="format 'avif'"):
        open_archive(mbtiles(tmp_path / "b.mbtiles", {TILE: RED}, format="avif"))
    with pytest.raises(FileRefused, match="zoom levels 6 to 40"):
        open_archive(mbtiles(tmp_path / "c.mbtiles", {TILE: RED, (40, 0, 0): RED}, format="png"))


def test_an_endless_sqlite_view_is_stopped(tmp_path: Path) -> None:
    path = mbtiles(tmp_path / "a.mbtiles", {TILE: RED}, format="png")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE tiles")
        connection.execute(
            "CREATE VIEW tiles AS WITH RECURSIVE n(v) AS (SELECT 1 UNION ALL SELECT v + 1 FROM n) "
            "SELECT v AS zoom_level, 1 AS tile_column, 1 AS tile_row, x'00' AS tile_data FROM n"
        )
        connection.commit()
    began = time.monotonic()
    with pytest.raises(FileRefused, match="damaged"):
        open_archive(path)
    assert time.monotonic() - began < 5


def test_oversized_tiles_and_tiles_without_an_image_are_dropped(tmp_path: Path) -> None:
    assert unpacked(gzip.compress(b"\0" * (LARGEST_TILE + 1))) is None
    assert unpacked(b"\x1f\x8b broken") is None
    svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"
    assert media_of(svg, "raster") is None
    assert media_of(RED, "raster") == "image/png"
    assert media_of(b"RIFF\0\0\0\0WEBP", "raster") is None


def test_damaged_tiles_of_a_pmtiles_file_give_none(tmp_path: Path) -> None:
    path = pmtiles(tmp_path / "v.pmtiles", {TILE: vector_tile()}, TileType.MVT)
    content = bytearray(path.read_bytes())
    content[-20:] = b"\xff" * 20
    path.write_bytes(content)
    archive = open_archive(path)
    assert archive.tile(*TILE) is None
    archive.close()


def test_providers_have_a_name_an_attribution_and_addresses() -> None:
    listed = providers()
    assert [provider.name for provider in listed] == ["OpenStreetMap", "OpenTopoMap", "Esri imagery"]
    for provider in listed:
        assert provider.attribution
        address = provider.address(6, 44, 25)
        assert address.startswith("https://")
        assert "{" not in address
        assert provider.host in address
        assert provider.max_zoom >= 13


def test_markup_is_removed_from_attributions() -> None:
    assert plain_text("<a href='x' onclick=\"y\">A &amp; B</a>\n<script>c</script>") == "A & B c"
