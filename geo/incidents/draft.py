"""A table on its way to being incidents: columns of values, and the one ledger that all checks write to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import ne
from typing import TypeVar

from geo.incidents.columns import COLUMN_NAMES
from geo.incidents.findings import Problem, RawTable, Repair, Severity

__all__ = ["CLAIMS_COLUMN", "Draft", "Fault", "Read"]

T = TypeVar("T")

CLAIMS_COLUMN = "claims"
"""In CSV, beside the columns of the table: the claims about a row as a JSON list of objects."""

Fault = tuple[str, Severity]
Read = tuple[T | None, Fault | None]
"""What a cell was read as, and what is wrong with it."""

_ORDER = {name: i for i, name in enumerate((*COLUMN_NAMES, CLAIMS_COLUMN))}
_SHOWN = 200


class Draft:
    """The known columns of a table as texts, row by row; ragged rows are set aside at once.

    ``given`` are the columns that the file has; the others are there too, and blank.
    """

    def __init__(self, table: RawTable, names: Sequence[str]) -> None:
        self._table = table
        self._problems: list[Problem] = []
        self._repaired: dict[str, set[int]] = {}
        self._bad: set[int] = set()
        self._whole = False
        width = len(names)
        self._records = self._even_records(width)
        texts = zip(*(table.records[r - 1] for r in self._records), strict=True) if self._records else [()] * width
        self.given = frozenset(name for name in names if name in _ORDER)
        self.columns: dict[str, list[str]] = {name: [""] * len(self) for name in _ORDER}
        for name, column in reversed(list(zip(names, texts, strict=True))):
            if name in _ORDER:  # of columns with one name the first is checked: the fault itself is said elsewhere
                self.columns[name] = list(column)

    def __len__(self) -> int:
        return len(self._records)

    def _even_records(self, width: int) -> list[int]:
        records = self._table.records
        lengths = list(map(len, records))
        if lengths.count(width) == len(lengths):
            return list(range(1, len(lengths) + 1))
        for record, length in enumerate(lengths, 1):
            if length != width:
                self._ragged(record, length, width)
        return [record for record, length in enumerate(lengths, 1) if length == width]

    def _ragged(self, record: int, length: int, width: int) -> None:
        how = "more" if length > width else "fewer"
        value = self._table.records[record - 1][width] if length > width else ""
        message = f"The row has {length} cells, {how} than the {width} of the header. Is a separator or quote amiss?"
        self._problems.append(Problem(record, self._table.line_of(record), "", "", value[:_SHOWN], message))

    # what the checks say

    def fault(
        self, row: int, column: str, message: str, severity: Severity = "error", value: str | None = None
    ) -> None:
        """Note a fault of one row (a position in the columns); an error keeps the row out."""
        record = self._records[row]
        shown = self.columns[column][row] if value is None else value
        incident_id = self.columns["incident_id"][row]
        line = self._table.line_of(record)
        self._problems.append(Problem(record, line, incident_id, column, shown[:_SHOWN], message, severity))
        if severity == "error":
            self._bad.add(row)

    def fault_of_file(self, column: str, message: str, severity: Severity = "error") -> None:
        """Note a fault of the header or of the whole file; an error keeps every row out."""
        self._problems.append(Problem(0, 1, "", column, column, message, severity))
        self._whole |= severity == "error"

    def repaired(self, what: str, rows: Iterable[int]) -> None:
        """Note a change made on the way in."""
        self._repaired.setdefault(what, set()).update(rows)

    def record_of(self, row: int) -> str:
        """Where a row stands in the file, in words."""
        record = self._records[row]
        line = self._table.line_of(record)
        return f"row {record} (line {line})" if line else f"row {record}"

    # whole columns

    def change(self, name: str, values: list[str], what: str) -> None:
        """Put other texts in a column, and say in how many rows they differ."""
        if values != self.columns[name]:
            self.repaired(what, (i for i, other in enumerate(map(ne, values, self.columns[name])) if other))
            self.columns[name] = values

    def read(self, name: str, reader: Callable[[str], Read[T]]) -> list[T | None]:
        """A column as values: each distinct text is read once, and its fault noted in every row that has it."""
        column = self.columns[name]
        known = {text: reader(text) for text in dict.fromkeys(column)}
        faulty = {text: fault for text, (_, fault) in known.items() if fault}
        if faulty:
            for row, text in enumerate(column):
                if text in faulty:
                    self.fault(row, name, *faulty[text])
        return [known[text][0] for text in column]

    # the outcome

    def good_rows(self) -> list[int]:
        """The positions of the rows that no error keeps out."""
        return [] if self._whole else [row for row in range(len(self)) if row not in self._bad]

    @property
    def problems(self) -> list[Problem]:
        """All faults in the order of the file."""
        return sorted(self._problems, key=lambda p: (p.row, _ORDER.get(p.column, -1)))

    @property
    def repairs(self) -> list[Repair]:
        """All changes to rows that are taken, by kind."""
        taken = set(self.good_rows())
        counts = {what: len(rows & taken) for what, rows in self._repaired.items()}
        return [Repair(what, count) for what, count in counts.items() if count]
