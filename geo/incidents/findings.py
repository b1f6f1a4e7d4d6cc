"""What a check finds: problems that a person must see, repairs that are said, and the rows that are good."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Literal

from geo.incidents.claims import Claim
from geo.incidents.rows import Rows
from geo.incidents.table import Incident

__all__ = ["Checked", "Findings", "Problem", "RawTable", "Repair", "Severity"]

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table as it was read, every cell a text; a blank is empty.

    ``lines[i]`` is the physical line on which record i begins; without it, records are taken to be lines, the header
    being line 1. A record may have more or fewer cells than the header: the check says so. ``first`` is the number
    of the first record, where this is a later part of a file; ``numbers`` are those of all of them, where some between
    them were left out. ``fingerprints`` tell each record from another version of it.
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


@dataclass(frozen=True, slots=True)
class Repair:
    """One kind of change made on the way in, and the number of rows that it touched."""

    what: str
    rows: int


@dataclass(frozen=True, slots=True)
class Checked:
    """The good rows of a file with the claims about them, in the order of the file, and all that was found."""

    incidents: Sequence[Incident]
    problems: list[Problem] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    rejected: int = 0
    claims: list[Claim] = field(default_factory=list)
    has_claims: bool = True
    """Whether the file speaks of claims at all; one that does not leaves those that are stored alone."""

    left_out: dict[str, int] = field(default_factory=dict)
    """Rows that are no incidents of this map (another country, another version of a row), by the reason."""

    unchanged: list[str] = field(default_factory=list)
    """The ids of rows that were not looked at again, because they are as they were when they were stored."""

    refused_ids: list[str] = field(default_factory=list)
    """The ids of rows that have an error: the file speaks of them, although it does not say what can be stored."""

    fingerprints: list[str] = field(default_factory=list)
    """For each incident what tells its record from another version of it; empty where the source has none."""

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

    @classmethod
    def joined(cls, parts: Iterable[Checked]) -> Checked:
        """The parts of one file as a whole."""
        listed = list(parts)
        if len(listed) == 1:
            return listed[0]
        found = Findings()
        for part in listed:
            found.add(part)
        return cls(
            Rows.joined([part.rows for part in listed]), found.problems, found.repairs, found.rejected,
            claims=list(chain.from_iterable(part.claims for part in listed)),
            has_claims=any(part.has_claims for part in listed),
            left_out=dict(found.left_out),
            unchanged=list(chain.from_iterable(part.unchanged for part in listed)),
            refused_ids=list(chain.from_iterable(part.refused_ids for part in listed)),
            fingerprints=list(chain.from_iterable(part.fingerprints for part in listed)),
        )  # fmt: skip


@dataclass
class Findings:
    """What was found in a file, part by part, without the incidents themselves: a file may be larger than the memory.

    ``taken`` counts the rows that can be stored, ``unchanged`` those that are known to be stored as they are, and
    ``sources`` the rows by the source that they name.
    """

    taken: int = 0
    unchanged: int = 0
    rejected: int = 0
    problems: list[Problem] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    sources: Counter[str] = field(default_factory=Counter)
    _repaired: Counter[str] = field(default_factory=Counter)

    def add(self, part: Checked) -> None:
        """Count a part; the parts come in the order of the file."""
        self.taken += len(part.incidents)
        self.unchanged += len(part.unchanged)
        self.rejected += part.rejected
        self.problems += part.problems
        self.left_out.update(part.left_out)
        self.sources.update(part.rows.columns["source"])
        for repair in part.repairs:
            self._repaired[repair.what] += repair.rows

    @property
    def repairs(self) -> list[Repair]:
        """All changes made on the way in, by kind."""
        return [Repair(what, rows) for what, rows in self._repaired.items()]

    @property
    def rows_read(self) -> int:
        """The number of records in the file."""
        return self.taken + self.unchanged + self.rejected + self.left_out.total()

    @property
    def has_errors(self) -> bool:
        """Whether anything keeps a row, or the whole file, out."""
        return any(problem.severity == "error" for problem in self.problems)
