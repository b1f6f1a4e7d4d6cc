"""A file from its bytes to checked incidents: which kind it is, which layout it has, and what its rows come to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from geo.errors import FileRefused
from geo.incidents.draft import Draft, Sheet
from geo.incidents.findings import Checked, RawTable, Repair
from geo.incidents.placing import NameResolver
from geo.incidents.validation import check, finished
from geo.sources.files.detect import Choices, open_table
from geo.sources.files.table import Table, unchanged_while
from geo.sources.layouts.acled import Acled, collapsed, is_acled
from geo.sources.layouts.aggregates import refusal
from geo.sources.layouts.gtd import Gtd, is_gtd
from geo.sources.layouts.translation import Layout, Translation
from geo.sources.layouts.ucdp import COLUMNS, Ucdp, is_headerless, is_ucdp, ucdp_source
from geo.sources.placenames import bundled_places

__all__ = ["Choices", "read_file"]

_JOINED = "rows of one event, one for each actor, joined"
_TAGS = "a row of HXL tags left out"


def read_file(
    path: Path, choices: Choices | None = None, names: NameResolver | None = None, today: date | None = None
) -> Checked:
    """The incidents of a file with every fault of every row; nothing is stored.

    Parameters
    ----------
    path
        ACLED's, UCDP's or GTD's export, or the columns of the project, in any kind of file that holds a table: what
        it is, is told from the content.
    choices
        Encoding and sheet, where they are not to be found out.
    names
        Where districts and provinces are looked up; by default the bundled places.
    today
        The last day on which an incident can have begun; by default the present day in Pakistan.

    Raises
    ------
    FileRefused
        If it is no such file; the message says what it is and what to do.
    """
    table = _prepared(path, open_table(path, choices))
    whole, tags = _without_tags(_whole(list(unchanged_while(path, table.parts, lambda _share: None))))
    checked = _checked(whole, names or bundled_places(), today)
    said = [Repair(what, checked.rows_read) for what in table.said]
    return replace(checked, repairs=[*said, *tags, *checked.repairs])


def _prepared(path: Path, table: Table) -> Table:
    """The table with the names of its columns; raises `FileRefused` for what holds no incidents."""
    if why := refusal(table.header):
        raise FileRefused(f"{path.name} {why}")
    if is_headerless(table.header):
        return table.headed(COLUMNS)
    return table


def _without_tags(table: RawTable) -> tuple[RawTable, list[Repair]]:
    """The table without a first record of HXL tags, and what is to be said of that."""
    if not (table.records and _is_tags(table.records[0])):
        return table, []
    lines = None if table.lines is None else table.lines[1:]
    return replace(table, records=table.records[1:], lines=lines), [Repair(_TAGS, 1)]


def _is_tags(record: object) -> bool:
    filled = [cell.strip() for cell in record if cell.strip()] if isinstance(record, list | tuple) else []
    return bool(filled) and all(cell.startswith("#") for cell in filled)


def _whole(parts: list[RawTable]) -> RawTable:
    if len(parts) == 1:
        return parts[0]
    records = [record for part in parts for record in part.records]
    lines = [line for part in parts for line in (part.lines or [0] * len(part.records))]
    return RawTable(parts[0].header, records, lines, parts[0].first)


def _checked(table: RawTable, names: NameResolver, today: date | None) -> Checked:
    header = [name.strip().casefold() for name in table.header]
    joined = 0
    if is_acled(header):
        table, joined = collapsed(table)
    layout = _layout_of(table)
    if layout is None:
        return check(table, names, today)
    sheet = Sheet(table, [name.strip().casefold() for name in table.header])
    checked = _translated(sheet, layout.translate(sheet, names), names, today)
    if joined:
        left_out = {**checked.left_out, _JOINED: joined}
        return replace(checked, left_out=left_out, repairs=[Repair(_JOINED, joined), *checked.repairs])
    return checked


def _layout_of(table: RawTable) -> Layout | None:
    """The layout of a source, or None for the project's own."""
    header = [name.strip().casefold() for name in table.header]
    if is_acled(header):
        return Acled()
    if is_ucdp(header):
        at = header.index("code_status") if "code_status" in header else -1
        return Ucdp(ucdp_source([record[at] for record in table.records if 0 <= at < len(record)]))
    return Gtd() if is_gtd(header) else None


def _translated(sheet: Sheet, found: Translation, names: NameResolver, today: date | None) -> Checked:
    """The checked rows of a translation, without those that are no incidents of this map."""
    kept = [row for row in range(len(sheet)) if row not in found.left_out]
    part = sheet.picked(kept)
    part.problems = sheet.problems
    columns = {name: [column[row] for row in kept] for name, column in found.columns.items()}
    checked = finished(Draft(part, columns, found.called), names, today, len(kept) + len(sheet.problems))
    mended = {what: len(rows.intersection(kept)) for what, rows in found.repairs.items()}
    repairs = [*(Repair(what, count) for what, count in mended.items() if count), *checked.repairs]
    return replace(checked, left_out=dict(_counted(found.left_out)), repairs=repairs)


def _counted(reasons: dict[int, str]) -> Iterator[tuple[str, int]]:
    listed = list(reasons.values())
    return ((reason, listed.count(reason)) for reason in dict.fromkeys(listed))
