"""The same incident in every file format and encoding; other files are rejected with one message."""

from __future__ import annotations

import json
import struct
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import geopandas
import openpyxl
import pytest
from shapely import Point

from geo.errors import FileRefused
from geo.sources.read_options import ReadOptions
from tests.geo.checked_files import read_file

TODAY = date(2026, 6, 20)
ROW = {"incident_id": "x1", "date_start": "2024-11-18", "event_type": "Battles", "district": "Bannu", "notes": "café"}
CSV = f"{','.join(ROW)}\n{','.join(ROW.values())}\n"


def text(encoding: str) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path = folder / "table.txt"
        path.write_bytes(CSV.encode(encoding))
        return path

    return make


def excel(folder: Path) -> Path:
    book = openpyxl.Workbook()
    book.active.append(["A report of incidents"])
    book.active.append(list(ROW))
    book.active.append([date(2024, 11, 18) if name == "date_start" else value for name, value in ROW.items()])
    book.save(folder / "table.xlsx")
    return folder / "table.xlsx"


def geojson(folder: Path) -> Path:
    feature = {"type": "Feature", "properties": ROW, "geometry": {"type": "Point", "coordinates": [70.6, 32.98]}}
    path = folder / "table.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    return path


def foreign_geojson(folder: Path) -> Path:
    path = geojson(folder)
    content = json.loads(path.read_text(encoding="utf-8"))
    content["crs"] = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}
    content["features"][0]["geometry"]["coordinates"] = [7859156.0, 3890000.0]
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def kml(folder: Path) -> Path:
    data = "".join(f'<Data name="{name}"><value>{value}</value></Data>' for name, value in ROW.items())
    point = "<Point><coordinates>70.6,32.98</coordinates></Point>"
    place = f"<Placemark><ExtendedData>{data}</ExtendedData>{point}</Placemark>"
    path = folder / "table.kml"
    path.write_text(f'<kml xmlns="http://www.opengis.net/kml/2.2"><Folder/><Folder>{place}</Folder></kml>', "utf-8")
    return path


def kmz(folder: Path) -> Path:
    path = folder / "table.kmz"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(kml(folder), "doc.kml")
    return path


def parquet(folder: Path) -> Path:
    table = pytest.importorskip("pyarrow").table({name: [value] for name, value in ROW.items()})
    pytest.importorskip("pyarrow.parquet").write_table(table, folder / "t.parquet")
    return folder / "t.parquet"


def damaged_parquet(folder: Path) -> Path:
    pytest.importorskip("pyarrow")
    return raw("a.parquet", b"PAR1" + b"x" * 50)(folder)


def shapefile(folder: Path) -> Path:
    short = {"date_start": "2024-11-18", "event_type": "Battles", "district": "Bannu", "notes": "café"}
    frame = geopandas.GeoDataFrame({name: [v] for name, v in short.items()}, geometry=[Point(70.6, 32.98)], crs=4326)
    frame.to_file(folder / "table.shp")
    return folder / "table.shp"


def zipped_shapefile(folder: Path) -> Path:
    inner = folder / "inner"
    inner.mkdir()
    shapefile(inner)
    with zipfile.ZipFile(folder / "table.zip", "w") as archive:
        for part in inner.iterdir():
            archive.write(part, part.name)
    return folder / "table.zip"


FORMATS = {
    "utf-8": text("utf-8"), "utf-8 with a mark": text("utf-8-sig"), "utf-16": text("utf-16"),
    "utf-16 without a mark": text("utf-16-le"), "windows-1252": text("cp1252"), "excel": excel, "geojson": geojson,
    "geojson in metres": foreign_geojson, "kml": kml, "kmz": kmz, "parquet": parquet, "shapefile": shapefile,
    "zipped shapefile": zipped_shapefile,
}  # fmt: skip


@pytest.mark.parametrize("make", FORMATS.values(), ids=list(FORMATS))
def test_every_file_format_gives_the_same_incident(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    checked = read_file(make(tmp_path), today=TODAY)
    assert checked.errors == []
    (incident,) = checked.incidents
    assert (incident.date_start, incident.district, incident.notes) == (date(2024, 11, 18), "Bannu", "café")


@pytest.mark.parametrize(
    ("name", "words"),
    [("windows-1252", "Windows-1252"), ("excel", "above the names"), ("geojson in metres", "EPSG:3857")],
)
def test_changes_made_on_import_are_reported(tmp_path: Path, name: str, words: str) -> None:
    assert any(words in repair.what for repair in read_file(FORMATS[name](tmp_path), today=TODAY).repairs)


def test_a_chosen_encoding_is_used(tmp_path: Path) -> None:
    (incident,) = read_file(text("cp1250")(tmp_path), ReadOptions(encoding="cp1250"), today=TODAY).incidents
    assert incident.notes == "café"


def archive(name: str, content: bytes) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        with zipfile.ZipFile(folder / "a.zip", "w", zipfile.ZIP_DEFLATED) as zip_file:
            zip_file.writestr(name, content)
        return folder / "a.zip"

    return make


def raw(name: str, content: bytes) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        (folder / name).write_bytes(content)
        return folder / name

    return make


def formula(folder: Path) -> Path:
    book = openpyxl.Workbook()
    book.active.append(list(ROW))
    book.active.append(["x1", "2024-11-18", "Battles", "Bannu", "=1+1"])
    book.save(folder / "f.xlsx")
    return folder / "f.xlsx"


def without_dbf(folder: Path) -> Path:
    path = shapefile(folder)
    path.with_suffix(".dbf").unlink()
    return path


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE k [<!ENTITY a "aaaa">]><kml><Placemark><name>&a;</name></Placemark></kml>'
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE k [<!ENTITY a SYSTEM "file:///etc/passwd">]><kml><name>&a;</name></kml>'
REJECTED: dict[str, tuple[Callable[[Path], Path], str]] = {
    "traversal": (archive("../evil.kml", b"<kml/>"), "outside of it"),
    "a bomb": (archive("doc.kml", b"\0" * (80 * 2**20)), "bomb"),
    "an archive of something": (archive("a.csv", b"a"), "Unpack it first"),
    "entities": (raw("a.kml", ENTITIES), "document type"),
    "an external entity": (raw("a.kml", OUTSIDE), "document type"),
    "a link": (raw("a.kml", b"<kml><NetworkLink/></kml>"), "not followed"),
    "no placemarks": (raw("a.kml", b"<kml></kml>"), "no placemarks"),
    "cut-off XML": (raw("a.kml", b"<kml><Placemark>"), "not whole XML"),
    "cut-off JSON": (raw("a.geojson", b'{"type": "FeatureCollection", "features": ['), "not whole JSON"),
    "JSON of another kind": (raw("a.json", b'{"a": 1}'), "not GeoJSON"),
    "deep JSON": (raw("a.json", b'{"a":' + b"[" * 200_000), "not whole JSON"),
    "an unknown system": (
        raw("a.geojson", b'{"crs":{"properties":{"name":"moon"}},"features":[]}'), "not understood",
    ),
    "damaged Parquet": (damaged_parquet, "damaged Parquet"),
    "a formula without a value": (formula, "formula"),
    "a Shapefile in part": (without_dbf, ".dbf is missing"),
    "a damaged Shapefile": (raw("a.shp", struct.pack(">i", 9994) + b"x" * 200), "is missing"),
    "mixed beyond repair": (raw("a.csv", CSV.encode() * 5 + b"\x81\x8d\n"), "mixes encodings"),
}  # fmt: skip


@pytest.mark.parametrize(("make", "words"), REJECTED.values(), ids=list(REJECTED))
def test_other_files_are_rejected_with_one_message(tmp_path: Path, make: Callable[[Path], Path], words: str) -> None:
    path = make(tmp_path)
    with pytest.raises(FileRefused) as refusal:
        read_file(path, today=TODAY)
    assert words in str(refusal.value)
    assert path.name in str(refusal.value)


def test_a_parquet_file_without_pyarrow_is_rejected_with_the_install_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = raw("a.parquet", b"PAR1" + b"x" * 50)(tmp_path)
    monkeypatch.setitem(sys.modules, "pyarrow", None)  # as if it were not installed
    with pytest.raises(FileRefused, match=r"optional extra 'parquet'.*-m pip install pyarrow"):
        read_file(path, today=TODAY)
