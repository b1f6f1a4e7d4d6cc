"""The kind of a file, detected from its content alone, and the reader of that kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from geo.errors import FileRefused
from geo.incidents.findings import RawTable
from geo.sources.files.points import beside, point_cells
from geo.sources.files.table import Progress, Table, require_regular
from geo.sources.read_options import ReadOptions
from geo.store.geopackage.layer import LAYER, read_layer

__all__ = ["open_table"]

_SQLITE = b"SQLite format 3\0"
_NAMED = {".gpkg": "GeoPackage", ".xlsx": "workbook", ".ods": "workbook", ".parquet": "Parquet file"}
_OTHERS = {
    b"%PDF": "a PDF document. Import the table that it was made from",
    b"\x1f\x8b": "compressed. Unpack it first and import that",
    b"Rar!": "an archive. Unpack it first and import what it holds",
    b"7z\xbc\xaf": "an archive. Unpack it first and import what it holds",
    b"\x89PNG": "a picture. Import the table that it was made from",
    b"\xff\xd8\xff": "a picture. Import the table that it was made from",
}


def open_table(path: Path, options: ReadOptions | None = None) -> Table:
    """The file as a table of texts; raises `FileRefused` for what is none, with what it is and what to do."""
    options = options or ReadOptions()
    if path.is_dir() and any(p.suffix.lower() == ".shp" for p in path.iterdir()):
        from geo.sources.files.shapes import read_shapes

        return read_shapes(path)
    require_regular(path)
    with path.open("rb") as handle:
        head = handle.read(4096)
    for magic, what in _OTHERS.items():
        if head.startswith(magic):
            raise FileRefused(f"{path.name} is {what}.")
    return _opened(path, head, options)


def _opened(path: Path, head: bytes, options: ReadOptions) -> Table:
    if head.startswith(_SQLITE):
        return _layer(path, options.sheet)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _archive(path, options)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        from geo.sources.files.workbook import read_workbook

        return read_workbook(path, options.sheet)
    if head.startswith(b"PAR1"):
        from geo.sources.files.columnar import read_parquet

        return read_parquet(path)
    if head[:4] == b"\0\0'\n":
        from geo.sources.files.shapes import read_shapes

        return read_shapes(path)
    return _text(path, head, options)


def _text(path: Path, head: bytes, options: ReadOptions) -> Table:
    begins = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    suffix = path.suffix.casefold()
    if begins.startswith(b"<"):
        from geo.sources.files.placemarks import read_placemarks

        return read_placemarks(path)
    if begins.startswith(b"{"):
        from geo.sources.files.geojson import read_geojson

        return read_geojson(path, options.encoding)
    if what := _NAMED.get(suffix):
        raise FileRefused(f"{path.name} is named like a {what}, but is none; it may be damaged. Try another copy.")
    from geo.sources.files.text import read_text

    return read_text(path, options.encoding)


def _archive(path: Path, options: ReadOptions) -> Table:
    from geo.sources.files.archive import checked_archive
    from geo.sources.files.shapes import holds_shapes, read_shapes

    names = checked_archive(path)
    if holds_shapes(names):
        return read_shapes(path)
    if any(name.lower().endswith(".kml") for name in names):
        from geo.sources.files.placemarks import read_placemarks

        return read_placemarks(path)
    if "[Content_Types].xml" in names or "content.xml" in names:
        from geo.sources.files.workbook import read_workbook

        return read_workbook(path, options.sheet)
    raise FileRefused(f"{path.name} is an archive. Unpack it first and import what it holds.")


def _layer(path: Path, name: str) -> Table:
    layer = read_layer(path, name)
    table, geometry, notes = layer.table, None, []
    if layer.geometries is not None:
        cells = point_cells(path.name, layer.geometries, layer.crs or None)
        header, records, geometry = beside(table.header, table.records, cells)
        table = replace(table, header=header, records=records)
    if layer.crs:
        notes.append(f"coordinates converted from {layer.crs} to longitude and latitude")
    if not name and len(layer.offered) > 1 and layer.name != LAYER:
        others = ", ".join(repr(other) for other in layer.offered if other != layer.name)
        notes.append(f"layer {layer.name!r} read; there are also {others[:200]}")

    def parts(progress: Progress) -> Iterator[RawTable]:
        yield table
        progress(1.0)

    available = {} if layer.name == LAYER else {"sheet": layer.offered}
    opened = {"sheet": layer.name}
    return Table("GeoPackage", table.header, parts, tuple(notes), opened, available, geometry=geometry)
