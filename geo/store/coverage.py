"""Which stored rows a newer file of their source no longer contains, and may so be taken to be withdrawn.

A file is a newer version of what is stored if it contains at least half of the stored rows of its source in its period.
Then the rows that it lacks are withdrawn, except those that it may simply not cover: days outside its period (a
download of the last month does not withdraw the month before), and a province or an event type that is wholly missing
from it although several such rows are stored (a download with another filter). All others are kept, and counted.

A file can also be older than what is stored. It withdraws no row that it cannot know: one that was revised after
everything in the file, that came with a release known to be newer, or, where a source states no time of revision, that
lies after the last day of the file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["StoredRow", "newer_than_file", "withdrawn_of"]

SEVERAL = 5
"""The least number of rows of one province or type that, if all are missing, indicate a filter and no withdrawals."""


class StoredRow(NamedTuple):
    """What is compared of a row that was stored before an import.

    ``day`` is its first day as ISO text, ``is_seen`` whether the file contains it, ``revised_at`` when its source has
    revised it (blank if unknown), and ``is_later`` whether it came with a release that is newer than the file.
    """

    incident_id: str
    day: str
    province: str
    event_type: str
    is_seen: int | bool
    revised_at: str = ""
    is_later: int | bool = False


def newer_than_file(stored: Sequence[StoredRow], last_day: str, revised_at: str) -> list[StoredRow]:
    """The missing rows that a file cannot know because it is older.

    Parameters
    ----------
    stored
        All rows of the source that were stored before.
    last_day
        The last day of the file as ISO text.
    revised_at
        The latest time at which a row of the file was revised; blank if it states none.
    """
    return [row for row in stored if not row.is_seen and _is_newer(row, last_day, revised_at)]


def _is_newer(row: StoredRow, last_day: str, revised_at: str) -> bool:
    if row.is_later:
        return True
    return row.revised_at > revised_at if row.revised_at and revised_at else row.day > last_day


def withdrawn_of(stored: Sequence[StoredRow], last_day: str, revised_at: str = "") -> list[StoredRow]:
    """The missing rows that a newer version of the stored ones would contain.

    Parameters
    ----------
    stored
        All rows of the source that were stored before; ``is_seen`` where the file contains them.
    last_day, revised_at
        The last day of the file as ISO text, and the latest revision in it; see `newer_than_file`.
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
    covered = [row for row in covered if not _is_newer(row, last_day, revised_at)]
    for column in ("province", "event_type"):
        filtered = _wholly_missing(column, stored)
        covered = [row for row in covered if getattr(row, column) not in filtered]
    return covered


def _wholly_missing(column: str, stored: Sequence[StoredRow]) -> set[str]:
    total = Counter(getattr(row, column) for row in stored)
    seen = Counter(getattr(row, column) for row in stored if row.is_seen)
    return {name for name, count in total.items() if count >= SEVERAL and not seen[name]}
