"""Parquet, GeoParquet among it: the door to pyarrow, which the optional extra ``parquet`` installs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geo.errors import FileRefused
from geo.incidents.findings import RawTable
from geo.reading.wkb import wkb_geometry
from geo.sources.files.cells import text_of
from geo.sources.files.points import PointCells, geometry_columns, point_cells
from geo.sources.files.table import PART_ROWS, Progress, Table

__all__ = ["read_parquet"]


def read_parquet(path: Path) -> Table:
    """The rows of a Parquet file; raises `FileRefused` if it is damaged, or if pyarrow is not installed."""
    try:
        import pyarrow
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise FileRefused(
            f"{path.name} is a Parquet file, which needs the optional extra 'parquet' (pyarrow, 170 MB). Install it "
            f"with {sys.executable} -m pip install pyarrow, or save the table as CSV."
        ) from error

    try:
        file = ParquetFile(path)
        names = tuple(map(str, file.schema_arrow.names))
    except (pyarrow.ArrowException, OSError) as fault:
        raise _damaged(path, fault) from fault
    cells = _point_cells(path, file)
    header = [name for name in names if not pyarrow.types.is_binary(file.schema_arrow.field(name).type)]
    geometry = geometry_columns(header, cells)
    full = (*header, *(geometry.names if geometry else ()))

    def parts(progress: Progress) -> Iterator[RawTable]:
        first, total = 1, max(1, file.metadata.num_rows)
        try:
            for batch in file.iter_batches(PART_ROWS, columns=header):
                columns = batch.to_pydict()
                records = list(zip(*(map(text_of, columns[name]) for name in header), strict=True))
                if geometry is not None:
                    points = cells[first - 1 : first - 1 + len(records)]
                    records = [(*record, *point) for record, point in zip(records, points, strict=True)]
                yield RawTable(full, records, [0] * len(records), first)
                first += len(records)
                progress(first / total)
        except (pyarrow.ArrowException, OSError) as fault:
            raise _damaged(path, fault) from fault

    return Table("Parquet", full, parts, geometry=geometry)


def _damaged(path: Path, fault: Exception) -> FileRefused:
    return FileRefused(f"{path.name} is a damaged Parquet file ({str(fault)[:100]}). Get another copy of it.")


def _point_cells(path: Path, file: Any) -> list[PointCells]:
    """The points of the column that GeoParquet declares, or of the first binary one; none without such a column."""
    import pyarrow

    declared = _declared(file.schema_arrow.metadata or {})
    binary = [field.name for field in file.schema_arrow if pyarrow.types.is_binary(field.type)]
    chosen = declared.get("primary_column")
    name = chosen if chosen in binary else next(iter(binary), "")
    if not name:
        return []
    try:
        blobs = file.read(columns=[name]).column(0).to_pylist()
    except (pyarrow.ArrowException, OSError) as fault:
        raise _damaged(path, fault) from fault
    crs = _crs(declared.get("columns", {}).get(name, {}).get("crs"))
    return point_cells(path.name, [None if blob is None else wkb_geometry(blob) for blob in blobs], crs)


def _declared(metadata: dict[bytes, bytes]) -> dict[str, Any]:
    """What GeoParquet says about its columns; nothing if the file is none."""
    try:
        declared = json.loads(metadata.get(b"geo", b"{}"))
    except ValueError:
        return {}
    is_sound = isinstance(declared, dict) and all(
        isinstance(column, dict) for column in declared.get("columns", {}).values()
    )
    return declared if is_sound else {}


def _crs(definition: Any) -> str | None:
    """A coordinate system in PROJJSON, if it is not longitude and latitude, which is what none stands for."""
    if not isinstance(definition, dict) or str(definition.get("type")).startswith("Geographic"):
        return None
    return json.dumps(definition)
