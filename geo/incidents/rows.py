"""Incidents before they are stored: columns of plain values, made into rows only on access."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, overload

from geo.incidents.columns import COLUMN_NAMES
from geo.incidents.table import Incident

__all__ = ["Rows"]


class Rows(Sequence[Incident]):
    """n incidents in the order of their file; equal to any sequence of the same incidents.

    Parameters
    ----------
    columns
        The values of each column of the table, of one length; days as ``date``, ``None`` where unknown.
    """

    def __init__(self, columns: Mapping[str, Sequence[Any]]) -> None:
        self.columns = {name: columns[name] for name in COLUMN_NAMES}

    @classmethod
    def of(cls, incidents: Iterable[Incident]) -> Rows:
        """The same incidents as columns."""
        if isinstance(incidents, Rows):
            return incidents
        listed = list(incidents)
        return cls({name: [getattr(incident, name) for incident in listed] for name in COLUMN_NAMES})

    def picked(self, rows: Sequence[int]) -> Rows:
        """Only these rows (positions)."""
        return Rows({name: [column[row] for row in rows] for name, column in self.columns.items()})

    def cells(self) -> Iterator[tuple[Any, ...]]:
        """The values of each row, in the order of `COLUMN_NAMES`."""
        return zip(*self.columns.values(), strict=True)

    def __len__(self) -> int:
        return len(self.columns["incident_id"])

    @overload
    def __getitem__(self, index: int) -> Incident: ...
    @overload
    def __getitem__(self, index: slice) -> Rows: ...
    def __getitem__(self, index: int | slice) -> Incident | Rows:
        picked: dict[str, Any] = {name: column[index] for name, column in self.columns.items()}
        return Rows(picked) if isinstance(index, slice) else Incident(**picked)

    def __iter__(self) -> Iterator[Incident]:
        names = COLUMN_NAMES
        return (Incident(**dict(zip(names, cells, strict=True))) for cells in self.cells())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]  # compared by what it holds

    def __repr__(self) -> str:
        return f"Rows({list(self)!r})"
