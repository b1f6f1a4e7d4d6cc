"""Counts and sums of an answer by code: from cumulative sums where these are cached, else from the rows.

Only this module knows both ways; they give equal numbers. `prepare` fills the cache, in the background.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.dataset import Dataset
from geo.incidents import PLACE_PRECISIONS, Incidents
from geo.incidents.attribution import ATTRIBUTIONS
from geo.query import Answer, Query, answer, passes
from geo.tally.cumulative import CumulativeSums, actor_sums, cumulative_sums
from geo.tally.figures import SUMMED, Figures, as_view, figures_by_code, figures_of

__all__ = [
    "KINDS",
    "count_by",
    "figures_between",
    "figures_by",
    "is_prepared",
    "prepare",
    "total",
]

KINDS = (
    "all", "precision", "district", "place", "event_type", "sub_event_type", "province", "source", "attribution",
    "actor",
)  # fmt: skip
"""What is counted by; only ``all`` and ``district`` are summed too (the columns of `SUMMED`).

``place`` is the drawn district without sums. An incident counts once for each of its actors.
"""

_NO_FILTER = Query()
_FEW_ROWS = 4_000
"""With fewer rows a bin, reading the rows of an answer is faster than one difference of cumulative sums a bin."""

_Rows = npt.NDArray[np.int32]
_Sums = npt.NDArray[Any]


def total(dataset: Dataset, query: Query, shown: Answer) -> Figures:
    """The figures of all that a query shows."""
    return figures_of(_sums(dataset, "all", query, shown))[0]


def figures_by(dataset: Dataset, kind: str, query: Query, shown: Answer) -> list[Figures]:
    """The figures of what a query shows, for each code of a kind that has sums."""
    return figures_of(_sums(dataset, kind, query, shown))


def count_by(dataset: Dataset, kind: str, query: Query, shown: Answer | None = None) -> list[int]:
    """How many incidents a query shows of each code of a kind; the answer is computed where it is not given."""
    counts = _sums(dataset, kind, query, answer(dataset, query) if shown is None else shown)[:, 0]
    return [int(n) for n in counts.tolist()]


def figures_between(dataset: Dataset, query: Query, shown: Answer, edges: _Rows) -> list[Figures]:
    """The figures of what a query shows, by first day.

    Parameters
    ----------
    dataset, query
        The data and the query.
    shown
        The answer.
    edges
        The day numbers at which bins begin, rising, and the end of the last (exclusive). What begins outside of
        them counts in the nearest bin.
    """
    cached = _cached(dataset, "all", query)
    if cached is not None and shown.hi - shown.lo >= _FEW_ROWS * (len(edges) - 1):
        parts = _split(shown, dataset.incidents.start.searchsorted(edges.astype(np.int32)))
        return [figures_of(cached.over(part).T)[0] for part in parts]
    starts = dataset.incidents.start[shown.rows]
    bins = np.clip(np.searchsorted(edges, starts, "right") - 1, 0, len(edges) - 2).astype(np.int32)
    return figures_by_code(dataset.incidents, shown.rows, bins, len(edges) - 1)


def prepare(dataset: Dataset, kind: str, query: Query) -> None:
    """Cache the cumulative sums of one of `KINDS` for the filters of a query, whatever its period.

    The cache has two entries for each kind: the filters of the last call, and no filter.
    """
    if not is_prepared(dataset, kind, query):
        question = query.any_time()
        _cache(dataset, question)[kind] = question, _cumulative(dataset, kind, passes(dataset, question))


def is_prepared(dataset: Dataset, kind: str, query: Query) -> bool:
    """Whether `prepare` has nothing to do."""
    return _cached(dataset, kind, query) is not None


def _cached(dataset: Dataset, kind: str, query: Query) -> CumulativeSums | None:
    question = query.any_time()
    entry = _cache(dataset, question).get(kind)
    return entry[1] if entry is not None and entry[0] == question else None


def _cache(dataset: Dataset, question: Query) -> dict[str, tuple[Query, CumulativeSums]]:
    """By kind the sums that were prepared last and their filters; those without a filter are kept separately."""
    unfiltered, filtered = _caches(dataset)
    return unfiltered if question == _NO_FILTER else filtered


def _caches(dataset: Dataset) -> tuple[dict[str, tuple[Query, CumulativeSums]], ...]:
    return dataset.memo.get("cumulative sums", lambda: ({}, {}))


def _cumulative(dataset: Dataset, kind: str, mask: npt.NDArray[np.bool_] | None) -> CumulativeSums:
    if kind == "actor":
        return actor_sums(dataset.incidents, mask)
    codes, n_codes, weights = _columns(dataset, kind)
    wide = codes.astype(np.int32, copy=False)
    return cumulative_sums(wide if mask is None else np.where(mask, wide, np.int32(-1)), n_codes, (None, *weights))


def _sums(dataset: Dataset, kind: str, query: Query, shown: Answer) -> _Sums:
    """Count and sums by code (shape codes, 1 + weights)."""
    cached = _cached(dataset, kind, query)
    return cached.over(shown).T if cached is not None else _of_rows(dataset, kind, shown.rows)


def _of_rows(dataset: Dataset, kind: str, rows: _Rows) -> _Sums:
    if kind == "actor":
        return _actors_of_rows(dataset.incidents, rows)
    codes, n_codes, weights = _columns(dataset, kind)
    at = as_view(rows)
    if kind == "all":
        return np.array([[len(rows), *(weight[at].sum() for weight in weights)]])
    here = codes[at]
    if len(here) and here.min() < 0:
        rows = rows[here >= 0]
        at, here = as_view(rows), here[here >= 0]
    columns = [np.bincount(here, minlength=n_codes), *(np.bincount(here, w[at], n_codes) for w in weights)]
    return np.column_stack(columns).astype(np.float64)


def _actors_of_rows(incidents: Incidents, rows: _Rows) -> _Sums:
    shown = np.zeros(len(incidents), np.bool_)
    shown[rows] = True
    counts = [np.count_nonzero(shown[positions]) for positions in incidents.actors.values()]
    return np.array(counts, np.float64).reshape(-1, 1)


def _columns(dataset: Dataset, kind: str) -> tuple[npt.NDArray[Any], int, tuple[npt.NDArray[np.float64], ...]]:
    """The code of each row, how many codes there are, and what rows add besides one."""
    incidents = dataset.incidents
    tallied = tuple(incidents.tallied[name] for name in SUMMED) if kind in ("all", "district") else ()
    if kind == "all":
        return np.zeros(len(incidents), np.int32), 1, tallied
    if kind == "precision":
        return dataset.known_place, len(PLACE_PRECISIONS) + 1, tallied
    if kind == "attribution":
        return dataset.attribution, len(ATTRIBUTIONS), tallied
    if kind in ("district", "place"):
        return dataset.polygons, len(dataset.gazetteer.drawn), tallied
    column = incidents.coded[kind]
    return column.codes, len(column.names), tallied


def _split(shown: Answer, edges: npt.NDArray[np.intp]) -> list[Answer]:
    """An answer split at rows; what began before the first row goes with the first part."""
    at = np.clip(edges, shown.lo, shown.hi).tolist()
    at[0], at[-1] = shown.lo, shown.hi
    return [
        Answer(lo, hi, shown.earlier[: None if k == 0 else 0], shown.mask, _between(shown.late, lo, hi))
        for k, (lo, hi) in enumerate(pairwise(at))
    ]


def _between(rows: _Rows, lo: int, hi: int) -> _Rows:
    return rows[(rows >= lo) & (rows < hi)]
