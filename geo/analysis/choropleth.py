"""Districts by class: incidents or deaths, per people or area, or the change against the equal period before.

The bounds of the classes do not change while time plays: they are quantiles of the figures of the districts in all
periods of the same length over the whole time, not of the period that is shown. Unknown and none are no classes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from geo.analysis.counts import Group, table
from geo.analysis.coverage import coverage
from geo.analysis.districts import districts, is_listed, rate_text, rounded_rate
from geo.dataset import Dataset
from geo.incidents.whose_figures import figure_title
from geo.view.snapshot import Snapshot, once_per_snapshot
from geo.view.state import Measure

__all__ = [
    "NONE",
    "OUTSIDE",
    "UNKNOWN",
    "Choropleth",
    "choropleth",
    "class_bounds",
    "classed",
    "has_class_bounds",
    "quantiles",
]

TITLES: dict[Measure, str] = {
    "incidents": "Incidents by district",
    "killed": "Reported killed by district ({figures})",
    "per_100k": "Incidents per 100,000 people (census 2023)",
    "per_1000_km2": "Incidents per 1,000 km²",
    "change": "Incidents against the equal period before",
}
NONE, UNKNOWN, OUTSIDE = -1, -2, -3
"""Beside the classes: a district without any, one of which the figure is not known, one beyond the filter by place."""

CLASSES, STEPS = 5, 3
"""Classes of amounts, and steps to each side of no change."""

MOST_PERIODS = 400
"""Into no more periods the whole time is divided to find the bounds."""

_Floats = npt.NDArray[np.float64]
_Mask = npt.NDArray[np.bool_]


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
        The class of each district from 0, or `NONE`, `UNKNOWN` or `OUTSIDE` (shape n); of changes 0 is the greatest
        fall.
    labels
        The bounds of each class in words.
    least
        The least amount or change of each class in a few letters: of falls the greatest, of rates the bound that they
        are over.
    """

    measure: Measure
    title: str
    values: _Floats
    bounds: tuple[float, ...]
    classes: npt.NDArray[np.int8]
    labels: tuple[str, ...]
    least: tuple[str, ...]

    @property
    def is_diverging(self) -> bool:
        """Whether the classes lead from a fall to a rise."""
        return self.measure == "change"

    @property
    def none_at(self) -> int:
        """Before which class a legend lists the districts with `NONE`: in the middle of changes, else at the end."""
        return len(self.labels) // 2 if self.is_diverging else len(self.labels)

    def count(self, number: int) -> int:
        """How many districts are in a class, or are `NONE`, `UNKNOWN` or `OUTSIDE`."""
        return int(np.count_nonzero(self.classes == number))


@once_per_snapshot
def choropleth(snapshot: Snapshot) -> Choropleth | None:
    """The districts by class; ``None`` if they are not to be coloured."""
    return classed(snapshot, class_bounds(snapshot))


def classed(snapshot: Snapshot, bounds: tuple[float, ...]) -> Choropleth | None:
    """The districts by the classes of some bounds, as a film has them for all frames; ``None`` if without colour.

    Where the data cover no day of the period, a district without incidents is unknown.
    """
    measure = snapshot.state.colour_by
    if not measure:
        return None
    if measure == "change":
        values, classes_of, labels = _changes(snapshot), _change_classes, _change_labels(bounds)
        sizes = _least(bounds, whole=True)
        least = (*(f"−{size}" for size in reversed(sizes)), *(f"+{size}" for size in sizes))
    else:
        values, classes_of = _values(measure, table(snapshot, "district").groups), _classes
        is_whole = measure in ("incidents", "killed")
        labels, least = _labels(bounds, whole=is_whole), _least(bounds, whole=is_whole)
    found = classes_of(values, bounds)
    if coverage(snapshot).is_none:
        found = np.where(found == NONE, np.int8(UNKNOWN), found)
    classes = np.where(is_listed(snapshot), found, np.int8(OUTSIDE))
    title = TITLES[measure].format(figures=figure_title(snapshot.dataset.figures))
    return Choropleth(measure, title, values, bounds, classes, labels, least)


def class_bounds(snapshot: Snapshot, days: int | None = None) -> tuple[float, ...]:
    """The bounds of the classes; expensive at first, then cached for all periods of this length.

    ``days`` is another length than that of the period.
    """
    measure = snapshot.state.colour_by
    if not measure:
        return ()
    dataset, mask, width = snapshot.dataset, snapshot.mask, days or snapshot.period.width_days
    return dataset.memo.get(_key(snapshot, width), lambda: _bounds_of(measure, dataset, mask, width))


def has_class_bounds(snapshot: Snapshot) -> bool:
    """Whether `class_bounds` are cached, or not needed."""
    return not snapshot.state.colour_by or snapshot.dataset.memo.holds(_key(snapshot, snapshot.period.width_days))


def _key(snapshot: Snapshot, days: int) -> object:
    state = snapshot.state
    return "class bounds", state.colour_by, state.query.any_time(), days


def _values(measure: Measure, groups: Sequence[Group]) -> _Floats:
    known = (_value(measure, group) for group in groups)
    return np.array([np.nan if value is None else value for value in known], np.float64)


def _value(measure: Measure, group: Group) -> float | None:
    figures = group.figures
    if measure == "incidents":
        return figures.incidents
    if measure == "per_100k":
        return _rate(group.per_100k)
    if measure == "per_1000_km2":
        return _rate(group.per_1000_km2)
    return None if figures.incidents and figures.no_figure == figures.incidents else figures.killed_best


def _two_digits(bound: float) -> float:
    return rounded_rate(float(f"{bound:.2g}"))


def _rate(rate: float | None) -> float | None:
    return None if rate is None else rounded_rate(rate)


def _changes(snapshot: Snapshot) -> _Floats:
    """Incidents by district less those of the equal period before; NaN if the data do not cover both."""
    return np.array([np.nan if line.change is None else line.change for line in districts(snapshot)], np.float64)


def _classes(values: _Floats, bounds: Sequence[float]) -> npt.NDArray[np.int8]:
    """The class of each value: the first whose bound it does not exceed."""
    return _beside(values, np.searchsorted(bounds, np.nan_to_num(values), "left"))


def _change_classes(values: _Floats, bounds: Sequence[float]) -> npt.NDArray[np.int8]:
    """The class of each change: falls from the greatest to the least, then rises from the least to the greatest."""
    size = np.searchsorted(bounds, np.abs(np.nan_to_num(values)), "left")
    return _beside(values, np.where(np.nan_to_num(values) < 0, len(bounds) - size, len(bounds) + 1 + size))


def _beside(values: _Floats, classes: npt.NDArray[np.intp]) -> npt.NDArray[np.int8]:
    known = np.where(values == 0, NONE, classes)
    return np.where(np.isnan(values), UNKNOWN, known).astype(np.int8)


# the bounds


def _bounds_of(measure: Measure, dataset: Dataset, mask: _Mask | None, width_days: int) -> tuple[float, ...]:
    """The bounds of the classes, from all periods of a length over the whole time of the data.

    ``mask`` tells which incidents pass all filters but the period (shape n); None if all do.
    """
    amounts = _amounts(measure, dataset, mask, width_days)
    if measure == "change":
        amounts = np.abs(np.diff(amounts, axis=1))
    amounts = amounts[np.isfinite(amounts) & (amounts > 0)]
    steps = STEPS if measure == "change" else CLASSES
    return _bounds(amounts, steps, whole=measure in ("incidents", "killed", "change"))


def _amounts(measure: Measure, dataset: Dataset, mask: _Mask | None, width_days: int) -> _Floats:
    """The figure of each drawn district in each period of the length, one after the other (districts, periods)."""
    incidents, drawn = dataset.incidents, dataset.gazetteer.drawn
    first, last = incidents.period or (0, 0)
    length = max(width_days, -(-(last - first + 1) // MOST_PERIODS))
    rows = np.flatnonzero((dataset.polygons >= 0) & (True if mask is None else mask))
    periods = (incidents.start[rows] - first) // length
    amounts = np.zeros((len(drawn), (last - first) // length + 1), np.float64)
    weights = np.nan_to_num(incidents.killed[rows]) if measure == "killed" else np.ones(len(rows))
    np.add.at(amounts, (dataset.polygons[rows], periods), weights)
    per = {"per_100k": [d.population_2023 / 1e5 for d in drawn], "per_1000_km2": [d.area_km2 / 1e3 for d in drawn]}
    if measure in per:
        with np.errstate(divide="ignore", invalid="ignore"):
            amounts = amounts / np.array(per[measure])[:, None]
    return amounts


def _bounds(amounts: _Floats, classes: int, *, whole: bool) -> tuple[float, ...]:
    """Bounds that divide the amounts into classes of about one size, rounded for reading; the last class is open."""
    if not len(amounts):
        return ()
    exact = quantiles(amounts, min(classes, len(np.unique(amounts))))[:-1]
    # Interpolation leaves errors of some 1e-15, which must not lift a whole bound to the next number.
    rounded = [float(np.ceil(round(bound, 9))) if whole else _two_digits(bound) for bound in exact.tolist()]
    return tuple(sorted({bound for bound in rounded if 0 < bound < float(amounts.max())}))


def quantiles(amounts: _Floats, classes: int) -> _Floats:
    """The upper bound of each class of about one size, rising; fewer than ``classes`` if amounts repeat.

    Linear interpolation between the sorted amounts; the last bound is the greatest of them.
    """
    return np.unique(np.quantile(amounts, np.arange(1, classes + 1) / classes))


def _labels(bounds: Sequence[float], *, whole: bool) -> tuple[str, ...]:
    if not bounds:
        return ("1+" if whole else "over 0",)
    if not whole:
        texts = [rate_text(bound) for bound in bounds]
        return (f"up to {texts[0]}", *(f"over {low} to {high}" for low, high in pairwise(texts)), f"over {texts[-1]}")
    lows = [1, *(int(bound) + 1 for bound in bounds)]
    ranges = [f"{low:,}" if low == high else f"{low:,}–{int(high):,}" for low, high in zip(lows, bounds, strict=False)]
    return (*ranges, f"{lows[-1]:,}+")


def _least(bounds: Sequence[float], *, whole: bool) -> tuple[str, ...]:
    if whole:
        return ("1", *(f"{int(bound) + 1:,}" for bound in bounds))
    return (">0", *(rate_text(bound) for bound in bounds))


def _change_labels(bounds: Sequence[float]) -> tuple[str, ...]:
    """The classes of a change with their sign in words: "5+ fewer", "1–4 fewer", "1–4 more", "5+ more"."""
    sizes = _labels(bounds, whole=True)
    return (*(f"{text} fewer" for text in reversed(sizes)), *(f"{text} more" for text in sizes))
