"""What a method finds: rows with a class and a sentence each, and what they rest on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeVar

from geo.tally.figures import LeftOut

__all__ = [
    "NOTHING_COUNTED",
    "SAMPLE",
    "SEED",
    "STALE",
    "Expect",
    "Finding",
    "HotSpots",
    "Tick",
    "nothing_done",
    "nothing_expected",
    "ticking",
]

SEED = 20_240_101
"""The seed of random numbers unless the user states another: equal questions get equal answers."""

NOTHING_COUNTED = "No incident that is shown counts here: nothing is compared."
"""What is said in place of a row for each place."""

STALE = "Computed for other filters, another period or other data: not on the map. Run it again."
"""What is said in place of an answer that is not that of what is shown."""

SAMPLE = "The incidents are a sample: where many were compiled is not where most happened."

Tick: TypeAlias = Callable[[float], None]
"""Told how much of the work is done (0 to 1), many times a second; it may raise `geo.errors.Cancelled` to stop it."""


def nothing_done(_share: float) -> None:
    """Take note of nothing."""


Expect: TypeAlias = Callable[[float], None]
"""Told how many seconds something takes, before it starts."""


def nothing_expected(_seconds: float) -> None:
    """Take note of nothing."""


_T = TypeVar("_T")


def ticking(items: Iterable[_T], tick: Tick) -> Iterator[_T]:
    """Some items one by one, each after a tick, when all else is done."""
    for item in items:
        tick(1.0)
        yield item


@dataclass(frozen=True, slots=True)
class Finding:
    """One row: a district, a cell, a cluster or a band.

    Attributes
    ----------
    place
        The name of the row in words: a district, or the place of a cell.
    verdict
        Its class in words.
    sentence
        The finding in one sentence.
    district, province
        Where it lies; blank where that is not known or the row has no place.
    values
        The numbers by name; what is not known is ``None``, never NaN.
    """

    place: str
    verdict: str
    sentence: str
    district: str = ""
    province: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class HotSpots:
    """The result of one method.

    Attributes
    ----------
    name
        The short name of the method, as the command line has it.
    method
        The method and its variant in one sentence.
    reference
        Where it is published.
    parameters
        Its numbers and choices by name, the seed among them.
    n_used
        Incidents that the result rests on. With those of ``left_out`` they are all that pass the filters.
    left_out
        Incidents that pass the filters and are not used, and why.
    rows
        The findings, the most notable first.
    legend
        Each class that can occur, and what it means.
    hints
        What a reader has to know, a sentence each.
    period_words
        The days that it is about, where these are not the whole period; else blank.
    """

    name: str
    method: str
    reference: str
    parameters: Mapping[str, Any]
    n_used: int
    left_out: tuple[LeftOut, ...]
    rows: tuple[Finding, ...]
    legend: Mapping[str, str]
    hints: tuple[str, ...] = ()
    period_words: str = ""

    def classes_of(self, places: Iterable[str]) -> tuple[str, ...]:
        """The class of each of some places, such as the drawn districts in their order; blank where it has none."""
        verdicts = {row.place: row.verdict for row in self.rows}
        return tuple(verdicts.get(place, "") for place in places)

    @property
    def counts(self) -> dict[str, int]:
        """How many rows are in each class, in the order of the legend."""
        return {name: n for name in self.legend if (n := sum(row.verdict == name for row in self.rows))}
