"""The data with other than the usual figures: the one door through which all that shows numbers gets them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from geo.dataset import Dataset, Memo
from geo.errors import InputError
from geo.incidents.terms import CAVEAT_JOINT
from geo.incidents.whose_figures import BEST, figure_title, numbers_by
from geo.query import Query

__all__ = ["dataset_by", "figures_words"]

_OF_INCIDENTS = (
    "actors", "positions", "spans", "latest_ends", "has_point", "period", "location_ranks", "searchable",
)  # fmt: skip
_OF_DATASET = (
    "polygons", "known_place", "border_km", "known_from", "place_error_km", "totals_sums", "attribution", "publishers",
)  # fmt: skip
"""Cached properties that depend on no figure."""

_SHARED = frozenset((
    "places of entries", "places of rows", "ids made", "days by source", "last first days by source", "drawn beside",
    "text", "distances", "histogram", "candidates",
))  # fmt: skip
"""Keys of cached results, or how they begin, that depend on no figure but by a filter by killed."""


def dataset_by(dataset: Dataset, figures: str) -> Dataset:
    """The data with the figures of a choice of `geo.incidents.whose_figures`, cached with the data.

    Incidents of which that side states nothing have no figure. The caveat says whose figures they are.

    Raises
    ------
    InputError
        If only data with the figures of another side are at hand: those that have left under a sharing profile.
    """
    if figures == dataset.figures:
        return dataset
    if dataset.figures != BEST and dataset.stored is None:
        raise InputError(f"Only {figure_title(dataset.figures)} are at hand.")
    stored = dataset.as_stored
    made: Dataset = stored if figures == BEST else stored.memo.get(("figures", figures), lambda: _by(stored, figures))
    return made


def figures_words(dataset: Dataset) -> str:
    """Whose figures the data have, as it stands beside numbers: ``killed: lowest figures``; blank for the best."""
    return "" if dataset.figures == BEST else f"killed: {figure_title(dataset.figures)}"


def _by(stored: Dataset, figures: str) -> Dataset:
    incidents = replace(
        stored.incidents, numbers=numbers_by(figures, stored.incidents, stored.statements, stored.linked)
    )
    _share(stored.incidents, incidents, _OF_INCIDENTS)
    words = f"Killed, injured and abducted: {figure_title(figures)}"
    made = replace(
        stored,
        incidents=incidents,
        figures=figures,
        caveat=CAVEAT_JOINT.join(filter(None, (stored.caveat, words))),
        stored=stored,
        memo=Memo(shared=stored.memo, is_shared=_is_shared),
    )
    _share(stored, made, _OF_DATASET)
    return made


def _share(known: object, other: object, names: tuple[str, ...]) -> None:
    """Have another object keep what is cached already, where the cached properties keep it."""
    other.__dict__.update({name: known.__dict__[name] for name in names if name in known.__dict__})


def _is_shared(key: Any) -> bool:
    parts = key if isinstance(key, tuple) else (key,)
    return (isinstance(key, Query) or parts[0] in _SHARED) and not any(
        part.min_killed > 0 for part in parts if isinstance(part, Query)
    )
