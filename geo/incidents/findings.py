"""What a check finds: problems that a person must see, repairs that are said, and the rows that are good."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from geo.incidents.claims import Claim
from geo.incidents.rows import Rows
from geo.incidents.table import Incident

__all__ = ["Checked", "Problem", "RawTable", "Repair", "Severity"]

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table as it was read, every cell a text; a blank is empty.

    ``lines[i]`` is the physical line on which record i begins; without it, records are taken to be lines, the header
    being line 1. A record may have more or fewer cells than the header: the check says so. ``first`` is the number
    of the first record, where this is a later part of a file.
    """

    header: tuple[str, ...]
    records: Sequence[Sequence[str]]
    lines: Sequence[int] | None = None
    first: int = 1

    def line_of(self, record: int) -> int:
        """The physical line of a record (both count from 1)."""
        return record + 1 if self.lines is None else self.lines[record - self.first]


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
