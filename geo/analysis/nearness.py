"""When the last incident near the chosen place was."""

from __future__ import annotations

from geo.calendar.days import number_text
from geo.query import answer
from geo.view.snapshot import Snapshot, once_per_snapshot

__all__ = ["last_near", "last_near_day"]


@once_per_snapshot
def last_near_day(snapshot: Snapshot) -> int | None:
    """The day number of the last incident within the chosen distance, whatever the period; ``None`` for none."""
    query = snapshot.state.query
    if query.within is None:
        return None
    rows = answer(snapshot.dataset, query.any_time()).rows
    return int(snapshot.dataset.incidents.end[rows].max()) if len(rows) else None


def last_near(snapshot: Snapshot) -> str:
    """When the last incident within the chosen distance was, in words; blank if no distance is chosen."""
    within, day = snapshot.state.query.within, last_near_day(snapshot)
    if within is None:
        return ""
    if day is None:
        return f"No incident {within.words} is known in all days of the data."
    _, end = snapshot.dataset.incidents.period or (day, day)
    sentence = f"The last {within.words}: {number_text(day)}"
    return f"{sentence}, {_days(end - day)} before the data end ({number_text(end)})."


def _days(count: int) -> str:
    return f"{count:,} day{'s' if count != 1 else ''}"
