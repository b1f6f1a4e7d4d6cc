"""The classes of the heat: incidents per 1,000 km², the same for every period of a length.

They follow from the data of the whole time: in all periods that are as long as the one shown, the densest place is
looked for, and the classes lead up to it from what a single incident reaches. So every incident shows, a week has the
classes of weeks, and colours do not re-scale while time plays. Incidents that are known only to the district may be
spread over it.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from geo.dataset import Dataset
from geo.scales import HEAT_KM
from geo.view.snapshot import Snapshot

__all__ = ["LEAST", "MOST_CLASSES", "classes_up_to", "heat_classes", "spreads_districts"]

LEAST = 0.1
"""Incidents per 1,000 km², the least bound of the classes where any incident has a place.

One alone makes 0.25 there, and more than this within 34 km."""

MOST_CLASSES = 6
MOST_PERIODS = 400
"""Into no more periods the whole time is divided to find the densest place."""

MOST_ROWS = 200_000
"""Of more incidents an even sample is read, each standing for several."""

_SIDE_KM = HEAT_KM * (2 * np.pi) ** 0.5
"""The side of a square over which an incident is as dense as in the middle of its kernel."""

_KM_A_DEGREE = 111.2
_Floats = npt.NDArray[np.float64]
_Ints = npt.NDArray[np.int64]


def spreads_districts(snapshot: Snapshot) -> bool:
    """Whether incidents that are known only to the district count in the heat, spread over it."""
    return "heat_districts" in snapshot.state.layers


def heat_classes(snapshot: Snapshot, days: int | None = None) -> tuple[float, ...]:
    """The lower bounds of the classes, incidents per 1,000 km², rising; cached for all periods of this length.

    ``days`` is another length than that of the period.
    """
    dataset, mask, width = snapshot.dataset, snapshot.mask, days or snapshot.period.width_days
    spread = spreads_districts(snapshot)
    key = "heat classes", snapshot.state.query.any_time(), width, spread
    return dataset.memo.get(key, lambda: classes_up_to(_densest(dataset, mask, max(width, 1), spread)))


def classes_up_to(densest: float) -> tuple[float, ...]:
    """At most six bounds of the series 1, 2, 5 for densities up to one that is found; the least alone where none is."""
    steps = [float(f"{digit}e{power}") for power in range(-4, 7) for digit in (1, 2, 5)]
    within = [step for step in steps if step <= 0.7 * densest]
    if not within:
        return (LEAST,)
    least = LEAST if within[-1] >= LEAST else within[-1] / 10
    series = [step for step in within if step >= least]
    count = min(MOST_CLASSES, len(series))
    return tuple(series[round(k * (len(series) - 1) / max(count - 1, 1))] for k in range(count))


def _densest(dataset: Dataset, mask: npt.NDArray[np.bool_] | None, days: int, spread: bool) -> float:
    """The greatest number of incidents per 1,000 km² at one place in any period of some days."""
    rows, weight = _sampled(len(dataset.incidents), mask)
    first, last = dataset.incidents.period or (0, 0)
    length = max(days, -(-(last - first + 1) // MOST_PERIODS))
    periods = ((dataset.incidents.start[rows] - first) // length).astype(np.int64)
    points = dataset.incidents.has_point[rows]
    found = [0.0, *_at_points(dataset, rows[points], periods[points])]
    if spread:
        found.append(_over_districts(dataset, rows, periods))
    return max(found) * weight


def _sampled(n: int, mask: npt.NDArray[np.bool_] | None) -> tuple[_Ints, float]:
    rows = np.arange(n) if mask is None else np.flatnonzero(mask)
    every = -(-len(rows) // MOST_ROWS) or 1
    return rows[::every], float(every)


def _at_points(dataset: Dataset, rows: _Ints, periods: _Ints) -> Iterator[float]:
    """The greatest density in squares of the kernel's area, and in squares that are moved by half a side."""
    lon, lat = (column[rows].astype(np.float64) for column in (dataset.incidents.lon, dataset.incidents.lat))
    north = lat * _KM_A_DEGREE / _SIDE_KM
    for shift in (0.0, 0.5):
        row = np.floor(north + shift)
        middle = np.radians((row + 0.5 - shift) * _SIDE_KM / _KM_A_DEGREE)
        column = np.floor(lon * _KM_A_DEGREE * np.cos(middle) / _SIDE_KM + shift)
        yield _most(periods, row.astype(np.int64), column.astype(np.int64)) * 1000 / _SIDE_KM**2


def _most(*codes: _Ints) -> int:
    """How many rows share all codes, at most."""
    if not len(codes[0]):
        return 0
    key = np.zeros(len(codes[0]), np.int64)
    for code in codes:
        low = code.min()
        key = key * (code.max() - low + 1) + code - low
    return int(np.unique(key, return_counts=True)[1].max())


def _over_districts(dataset: Dataset, rows: _Ints, periods: _Ints) -> float:
    """The greatest density of incidents known only to a district, over its area."""
    precision, drawn = dataset.incidents.coded["place_precision"], dataset.gazetteer.drawn
    known = precision.isin(("district",))[rows] & (dataset.polygons[rows] >= 0)
    if not known.any():
        return 0.0
    areas = np.array([district.area_km2 for district in drawn], np.float64)
    counts = np.bincount(periods[known] * len(drawn) + dataset.polygons[rows][known])
    per = counts / areas[np.arange(len(counts)) % len(drawn)]
    return float(np.nanmax(np.where(np.isfinite(per), per, 0.0))) * 1000
