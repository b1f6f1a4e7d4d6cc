"""How many incidents each choice of a filter would show."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from geo.incidents.attribution import ATTRIBUTIONS
from geo.query import Query
from geo.tally import sums
from geo.view.snapshot import Snapshot, once_per_snapshot

__all__ = ["FACETS", "facet", "kinds"]

_GROUPS = (("types", "sub_types"), ("provinces", "divisions", "districts"), ("actors",), ("sources",), ("attribution",))
"""Filters of which an incident must match one choice: its choices are counted with none of them made."""

FACETS = {
    "types": "event_type", "sub_types": "sub_event_type", "provinces": "province", "divisions": "place",
    "districts": "place", "actors": "actor", "sources": "source", "attribution": "attribution",
}  # fmt: skip
"""Each filter, a field of `Query` that holds names, and what it is counted by (`geo.tally.sums.KINDS`)."""


@once_per_snapshot
def facet(snapshot: Snapshot, name: str) -> dict[str, int]:
    """How many incidents each choice of one of `FACETS` would show alone, all other filters and the period applied."""
    counts = sums.count_by(snapshot.dataset, FACETS[name], _without(snapshot.state.query, name))
    totals: dict[str, int] = {}
    for choice, n in zip(_choices(snapshot, name), counts, strict=True):
        if choice:
            totals[choice] = totals.get(choice, 0) + n
    return totals


def kinds(query: Query) -> tuple[tuple[str, Query], ...]:
    """What is counted for the facets of a query, and with which filters."""
    return tuple(dict.fromkeys((FACETS[name], _without(query, name)) for name in FACETS))


def _choices(snapshot: Snapshot, name: str) -> tuple[str, ...]:
    """The choice of each code of the kind."""
    dataset = snapshot.dataset
    if name == "actors":
        return tuple(dataset.incidents.actors)
    if name == "divisions":
        return tuple(district.division for district in dataset.gazetteer.drawn)
    if name == "districts":
        return tuple(district.name for district in dataset.gazetteer.drawn)
    return ATTRIBUTIONS if name == "attribution" else dataset.incidents.coded[FACETS[name]].names


def _without(query: Query, name: str) -> Query:
    """The query without the choices of the group of filters that one belongs to."""
    group = next(group for group in _GROUPS if name in group)
    return replace(query, **cast(Any, dict.fromkeys(group, frozenset())))
