"""A file that was opened as a table: its header, its first records, and its records in parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from geo.errors import FileRefused, HoldsTotals
from geo.incidents.checks.header import is_own
from geo.incidents.findings import RawTable
from geo.sources.aggregates import count_refusal, forecast_refusal, refusal
from geo.sources.distinct_names import with_distinct_names
from geo.sources.files.detect import open_table
from geo.sources.files.headings import is_record
from geo.sources.files.table import Progress, Table, fold_names, no_progress
from geo.sources.label_rows import is_tags, without_label_rows
from geo.sources.layout import Layout, RowJoiner
from geo.sources.layout_names import layout_header
from geo.sources.layout_registry import header_names, recognised_layout
from geo.sources.origin import Origin
from geo.sources.read_options import TABLE, ReadOptions
from geo.sources.sound_texts import with_sound_texts

__all__ = ["OpenedFile", "OpenedTable", "names_in_layout", "open_file", "open_plain"]

KEEP_TOTALS = (
    "They can be kept as totals of districts and periods, beside the incidents and never drawn as one: --keep-totals "
    "(in the window, Keep as totals)."
)
"""What can be done with a file of counts."""


@dataclass(frozen=True)
class OpenedFile:
    """A file of incidents as a table, before anything is decided about its columns.

    Attributes
    ----------
    origin
        Where its content comes from.
    version
        The version of the content that was opened; see `Origin.version`.
    table
        The content.
    first
        The first part of its records.
    layout
        The known layout that its columns have; None for any other table.
    join_rows
        Joins the rows of one event, if the layout has such files and this is one; else None.
    """

    origin: Origin
    version: tuple[int, int]
    table: Table
    first: RawTable
    layout: Layout | None
    join_rows: RowJoiner | None

    @property
    def folded_header(self) -> list[str]:
        """The names of the columns, stripped and in lower case."""
        return fold_names(self.table.header)

    def require_unchanged(self) -> None:
        """Raise `FileRefused` if the content is no longer what was opened."""
        if self.origin.version() != self.version:
            raise FileRefused(f"{self.origin.name} changed since it was opened. Import it again.")

    def parts(self, progress: Progress = no_progress) -> Iterator[RawTable]:
        """The records in parts; all at once if rows of one event are to be joined.

        Raises `FileRefused` at the end if the content changed while it was read.
        """
        parts = self._unchanged_parts(progress)
        if self.join_rows is None:
            yield from parts
            return
        listed = list(parts)
        yield replace(
            listed[0],
            records=[record for part in listed for record in part.records],
            lines=[line for part in listed for line in part.lined()],
        )

    def _unchanged_parts(self, progress: Progress) -> Iterator[RawTable]:
        before = self.origin.version()
        yield from self.table.parts(progress)
        if self.origin.version() != before:
            raise FileRefused(
                f"{self.origin.name} changed while it was read. Wait until it is complete and import it again."
            )


class OpenedTable:
    """What a file says of itself, whatever its rows are.

    Parameters
    ----------
    file
        What was opened.
    """

    def __init__(self, file: OpenedFile) -> None:
        self._file = file
        self.origin = file.origin

    @property
    def path(self) -> Path:
        """The file on disk."""
        return self.origin.local_path

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns as the file has them."""
        return self._file.table.header

    @property
    def available(self) -> Mapping[str, tuple[str, ...]]:
        """What the file can be opened with otherwise: the sheets of a workbook."""
        return self._file.table.available

    @property
    def opened_with(self) -> Mapping[str, str]:
        """The encoding and the sheet that it is read with."""
        return self._file.table.opened_with


def open_file(origin: Origin, options: ReadOptions) -> OpenedFile:
    """The opened file; raises `FileRefused` for what is no table, or holds no incidents."""
    version = origin.version()
    table = _open(origin, options)
    if sheet := _sheet_used_before(table, options):
        table = _open(origin, replace(options, sheet=sheet))
    _require_incidents(origin, table, options)
    table, first = with_sound_texts(table, next(table.parts(no_progress)))
    table, first = without_label_rows(table, first)
    layout = recognised_layout(fold_names(table.header), first)
    if (layout is None and not is_own(table.header)) or options.layout == TABLE:
        table, first = with_distinct_names(table, first)
    return OpenedFile(origin, version, table, first, layout, _joiner(layout, table, first))


def open_plain(origin: Origin, options: ReadOptions) -> tuple[OpenedFile, tuple[str, ...]]:
    """The opened file of a user who says that its rows are totals, and the HXL tags of its columns, if it has them.

    Whatever its columns are, it has no known layout.
    """
    version = origin.version()
    table = open_table(origin.local_path, options)
    if why := forecast_refusal(table.header):
        raise FileRefused(f"{origin.name} {why}")
    table, first = with_sound_texts(table, next(table.parts(no_progress)))
    tags = tuple(first.records[0]) if first.records and is_tags(first.records[0]) else ()
    table, first = without_label_rows(table, first)
    table, first = with_distinct_names(table, first)
    return OpenedFile(origin, version, table, first, None, None), tags if len(tags) == len(table.header) else ()


def names_in_layout(layout: Layout, header: Sequence[str], first: RawTable) -> tuple[str, ...]:
    """The names of the columns of a file in a layout; folded names where the layout does not list its own."""
    return layout_header(header, layout.columns, first, layout.tests)


def _joiner(layout: Layout | None, table: Table, first: RawTable) -> RowJoiner | None:
    """What joins the rows of one event, if the file has several for an event."""
    if layout is None or layout.join_rows is None:
        return None
    named = replace(first, header=names_in_layout(layout, table.header, first))
    return layout.join_rows if layout.join_rows(named)[1] else None


def _open(origin: Origin, options: ReadOptions) -> Table:
    table = open_table(origin.local_path, options)
    if why := forecast_refusal(table.header):
        raise FileRefused(f"{origin.name} {why}")
    if why := refusal(table.header):
        raise HoldsTotals(f"{origin.name} {why} {KEEP_TOTALS}")
    if names := header_names(table.header):
        return table.headed(names)
    if is_record(table.header):
        shown = ", ".join(cell.strip()[:30] for cell in table.header if cell.strip())[:90]
        raise FileRefused(
            f"{origin.name} has no names of columns: its first row is already a record ({shown}…). Write a row with "
            "the names above it."
        )
    return table


def _require_incidents(origin: Origin, table: Table, options: ReadOptions) -> None:
    """Raise `HoldsTotals` for a table of counts, unless the user says what each of its columns is."""
    is_decided = options.column_mapping is not None or options.review_columns
    why = "" if is_decided else count_refusal(table.header, lambda: table.parts(no_progress))
    if why:
        raise HoldsTotals(f"{origin.name} {why} {KEEP_TOTALS}")


def _sheet_used_before(table: Table, options: ReadOptions) -> str:
    """The sheet that a column mapping names, or that was used for a workbook with these sheets; blank if neither."""
    if options.sheet or options.column_mapping:
        return options.column_mapping.sheet if options.column_mapping and not options.sheet else ""
    sheets = table.available.get("sheet", ())
    return next((mapping.sheet for mapping in options.saved.values() if mapping.sheet in sheets), "")
