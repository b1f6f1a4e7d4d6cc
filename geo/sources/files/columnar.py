"""Parquet, GeoParquet among it: the door to pyarrow, which the optional extra ``parquet`` installs."""

from __future__ import annotations

import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geo.errors import FileRefused
from geo.incidents.findings import RawTable
from geo.sources.files.cells import text_of
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
        raise FileRefused(
            f"{path.name} is a damaged Parquet file ({str(fault)[:100]}). Get another copy of it."
        ) from fault
    binary = [name for name in names if pyarrow.types.is_binary(file.schema_arrow.field(name).type)]
    header = [name for name in names if name not in binary]
    has_points = bool(binary) and not {"lon", "lat"} & set(header)

    def parts(progress: Progress) -> Iterator[RawTable]:
        first, total = 1, max(1, file.metadata.num_rows)
        try:
            for batch in file.iter_batches(PART_ROWS):
                records = _records(batch.to_pydict(), header, binary[0] if has_points else None)
                yield RawTable((*header, *(("lon", "lat") if has_points else ())), records, [0] * len(records), first)
                first += len(records)
                progress(first / total)
        except (pyarrow.ArrowException, OSError) as fault:
            raise FileRefused(f"{path.name} is a damaged Parquet file ({str(fault)[:100]}).") from fault

    return Table("Parquet", (*header, *(("lon", "lat") if has_points else ())), parts)


def _records(columns: dict[str, list[Any]], header: list[str], geometry: str | None) -> list[tuple[str, ...]]:
    texts = [list(map(text_of, columns[name])) for name in header]
    if geometry is not None:
        points = list(map(_wkb_point, columns[geometry]))
        texts += [[repr(p[0]) if p else "" for p in points], [repr(p[1]) if p else "" for p in points]]
    return list(zip(*texts, strict=True))


def _wkb_point(value: Any) -> tuple[float, float] | None:
    if not isinstance(value, bytes) or len(value) < 21:
        return None
    order = "<" if value[0] == 1 else ">"
    kind, lon, lat = struct.unpack(f"{order}Idd", value[1:21])
    return (lon, lat) if kind % 1000 == 1 else None
