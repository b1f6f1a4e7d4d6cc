"""The kind of a file, detected from its content alone, and the reader of that kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from geo.errors import FileRefused
from geo.incidents.findings import RawTable
from geo.sources.files.points import beside, point_cells
from geo.sources.files.strangers import archive_without_table, compound, stranger, xml_without_places
from geo.sources.files.table import Progress, Table, require_regular
from geo.sources.read_options import ReadOptions
from geo.store.geopackage.layer import LAYER, TOTALS_LAYER, read_layer

__all__ = ["open_table"]

_SQLITE = b"SQLite format 3\0"
_NAMED = {".gpkg": "GeoPackage", ".xlsx": "workbook", ".ods": "workbook", ".parquet": "Parquet file"}
_LONGEST_LOOK = 2**20
_HTML = re.compile(rb"<!DOCTYPE\s+html|<(?:html|head|body|table|meta|style|div|tr)\b", re.IGNORECASE)
_FEATURES = re.compile(rb"""\s*\{\s*"type"\s*:\s*"FeatureCollection""")
"""How GeoJSON usually begins; what begins otherwise is looked through first."""


def open_table(path: Path, options: ReadOptions | None = None) -> Table:
    """The file as a table of texts; raises `FileRefused` for what is none, with what it is and what to do."""
    options = options or ReadOptions()
    if path.is_dir() and any(p.suffix.lower() == ".shp" for p in path.iterdir()):
        from geo.sources.files.shapes import read_shapes

        return read_shapes(path)
    require_regular(path)
    with path.open("rb") as handle:
        head = handle.read(4096)
    if what := stranger(head, path.suffix.casefold()):
        raise FileRefused(f"{path.name} is {what}.")
    return _opened(path, head, options)


def _opened(path: Path, head: bytes, options: ReadOptions) -> Table:
    if head.startswith(_SQLITE):
        return _layer(path, options.sheet)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _archive(path, options)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        _require_workbook(path)
        from geo.sources.files.workbook import read_workbook

        return read_workbook(path, options.sheet)
    if head.startswith(b"PAR1"):
        from geo.sources.files.columnar import read_parquet

        return read_parquet(path)
    if head[:4] in (b"\0\0'\n", b"fgb\x03"):
        from geo.sources.files.shapes import FLATGEOBUF, read_flatgeobuf, read_shapes

        return read_flatgeobuf(path) if head.startswith(FLATGEOBUF) else read_shapes(path)
    return _text(path, head, options)


def _text(path: Path, head: bytes, options: ReadOptions) -> Table:
    begins = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    suffix = path.suffix.casefold()
    if begins.startswith(b"<") or _is_markup(head):
        return _markup(path, head, options)
    if begins.startswith((b"{", b"[", b"\x1e")):
        return _json(path, head, options)
    if what := _NAMED.get(suffix):
        raise FileRefused(f"{path.name} is named like a {what}, but is none; it may be damaged. Try another copy.")
    from geo.sources.files.text import read_text

    return read_text(path, options.encoding)


def _is_markup(head: bytes) -> bool:
    """Whether a text in UTF-16 begins with a tag."""
    return head.startswith((b"\xff\xfe<\0", b"\xfe\xff\0<"))


def _markup(path: Path, head: bytes, options: ReadOptions) -> Table:
    """KML or GPX, or a table in an HTML page."""
    plain = head.replace(b"\0", b"")
    if _HTML.search(plain) and b"<kml" not in plain:
        from geo.sources.files.html_table import read_html_table

        return read_html_table(path, options.encoding)
    if what := xml_without_places(plain):
        raise FileRefused(f"{path.name} is {what}.")
    from geo.sources.files.placemarks import read_placemarks

    return read_placemarks(path)


def _json(path: Path, head: bytes, options: ReadOptions) -> Table:
    if _FEATURES.match(head.removeprefix(b"\xef\xbb\xbf")):
        from geo.sources.files.geojson import read_geojson

        return read_geojson(path, options.encoding)
    from geo.sources.files.json_rows import read_json

    return read_json(path, options.encoding)


def _archive(path: Path, options: ReadOptions) -> Table:
    from geo.sources.files.archive import checked_archive
    from geo.sources.files.shapes import holds_shapes, read_shapes

    names = checked_archive(path)
    if holds_shapes(names):
        return read_shapes(path)
    if any(name.lower().endswith(".kml") for name in names):
        from geo.sources.files.placemarks import read_placemarks

        return read_placemarks(path)
    is_document = any(name.startswith(("word/", "ppt/")) for name in names)
    if not is_document and ("[Content_Types].xml" in names or "content.xml" in names):
        from geo.sources.files.workbook import read_workbook

        return read_workbook(path, options.sheet)
    raise FileRefused(f"{path.name} is {archive_without_table(names)}.")


def _require_workbook(path: Path) -> None:
    """Refuse an older document of Office that is no workbook."""
    with path.open("rb") as handle:
        if what := compound(handle.read(_LONGEST_LOOK)):
            raise FileRefused(f"{path.name} is {what}.")


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

    if layer.n_totals:
        notes.append(f"the totals beside the incidents are not read (--sheet {TOTALS_LAYER} --keep-totals reads them)")

    def parts(progress: Progress) -> Iterator[RawTable]:
        yield table
        progress(1.0)

    available = {} if layer.name == LAYER else {"sheet": layer.offered}
    opened = {"sheet": layer.name}
    return Table("GeoPackage", table.header, parts, tuple(notes), opened, available, geometry=geometry)
