"""Figures of what a snapshot shows by two groupings at once.

An incident is in a cell if both of its groups are known. The cells, what has no row and what has a row but no column
are all that is shown: nothing is counted twice but incidents of several actors, which are in each of their rows or
columns and once in every total.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.analysis.counts import GROUPINGS, cells_of
from geo.analysis.groupings.grouping import Grouping
from geo.analysis.groupings.registry import grouping
from geo.dataset import Dataset
from geo.errors import InputError
from geo.tally.cells import Cells, packed_sums, packing
from geo.tally.figures import SUMMED, Figures, LeftOut
from geo.tally.running import Crossed, RunningTable, running_table
from geo.view.snapshot import Snapshot, once_per_snapshot

__all__ = ["CrossTable", "cross_table", "is_prepared", "prepare"]

_Sums = npt.NDArray[np.signedinteger]
_Codes = npt.NDArray[np.int32]
_Packed = npt.NDArray[Any]


@dataclass(frozen=True, eq=False)
class CrossTable:
    """Figures by two groupings.

    Attributes
    ----------
    by, across
        The groupings of rows and columns.
    rows, columns
        The names of the groups: those of time and distance in their order, actors, places and other names by their
        number of incidents, those without any left away.
    summed
        What is in a cell: ``incidents``, and the columns of `geo.tally.figures.SUMMED` that were asked for.
    cells
        Shape (rows, columns, summed).
    row_totals, column_totals, total
        Of all incidents in a row, in a column and in the table; each incident once.
    left_out
        What is in no cell, and why; with the total it is all that is shown.
    shown
        How many incidents are shown.
    """

    by: str
    across: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    summed: tuple[str, ...]
    cells: _Sums
    row_totals: _Sums
    column_totals: _Sums
    total: _Sums
    left_out: tuple[LeftOut, ...]
    shown: int

    def figures(self, sums: _Sums) -> Figures:
        """The sums of one cell, or of a total, as figures; what was not asked for is 0."""
        return Figures(**{name: round(value) for name, value in zip(self.summed, sums.tolist(), strict=True)})


@once_per_snapshot
def cross_table(snapshot: Snapshot, by: str, across: str, names: tuple[str, ...] = SUMMED) -> CrossTable:
    """The figures of what is shown by two of `GROUPINGS`; ``names`` are columns of `SUMMED` to be summed.

    Raises
    ------
    InputError
        If there is no such grouping, or both are the same one.
    """
    kept = _kept(snapshot, by, across, names)
    if kept is not None:
        return _of_running(snapshot, kept)
    dataset, shown = snapshot.dataset, snapshot.answer
    plan = _plan(dataset, by, across)
    sums = [packed_sums(dataset, cells, names, shown).reshape(-1, *shape) for cells, shape in plan.parts]
    inner = sums[0][:, : plan.n_rows, : plan.n_columns]
    if len(sums) == 1:
        of_rows = inner.sum(axis=2)
        margins = of_rows, inner.sum(axis=1), of_rows.sum(axis=1)
        without = sums[0][:, plan.n_rows :].sum(axis=2), sums[0][:, : plan.n_rows, plan.n_columns :].sum(axis=1)
    else:
        margins = sums[1][:, : plan.n_rows, 0], sums[2][:, 0, : plan.n_columns], sums[3][:, 0, 0]
        without = sums[3][:, 1:].sum(axis=2), sums[3][:, 0, 1:]
    return _table(snapshot, plan, names, (inner, *margins, np.concatenate(without, axis=1)))


def prepare(snapshot: Snapshot, by: str, across: str, names: tuple[str, ...] = SUMMED) -> None:
    """Cache running sums, so that the table of any other period is cheap; expensive, so call it in the background."""
    if _kept(snapshot, by, across, names) is None:
        dataset, mask = snapshot.dataset, snapshot.mask
        plan = _plan(dataset, by, across)
        added = (None, *(dataset.incidents.tallied[name] for name in names))
        made = running_table(_crossed_of(plan, len(dataset.incidents)), added, dataset.incidents.start, mask)
        kept = _running_tables(dataset)
        kept.clear()  # while the time bar moves it is the same table
        kept[by, across] = _Kept(plan, names, mask, made)


def is_prepared(snapshot: Snapshot, by: str, across: str, names: tuple[str, ...] = SUMMED) -> bool:
    """Whether `prepare` has nothing to do."""
    return _kept(snapshot, by, across, names) is not None


def _kept(snapshot: Snapshot, by: str, across: str, names: tuple[str, ...]) -> _Kept | None:
    """The running sums for some filters, which are told by their mask: `geo.query.passes` makes it once."""
    kept = _running_tables(snapshot.dataset).get((by, across))
    return kept if kept is not None and kept.mask is snapshot.mask and kept.names == names else None


def _running_tables(dataset: Dataset) -> dict[tuple[str, str], _Kept]:
    return dataset.memo.get("running tables", dict)


def _of_running(snapshot: Snapshot, kept: _Kept) -> CrossTable:
    plan, running, groups = kept.plan, kept.running, kept.plan.groups
    orders = [partial(_order, each) for each in groups]
    sums = running.over(snapshot.answer, *(reversed(orders) if running.table.is_turned else orders))
    rows, columns, cells, totals = sums.rows, sums.columns, sums.cells, (sums.row_totals, sums.column_totals)
    if running.table.is_turned:
        rows, columns, cells, totals = columns, rows, cells.swapaxes(0, 1), totals[::-1]
    without = sums.without.tolist()
    return CrossTable(
        plan.by, plan.across, _names(groups[0], rows), _names(groups[1], columns), ("incidents", *kept.names),
        cells, *totals, sums.total,
        tuple(LeftOut(reason, n) for reason, n in zip(plan.reasons, without, strict=True) if n),
        int(sums.total[0]) + sum(without),
    )  # fmt: skip


def _crossed_of(plan: _Plan, n_incidents: int) -> Crossed:
    """The row and the column of the table of each incident, with units of time across and many groups down."""
    (row, column), reason = plan.places(n_incidents)
    rows, columns = plan.groups
    is_turned = columns.rows is not None or (rows.is_trimmed and not columns.is_trimmed)
    if is_turned:
        row, column, rows, columns = column, row, columns, rows
    return Crossed(
        len(rows.members), len(columns.members), len(plan.reasons), row, column, reason,
        rows.rows, columns.may_be[0] if columns.is_trimmed and columns.may_be is not None else None, is_turned,
    )  # fmt: skip


@dataclass(frozen=True, eq=False)
class _Plan:
    """The groupings of a table, and the cells to be summed, each with its shape.

    With one group a row at most there are the cells of the table alone. Else there follow those of the totals: by row,
    by column and of the table, in which each incident is once.
    """

    by: str
    across: str
    groups: tuple[Grouping, Grouping]
    parts: tuple[tuple[Cells, tuple[int, int]], ...]

    @cached_property
    def reasons(self) -> tuple[str, ...]:
        """Why an incident is in no cell."""
        return (*self.groups[0].reasons, *self.groups[1].reasons)

    @property
    def n_rows(self) -> int:
        return len(self.groups[0].members)

    @property
    def n_columns(self) -> int:
        return len(self.groups[1].members)

    def places(self, n_incidents: int) -> tuple[tuple[_Codes, _Codes], _Codes]:
        """The row and the column of each entry, -1 where it is in no cell, and of each incident why it is in none."""
        cells, (_, width) = self.parts[0]
        row, column = np.divmod(cells.codes, width)
        is_in = (row < self.n_rows) & (column < self.n_columns)
        any_row, any_column = row, column
        if cells.rows is not None:
            last, (_, any_width) = self.parts[-1]
            any_row, any_column = np.divmod(last.codes, any_width)
        row_reason = any_row - (self.n_rows if cells.rows is None else 1)
        column_reason = any_column - (self.n_columns if cells.rows is None else 1)
        reason = np.where(row_reason >= 0, row_reason, column_reason + len(self.groups[0].reasons))
        reason[(row_reason < 0) & (column_reason < 0)] = -1
        assert len(reason) == n_incidents
        in_cell = (np.where(is_in, each, -1).astype(np.int32) for each in (row, column))
        return tuple(in_cell), reason.astype(np.int32)  # type: ignore[return-value]


@dataclass(frozen=True, eq=False)
class _Kept:
    """The running sums of a table: what is summed, and the mask of what is counted."""

    plan: _Plan
    names: tuple[str, ...]
    mask: npt.NDArray[np.bool_] | None
    running: RunningTable


def _plan(dataset: Dataset, by: str, across: str) -> _Plan:
    for name in (by, across):
        if name not in GROUPINGS:
            raise InputError(f"Incidents cannot be counted by {name!r}. Choose one of {', '.join(GROUPINGS)}.")
    if by == across:
        raise InputError(f"Rows and columns are both by {by}: choose two different ones.")
    return dataset.memo.get(("cross table", by, across), lambda: _new_plan(dataset, by, across))


def _new_plan(dataset: Dataset, by: str, across: str) -> _Plan:
    groups = grouping(dataset, by), grouping(dataset, across)
    rows, columns = cells_of(dataset, by), cells_of(dataset, across)
    pairs = [(rows, columns)]
    if rows.rows is not None or columns.rows is not None:
        any_row, any_column = (
            _any_of(cells, len(each.members), len(dataset.incidents))
            for cells, each in zip((rows, columns), groups, strict=True)
        )
        pairs += [(rows, any_column), (any_row, columns), (any_row, any_column)]
    return _Plan(by, across, groups, tuple(_crossed(*pair) for pair in pairs))


def _any_of(cells: Cells, n_groups: int, n_rows: int) -> Cells:
    """The cells of one grouping with all groups as one; all entries of a row are in a group, or it has one entry."""
    codes = np.maximum(cells.codes - (n_groups - 1), 0)
    if cells.rows is not None:
        of_rows = np.zeros(n_rows, np.int32)
        of_rows[cells.rows] = codes
        codes = of_rows
    return Cells(codes, 1 + cells.n - n_groups)


def _crossed(row: Cells, column: Cells) -> tuple[Cells, tuple[int, int]]:
    """The cells of two groupings, of which one at most has entries of its own."""
    entries = row.rows if row.rows is not None else column.rows
    rows, columns = (each.codes if each.rows is entries else each.codes[entries] for each in (row, column))
    codes = rows * np.int32(column.n)
    codes += columns
    return Cells(codes, row.n * column.n, entries), (row.n, column.n)


def _table(snapshot: Snapshot, plan: _Plan, names: tuple[str, ...], sums: tuple[_Packed, ...]) -> CrossTable:
    """The table of packed sums of cells, rows, columns, all and what is left out; what is listed is unpacked."""
    how = packing(snapshot.dataset, names)
    cells, row_totals, column_totals, total, without = sums
    rows = _order(plan.groups[0], how.first(row_totals))
    columns = _order(plan.groups[1], how.first(column_totals))
    left_out = how.first(without).tolist()
    return CrossTable(
        plan.by, plan.across, _names(plan.groups[0], rows), _names(plan.groups[1], columns),
        ("incidents", *names),
        how.unpacked(cells[:, rows][:, :, columns]), how.unpacked(row_totals[:, rows]),
        how.unpacked(column_totals[:, columns]), how.unpacked(total),
        tuple(LeftOut(reason, n) for reason, n in zip(plan.reasons, left_out, strict=True) if n),
        len(snapshot.answer),
    )  # fmt: skip


def _order(groups: Grouping, incidents: _Sums) -> npt.NDArray[np.intp] | slice:
    """The positions of the groups that are listed, in their order; a slice copies nothing."""
    if groups.is_ordered and not groups.is_trimmed:
        return slice(0, len(incidents))
    used = incidents.nonzero()[0]
    if groups.is_trimmed:
        return slice(int(used[0]), int(used[-1]) + 1) if len(used) else slice(0, 0)
    return used[(-incidents[used]).argsort(kind="stable")]


def _names(groups: Grouping, order: npt.NDArray[np.intp] | slice) -> tuple[str, ...]:
    return groups.names[order] if isinstance(order, slice) else tuple(map(groups.names.__getitem__, order.tolist()))
