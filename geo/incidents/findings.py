"""The result of a check: problems that a person must see, repairs that are reported, and the rows that are good."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from geo.incidents.claims import Claim
from geo.incidents.rows import Rows
from geo.incidents.table import Incident
from geo.reading.cells import Severity

__all__ = ["EFFECTS", "Checked", "Findings", "Problem", "RawTable", "Repair", "Severity"]


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table as it was read, every cell a text; a blank is empty.

    ``lines[i]`` is the physical line on which record i begins; without it, records are lines, the header
    being line 1. A record may have more or fewer cells than the header: the check reports it. ``first`` is the number
    of the first record, where this is a later part of a file; ``numbers`` are those of all of them, where some between
    them were left out. ``fingerprints`` differ between versions of a record.
    """

    header: tuple[str, ...]
    records: Sequence[Sequence[str]]
    lines: Sequence[int] | None = None
    first: int = 1
    numbers: Sequence[int] | None = None
    fingerprints: Sequence[str] | None = None

    def numbered(self) -> Sequence[int]:
        """The number of each record in the file, from 1."""
        return range(self.first, self.first + len(self.records)) if self.numbers is None else self.numbers

    def lined(self) -> Sequence[int]:
        """The physical line of each record."""
        return [number + 1 for number in self.numbered()] if self.lines is None else self.lines

    def picked(self, rows: Sequence[int]) -> RawTable:
        """The same table with only these records (positions)."""
        numbers, lines = self.numbered(), self.lined()
        return RawTable(
            self.header,
            [self.records[row] for row in rows],
            [lines[row] for row in rows],
            self.first,
            [numbers[row] for row in rows],
            None if self.fingerprints is None else [self.fingerprints[row] for row in rows],
        )


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a file.

    ``row`` counts records from 1, the header not counted; 0 means the whole file. ``line`` is the physical line, 0
    where the format has none. An ``error`` keeps the row out, a ``warning`` lets it in.
    """

    row: int
    line: int
    id: str
    column: str
    value: str
    message: str
    severity: Severity = "error"


EFFECTS: dict[Severity, str] = {"error": "row is not imported", "warning": "row is imported"}
"""What a problem means for its row, in words."""


@dataclass(frozen=True, slots=True)
class Repair:
    """One kind of change made on import, and the number of rows that it touched."""

    what: str
    rows: int


@dataclass(frozen=True, slots=True)
class Checked:
    """The good rows of a file with the claims about them, in the order of the file, with all findings."""

    incidents: Sequence[Incident]
    problems: list[Problem] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    rejected: int = 0
    claims: list[Claim] = field(default_factory=list)
    has_claims: bool = True
    """Whether the file has a column of claims; one without it leaves the stored claims alone."""

    left_out: dict[str, int] = field(default_factory=dict)
    """Rows that are no incidents of this map (another country, another version of a row), by the reason."""

    unchanged: list[str] = field(default_factory=list)
    """The ids of rows that were not checked again, because they are stored as they are."""

    refused_ids: list[str] = field(default_factory=list)
    """The ids of rows that have an error: they are in the file, although they cannot be stored."""

    fingerprints: list[str] = field(default_factory=list)
    """The fingerprint of the record of each incident; empty where the source has none."""

    @property
    def rows_read(self) -> int:
        """The number of records in the file."""
        return len(self.incidents) + self.rejected + len(self.unchanged) + sum(self.left_out.values())

    @property
    def rows(self) -> Rows:
        """The incidents as columns."""
        return Rows.of(self.incidents)

    @property
    def errors(self) -> list[Problem]:
        """The problems that keep a row, or the whole file, out."""
        return [problem for problem in self.problems if problem.severity == "error"]


@dataclass
class Findings:
    """The findings of a file, part by part, without the incidents themselves: a file may be larger than the memory.

    ``accepted`` counts the rows that can be stored, ``unchanged`` those that are known to be stored as they are, and
    ``sources`` the rows by the source that they name.
    """

    accepted: int = 0
    unchanged: int = 0
    rejected: int = 0
    problems: list[Problem] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    sources: Counter[str] = field(default_factory=Counter)
    _repaired: Counter[str] = field(default_factory=Counter)

    def add(self, part: Checked) -> None:
        """Count a part; the parts come in the order of the file."""
        self.accepted += len(part.incidents)
        self.unchanged += len(part.unchanged)
        self.rejected += part.rejected
        self.problems += part.problems
        self.left_out.update(part.left_out)
        self.sources.update(part.rows.columns["source"])
        for repair in part.repairs:
            self._repaired[repair.what] += repair.rows

    @property
    def repairs(self) -> list[Repair]:
        """All changes made on import, by kind; in the order of the alphabet, however the file was cut into parts."""
        return [Repair(what, rows) for what, rows in sorted(self._repaired.items())]

    @property
    def rows_read(self) -> int:
        """The number of records in the file."""
        return self.accepted + self.unchanged + self.rejected + self.left_out.total()

    @property
    def has_errors(self) -> bool:
        """Whether anything keeps a row, or the whole file, out."""
        return any(problem.severity == "error" for problem in self.problems)
