"""How many incidents lie within the chosen distance and how surely, and when the last one was."""

from __future__ import annotations

import numpy as np

from geo.calendar.days import number_text
from geo.query import answer
from geo.scales import NEAR_KM
from geo.view.left_out import may_lie_within
from geo.view.snapshot import Snapshot, once_per_snapshot
from geo.wording import plural

__all__ = ["last_near", "last_near_day", "near_words"]


def near_words(snapshot: Snapshot) -> str:
    """How many incidents lie within the chosen distance, and how many may; blank if no distance is chosen.

    A place that is known only as near is a disc: it may lie outside or within where its disc crosses the edge.
    """
    within = snapshot.state.query.within
    if within is None:
        return ""
    outside, inside = _may_lie_outside(snapshot), may_lie_within(snapshot.dataset, snapshot.state.query)
    words = f"{len(snapshot.answer):,} {within.words}"
    if inside:
        words += f", {inside:,} more may lie within"
    doubtful = f" {outside:,} of the {len(snapshot.answer):,} may lie outside." if outside else ""
    why = f" Their place is known to {NEAR_KM:g} km." if outside or inside else ""
    return f"{words}.{doubtful}{why}"


@once_per_snapshot
def _may_lie_outside(snapshot: Snapshot) -> int:
    """How many of the incidents shown have an approximate place that may lie beyond the distance."""
    within, km, rows = snapshot.state.query.within, snapshot.distances, snapshot.rows
    if within is None or km is None:
        return 0
    near = snapshot.dataset.incidents.coded["place_precision"].isin(("near",))[rows]
    return int(np.count_nonzero(near & (km[rows] + NEAR_KM > within.km)))


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
