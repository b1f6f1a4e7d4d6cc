"""Districts by class: how many incidents or deaths, per people or area, or how many more than in the window before.

The bounds of the classes hold still while time plays: they are quantiles of what the districts had in all windows of
the same length over the whole time, not of the window that is shown. What is unknown is no class, and neither is none.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from geo.analysis.counts import Group, Table
from geo.dataset import Dataset

__all__ = ["MEASURES", "NONE", "UNKNOWN", "Choropleth", "Measure", "bounds_of", "classified"]

Measure = Literal["incidents", "killed", "per_100k", "per_1000_km2", "change"]
MEASURES: tuple[Measure, ...] = get_args(Measure)

TITLES: dict[Measure, str] = {
    "incidents": "Incidents by district",
    "killed": "Reported killed by district (best figures)",
    "per_100k": "Incidents per 100,000 people (census 2023)",
    "per_1000_km2": "Incidents per 1,000 km²",
    "change": "Incidents against the equal window before",
}
NONE, UNKNOWN = -1, -2
"""Beside the classes: a district without any, and one of which the figure is not known."""

CLASSES, STEPS = 5, 3
"""Classes of amounts, and steps to each side of no change."""

MOST_WINDOWS = 400
_Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Choropleth:
    """The class of each drawn district.

    Attributes
    ----------
    measure, title
        What is shown, and in words with its unit.
    values
        The figure of each district (shape n), NaN where it is not known.
    bounds
        The greatest value of each class but the last, rising; of changes the bounds to either side of 0.
    classes
        The class of each district from 0, or `NONE`, or `UNKNOWN` (shape n); of changes 0 is the greatest fall.
    labels
        The bounds of each class in words.
    """

    measure: Measure
    title: str
    values: _Floats
    bounds: tuple[float, ...]
    classes: npt.NDArray[np.int8]
    labels: tuple[str, ...]

    @property
    def is_diverging(self) -> bool:
        """Whether the classes lead from a fall to a rise."""
        return self.measure == "change"

    def count(self, number: int) -> int:
        """How many districts are in a class, or are `NONE` or `UNKNOWN`."""
        return int(np.count_nonzero(self.classes == number))


def classified(measure: Measure, table: Table, before: Table | None, bounds: tuple[float, ...]) -> Choropleth:
    """The districts by class.

    Parameters
    ----------
    measure
        What is shown.
    table
        The figures of the window by drawn district.
    before
        Those of the equal window before; None if the data do not reach back so far. Only changes need it.
    bounds
        As `bounds_of` gives them.
    """
    if measure == "change":
        values = _changes(table, before)
        return Choropleth(
            measure, TITLES[measure], values, bounds, _change_classes(values, bounds), _change_labels(bounds)
        )
    values = _values(measure, table.groups)
    labels = _labels(bounds, whole=measure in ("incidents", "killed"))
    return Choropleth(measure, TITLES[measure], values, bounds, _classes(values, bounds), labels)


def _values(measure: Measure, groups: Sequence[Group]) -> _Floats:
    known = (_value(measure, group) for group in groups)
    return np.array([np.nan if value is None else value for value in known], np.float64)


def _value(measure: Measure, group: Group) -> float | None:
    figures = group.figures
    if measure == "incidents":
        return figures.incidents
    if measure == "per_100k":
        return group.per_100k
    if measure == "per_1000_km2":
        return group.per_1000_km2
    return None if figures.incidents and figures.no_figure == figures.incidents else figures.killed_best


def _changes(table: Table, before: Table | None) -> _Floats:
    if before is None:
        return np.full(len(table.groups), np.nan)
    return _values("incidents", table.groups) - _values("incidents", before.groups)


def _classes(values: _Floats, bounds: Sequence[float]) -> npt.NDArray[np.int8]:
    """The class of each value: the first whose bound it does not exceed."""
    return _beside(values, np.searchsorted(bounds, np.nan_to_num(values), "left"))


def _change_classes(values: _Floats, bounds: Sequence[float]) -> npt.NDArray[np.int8]:
    """The class of each change: falls from the greatest to the least, then rises from the least to the greatest."""
    size = np.searchsorted(bounds, np.abs(np.nan_to_num(values)), "left")
    return _beside(values, np.where(np.nan_to_num(values) < 0, len(bounds) - size, len(bounds) + 1 + size))


def _beside(values: _Floats, classes: npt.NDArray[np.intp]) -> npt.NDArray[np.int8]:
    found = np.where(values == 0, NONE, classes)
    return np.where(np.isnan(values), UNKNOWN, found).astype(np.int8)


# the bounds


def bounds_of(
    measure: Measure, dataset: Dataset, mask: npt.NDArray[np.bool_] | None, window: tuple[int, int]
) -> tuple[float, ...]:
    """The bounds of the classes, from all windows as long as this one over the whole time of the data.

    Parameters
    ----------
    measure
        What is shown.
    dataset
        The incidents.
    mask
        Which of them pass all filters but the period (shape n); None if all do.
    window
        The day numbers of the window that is shown, inclusive; only its length matters.
    """
    amounts = _amounts(measure, dataset, mask, window)
    if measure == "change":
        amounts = np.abs(np.diff(amounts, axis=1))
    amounts = amounts[np.isfinite(amounts) & (amounts > 0)]
    steps = STEPS if measure == "change" else CLASSES
    return _quantiles(amounts, steps, whole=measure in ("incidents", "killed", "change"))


def _amounts(
    measure: Measure, dataset: Dataset, mask: npt.NDArray[np.bool_] | None, window: tuple[int, int]
) -> _Floats:
    """The figure of each drawn district in each window of the length, side by side (districts, windows)."""
    incidents, drawn = dataset.incidents, dataset.gazetteer.drawn
    first, last = incidents.period or (0, 0)
    length = max(window[1] - window[0] + 1, -(-(last - first + 1) // MOST_WINDOWS))
    rows = np.flatnonzero((dataset.polygons >= 0) & (True if mask is None else mask))
    tiles = (incidents.start[rows] - first) // length
    amounts = np.zeros((len(drawn), (last - first) // length + 1), np.float64)
    weights = np.nan_to_num(incidents.killed[rows]) if measure == "killed" else np.ones(len(rows))
    np.add.at(amounts, (dataset.polygons[rows], tiles), weights)
    per = {"per_100k": [d.population_2023 / 1e5 for d in drawn], "per_1000_km2": [d.area_km2 / 1e3 for d in drawn]}
    if measure in per:
        with np.errstate(divide="ignore", invalid="ignore"):
            amounts = amounts / np.array(per[measure])[:, None]
    return amounts


def _quantiles(amounts: _Floats, classes: int, *, whole: bool) -> tuple[float, ...]:
    """Bounds that part the amounts into classes of about one size, rounded to be read; the last class is open."""
    if not len(amounts):
        return ()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says on import that it could be faster, and of ties that there are some
        import mapclassify

        bins = mapclassify.Quantiles(amounts, k=min(classes, len(np.unique(amounts)))).bins
    rounded = [float(np.ceil(bound)) if whole else float(f"{bound:.2g}") for bound in bins[:-1]]
    return tuple(sorted({bound for bound in rounded if 0 < bound < float(amounts.max())}))


def _labels(bounds: Sequence[float], *, whole: bool) -> tuple[str, ...]:
    if not bounds:
        return ("1+" if whole else "over 0",)
    if not whole:
        between = (f"over {low:g} to {high:g}" for low, high in pairwise(bounds))
        return (f"up to {bounds[0]:g}", *between, f"over {bounds[-1]:g}")
    lows = [1, *(int(bound) + 1 for bound in bounds)]
    said = [f"{low:,}" if low == high else f"{low:,}–{int(high):,}" for low, high in zip(lows, bounds, strict=False)]
    return (*said, f"{lows[-1]:,}+")


def _change_labels(bounds: Sequence[float]) -> tuple[str, ...]:
    sizes = _labels(bounds, whole=True)
    return (*(_signed("−", text, "less") for text in reversed(sizes)), *(_signed("+", text, "more") for text in sizes))


def _signed(sign: str, text: str, beyond: str) -> str:
    """The bounds of a change in words: ``+3 to +4``, ``−5 and less``."""
    if text.endswith("+"):
        return f"{sign}{text[:-1]} and {beyond}"
    return sign + text.replace("–", f" to {sign}")
