"""Groupings by names that the incidents have: types, sub-types, sources and actors."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from geo.analysis.groupings.grouping import Grouping, Member
from geo.dataset import Dataset
from geo.taxonomy import EVENT_TYPES

__all__ = ["by_actor", "by_source", "by_sub_type", "by_type"]


def by_type(dataset: Dataset) -> Grouping:
    """By event type, in the order of the taxonomy."""
    return _by_column(dataset, "event_type", EVENT_TYPES, "of no known type")


def by_sub_type(dataset: Dataset) -> Grouping:
    """By sub-event type."""
    return _by_column(dataset, "sub_event_type", _given(dataset, "sub_event_type"), "no sub-type stated")


def by_source(dataset: Dataset) -> Grouping:
    """By the dataset that an incident comes from."""
    return _by_column(dataset, "source", _given(dataset, "source"), "source not stated")


def _given(dataset: Dataset, column: str) -> Sequence[str]:
    return sorted(name for name in dataset.incidents.coded[column].names if name)


def _by_column(dataset: Dataset, column: str, names: Sequence[str], unknown: str) -> Grouping:
    return Grouping(tuple(map(Member, names)), dataset.incidents.coded[column].recode(names), (unknown,))


def by_actor(dataset: Dataset) -> Grouping:
    """By actor, whatever its role; an incident belongs to each of its actors."""
    actors, n = dataset.incidents.actors, len(dataset.incidents)
    nameless = np.ones(n, np.bool_)
    for positions in actors.values():
        nameless[positions] = False
    none = np.flatnonzero(nameless).astype(np.int32)
    rows = np.concatenate([*actors.values(), none]).astype(np.int32)
    sizes = [*map(len, actors.values()), len(none)]
    codes = np.repeat(np.array([*range(len(actors)), -1], np.int32), sizes)
    order = np.argsort(rows, kind="stable")
    return Grouping(tuple(map(Member, actors)), codes[order], ("no actor named",), rows[order])
