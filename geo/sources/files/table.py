"""What every kind of file is read as: a header and parts of records, all of them texts."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from geo.errors import FileRefused
from geo.incidents.findings import RawTable
from geo.sources.files.points import GeometryColumns

__all__ = [
    "LARGEST_BYTES",
    "PART_ROWS",
    "Progress",
    "Table",
    "fold_names",
    "in_parts",
    "no_progress",
    "require_regular",
]

PART_ROWS = 10_000
"""The number of records that are held in memory at a time."""

LARGEST_BYTES = 4 * 2**30
"""No file of incidents is larger; one that is may never end."""

Progress = Callable[[float], None]
"""A callback with the share of the file that was read, from 0 to 1; it may raise to end the reading."""


@dataclass(frozen=True)
class Table:
    """A file as a table.

    Attributes
    ----------
    kind
        What it is, for people: ``CSV``, ``Excel workbook``.
    header
        The names of the columns as the file has them.
    parts
        Reads the records, in parts, from the start at each call; reports to a `Progress`.
    notes
        What was changed or decided in reading, in words.
    opened_with
        The encoding, sheet or layer that was used, where another one could be.
    available
        The names to choose from, where there are several sheets or layers.
    is_decoded
        Whether all texts were decoded from bytes, so that none holds half a character.
    has_date_cells
        Whether texts of days that begin with the year were cells of dates, which a program may have read wrongly.
    geometry
        The columns that hold the geometry of a spatial file; None for a table without one.
    folders
        The columns that hold the names of the folders of each row, the innermost first.
    """

    kind: str
    header: tuple[str, ...]
    parts: Callable[[Progress], Iterator[RawTable]]
    notes: tuple[str, ...] = ()
    opened_with: dict[str, str] = field(default_factory=dict)
    available: dict[str, tuple[str, ...]] = field(default_factory=dict)
    has_date_cells: bool = False
    is_decoded: bool = False
    geometry: GeometryColumns | None = None
    folders: tuple[str, ...] = ()

    def headed(self, header: Sequence[str]) -> Table:
        """The same table with names for its columns, its first line being a record like the others."""
        first = self.header

        def parts(progress: Progress) -> Iterator[RawTable]:
            for number, part in enumerate(self.parts(progress)):
                lines = part.lines or [0] * len(part.records)
                if number == 0:
                    yield replace(part, header=tuple(header), records=[first, *part.records], lines=[1, *lines])
                else:
                    yield replace(part, header=tuple(header), lines=lines, first=part.first + 1)

        return replace(self, header=tuple(header), parts=parts)


def in_parts(
    header: Sequence[str], records: Iterable[Sequence[str]], line_of: Callable[[int], int] | None = None
) -> Iterator[RawTable]:
    """Records (blank ones left out) as parts; ``line_of`` gives the line of a record by its position in the file."""
    held: list[Sequence[str]] = []
    lines: list[int] = []
    first = 1
    for position, record in enumerate(records):
        if any(record):
            held.append(record)
            lines.append(line_of(position) if line_of else 0)
        if len(held) == PART_ROWS:
            yield RawTable(tuple(header), held, lines, first)
            first += len(held)
            held, lines = [], []
    if held or first == 1:
        yield RawTable(tuple(header), held, lines, first)


def require_regular(path: Path) -> int:
    """The size of a regular file; raises `FileRefused` for anything else."""
    try:
        status = path.stat()
    except (OSError, ValueError) as fault:
        raise FileRefused(f"{path} cannot be read: {getattr(fault, 'strerror', None) or fault}.") from fault
    if stat.S_ISDIR(status.st_mode):
        raise FileRefused(f"{path} is a folder. Choose a file in it.")
    if not stat.S_ISREG(status.st_mode):
        raise FileRefused(f"{path} is a device or a pipe, not a file. Choose a file.")
    if status.st_size > LARGEST_BYTES:
        raise FileRefused(f"{path.name} is larger than {LARGEST_BYTES // 2**30} GB. Split it and import the parts.")
    return status.st_size


def fold_names(header: Sequence[str]) -> list[str]:
    """The names of columns as they are compared: stripped and in lower case."""
    return [name.strip().casefold() for name in header]


def no_progress(_share: float) -> None:
    """A progress callback that does nothing."""
