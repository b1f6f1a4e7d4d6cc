"""A table while it is checked: columns of texts, and the one list of findings that all checks write to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import ne
from typing import TypeVar

from geo.incidents.columns import COLUMN_NAMES
from geo.incidents.findings import Problem, RawTable, Repair, Severity
from geo.reading.cells import CellReading
from geo.wording import plural

__all__ = ["CLAIMS_COLUMN", "Draft", "Sheet"]

T = TypeVar("T")

CLAIMS_COLUMN = "claims"
"""In CSV, beside the columns of the table: the claims about a row as a JSON list of objects."""

_ORDER = {name: i for i, name in enumerate((*COLUMN_NAMES, CLAIMS_COLUMN))}
_SHOWN = 200


class Sheet:
    """The even rows of a part of a file as columns of texts under the file's own names; ragged rows are separated.

    ``columns`` holds the first column of each name; ``numbers`` the number of each row in the file, ``lines`` its
    physical line (0 where there are none), ``fingerprints`` the fingerprint of its record if that is known, and
    ``problems`` the problems of the ragged rows.
    """

    def __init__(self, table: RawTable, names: Sequence[str]) -> None:
        self.problems: list[Problem] = []
        self.names = tuple(names)
        self.total = len(table.records)
        even = self._even(table)
        self.numbers, self.lines = even.numbered(), even.lined()
        self.fingerprints = even.fingerprints
        texts = zip(*even.records, strict=True) if even.records else [()] * len(names)
        pairs = [(name, list(column)) for name, column in zip(names, texts, strict=True)]
        self.columns: dict[str, list[str]] = dict(reversed(pairs))

    def __len__(self) -> int:
        return len(self.numbers)

    def column(self, name: str) -> list[str]:
        """The texts of a column; blank ones if the file lacks it."""
        return self.columns.get(name) or [""] * len(self)

    def _even(self, table: RawTable) -> RawTable:
        width = len(self.names)
        lengths = list(map(len, table.records))
        if lengths.count(width) == len(lengths):
            return table
        for row, length in enumerate(lengths):
            if length != width:
                self._ragged(table, row, length)
        return table.picked([row for row, length in enumerate(lengths) if length == width])

    def _ragged(self, table: RawTable, row: int, length: int) -> None:
        width = len(self.names)
        how = "more" if length > width else "fewer"
        value = table.records[row][width] if length > width else ""
        cells = plural(length, "cell")
        message = f"The row has {cells}, {how} than the {width} of the header. Is a separator or quote missing?"
        if length == 1 < width and (sign := _separator(table.records[row][0], width)):
            message = f"The row is separated by {sign}, the names of the columns by another sign. Write the same one."
        number, line = table.numbered()[row], table.lined()[row]
        self.problems.append(Problem(number, line, "", "", value[:_SHOWN], message))

    def picked(self, rows: Sequence[int]) -> Sheet:
        """The same sheet with only these rows (positions in the columns), without the problems of ragged ones."""
        part = object.__new__(Sheet)
        part.problems, part.names, part.total = [], self.names, len(rows)
        part.numbers, part.lines = [self.numbers[row] for row in rows], [self.lines[row] for row in rows]
        part.fingerprints = None if self.fingerprints is None else [self.fingerprints[row] for row in rows]
        part.columns = {name: [column[row] for row in rows] for name, column in self.columns.items()}
        return part


def _separator(text: str, width: int) -> str:
    """The sign that divides a text into as many cells, by its name; blank if there is none."""
    named = {";": "semicolons", ",": "commas", "\t": "tabs", "|": "vertical bars"}
    return next((name for sign, name in named.items() if text.count(sign) == width - 1), "")


class Draft:
    """The columns of the table as texts, row by row, and the list of what is wrong with them or was changed.

    Parameters
    ----------
    sheet
        The position of the rows in the file.
    columns
        The columns of ours that the file gives, as texts; the others are there too, and blank.
    names_in_file
        The names that the file has for columns of ours; problems are reported under them.
    """

    def __init__(
        self,
        sheet: Sheet,
        columns: Mapping[str, list[str]] | None = None,
        names_in_file: Mapping[str, str] | None = None,
    ) -> None:
        given = sheet.columns if columns is None else columns
        self._sheet = sheet
        self._names_in_file = names_in_file or {}
        self._problems: list[Problem] = list(sheet.problems)
        self._repaired: dict[str, set[int]] = {}
        self._bad: set[int] = set()
        self._noted: set[int] = set()
        self._whole = False
        self.states_ranges = False
        """Whether blank figures of killed are unknown even where another one is given."""
        self.keeps_words = False
        """Whether a figure that cannot be read is unknown, with a warning, and does not keep its row out."""
        self.is_mapped = False
        """Whether the rows come from a table with an unknown layout, whose words were translated."""
        self.ids_from = "own"
        """What stands before the ids of rows that come without one."""
        self.made_ids: frozenset[int] = frozenset()
        """The positions of the rows whose id was made from their content before the checks."""
        self.keeps_repeated = True
        """Whether a row without an id that is the same as an earlier one is an incident of its own."""
        self.left_out: dict[int, str] = {}
        """The reason by the position of a row that is left out without being faulty."""
        self.given = frozenset(name for name in given if name in _ORDER)
        blank = [""] * len(self)
        self.columns: dict[str, list[str]] = {name: given[name] if name in given else blank[:] for name in _ORDER}

    def __len__(self) -> int:
        return len(self._sheet)

    # findings

    def fault(
        self, row: int, column: str, message: str, severity: Severity = "error", value: str | None = None
    ) -> None:
        """Note a fault of one row (a position in the columns); an error keeps the row out."""
        number, line = self._sheet.numbers[row], self._sheet.lines[row]
        name = self._names_in_file.get(column, column)
        shown = value
        if shown is None:
            in_file = self._sheet.columns.get(name)
            shown = in_file[row] if in_file is not None else self.columns[column][row]
        incident_id = self.columns["incident_id"][row]
        self._problems.append(Problem(number, line, incident_id, name, shown[:_SHOWN], message, severity))
        self._noted.add(row)
        if severity == "error":
            self._bad.add(row)

    def fault_of_file(self, column: str, message: str, severity: Severity = "error") -> None:
        """Note a fault of the header or of the whole file; an error keeps every row out."""
        self._problems.append(Problem(0, 1, "", column, column, message, severity))
        self._whole |= severity == "error"

    def repaired(self, what: str, rows: Iterable[int]) -> None:
        """Note a change made on import."""
        self._repaired.setdefault(what, set()).update(rows)

    def name_in_file(self, column: str) -> str:
        """The name that the file has for a column of ours."""
        return self._names_in_file.get(column, column)

    def record_of(self, row: int) -> str:
        """The position of a row in the file, in words."""
        number, line = self._sheet.numbers[row], self._sheet.lines[row]
        return f"row {number} (line {line})" if line else f"row {number}"

    @property
    def numbers(self) -> Sequence[int]:
        """The number of each row in the file."""
        return self._sheet.numbers

    def fingerprints_of(self, rows: Sequence[int]) -> list[str]:
        """The fingerprints of these rows; blank for a row with a problem, so that it is checked again next time."""
        known = self._sheet.fingerprints
        return [] if known is None else ["" if row in self._noted else known[row] for row in rows]

    # whole columns

    def distinct(self, name: str) -> list[str]:
        """The different texts of a column, each once."""
        return list(set(self.columns[name]))

    def change(self, name: str, values: list[str], what: str) -> None:
        """Put other texts in a column, and note in how many rows they differ."""
        if values != self.columns[name]:
            self.repaired(what, (i for i, other in enumerate(map(ne, values, self.columns[name])) if other))
            self.columns[name] = values

    def read(self, name: str, reader: Callable[[str], CellReading[T]]) -> list[T | None]:
        """A column as values: each distinct text is read once, and its fault noted in every row that has it."""
        column = self.columns[name]
        known = {text: reader(text) for text in dict.fromkeys(column)}
        faulty = {text: fault for text, (_, fault) in known.items() if fault}
        if faulty:
            for row, text in enumerate(column):
                if text in faulty:
                    self.fault(row, name, *faulty[text])
        values = {text: value for text, (value, _) in known.items()}
        return list(map(values.__getitem__, column))

    # the outcome

    def good_rows(self) -> list[int]:
        """The positions of the rows that no error keeps out."""
        if self._whole:
            return []
        without = self._bad | self.left_out.keys()
        return [row for row in range(len(self)) if row not in without] if without else list(range(len(self)))

    @property
    def bad_rows(self) -> list[int]:
        """The positions of the rows that an error keeps out."""
        return list(range(len(self))) if self._whole else sorted(self._bad - self.left_out.keys())

    @property
    def problems(self) -> list[Problem]:
        """All faults in the order of the file."""
        place = {self._names_in_file.get(name, name): i for name, i in _ORDER.items()}
        return sorted(self._problems, key=lambda p: (p.row, place.get(p.column, -1)))

    @property
    def repairs(self) -> list[Repair]:
        """All changes to rows that are accepted, by kind."""
        accepted = set(self.good_rows())
        counts = {what: len(rows & accepted) for what, rows in self._repaired.items()}
        return [Repair(what, count) for what, count in counts.items() if count]
