"""Any table as a sheet: heading, rows of cells and notes, as files, the clipboard and the window have it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.analysis.comparison import AGAINST, compared, why_not_compared
from geo.analysis.counts import TIMED, table
from geo.analysis.coverage import coverage
from geo.analysis.crossing import CrossTable, cross_table
from geo.analysis.districts import rate_text
from geo.analysis.groupings.registry import PLACED, TITLES, grouping
from geo.analysis.status import disputed_note, figures_note
from geo.analysis.table_figures import FIGURES, RATES, SHARES, share_text, signed_text, whole_text
from geo.analysis.table_lines import AT_MOST, SHRUNK, Line, lines
from geo.errors import InputError
from geo.tally.figures import Figures, LeftOut
from geo.view.snapshot import Snapshot
from geo.wording import plural

__all__ = ["ALL", "Grid", "TableSheet", "about", "cell_values", "cross_sheet", "overlap_words", "sheet"]

Cell = str | int | float | None
_Sums = npt.NDArray[Any]

ALL = "All"
"""The heading of totals."""


@dataclass(frozen=True, slots=True)
class TableSheet:
    """A table with its totals in the last row, and notes.

    ``None`` is a cell that is not known. ``texts`` gives the text of the values of each column but the first.
    """

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...]
    texts: tuple[Callable[[float], str], ...] = field(repr=False)

    def text(self, row: int, column: int) -> str:
        """A cell as it is written; a dash where nothing is known."""
        value = self.rows[row][column]
        return "–" if value is None else value if isinstance(value, str) else self.texts[column - 1](value)


def sheet(
    snapshot: Snapshot, by: str, across: str = "", figure: str = "incidents", against: str = "previous"
) -> TableSheet:
    """The table of one grouping with all its figures, or of two with one.

    Parameters
    ----------
    snapshot
        What is shown.
    by, across
        What rows and columns are by; blank for a table of one grouping.
    figure
        What is in the cells of a table of two, one of `FIGURES`.
    against
        What the change is against, one of `AGAINST`.

    Raises
    ------
    InputError
        If the groupings are the same, or do not have the figure.
    """
    if across:
        return cross_sheet(snapshot, by, across, figure, against)
    listed = lines(snapshot, by, against)
    kept = [column for column in _COLUMNS if any(column.value(line) is not None for line in listed)]
    rows = [(line.group.name, *(column.value(line) for column in kept)) for line in listed]
    total = table(snapshot, by).total
    last = (ALL, *(column.total(total) for column in kept))
    header = (TITLES[by], *(column.title for column in kept))
    notes = [disputed_note(snapshot, by), *_compared_notes(snapshot, by, against), *_line_notes(listed)]
    said = about(snapshot, (*notes, *_left_out(table(snapshot, by).left_out, "row")))
    return TableSheet(TITLES[by], header, (*rows, last), said, tuple(column.text for column in kept))


@dataclass(frozen=True, slots=True)
class _Column:
    title: str
    value: Callable[[Line], Cell]
    text: Callable[[float], str] = whole_text
    total: Callable[[Figures], Cell] = lambda _total: None


def _of_figures(title: str, value: Callable[[Figures], Cell]) -> _Column:
    return _Column(title, lambda line: value(line.group.figures), whole_text, value)


_COLUMNS = (
    *(_of_figures(FIGURES[name].title, FIGURES[name].value)
      for name in ("incidents", "killed_low", "killed", "killed_high", "injured", "abducted")),
    _Column("Share", lambda line: line.share, share_text),
    _Column("Per 100k people", lambda line: line.group.per_100k, rate_text),
    _Column("Per 100k, shrunk", lambda line: line.shrunk_per_100k, rate_text),
    _Column("Per 1,000 km²", lambda line: line.group.per_1000_km2, rate_text),
    _Column("At most", lambda line: line.group.may_be),
    _Column("Before", lambda line: None if line.before is None else line.before.incidents),
    _Column("Change", lambda line: line.change, signed_text),
)  # fmt: skip


def cross_sheet(snapshot: Snapshot, by: str, across: str, figure: str, against: str = "previous") -> TableSheet:
    """The table of two groupings with a figure in its cells and its totals; see `sheet`."""
    crossed = cross_table(snapshot, by, across, FIGURES[figure].names)
    grid = cell_values(snapshot, crossed, figure, against)
    rows: list[tuple[Cell, ...]] = [(name, *cells) for name, cells in zip(grid.rows, grid.values, strict=True)]
    title = f"{FIGURES[figure].title}: {TITLES[by]} by {TITLES[across].lower()}"
    notes = [disputed_note(snapshot, by, across)]
    notes += _compared_notes(snapshot, by, against) if figure == "change" else ()
    notes += filter(None, (overlap_words(crossed), *_left_out(crossed.left_out, "cell")))
    texts = (FIGURES[figure].text,) * len(grid.columns)
    return TableSheet(title, (TITLES[by], *grid.columns), tuple(rows), about(snapshot, tuple(notes)), texts)


@dataclass(frozen=True, slots=True)
class Grid:
    """The values of a table of two groupings with the names of its rows and columns, of which the last are totals."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: list[list[Cell]]


def cell_values(snapshot: Snapshot, crossed: CrossTable, figure: str, against: str = "previous") -> Grid:
    """The values of the cells, with the total at the end of each row, and a row of totals below; no row without any.

    Raises
    ------
    InputError
        If the table has no such figure.
    """
    if figure == "change":
        return _changes(snapshot, crossed, against)
    rows, columns = (*crossed.rows, ALL), (*crossed.columns, ALL)
    if not crossed.rows:
        return Grid((), columns, [])
    sums = _with_totals(crossed)
    if figure in RATES:
        return Grid(rows, columns, _rates(snapshot, crossed, sums[:, :, 0], figure))
    if figure in SHARES:
        of = crossed.shown if figure == "share" else sums[-1, :, 0]
        return Grid(rows, columns, _shares(sums[:, :, 0], of))
    value = FIGURES[figure].value
    return Grid(rows, columns, [[value(crossed.figures(cell)) for cell in row] for row in sums])


def _shares(incidents: _Sums, of: _Sums | int) -> list[list[Cell]]:
    """The parts of a whole, or of that of each column; not known where the whole is nothing."""
    wholes = np.broadcast_to(of, incidents.shape).tolist()
    return [
        [part / whole if whole else None for part, whole in zip(*line, strict=True)]
        for line in zip(incidents.tolist(), wholes, strict=True)
    ]


def _with_totals(crossed: CrossTable) -> _Sums:
    """Cells and totals, shape (rows + 1, columns + 1, summed)."""
    right = np.concatenate((crossed.cells, crossed.row_totals[:, None]), axis=1)
    below = np.concatenate((crossed.column_totals, crossed.total[None]))
    return np.concatenate((right, below[None]))


def _rates(snapshot: Snapshot, crossed: CrossTable, incidents: _Sums, figure: str) -> list[list[Cell]]:
    placed = next((by for by in (crossed.by, crossed.across) if by in PLACED), None)
    if placed is None:
        raise InputError(f"{FIGURES[figure].title} needs places with people and an area: {', '.join(PLACED)}.")
    field = "population" if figure == "per_100k" else "area_km2"
    base = {member.name: getattr(member, field) for member in grouping(snapshot.dataset, placed).members}
    by_rows = placed == crossed.by
    bases = [*(base[name] for name in (crossed.rows if by_rows else crossed.columns)), None]
    rates: list[list[Cell]] = [
        [RATES[figure] * n / of if of else None for n in line]
        for line, of in zip((incidents if by_rows else incidents.T).tolist(), bases, strict=True)
    ]
    return rates if by_rows else [list(row) for row in zip(*rates, strict=True)]


def _changes(snapshot: Snapshot, crossed: CrossTable, against: str) -> Grid:
    """The change of each cell; what was there before and is not now has its row and column too."""
    for by in (crossed.by, crossed.across):
        if by in TIMED:
            raise InputError(f"A table by {by} has no change: it shows the development itself. Choose another figure.")
    before = compared(snapshot, against)
    if before is None:
        raise InputError(f"There is no change: {why_not_compared(snapshot, against)}.")
    earlier = cross_table(before, crossed.by, crossed.across, ())
    rows = tuple(dict.fromkeys((*crossed.rows, *earlier.rows)))
    columns = tuple(dict.fromkeys((*crossed.columns, *earlier.columns)))
    now, past = (_laid_out(each, rows, columns) for each in (crossed, earlier))
    values: list[list[Cell]] = [[round(cell) for cell in row] for row in (now - past).tolist()]
    return Grid((*rows, ALL), (*columns, ALL), values) if rows else Grid((), (*columns, ALL), [])


def _laid_out(crossed: CrossTable, rows: tuple[str, ...], columns: tuple[str, ...]) -> _Sums:
    """The incidents of a table in the rows and columns of another, with totals; 0 where it has none."""
    sums = np.zeros((len(rows) + 1, len(columns) + 1))
    at_rows = [*map(rows.index, crossed.rows), len(rows)]
    at_columns = [*map(columns.index, crossed.columns), len(columns)]
    sums[np.ix_(at_rows, at_columns)] = _with_totals(crossed)[:, :, 0]
    return sums


def overlap_words(crossed: CrossTable) -> str:
    """Why the cells add up to more than the total, as a sentence; blank if they do not."""
    if "actor" not in (crossed.by, crossed.across):
        return ""
    in_cells = round(float(crossed.cells[:, :, 0].sum()))
    if in_cells <= crossed.total[0]:
        return ""
    return (
        f"An incident counts for each of its actors: the cells add up to {in_cells:,}, more than the "
        f"{plural(round(float(crossed.total[0])), 'incident')} in them. Totals count each incident once."
    )


def about(snapshot: Snapshot, notes: tuple[str, ...]) -> tuple[str, ...]:
    """What a table is of, notes, and what the filters leave out: the notes of a sheet."""
    filters = "; ".join(snapshot.state.query.words())
    said = (
        f"Period: {snapshot.period_words}.",
        f"Filters: {filters}." if filters else "",
        figures_note(snapshot),
        f"{plural(len(snapshot.answer), 'incident')} of {len(snapshot.dataset.incidents):,}.",
        coverage(snapshot).sentence,
        *notes,
        *_left_out(snapshot.left_out, "count"),
        snapshot.dataset.notice,
    )
    return tuple(filter(None, said))


def _left_out(items: tuple[LeftOut, ...], what: str) -> Iterator[str]:
    yield from (f"In no {what}: {item.n:,} {item.reason}." for item in items)


def _compared_notes(snapshot: Snapshot, by: str, against: str) -> Iterator[str]:
    before = None if by in TIMED else compared(snapshot, against)
    if before is not None:
        yield f"Before: {before.period_words}, {AGAINST[against]}."
    elif by not in TIMED:
        yield f"No change is shown: {why_not_compared(snapshot, against)}."


def _line_notes(listed: tuple[Line, ...]) -> Iterator[str]:
    if any(line.shrunk_per_100k is not None for line in listed):
        yield SHRUNK
    if any(line.group.may_be is not None for line in listed):
        yield AT_MOST
