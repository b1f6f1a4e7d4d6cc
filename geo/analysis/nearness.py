"""How many incidents lie within the chosen distance and how surely, and when the last one was."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from geo.calendar.days import number_text
from geo.query import answer
from geo.scales import NEAR_KM
from geo.view.left_out import may_lie_within
from geo.view.snapshot import Snapshot, once_per_snapshot
from geo.wording import plural

__all__ = ["is_uncertain_near", "last_near", "last_near_day", "near_words"]


def near_words(snapshot: Snapshot) -> str:
    """How many incidents lie within the chosen distance, and how many may; blank if no distance is chosen.

    A place that is known only as near is a disc: it lies within if all of the disc does.
    """
    within = snapshot.state.query.within
    if within is None:
        return ""
    certain, may = replace(within, possible=False), _may_lie_within(snapshot)
    surely = len(snapshot.answer) - (may if within.possible else 0)
    more = f", {may:,} more may lie within. Their place is known to {NEAR_KM:g} km" if may else ""
    return f"{surely:,} {certain.words}{more}."


def is_uncertain_near(snapshot: Snapshot) -> bool:
    """Whether incidents may lie within the chosen distance or not."""
    return snapshot.state.query.within is not None and _may_lie_within(snapshot) > 0


@once_per_snapshot
def _may_lie_within(snapshot: Snapshot) -> int:
    """How many incidents may lie within the distance and may not, whether they are shown or not."""
    within, km, rows = snapshot.state.query.within, snapshot.distances, snapshot.rows
    if within is None or km is None or not within.possible:
        return may_lie_within(snapshot.dataset, snapshot.state.query)
    certain = replace(within, possible=False)
    return int(np.count_nonzero(~certain.holds(km[rows], snapshot.dataset.place_error_km[rows])))


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
    return f"{sentence}, {plural(end - day, 'day')} before the data end ({number_text(end)})."
