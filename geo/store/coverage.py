"""Which stored rows a newer file of their source no longer contains, and may so be taken to be withdrawn.

A file is a newer version of what is stored if it contains at least half of the stored rows of its source in its period.
Then the rows that it lacks are withdrawn, except those that it may simply not cover: days outside its period (a
download of the last month does not withdraw the month before), and a province or an event type that is wholly missing
from it although several such rows are stored (a download with another filter). All others are kept, and counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["StoredRow", "withdrawn_of"]

SEVERAL = 5
"""The least number of rows of one province or type that, if all are missing, indicate a filter and no withdrawals."""


class StoredRow(NamedTuple):
    """What is compared of a row that was stored before an import: its first day as ISO text, and whether it is seen."""

    incident_id: str
    day: str
    province: str
    event_type: str
    is_seen: int | bool


def withdrawn_of(stored: Sequence[StoredRow], last_day: str) -> list[StoredRow]:
    """The missing rows that a newer version of the stored ones would contain.

    Parameters
    ----------
    stored
        All rows of the source that were stored before; ``is_seen`` where the file contains them.
    last_day
        The last day of the file as ISO text.
    """
    seen = [row for row in stored if row.is_seen]
    missing = [row for row in stored if not row.is_seen]
    if not seen or not missing:
        return []
    first, last = min(row.day for row in seen), max(row.day for row in seen)
    covered = [row for row in missing if first <= row.day <= max(last, last_day)]
    if len(seen) >= len(missing):
        # The same period again, shorter by the rows at its ends: it did not move on with the calendar.
        moved_on = last_day > max(row.day for row in stored)
        covered = [row for row in missing if row.day >= first or not moved_on]
    elif len(seen) < len(covered):
        return []
    for column in ("province", "event_type"):
        filtered = _wholly_missing(column, stored)
        covered = [row for row in covered if getattr(row, column) not in filtered]
    return covered


def _wholly_missing(column: str, stored: Sequence[StoredRow]) -> set[str]:
    total = Counter(getattr(row, column) for row in stored)
    seen = Counter(getattr(row, column) for row in stored if row.is_seen)
    return {name for name, count in total.items() if count >= SEVERAL and not seen[name]}
