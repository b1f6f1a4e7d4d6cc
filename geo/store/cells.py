"""From the cells of a database to the incident table. No database in it.

Most columns hold few values in many rows. Their cells are numbered as they are read, each value once, and only the
number of a row is kept: a text that 100,000 rows share is checked, converted and held once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, count
from operator import itemgetter
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.calendar.days import day_number
from geo.incidents import COLUMN_NAMES, Incident, Incidents
from geo.incidents.columns import CODED, NUMBERS, TEXTS
from geo.incidents.table import Coded, order_of
from geo.store.values import all_fit, what_is_wrong

__all__ = ["REPEATED", "SINGLE", "Row", "incident_of", "incidents_of", "incidents_of_rows", "row_of"]

Row = tuple[Any, ...]
"""An incident in the order of `COLUMN_NAMES`, days as ISO texts."""

SINGLE = ("incident_id", "lon", "lat", "url", "notes", "revised_at")
"""The columns whose values are hardly ever the same in two rows."""
REPEATED = tuple(name for name in COLUMN_NAMES if name not in SINGLE)
_DAYS = ("date_start", "date_end")


@dataclass(frozen=True, slots=True)
class _Cells:
    """The cells of n rows: ``values[codes[name][i]]`` of a column of `REPEATED`, ``single[name][i]`` of the others."""

    codes: Mapping[str, npt.NDArray[np.int32]]
    values: Sequence[Any]
    single: Mapping[str, Sequence[Any]]

    def ordered(self, order: Sequence[int]) -> _Cells:
        """The rows in another order."""
        positions = np.array(order)
        return _Cells(
            {name: column[positions] for name, column in self.codes.items()},
            self.values,
            {name: list(map(column.__getitem__, order)) for name, column in self.single.items()},
        )

    def converted(self, name: str, convert: Callable[[Any], float], kind: type[np.generic]) -> npt.NDArray[Any]:
        """A column as numbers (shape n); each value is converted once."""
        used = np.unique(self.codes[name])
        table = np.zeros(len(self.values), kind)
        table[used] = [convert(self.values[code]) for code in used.tolist()]
        return table[self.codes[name]]

    def degrees(self, name: str) -> npt.NDArray[np.float64]:
        """A column of degrees (shape n, NaN where missing)."""
        return np.array(self.single[name], np.float64)

    def texts(self, name: str) -> list[str]:
        """A column as texts; equal ones of `REPEATED` are one object."""
        return list(self.single[name] if name in SINGLE else map(self.values.__getitem__, self.codes[name].tolist()))


def incidents_of(repeated: Iterable[Any], single: Sequence[Sequence[Any]]) -> Incidents:
    """The table of the incidents that a database holds, sorted.

    Parameters
    ----------
    repeated
        The cells of the columns `REPEATED`, one row after the other.
    single
        For each row, in the same order, the cells of the columns `SINGLE`.

    Raises
    ------
    ValueError
        For the first value that no incident can have; the message names the id of its row and the column.
    """
    numbers: defaultdict[Any, int] = defaultdict(count().__next__)
    codes = np.fromiter(map(numbers.__getitem__, repeated), np.int32).reshape(-1, len(REPEATED))
    columns = zip(*single, strict=True) if single else ((),) * len(SINGLE)
    cells = _Cells(
        dict(zip(REPEATED, np.ascontiguousarray(codes.T), strict=True)),
        tuple(numbers),
        dict(zip(SINGLE, columns, strict=True)),
    )
    _require_values(cells)
    start, end = (cells.converted(name, _day, np.int32) for name in _DAYS)
    _refuse(cells, "date_end", end < start, "date_end {} lies before date_start".format)
    order = order_of(start, cells.single["incident_id"])
    if order is not None:
        cells, start, end = cells.ordered(order), start[order], end[order]
    return Incidents(
        start=start,
        end=end,
        lon=cells.degrees("lon"),
        lat=cells.degrees("lat"),
        numbers={name: cells.converted(name, _figure, np.float32) for name in NUMBERS},
        coded={name: Coded.numbered(cells.codes[name], cells.values) for name in CODED},
        texts={name: cells.texts(name) for name in TEXTS},
    )


def incidents_of_rows(rows: Sequence[Row]) -> Incidents:
    """The table of these rows, sorted; what follows the columns in a row is ignored. Raises as `incidents_of` does."""
    repeated, single = (itemgetter(*map(COLUMN_NAMES.index, names)) for names in (REPEATED, SINGLE))
    return incidents_of(chain.from_iterable(map(repeated, rows)), list(map(single, rows)))


def incident_of(row: Row) -> Incident:
    """A row as an incident; what follows the columns in it is ignored."""
    values = dict(zip(COLUMN_NAMES, row, strict=False))
    return Incident(**{**values, **{name: date.fromisoformat(values[name]) for name in _DAYS}})


def row_of(incident: Incident) -> Row:
    """An incident as a row."""
    cells = {name: getattr(incident, name) for name in COLUMN_NAMES}
    return tuple((cells | {name: cells[name].isoformat() for name in _DAYS}).values())


def _day(text: str) -> int:
    return day_number(date.fromisoformat(text))


def _figure(value: float | None) -> float:
    return np.nan if value is None else value


def _require_values(cells: _Cells) -> None:
    """Raise ValueError for the first value that no incident can have."""
    for name in SINGLE:
        if not all_fit(name, cells.single[name]):
            _refuse(cells, name, [what_is_wrong(name, value) != "" for value in cells.single[name]])
    for name in REPEATED:
        codes = cells.codes[name]
        wrong = [code for code in np.unique(codes).tolist() if what_is_wrong(name, cells.values[code])]
        _refuse(cells, name, np.isin(codes, wrong))
    halves = np.isnan(cells.degrees("lon")) != np.isnan(cells.degrees("lat"))
    _refuse(cells, "lon", halves, lambda _: "only one of lon and lat is known")


def _refuse(cells: _Cells, name: str, bad: npt.ArrayLike, reason: Callable[[Any], str] | None = None) -> None:
    """Raise ValueError for the first row that is bad, with what is wrong with its value in a column."""
    row = next(iter(np.flatnonzero(bad).tolist()), None)
    if row is not None:
        value = cells.values[cells.codes[name][row]] if name in REPEATED else cells.single[name][row]
        what = reason(value) if reason else what_is_wrong(name, value)
        raise ValueError(f"row {str(cells.single['incident_id'][row])[:80]}: {what}")
