"""Tables of counts as CSV and as Excel workbooks: heading, rows, and below them what a reader has to know."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from geo.analysis.table_sheet import TableSheet
from geo.briefing.sentences import one_line
from geo.dataset import Dataset
from geo.export.file_format import FileFormat
from geo.export.terms import terms_notes
from geo.export.workbook import workbook
from geo.reading.formulas import neutralised
from geo.whole_file import whole_file, write_whole

__all__ = ["FORMATS", "with_terms", "write_csv"]

_NAME_WIDTH, _LEAST_WIDTH = 34, 11


def with_terms(table: TableSheet, dataset: Dataset) -> TableSheet:
    """A table that says how its data are cited, under which licence they came, and what they are not."""
    notes = (f"{name.capitalize()}: {one_line(text)}" for name, text in terms_notes(dataset).items())
    return replace(table, notes=(*table.notes, *notes))


def write_csv(path: Path, table: TableSheet) -> Path:
    """UTF-8 with a byte order mark; notes follow a blank line, one a line. Raises `ExportFailed`."""
    with whole_file(path) as handle:
        text = io.TextIOWrapper(handle, encoding="utf-8-sig", newline="")
        writer = csv.writer(text)
        writer.writerow(map(neutralised, table.header))
        writer.writerows([_csv_cell(cell) for cell in row] for row in table.rows)
        writer.writerow([])
        writer.writerows([neutralised(note)] for note in (table.title, *table.notes))
        text.detach()
    return path


def _csv_cell(value: str | float | None) -> str:
    return "" if value is None else neutralised(value) if isinstance(value, str) else f"{value:.10g}"


def _write_workbook(path: Path, table: TableSheet) -> Path:
    """One sheet; notes follow a blank row. Raises `ExportFailed`."""
    widths = [_NAME_WIDTH, *(max(_LEAST_WIDTH, min(len(name) + 2, 28)) for name in table.header[1:])]
    return write_whole(path, workbook("Table", table.header, _rows(table), widths))


def _rows(table: TableSheet) -> Iterator[tuple[str | int | float | None, ...]]:
    yield from table.rows
    yield ()
    yield from ((note,) for note in (table.title, *table.notes))


FORMATS: tuple[FileFormat[TableSheet], ...] = (
    FileFormat("CSV table", ".csv", "a table of counts, with its notes below", write_csv),
    FileFormat("Excel workbook", ".xlsx", "a table of counts, with its notes below", _write_workbook),
)
