"""What is shown by day and by type, as the time bar shows it."""

from __future__ import annotations

from geo.tally import daily
from geo.taxonomy import EVENT_TYPES
from geo.view.snapshot import Snapshot, once_per_snapshot

__all__ = ["by_type", "histogram"]


def histogram(snapshot: Snapshot) -> daily.Histogram:
    """Incidents per day and type for the whole time, all filters but the period applied."""
    return daily.histogram(snapshot.dataset, snapshot.state.query)


@once_per_snapshot
def by_type(snapshot: Snapshot) -> dict[str, int]:
    """How many incidents of each type are shown, in the order of `EVENT_TYPES`."""
    counts = daily.counts_by_type(snapshot.dataset, snapshot.state.query, snapshot.answer, snapshot.period)
    return dict(zip(EVENT_TYPES, counts, strict=True))
