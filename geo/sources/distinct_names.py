"""Columns that have the same name, told apart by their position, so that each of them can be chosen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from geo.incidents.findings import RawTable
from geo.sources.files.table import Progress, Table, fold_names

__all__ = ["distinct_names", "with_distinct_names"]


def distinct_names(names: Sequence[str]) -> tuple[str, ...]:
    """The names, with the position behind each that stood before: ``Killed``, ``Killed (column 5)``."""
    seen: set[str] = set()
    distinct = []
    for position, (name, plain) in enumerate(zip(names, fold_names(names), strict=True), 1):
        is_repeated = bool(plain) and plain in seen
        distinct.append(f"{name.strip()} (column {position})" if is_repeated else name)
        seen.add(plain)
    return tuple(distinct)


def with_distinct_names(table: Table, first: RawTable) -> tuple[Table, RawTable]:
    """The table under distinct names, which a note states, and the first part of its records too."""
    header = distinct_names(table.header)
    changed = [new for old, new in zip(table.header, header, strict=True) if old != new]
    if not changed:
        return table, first

    def parts(progress: Progress) -> Iterator[RawTable]:
        for part in table.parts(progress):
            yield replace(part, header=header)

    note = f"columns with the same name told apart by their position: {', '.join(map(repr, changed))}"[:300]
    named = replace(table, header=header, parts=parts, notes=(*table.notes, note))
    return named, replace(first, header=header)
