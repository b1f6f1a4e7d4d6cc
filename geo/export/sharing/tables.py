"""Tables of counts whose small counts are not written, nor what would give them away."""

from __future__ import annotations

from dataclasses import replace

from geo.analysis.table_figures import FIGURES
from geo.analysis.table_sheet import TableSheet
from geo.errors import InputError
from geo.export.sharing.small_counts import HIDDEN, hidden_cells, shown_count

__all__ = ["without_small_counts"]

_BEFORE, _CHANGE = "Before", "Change"


def without_small_counts(table: TableSheet, counts: TableSheet, below: int) -> TableSheet:
    """A table as it may leave.

    Parameters
    ----------
    table
        The table; its last row has the totals, and so has the last column of one of two groupings.
    counts
        The same table with numbers of incidents in its cells; of one grouping the table itself.
    below
        The number below which counts are small; 0 hides nothing.

    Raises
    ------
    InputError
        If the two tables do not have the same cells.
    """
    if not below:
        return table
    if [row[0] for row in table.rows] != [row[0] for row in counts.rows]:
        raise InputError("The rows of this table are not those of its counts: small counts cannot be hidden in it.")
    note = f"Counts below {below} are written as <{below}; {HIDDEN}: what would give one away."
    is_of_one = FIGURES["incidents"].title in table.header
    hidden = _of_one(table, below) if is_of_one else _of_two(table, counts, below)
    return replace(hidden, notes=(*table.notes, note))


def _of_two(table: TableSheet, counts: TableSheet, below: int) -> TableSheet:
    if table.header != counts.header:
        raise InputError("The columns of this table are not those of its counts: small counts cannot be hidden in it.")
    numbers = [[int(cell) if isinstance(cell, int | float) else 0 for cell in row[1:]] for row in counts.rows]
    hidden = hidden_cells(numbers, below)
    is_count = table.rows == counts.rows
    rows = [
        (row[0], *(_cell(value, number, below, is_count) if secret else value
                   for value, number, secret in zip(row[1:], line, secrets, strict=True)))
        for row, line, secrets in zip(table.rows, numbers, hidden, strict=True)
    ]  # fmt: skip
    return replace(table, rows=tuple(rows))


def _cell(value: object, count: int, below: int, is_count: bool) -> str | int | None:
    if value is None:
        return None
    return shown_count(count, True, below) if is_count else HIDDEN


def _of_one(table: TableSheet, below: int) -> TableSheet:
    at = table.header.index(FIGURES["incidents"].title)
    numbers = [[int(row[at] or 0)] for row in table.rows]
    hidden = [line[0] for line in hidden_cells(numbers, below)]
    before = _hidden_before(table, below)
    rows = []
    for row, (count,), secret, is_before_secret in zip(table.rows, numbers, hidden, before, strict=True):
        cells = list(row)
        if secret:
            cells = [cell if isinstance(cell, str) or cell is None else HIDDEN for cell in cells]
            cells[at] = shown_count(count, True, below)
        rows.append(tuple(_without_before(table.header, cells, below) if is_before_secret else cells))
    counts = [line[0] for line in numbers[:-1]]
    if counts == sorted(counts, reverse=True):  # their order would tell how hidden counts compare
        seen = [row for row, secret in zip(rows[:-1], hidden, strict=False) if not secret]
        unseen = [row for row, secret in zip(rows[:-1], hidden, strict=False) if secret]
        rows = [*seen, *sorted(unseen, key=lambda row: str(row[0])), rows[-1]]
    return replace(table, rows=tuple(rows))


def _hidden_before(table: TableSheet, below: int) -> list[bool]:
    """In which rows the count of the period before is not written: the small ones, and what would give one away."""
    if _BEFORE not in table.header:
        return [False] * len(table.rows)
    at = table.header.index(_BEFORE)
    counts = [[int(value) if isinstance(value := row[at], int | float) else 0] for row in table.rows]
    return [line[0] for line in hidden_cells(counts, below)]


def _without_before(header: tuple[str, ...], cells: list[str | float | None], below: int) -> list[str | float | None]:
    """The cells without the count of the period before, and the change that would tell it."""
    at = header.index(_BEFORE)
    if isinstance(value := cells[at], int | float):
        cells[at] = shown_count(int(value), True, below)
        if _CHANGE in header:
            cells[header.index(_CHANGE)] = HIDDEN
    return cells
