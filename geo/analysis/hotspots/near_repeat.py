"""Near repeats: whether incidents that are near in space are near in time more often than by chance (Knox).

Reference: Knox, E. G. (1964), The detection of space-time interactions, Applied Statistics 13, 25-30. Pairs are counted
by bands of distance and of days. If place and day were unrelated, a pair that is near in space would be near in time as
often as any pair: this number is exact, and the p-values are from permutations of the days.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.analysis.hotspots.least_p import draws_needed, least_p_words
from geo.analysis.hotspots.local_hot_spots import probability, some_number
from geo.analysis.hotspots.result import Finding, HotSpots, Tick, nothing_done
from geo.analysis.hotspots.selection import Words, kept, points_of_days, result_of
from geo.analysis.hotspots.settings import NearRepeatSettings
from geo.analysis.unusual.discovery import adjusted
from geo.errors import InputError
from geo.places.measure import CONFORMAL, project
from geo.view.snapshot import Snapshot
from geo.wording import plural

__all__ = ["MORE", "NO_MORE", "Knox", "knox", "near_repeats"]

MORE, NO_MORE = "more than by chance", "no more than by chance"
FEWEST_CASES = 3
MOST_PAIRS = 20_000_000
REFERENCE = "Knox 1964, Applied Statistics 13, 25-30; Benjamini and Hochberg 1995"

_LEGEND = {
    MORE: "pairs as near as this are more often near in time than others; false discovery rate 0.05",
    NO_MORE: "as many near pairs as the same places with exchanged days have",
}
_CHUNK = 1_000_000
_POINTS = 1_000
"""Points whose pairs are looked for between two ticks."""

_Floats = npt.NDArray[np.float64]
_Ints = npt.NDArray[np.int64]
_Pairs = tuple[_Ints, _Ints, _Ints]
"""The two points of each pair, and its band of distance."""


@dataclass(frozen=True, eq=False)
class Knox:
    """Pairs by band of distance and of days (shape distances × days): observed, expected, and p of as many or more."""

    observed: _Ints
    expected: _Floats
    p: _Floats
    near: _Ints
    """Pairs of each band of distance, whatever the days."""


def knox(x_m: _Floats, y_m: _Floats, day: _Ints, settings: NearRepeatSettings, tick: Tick = nothing_done) -> Knox:
    """The Knox test of points (metres of a plane) and days.

    Raises
    ------
    InputError
        If there are too many pairs.
    """
    one, other, band = _near_pairs(x_m, y_m, settings, tick)
    day_bands = _day_bands(day, settings)
    shape = len(settings.distances_m), len(settings.days)
    near = np.bincount(band, minlength=shape[0])
    all_pairs = len(day) * (len(day) - 1) / 2
    expected = near[:, None] * _pairs_by_days(day, settings)[None, :] / all_pairs
    observed = _counted(day, (one, other, band), day_bands, shape, tick)
    rng, above = np.random.default_rng(settings.seed), np.zeros(shape, np.int64)
    for k in range(settings.permutations):
        counts = _counted(rng.permutation(day), (one, other, band), day_bands, shape, tick)
        above += counts >= observed
        tick((k + 1) / settings.permutations)
    return Knox(observed, expected, (above + 1) / (settings.permutations + 1), near)


def _near_pairs(x_m: _Floats, y_m: _Floats, settings: NearRepeatSettings, tick: Tick) -> _Pairs:
    """The pairs in any band of distance: the two points, and the band."""
    parts: list[_Pairs] = []
    n_pairs = 0
    for part in _pairs_in_parts(np.stack((x_m, y_m), axis=1), settings):
        parts.append(part)
        n_pairs += len(part[0])
        if n_pairs > MOST_PAIRS:
            raise InputError(
                f"More than the {MOST_PAIRS:,} pairs that are possible lie within {settings.distances_m[-1] / 1000:,g} "
                "km: choose smaller distances or a shorter period."
            )
        tick(0.0)
    one, other, band = (np.concatenate(each) for each in zip(*parts, strict=True))
    return one, other, band


def _pairs_in_parts(points: _Floats, settings: NearRepeatSettings) -> Iterator[_Pairs]:
    """The pairs of some points at a time with those after them: a search for all of them would stop for no cancel."""
    from scipy.spatial import cKDTree

    tree, norm = cKDTree(points), 2 if settings.metric == "euclidean" else 1
    bounds = np.asarray(settings.distances_m)
    for first in range(0, len(points), _POINTS):
        some = cKDTree(points[first : first + _POINTS])
        found = some.sparse_distance_matrix(tree, float(bounds[-1]), p=norm, output_type="ndarray")
        found = found[found["j"] > found["i"] + first]
        band = np.searchsorted(bounds, found["v"], "left")
        inside = band < len(bounds)
        yield found["i"][inside] + first, found["j"][inside], band[inside]


def _day_bands(day: _Ints, settings: NearRepeatSettings) -> _Ints:
    """The band of each difference of days from 0; one past the last for none."""
    longest = int(day.max() - day.min()) if len(day) else 0
    return np.searchsorted(np.asarray(settings.days), np.arange(longest + 1), "left")


def _pairs_by_days(day: _Ints, settings: NearRepeatSettings) -> _Floats:
    """How many of all pairs are in each band of days."""
    counts = np.bincount(day - day.min()).astype(np.float64)
    per_lag = [
        float(counts[lag:] @ counts[: len(counts) - lag]) for lag in range(min(settings.days[-1] + 1, len(counts)))
    ]
    per_lag[0] = (per_lag[0] - len(day)) / 2
    bands = np.searchsorted(np.asarray(settings.days), np.arange(len(per_lag)), "left")
    return np.bincount(bands, per_lag, minlength=len(settings.days))[: len(settings.days)].astype(np.float64)


def _counted(day: _Ints, pairs: _Pairs, day_bands: _Ints, shape: tuple[int, int], tick: Tick) -> _Ints:
    """Pairs by both bands."""
    one, other, band = pairs
    counts = np.zeros(shape[0] * (shape[1] + 1), np.int64)
    for begin in range(0, len(one), _CHUNK):
        part = slice(begin, begin + _CHUNK)
        days = day_bands[np.abs(day[one[part]] - day[other[part]])]
        counts += np.bincount(band[part] * (shape[1] + 1) + days, minlength=len(counts))
        if len(one) > _CHUNK:
            tick(0.0)
    return counts.reshape(shape[0], shape[1] + 1)[:, : shape[1]]


def near_repeats(snapshot: Snapshot, settings: NearRepeatSettings | None = None, tick: Tick = nothing_done) -> HotSpots:
    """Pairs of incidents of the period shown by bands of distance and days, against chance.

    Raises
    ------
    InputError
        If there are too many pairs.
    Cancelled
        If ``tick`` raises it.
    """
    chosen = settings or NearRepeatSettings()
    return kept(snapshot, (near_repeats, chosen), lambda: _near_repeats_of(snapshot, chosen, tick))


def _near_repeats_of(snapshot: Snapshot, settings: NearRepeatSettings, tick: Tick) -> HotSpots:
    _require_inside(settings, max(snapshot.period.width_days, 0))
    selection = points_of_days(snapshot, all_types=settings.all_types)
    rows: list[Finding] = []
    hints = []
    if len(selection.rows) < FEWEST_CASES:
        hints.append(f"There are {plural(len(selection.rows), 'incident')} with a point and a day: too few for pairs.")
    else:
        incidents = snapshot.dataset.incidents
        x, y = project(incidents.lon[selection.rows], incidents.lat[selection.rows], CONFORMAL)
        found = knox(x, y, incidents.start[selection.rows].astype(np.int64), settings, tick)
        rows = _rows(found, settings)
        if all(row.verdict == NO_MORE for row in rows):
            hints += _too_few_draws(len(rows), settings.permutations)
    method = (
        f"Near repeats (Knox), {settings.metric} distance in a conformal projection; {settings.permutations:,} "
        f"permutations of the days, seed {settings.seed}; false discovery rate 0.05 over the bands."
    )
    return result_of(Words("knox", method, REFERENCE, _LEGEND), settings.parameters, selection, rows, hints)


def _too_few_draws(bands: int, permutations: int) -> list[str]:
    """That the permutations are too few for one band alone to be named, if they are."""
    words = least_p_words(bands, "band", 1 / (permutations + 1), 0.05)
    return [f"{words} Use at least {draws_needed(bands, 0.05):,} permutations."] if words else []


def _require_inside(settings: NearRepeatSettings, width_days: int) -> None:
    """Raise `InputError` for bands that are longer than the period, unless they are the default."""
    longest = settings.days[-1]
    if longest >= max(width_days, 2) and settings.days != NearRepeatSettings().days:
        raise InputError(
            f"A band reaches to {plural(longest, 'day')}, and the period has {plural(width_days, 'day')}: choose "
            "shorter bands or a longer period."
        )


def _rows(found: Knox, settings: NearRepeatSettings) -> list[Finding]:
    q = adjusted(found.p.ravel()).reshape(found.p.shape)
    distances, days = (0.0, *settings.distances_m), (-1, *settings.days)
    return [
        _row(found, q, (i, j), (distances[i], distances[i + 1]), (days[j] + 1, days[j + 1]))
        for i in range(len(settings.distances_m))
        for j in range(len(settings.days))
    ]


def _row(found: Knox, q: _Floats, at: tuple[int, int], metres: tuple[float, float], days: tuple[int, int]) -> Finding:
    observed, expected, p = int(found.observed[at]), float(found.expected[at]), float(found.p[at])
    verdict = MORE if q[at] <= 0.05 else NO_MORE
    ratio = observed / expected if expected > 0 else None
    space = f"{'over ' if metres[0] else ''}{metres[0]:,g} to {metres[1]:,g} m"
    time = f"{days[0]} to {plural(days[1], 'day')}" if days[0] < days[1] else plural(days[1], "day")
    times = f", {ratio:.2f} times as many" if ratio is not None else ""
    sentence = (
        f"{space} and {time} apart: {plural(observed, 'pair')}, {expected:,.2f} expected if place and day were "
        f"unrelated{times}; {verdict} ({probability(p)}, {probability(q[at], 'q')})."
    )
    values = {
        "more_than_m": metres[0], "up_to_m": metres[1], "from_days": days[0], "to_days": days[1], "observed": observed,
        "expected": expected, "ratio": None if ratio is None else some_number(ratio), "p": p, "q": float(q[at]),
    }  # fmt: skip
    return Finding(f"{space}, {time}", verdict, sentence, values=values)
