"""What happened within some kilometres of each feature of a user layer: how many, when last, how near, by quarter.

A place that is known only as near is a disc: it is within the distance if all of the disc is. One of which only a part
is within may be within, and is counted apart. Pairs of features and incidents are measured once for a layer and a
distance, so that the time bar only counts them anew.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.analysis.groupings.registry import grouping
from geo.analysis.groupings.times import days_of_unit
from geo.calendar.units import unit_numbers
from geo.dataset import Dataset
from geo.errors import InputError, UnknownName, did_you_mean
from geo.places.ground_distances import Shapes, flat_shapes, nearest_km, pairs_within
from geo.places.target import feature_target, target_named
from geo.places.user_layers import UserLayer
from geo.query import Within, answer
from geo.scales import NEAR_KM
from geo.tally.figures import LeftOut
from geo.view.snapshot import Snapshot, once_per_snapshot

__all__ = [
    "FURTHEST_KM",
    "MOST_SITES",
    "Site",
    "Sites",
    "is_measured",
    "layer_named",
    "measure",
    "site_filter",
    "site_names",
    "sites",
]

FURTHEST_KM = 300.0
MOST_SITES = 2_000
_AT_ONCE = 300_000
"""Up to so many pairs of a feature and an incident are measured within a few frames."""


_Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Site:
    """One feature of a layer.

    Attributes
    ----------
    name, number
        Its name, and its position in the layer; -1 for all features together.
    within, may_be
        Incidents of the period within the distance, and those that may be within.
    nearest_km
        How near the nearest exact place of the period is, within the distance or not; ``None`` if there is none.
    last_day, days_since
        Of the last incident within the distance until the end of the period, whenever the period begins: its last
        possible day number, and how many days before the end it is. ``None`` if there is none.
    days_since_possible
        The same with those that may be within.
    quarters
        Incidents within the distance by quarter, in the order of `Sites.quarters`.
    """

    name: str
    number: int
    within: int
    may_be: int
    nearest_km: float | None
    last_day: int | None
    days_since: int | None
    days_since_possible: int | None
    quarters: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sites:
    """The features of a layer, those with most incidents first, and all of them together, each incident once.

    ``quarters`` are all of the period as far as there are data. ``end`` is the day to which days are counted;
    ``is_end_of_data`` if the period is open or lasts beyond the data. ``left_out`` is why incidents of the period are
    within the distance of no feature: with ``total.within`` they are all that is shown. ``in_no_quarter`` counts
    incidents within the distance whose day is known too coarsely.
    """

    layer: str
    km: float
    rows: tuple[Site, ...]
    total: Site
    quarters: tuple[str, ...]
    end: int
    is_end_of_data: bool
    in_no_quarter: int
    left_out: tuple[LeftOut, ...]


def layer_named(dataset: Dataset, name: str) -> UserLayer:
    """A user layer by its name, in any case.

    Raises
    ------
    UnknownName
        If there is none of this name.
    """
    layers = dataset.user_layers
    for layer in layers:
        if layer.name.casefold() == name.strip().casefold():
            return layer
    if not layers:
        raise UnknownName("There is no user layer. Add sites or roads from a file, or draw a line on the map.")
    names = [layer.name for layer in layers]
    raise UnknownName(f"No user layer is named {name!r}. There are: {', '.join(names)}.{did_you_mean(name, names)}")


def is_measured(dataset: Dataset, layer: str, km: float) -> bool:
    """Whether `sites` is cheap: the distances are at hand, or there are few. Raises what `sites` does."""
    found = _checked(dataset, layer, km)
    return (found.name, km) in _kept(dataset) or len(found.features) * len(dataset.incidents) <= _AT_ONCE


def measure(dataset: Dataset, layer: str, km: float) -> None:
    """Have the distances at hand; expensive, so call it in the background."""
    _near(dataset, layer_named(dataset, layer), km)


def site_filter(
    dataset: Dataset, found: Sites, site: Site, *, possible: bool = False, quarter: str = ""
) -> dict[str, Any]:
    """The fields of a query that show what lies near one of some sites, surely or possibly, perhaps in a quarter."""
    layer = layer_named(dataset, found.layer)
    if site.number < 0:
        target = target_named(layer.name, dataset.gazetteer, dataset.user_layers)
    else:
        target = feature_target(layer, layer.features[site.number], site.name)
    fields: dict[str, Any] = {"within": Within(target, found.km, possible)}
    if quarter:
        first, last = days_of_unit("quarter", quarter)
        fields |= {"first": first, "last": last, "certain": True}
    return fields


def site_names(layer: UserLayer) -> tuple[str, ...]:
    """The names of the features of a layer; those without one are numbered."""
    return tuple(feature.name or f"No. {number}" for number, feature in enumerate(layer.features, 1))


def _checked(dataset: Dataset, layer: str, km: float) -> UserLayer:
    if not 0 < km <= FURTHEST_KM:
        raise InputError(f"{km:g} is no distance: choose more than 0 km, {FURTHEST_KM:g} km at most.")
    found = layer_named(dataset, layer)
    if not 0 < len(found.features) <= MOST_SITES:
        raise InputError(
            f"The layer {found.name} has {len(found.features):,} features; a table has 1 to {MOST_SITES:,}."
        )
    return found


@once_per_snapshot
def sites(snapshot: Snapshot, layer: str, km: float) -> Sites:
    """What lies within ``km`` of each feature of the user layer of this name.

    Raises
    ------
    UnknownName
        If there is no such layer.
    InputError
        If it has no or too many features, or the distance is none.
    """
    found = _checked(snapshot.dataset, layer, km)
    return _counted(snapshot, found, km, _near(snapshot.dataset, found, km))


@dataclass(frozen=True, slots=True, eq=False)
class _Near:
    """Features of a layer, and pairs of one and an incident: positions, distance, and whether it is surely within."""

    shapes: Shapes
    site: npt.NDArray[np.int32]
    row: npt.NDArray[np.int32]
    km: npt.NDArray[np.float32]
    is_within: _Mask

    def those(self, kept: _Mask) -> _Near:
        """Some of the pairs."""
        return _Near(self.shapes, self.site[kept], self.row[kept], self.km[kept], self.is_within[kept])


def _near(dataset: Dataset, layer: UserLayer, km: float) -> _Near:
    """The pairs of a layer and a distance; those of the last call are kept."""
    kept, key = _kept(dataset), (layer.name, km)
    if key not in kept:
        made = _measured(dataset, layer, km)
        kept.clear()
        kept[key] = made
        return made
    return kept[key]


def _kept(dataset: Dataset) -> dict[tuple[str, float], _Near]:
    return dataset.memo.get("pairs near sites", dict)


def _measured(dataset: Dataset, layer: UserLayer, km: float) -> _Near:
    incidents, error = dataset.incidents, dataset.place_error_km
    shapes = flat_shapes([feature.geometry for feature in layer.features])
    parts = []
    for is_near, reach in ((False, km), (True, km + NEAR_KM)):
        rows = np.flatnonzero(incidents.has_point & ((error > 0) == is_near)).astype(np.int32)
        pairs = pairs_within(incidents.lon[rows], incidents.lat[rows], shapes, reach)
        parts.append((pairs.shape, rows[pairs.point], pairs.km, pairs.km + (NEAR_KM if is_near else 0.0) <= km))
    site, row, measured, is_within = (np.concatenate(column) for column in zip(*parts, strict=True))
    return _Near(shapes, site, row, measured.astype(np.float32), is_within)


def _counted(snapshot: Snapshot, layer: UserLayer, km: float, near: _Near) -> Sites:
    dataset, n = snapshot.dataset, len(layer.features)
    end, is_end_of_data = _end(snapshot)
    is_shown = _mask(dataset, snapshot.rows)
    until = answer(dataset, snapshot.state.query.any_time()).rows
    so_far = near.those(_mask(dataset, until[dataset.incidents.start[until] <= end])[near.row])
    now = near.those(is_shown[near.row])
    surely, maybe = now.those(now.is_within), now.those(~now.is_within)
    last = _last(dataset, so_far.those(so_far.is_within), n)
    last_possible = np.maximum(last, _last(dataset, so_far, n))
    quarters, by_quarter, in_no_quarter = _by_quarter(snapshot, surely, n)
    within = np.bincount(surely.site, minlength=n)
    may_be = np.bincount(maybe.site, minlength=n)
    nearest = _nearest(snapshot, now)
    names = site_names(layer)
    rows = [
        _site(names[k], k, (within[k], may_be[k], nearest[k]), (last[k], last_possible[k], end), by_quarter[k])
        for k in sorted(range(n), key=lambda k: (-within[k], -may_be[k], k))
    ]
    unique, possible = np.unique(surely.row), np.setdiff1d(maybe.row, surely.row)
    least = float(np.nanmin(nearest)) if np.isfinite(nearest).any() else math.nan
    ends = int(last.max()), int(last_possible.max()), end
    total = _site("", -1, (len(unique), len(possible), least), ends, _quarters_of(snapshot, unique, quarters))
    left_out = _left_out(snapshot, km, len(unique), len(possible))
    return Sites(
        layer.name, km, tuple(rows), total, tuple(grouping(dataset, "quarter").names[k] for k in quarters), end,
        is_end_of_data, in_no_quarter, left_out,
    )  # fmt: skip


def _mask(dataset: Dataset, rows: npt.NDArray[np.int32]) -> _Mask:
    mask = np.zeros(len(dataset.incidents), np.bool_)
    mask[rows] = True
    return mask


def _end(snapshot: Snapshot) -> tuple[int, bool]:
    """The last day of the period, or of the data if these end before it."""
    data = snapshot.dataset.incidents.period
    if data is None:
        return snapshot.period.last, True
    return min(snapshot.period.last, data[1]), snapshot.period.last >= data[1]


_NEVER = np.iinfo(np.int32).min


def _last(dataset: Dataset, pairs: _Near, n: int) -> npt.NDArray[np.int64]:
    """The last possible day of the incidents of each site; `_NEVER` where it has none."""
    found = np.full(n, _NEVER, np.int64)
    np.maximum.at(found, pairs.site, dataset.incidents.end[pairs.row])
    return found


def _nearest(snapshot: Snapshot, now: _Near) -> npt.NDArray[np.float64]:
    """The distance of the nearest exact place that is shown from each site; NaN where there is none."""
    incidents, error = snapshot.dataset.incidents, snapshot.dataset.place_error_km
    found = np.full(len(now.shapes), np.inf)
    exact = error[now.row] == 0
    np.minimum.at(found, now.site[exact], now.km[exact].astype(np.float64))
    others = np.flatnonzero(np.isinf(found))
    rows = snapshot.rows[incidents.has_point[snapshot.rows] & (error[snapshot.rows] == 0)]
    found[others] = nearest_km(incidents.lon[rows], incidents.lat[rows], now.shapes[others])
    return found


def _by_quarter(snapshot: Snapshot, surely: _Near, n: int) -> tuple[range, list[tuple[int, ...]], int]:
    """All quarters of the period as far as there are data, counts by site, and how many are in none."""
    codes = grouping(snapshot.dataset, "quarter").codes
    of_pair = codes[surely.row]
    quarters = _quarters(snapshot)
    at = surely.site[of_pair >= 0].astype(np.int64) * len(quarters) + of_pair[of_pair >= 0] - quarters.start
    counts = np.bincount(at, minlength=n * len(quarters)).reshape(n, len(quarters))
    return quarters, [tuple(line) for line in counts.tolist()], len(np.unique(surely.row[of_pair < 0]))


def _quarters(snapshot: Snapshot) -> range:
    """The positions of the quarters of the period, from the first to the last day of the data in it."""
    data = snapshot.dataset.incidents.period
    if data is None:
        return range(0)
    days = np.array([data[0], max(snapshot.period.first, data[0]), min(snapshot.period.last, data[1])], np.int32)
    low, first, last = unit_numbers(days, "quarter").tolist()
    return range(first - low, max(last, first - 1) - low + 1)


def _quarters_of(snapshot: Snapshot, rows: npt.NDArray[np.int32], quarters: range) -> tuple[int, ...]:
    codes = grouping(snapshot.dataset, "quarter").codes[rows]
    return tuple(np.bincount(codes[codes >= 0] - quarters.start, minlength=len(quarters)).tolist())


def _site(
    name: str,
    number: int,
    counts: tuple[int, int, float],
    days: tuple[int, int, int],
    quarters: tuple[int, ...],
) -> Site:
    within, may_be, nearest = counts
    last, possible, end = map(int, days)
    since, since_possible = (None if day == _NEVER else max(end - day, 0) for day in (last, possible))
    return Site(
        name, number, int(within), int(may_be), float(nearest) if math.isfinite(nearest) else None,
        None if last == _NEVER else last, since, since_possible, quarters,
    )  # fmt: skip


def _left_out(snapshot: Snapshot, km: float, within: int, may_be: int) -> tuple[LeftOut, ...]:
    placeless = int(np.count_nonzero(~snapshot.dataset.incidents.has_point[snapshot.rows]))
    items = (
        LeftOut(f"known to {NEAR_KM:g} km only, so that they may be within", may_be),
        LeftOut(f"further than {km:g} km from each", len(snapshot.answer) - within - may_be - placeless),
        LeftOut("located too coarsely, so that the distance is not known", placeless),
    )
    return tuple(item for item in items if item.n)
