"""Running sums of a table of two groupings by day: the table of any period costs a few differences of rows.

The sums of all incidents that begin before a day are kept for each day: of the cells, the totals and what is in no
cell. A period is the difference of two days; the few incidents that begin before it and reach into it are added one by
one. Nothing is summed again, and the cost depends neither on the number of incidents nor on the length of the period.

Where the columns are units of time, the cells need no sums by day: a column that lies inside the period is that of all
incidents, and the first and the last one are differences of the totals of rows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from geo.query import Answer

__all__ = ["Crossed", "RunningTable", "TableSums", "running_table"]

_Codes = npt.NDArray[np.int32]
_Whole = npt.NDArray[np.signedinteger]
_Mask = npt.NDArray[np.bool_]
Added = tuple[npt.NDArray[np.float64] | None, ...]
"""What each incident adds to each figure, whole numbers from 0 on (shape incidents each); ``None`` for one."""

_Listed: TypeAlias = npt.NDArray[np.intp] | slice
Order = Callable[[_Whole], _Listed]
"""The positions of the groups that are listed, in their order, from their numbers of incidents."""

_BYTES = 1 << 26
"""The greatest size of the sums by day of one table (64 MB); where there would be more, they are those of some days."""


@dataclass(frozen=True, slots=True, eq=False)
class Crossed:
    """The row and the column of the table that incidents are in.

    Attributes
    ----------
    n_rows, n_columns, n_reasons
        How many groups there are, and reasons to be in no cell.
    row, column
        The groups of each entry; -1 where it is in no cell.
    reason
        Of each incident, why it is in no cell; -1 where it is in one.
    many
        The incident of each entry, rising, where it may be in several rows; ``None`` where entries are incidents.
    unit
        The column in which each incident begins, rising, where columns are units of time; else ``None``.
    is_turned
        Whether rows and columns have changed places.
    """

    n_rows: int
    n_columns: int
    n_reasons: int
    row: _Codes
    column: _Codes
    reason: _Codes
    many: _Codes | None = None
    unit: _Codes | None = None
    is_turned: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class TableSums:
    """The sums of a table: the groups listed, cells (rows × columns × figures), totals, and counts by reason."""

    rows: _Listed
    columns: _Listed
    cells: _Whole
    row_totals: _Whole
    column_totals: _Whole
    total: _Whole
    without: _Whole


@dataclass(frozen=True, slots=True, eq=False)
class _Entries:
    """The sums that each entry adds to (shape entries × its sums); ``rows`` as `Crossed.many`."""

    codes: _Codes
    rows: _Codes | None

    def of(self, rows: slice | _Codes) -> tuple[_Codes, slice | _Codes]:
        """The codes of the entries of some incidents, and the incident of each."""
        if self.rows is None:
            return self.codes[rows], rows
        if isinstance(rows, slice):
            begin, end = self.rows.searchsorted(np.array([rows.start, rows.stop], np.int32)).tolist()
            return self.codes[begin:end], self.rows[begin:end]
        begins, ends = self.rows.searchsorted(rows, "left"), self.rows.searchsorted(rows, "right")
        at = np.concatenate([np.arange(a, b) for a, b in zip(begins, ends, strict=True)])
        return self.codes[at], self.rows[at]


@dataclass(frozen=True, slots=True, eq=False)
class _Running:
    """Running sums by day.

    Attributes
    ----------
    entries
        What incidents add to.
    added
        What each incident adds to each figure.
    until
        Shape (days, sums × figures): of the incidents that begin before the first one of each day, or of each
        ``step``-th day, and at the end of all. The last sum is of what does not count.
    begins
        The first incident of each of these days.
    days
        The day in which each incident begins, from 0.
    """

    entries: tuple[_Entries, ...]
    added: Added
    until: _Whole
    begins: npt.NDArray[np.intp]
    days: _Codes
    step: int

    def over(self, shown: Answer, first: int, last: int) -> _Whole:
        """The sums (shape sums × figures) of an answer; first and last are the places of its ends."""
        found: _Whole = self.until[last] - self.until[first]
        if self.step > 1:
            self._add(found, slice(int(self.begins[first]), shown.lo), -1)
            self._add(found, slice(int(self.begins[last]), shown.hi), 1)
        if len(shown.earlier):
            self._add(found, shown.earlier, 1)
        if len(shown.late):
            self._add(found, shown.late, -1)
        return found.reshape(-1, len(self.added))

    def place(self, row: int) -> int:
        """The position of the last day that is kept and does not begin after an incident; past them all for the end."""
        return len(self.begins) - 1 if row == len(self.days) else int(self.days[row]) // self.step

    def _add(self, found: _Whole, rows: slice | _Codes, sign: int) -> None:
        figures = len(self.added)
        for entries in self.entries:
            codes, incidents = entries.of(rows)
            at = (codes[:, :, None] * figures + np.arange(figures)).astype(np.intp)
            each = np.broadcast_to(sign * self.added_by(incidents)[:, None, :], at.shape)
            np.add.at(found, at.ravel(), each.ravel().astype(found.dtype))

    def added_by(self, incidents: slice | _Codes) -> _Whole:
        """What some incidents add (shape incidents × figures)."""
        n = incidents.stop - incidents.start if isinstance(incidents, slice) else len(incidents)
        found = np.ones((n, len(self.added)), self.until.dtype)
        for figure, column in enumerate(self.added):
            if column is not None:
                found[:, figure] = column[incidents]
        return found


@dataclass(frozen=True, slots=True, eq=False)
class RunningTable:
    """A table of two groupings of any period.

    Attributes
    ----------
    table
        Where incidents are.
    running
        The sums of rows, of the table and by reason; before them those of the cells and columns, unless these are units
        of time.
    whole
        Where they are: the cells of all incidents, and below them the totals of columns (rows + 1 × columns ×
        figures).
    edges
        Where they are: the position of the first day of each column, and the end.
    places
        Where they are: the row and the column of each entry.
    """

    table: Crossed
    running: _Running
    whole: _Whole | None
    edges: npt.NDArray[np.intp] | None = None
    places: _Entries | None = None

    def over(self, shown: Answer, order_rows: Order, order_columns: Order) -> TableSums:
        """The sums of an answer; each order is of rows or columns as the table has them."""
        ends = self.running.place(shown.lo), self.running.place(shown.hi)
        found = self.running.over(shown, *ends)
        if self.whole is None:
            return self._of_cells(found, order_rows, order_columns)
        return self._of_units(found, (shown, ends), order_rows, order_columns)

    def _of_cells(self, found: _Whole, order_rows: Order, order_columns: Order) -> TableSums:
        n_rows, n_columns = self.table.n_rows, self.table.n_columns
        n_cells, figures = n_rows * n_columns, found.shape[1]
        ends = n_cells + n_rows, n_cells + n_rows + n_columns
        in_rows, in_columns = found[n_cells : ends[0]], found[ends[0] : ends[1]]
        rows, columns = order_rows(in_rows[:, 0]), order_columns(in_columns[:, 0])
        cells = found[:n_cells].reshape(n_rows, n_columns, figures)[rows]
        return TableSums(
            rows, columns, cells[:, columns], in_rows[rows], in_columns[columns], found[ends[1]],
            found[ends[1] + 1 : -1, 0],
        )  # fmt: skip

    def _of_units(
        self, found: _Whole, period: tuple[Answer, tuple[int, int]], order_rows: Order, order_columns: Order
    ) -> TableSums:
        assert self.whole is not None
        (shown, ends), n_rows = period, self.table.n_rows
        in_rows, first, last = found[:n_rows], *self._units(shown)
        rows = order_rows(in_rows[:, 0])
        in_columns = self.whole[n_rows, first:last].copy()
        cells = self.whole[:n_rows, first:last][rows]
        if isinstance(rows, slice):
            cells = cells.copy()
        if last > first:
            for column, part in self._outside(ends, first, last):
                cells[:, column] -= part[:n_rows][rows]
                in_columns[column] -= part[n_rows]
            for some, sign in ((shown.earlier, 1), (shown.late, -1)):
                if len(some):
                    self._add(some, sign, (cells, rows), in_columns, first)
        at = order_columns(in_columns[:, 0])
        columns = slice(at.start + first, at.stop + first) if isinstance(at, slice) else at + first
        return TableSums(
            rows, columns, cells[:, at], in_rows[rows], in_columns[at], found[n_rows], found[n_rows + 1 : -1, 0]
        )

    def _units(self, shown: Answer) -> tuple[int, int]:
        """The columns in reach: the first, and the one after the last."""
        unit = self.table.unit
        assert unit is not None
        reached = [int(unit[shown.lo]), int(unit[shown.hi - 1])] if shown.hi > shown.lo else []
        if len(shown.earlier):  # those in a cell are in the column of the first day, in which none may begin
            reached += unit[shown.earlier[self.table.reason[shown.earlier] < 0]].tolist()
        return (min(reached), max(reached) + 1) if reached else (0, 0)

    def _outside(self, ends: tuple[int, int], first: int, last: int) -> tuple[tuple[int, _Whole], ...]:
        """What the first and the last column in reach have outside of the period (rows + 1 × figures)."""
        assert self.edges is not None
        until, shape = self.running.until, (self.table.n_rows + 1, len(self.running.added))
        size = shape[0] * shape[1]
        before = until[ends[0], :size] - until[self.edges[first], :size]
        after = until[self.edges[last], :size] - until[ends[1], :size]
        return (0, before.reshape(shape)), (last - first - 1, after.reshape(shape))

    def _add(self, rows: _Codes, sign: int, cells: tuple[_Whole, _Listed], in_columns: _Whole, first: int) -> None:
        """Add some incidents to cells whose rows are in an order, and to totals of columns, from the first one on."""
        assert self.table.unit is not None
        assert self.places is not None
        position = np.full(self.table.n_rows + 1, -1)  # the last is of what is in no row
        position[cells[1]] = np.arange(len(cells[0]))
        places, incidents = self.places.of(rows)
        at = position[places[:, 0]]
        listed = at >= 0
        added = sign * self.running.added_by(incidents)
        np.add.at(cells[0], (at[listed], places[listed, 1] - first), added[listed])
        counted = rows[self.table.reason[rows] < 0]
        np.add.at(in_columns, self.table.unit[counted] - first, sign * self.running.added_by(counted))


def running_table(table: Crossed, added: Added, days: _Codes, mask: _Mask | None) -> RunningTable:
    """The running sums of a table over the incidents that pass a mask.

    Parameters
    ----------
    table
        Where incidents are.
    added
        What each incident adds to each figure.
    days
        The day on which each incident begins, rising.
    """
    if table.unit is not None:
        running = _running(_totals_of(table, mask), table.n_rows + 2 + table.n_reasons, added, days)
        if running.step == 1:
            return _of_units(table, running, mask)
    n = table.n_rows * table.n_columns + table.n_rows + table.n_columns + 2 + table.n_reasons
    return RunningTable(table, _running(_all_of(table, mask), n, added, days), None)


def _of_units(table: Crossed, running: _Running, mask: _Mask | None) -> RunningTable:
    assert table.unit is not None
    rows = table.unit.searchsorted(np.arange(table.n_columns + 1, dtype=table.unit.dtype))
    edges = np.array([running.place(row) for row in rows.tolist()], np.intp)
    shape = table.n_columns, table.n_rows + 2 + table.n_reasons, len(running.added)
    columns = np.diff(running.until[edges], axis=0).reshape(shape)
    whole = np.ascontiguousarray(columns[:, : table.n_rows + 1].swapaxes(0, 1))
    is_in = (table.row >= 0) & _passing(table, mask)
    places = np.stack((np.where(is_in, table.row, -1), table.column), axis=1)
    return RunningTable(table, running, whole, edges, _Entries(places, table.many))


def _passing(table: Crossed, mask: _Mask | None) -> _Mask | bool:
    """Which entries pass a mask."""
    return True if mask is None else mask if table.many is None else mask[table.many]


def _totals_of(table: Crossed, mask: _Mask | None) -> tuple[_Entries, ...]:
    """The sums of rows, of the table and by reason; the last is of what does not count."""
    total = table.n_rows
    return _entries(table, (np.where(table.row >= 0, table.row, -1),), (), total, mask)


def _all_of(table: Crossed, mask: _Mask | None) -> tuple[_Entries, ...]:
    """The sums of cells, rows, columns, of the table and by reason; the last is of what does not count."""
    n_cells, n_rows = table.n_rows * table.n_columns, table.n_rows
    is_in = table.row >= 0
    cell = np.where(is_in, table.row * np.int32(table.n_columns) + table.column, -1)
    row = np.where(is_in, table.row + np.int32(n_cells), -1)
    column = np.where(is_in, table.column + np.int32(n_cells + n_rows), -1)
    total = n_cells + n_rows + table.n_columns
    if table.many is None:
        return _entries(table, (cell, row, column), (), total, mask)
    of_incidents = np.full(len(table.reason), -1, np.int32)
    of_incidents[table.many] = column
    return _entries(table, (cell, row), (of_incidents,), total, mask)


def _entries(
    table: Crossed, of_entries: tuple[_Codes, ...], of_incidents: tuple[_Codes, ...], total: int, mask: _Mask | None
) -> tuple[_Entries, ...]:
    """Entries by their codes and those of their incidents, and what is in the table or why it is not; -1 for none."""
    nothing = total + 1 + table.n_reasons
    in_all = np.where(table.reason < 0, total, total + 1 + table.reason)
    of_incidents = (*of_incidents, in_all)
    together = [(of_entries, table.many), (of_incidents, None)]
    if table.many is None:
        together = [((*of_entries, *of_incidents), None)]
    found = []
    for each, rows in together:
        codes = np.stack(each, axis=1).astype(np.int32)
        codes[codes < 0] = nothing
        if mask is not None:
            codes[~(mask if rows is None else mask[rows])] = nothing
        found.append(_Entries(codes, rows))
    return tuple(found)


def _running(entries: tuple[_Entries, ...], n: int, added: Added, days: _Codes) -> _Running:
    """Running sums by day, or by some days where they would be too large; those of what does not count stay 0."""
    figures, first = len(added), int(days[0]) if len(days) else 0
    since = (days - first).astype(np.int32)
    n_days = int(since[-1]) + 1 if len(since) else 0
    most = max((float(column.sum()) for column in added if column is not None), default=0.0)
    kind = np.dtype(np.int32 if most < 2**31 else np.int64)
    step = max(1, -(-n_days * n * figures * kind.itemsize // _BYTES))
    blocks = -(-n_days // step)
    until = np.zeros((blocks + 1, n, figures), kind)
    for part in entries:
        rows = np.arange(len(days)) if part.rows is None else part.rows
        for codes in part.codes.T:
            kept = codes < n - 1
            at = (since[rows[kept]] // step).astype(np.int64) * n + codes[kept]
            for figure, column in enumerate(added):
                sums = np.bincount(at, None if column is None else column[rows[kept]], blocks * n)
                until[1:, :, figure] += sums.reshape(blocks, n).astype(kind)
    np.cumsum(until, axis=0, out=until)
    begins = np.append(since.searchsorted(np.arange(blocks, dtype=np.int32) * step), len(days))
    return _Running(entries, added, until.reshape(blocks + 1, -1), begins, since, step)
