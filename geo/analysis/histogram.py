"""What is shown by day and by type, as the time bar shows it, or by other parts."""

from __future__ import annotations

from geo.analysis.parts import parts_by
from geo.tally import daily
from geo.taxonomy import EVENT_TYPES
from geo.view.snapshot import Snapshot, once_per_snapshot

__all__ = ["by_type", "histogram", "histogram_by"]


def histogram(snapshot: Snapshot) -> daily.Histogram:
    """Incidents per day and type for the whole time, all filters but the period applied."""
    return daily.histogram(snapshot.dataset, snapshot.state.query)


def histogram_by(snapshot: Snapshot, by: str) -> tuple[daily.Histogram, tuple[str, ...]]:
    """The same by the parts of `geo.analysis.parts`, or undivided for ``total``; and the names of its columns."""
    if by == "type":
        return histogram(snapshot), EVENT_TYPES
    if by == "total":
        whole = histogram(snapshot)
        return daily.Histogram(whole.first_day, whole.counts.sum(axis=1, keepdims=True)), ("incidents",)
    parts = parts_by(snapshot.dataset, by)
    return daily.histogram_by(snapshot.dataset, snapshot.state.query, by, (parts.of_row, len(parts.names))), parts.names


@once_per_snapshot
def by_type(snapshot: Snapshot) -> dict[str, int]:
    """How many incidents of each type are shown, in the order of `EVENT_TYPES`."""
    counts = daily.counts_by_type(snapshot.dataset, snapshot.state.query, snapshot.answer, snapshot.period)
    return dict(zip(EVENT_TYPES, counts, strict=True))
