"""What the data give for a `State`: the `Snapshot`.

`resolve` is pure: map, time bar, charts, table and every export draw the same snapshot, so that no two of them can
disagree and none can miss a filter. Statistics are functions of a snapshot in `geo.analysis`; `once_per_snapshot`
caches their results.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property, wraps
from typing import Concatenate, ParamSpec, TypeVar

import numpy as np
import numpy.typing as npt

from geo.calendar.days import day_number
from geo.calendar.period import Period
from geo.dataset import Dataset, Memo
from geo.incidents import PLACE_PRECISIONS
from geo.query import Answer, Query, answer, distances
from geo.tally import sums
from geo.tally.figures import Figures, LeftOut
from geo.view.figures import dataset_by
from geo.view.left_out import left_out, placeless
from geo.view.state import State

__all__ = ["Snapshot", "keep_result", "once_per_snapshot", "resolve"]


@dataclass(frozen=True, eq=False)
class Snapshot:
    """What the data give for a state.

    ``answer`` tells which rows match; ``results`` caches what `geo.analysis` computes of this snapshot.
    """

    dataset: Dataset
    state: State
    answer: Answer
    results: Memo = field(default_factory=Memo, repr=False)

    @cached_property
    def rows(self) -> npt.NDArray[np.int32]:
        """Positions of the incidents that are shown, in order."""
        return self.answer.rows

    @property
    def mask(self) -> npt.NDArray[np.bool_] | None:
        """Which rows pass all filters but the period; ``None`` if all do."""
        return self.answer.mask

    @cached_property
    def period(self) -> Period:
        """The period as day numbers, open ends closed by those of the data; it may be empty."""
        whole, query = self.dataset.incidents.period or Period(0, 0), self.state.query
        return Period(
            whole.first if query.first is None else day_number(query.first),
            whole.last if query.last is None else day_number(query.last),
        )

    @property
    def period_words(self) -> str:
        """The period in words."""
        return "no period" if self.dataset.incidents.period is None else self.period.words

    @cached_property
    def figures(self) -> Figures:
        """The sums over what is shown."""
        return sums.total(self.dataset, self.state.query, self.answer)

    @cached_property
    def by_place_precision(self) -> dict[str, int]:
        """How many of the incidents shown are known how precisely; ``unlocated`` lack what their precision needs."""
        counts = sums.count_by(self.dataset, "precision", self.state.query, self.answer)
        return {name: n for name, n in zip((*PLACE_PRECISIONS, "unlocated"), counts, strict=True) if n}

    @cached_property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What neither list nor counts hold, and why; with what is shown it sums to all incidents."""
        return left_out(self.dataset, self.state.query, self.answer, self.period)

    @cached_property
    def placeless(self) -> int:
        """How many incidents fail only the filter by distance, because they have no point."""
        return placeless(self.dataset, self.state.query)

    @cached_property
    def distances(self) -> npt.NDArray[np.float64] | None:
        """How far each row of the dataset lies from the chosen place, in km; ``None`` if no distance is chosen."""
        return distances(self.dataset, self.state.query)

    @cached_property
    def selected_rows(self) -> tuple[int, ...]:
        """Positions of the selected incidents that the dataset holds."""
        if not self.state.selected:
            return ()  # the positions of all ids take long to make the first time
        positions = self.dataset.incidents.positions
        return tuple(positions[i] for i in self.state.selected if i in positions)

    def with_query(self, query: Query) -> Snapshot:
        """What the same data give for another query."""
        return resolve(self.dataset, replace(self.state, query=query))


def resolve(dataset: Dataset, state: State) -> Snapshot:
    """What the data give for a state. Pure: the same dataset and state give an equal snapshot.

    The dataset of the snapshot is the one with the figures that the state asks for.
    """
    dataset = dataset_by(dataset, state.figures)
    return Snapshot(dataset, state, answer(dataset, state.query))


_P = ParamSpec("_P")
_R = TypeVar("_R")


def once_per_snapshot(function: Callable[Concatenate[Snapshot, _P], _R]) -> Callable[Concatenate[Snapshot, _P], _R]:
    """A function of a snapshot and hashable arguments whose results are cached with the snapshot.

    Two panels that need the same table compute it once; the results are freed together with the snapshot.
    """

    @wraps(function)
    def cached(snapshot: Snapshot, /, *args: _P.args, **kwargs: _P.kwargs) -> _R:
        key = function, args, tuple(sorted(kwargs.items()))
        return snapshot.results.get(key, lambda: function(snapshot, *args, **kwargs))

    return cached


def keep_result(snapshot: Snapshot, function: Callable[[Snapshot], _R], result: _R) -> None:
    """Have a function that is cached by `once_per_snapshot` give this result for a snapshot."""
    plain = getattr(function, "__wrapped__", function)
    snapshot.results.get((plain, (), ()), lambda: result)
