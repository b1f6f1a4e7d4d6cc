"""Caches filled in advance, so that the counts of any other period are cheap."""

from __future__ import annotations

from geo.analysis.drawn import drawn_beside, is_known
from geo.analysis.facets import kinds
from geo.query import Query
from geo.tally import daily, sums
from geo.view.snapshot import Snapshot

__all__ = ["is_prepared", "prepare"]


def prepare(snapshot: Snapshot) -> None:
    """Fill the caches for the filters of a snapshot, whatever its period; expensive, so call it in the background."""
    daily.prepare(snapshot.dataset, snapshot.state.query)
    _ = snapshot.dataset.incidents.location_ranks
    drawn_beside(snapshot.dataset)
    for kind, query in _kinds(snapshot):
        sums.prepare(snapshot.dataset, kind, query)


def is_prepared(snapshot: Snapshot) -> bool:
    """Whether `prepare` has nothing to do."""
    return is_known(snapshot.dataset) and all(
        sums.is_prepared(snapshot.dataset, kind, query) for kind, query in _kinds(snapshot)
    )


def _kinds(snapshot: Snapshot) -> tuple[tuple[str, Query], ...]:
    query = snapshot.state.query
    return *((kind, query) for kind in ("all", "precision", "district")), *kinds(query)
