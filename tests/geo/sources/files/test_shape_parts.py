"""Shapefiles with parts that are missing, unreadable or do not belong together."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

import geopandas
import pytest
from shapely import Point

from geo.errors import FileRefused
from geo.sources.files.shapes import read_geometries, read_shapes
from geo.sources.files.table import Table, no_progress


def shapefile(folder: Path, crs: str = "EPSG:4326", encoding: str = "utf-8", note: str = "بنوں") -> Path:
    """Three points east of each other with the references r0 to r2."""
    rows = {"ref": ["r0", "r1", "r2"], "note": [note, "x", "y"]}
    points = [Point(70.6 + number / 100, 32.95) for number in range(3)]
    frame = geopandas.GeoDataFrame(rows, geometry=points, crs="EPSG:4326").to_crs(crs)
    frame.to_file(folder / "posts.shp", encoding=encoding)
    return folder / "posts.shp"


def rows_of(table: Table) -> list[tuple[str, ...]]:
    return [tuple(record[:4]) for part in table.parts(no_progress) for record in part.records]


def with_records(shape: Path, count: int) -> None:
    """Leave as many records in the table of attributes, the last one repeated where there are more."""
    part = shape.with_suffix(".dbf")
    content = part.read_bytes()
    _, head, size = struct.unpack("<IHH", content[4:12])
    records = [content[head + number * size : head + (number + 1) * size] for number in range(3)]
    wanted = [records[min(number, 2)] for number in range(count)]
    part.write_bytes(content[:4] + struct.pack("<I", count) + content[8:head] + b"".join(wanted) + b"\x1a")


@pytest.mark.parametrize("records", [2, 5])
@pytest.mark.parametrize("read", [read_shapes, read_geometries])
def test_shapes_and_records_that_are_not_as_many_are_refused(
    tmp_path: Path, records: int, read: Callable[[Path], object]
) -> None:
    shape = shapefile(tmp_path)
    with_records(shape, records)
    with pytest.raises(FileRefused, match=rf"posts\.shp: .*3 shapes \(\.shp\) and {records} records \(\.dbf\)"):
        read(shape)


def test_a_missing_index_is_made_anew_and_not_beside_the_file(tmp_path: Path) -> None:
    shape = shapefile(tmp_path)
    whole = rows_of(read_shapes(shape))
    shape.with_suffix(".shx").unlink()
    there = sorted(part.name for part in tmp_path.iterdir())
    table = read_shapes(shape)
    assert rows_of(table) == whole
    assert any(note.startswith("no .shx") for note in table.notes)
    assert sorted(part.name for part in tmp_path.iterdir()) == there


def test_names_of_parts_in_capitals_are_read(tmp_path: Path) -> None:
    shape = shapefile(tmp_path)
    whole = rows_of(read_shapes(shape))
    for part in list(tmp_path.iterdir()):
        part.rename(part.with_suffix(part.suffix.upper()))
    there = sorted(part.name for part in tmp_path.iterdir())
    table = read_shapes(tmp_path)
    assert (rows_of(table), table.notes) == (whole, ())
    assert sorted(part.name for part in tmp_path.iterdir()) == there


@pytest.mark.parametrize(
    ("content", "word"), [(None, "no .prj"), (b"\0\1 garbage", "unreadable .prj"), (b"", "unreadable")]
)
def test_a_system_that_is_missing_or_unreadable_is_named_as_that(
    tmp_path: Path, content: bytes | None, word: str
) -> None:
    shape = shapefile(tmp_path)
    _change(shape.with_suffix(".prj"), content)
    table = read_shapes(shape)
    assert rows_of(table)[0][2:] == ("70.6", "32.95")
    assert any(note.startswith(word) for note in table.notes)


@pytest.mark.parametrize(("content", "word"), [(None, "has no .prj"), (b"garbage", "has an unreadable .prj")])
def test_metres_without_a_readable_system_are_refused(tmp_path: Path, content: bytes | None, word: str) -> None:
    shape = shapefile(tmp_path, "EPSG:32642")
    _change(shape.with_suffix(".prj"), content)
    with pytest.raises(FileRefused, match=f"{word}, and its coordinates are no degrees"):
        read_shapes(shape)


@pytest.mark.parametrize("content", [None, b"KLINGON", b""])
@pytest.mark.parametrize(("encoding", "note", "word"), [("utf-8", "بنوں", "UTF-8"), ("cp1252", "café", "Windows-1252")])
def test_texts_without_a_known_encoding_are_read_and_that_is_reported(
    tmp_path: Path, content: bytes | None, encoding: str, note: str, word: str
) -> None:
    shape = shapefile(tmp_path, encoding=encoding, note=note)
    _change(shape.with_suffix(".cpg"), content)
    table = read_shapes(shape)
    assert rows_of(table)[0][:2] == ("r0", note)
    assert any(word in remark for remark in table.notes)


@pytest.mark.parametrize(("encoding", "note"), [("utf-8", "بنوں"), ("cp1252", "café"), ("cp1256", "بنت")])
def test_a_stated_encoding_is_used_without_a_word(tmp_path: Path, encoding: str, note: str) -> None:
    table = read_shapes(shapefile(tmp_path, encoding=encoding, note=note))
    assert (rows_of(table)[0][:2], table.notes) == (("r0", note), ())


def test_plain_texts_need_no_encoding(tmp_path: Path) -> None:
    shape = shapefile(tmp_path, note="plain")
    shape.with_suffix(".cpg").unlink()
    assert read_shapes(shape).notes == ()


@pytest.mark.parametrize(("suffix", "cut"), [(".shp", 20), (".shp", 150), (".dbf", None)])
def test_a_cut_off_part_is_refused(tmp_path: Path, suffix: str, cut: int | None) -> None:
    shape = shapefile(tmp_path)
    part = shape.with_suffix(suffix)
    part.write_bytes(b"" if cut is None else part.read_bytes()[:-cut])
    with pytest.raises(FileRefused, match="damaged Shapefile"):
        read_shapes(shape)


def _change(part: Path, content: bytes | None) -> None:
    if content is None:
        part.unlink()
    else:
        part.write_bytes(content)
