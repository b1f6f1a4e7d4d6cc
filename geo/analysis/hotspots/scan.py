"""Clusters in space and time: the space-time permutation scan of Kulldorff and others (2005).

It asks whether more incidents than expected lie close together in place and time, given how many each place and each
time has in all. It needs no population and is not misled by places that always have many.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.analysis.hotspots import scan_time
from geo.analysis.hotspots.cylinders import (
    Best,
    Cases,
    Circles,
    best_of_circles,
    circles_around,
    greatest_of_replicates,
)
from geo.analysis.hotspots.least_p import draws_needed, least_p_words
from geo.analysis.hotspots.local_hot_spots import probability, some_number
from geo.analysis.hotspots.result import Expect, Finding, HotSpots, Tick, nothing_done, nothing_expected
from geo.analysis.hotspots.scan_time import counted_s, measured_s
from geo.analysis.hotspots.selection import Selection, Words, kept, points_of_days, result_of
from geo.analysis.hotspots.settings import LONGEST_DAYS, ScanSettings
from geo.calendar.days import from_day_number, period_text
from geo.dataset import Dataset
from geo.errors import InputError
from geo.places.measure import CONFORMAL, project, unproject
from geo.view.snapshot import Snapshot
from geo.wording import about, plural

__all__ = ["CLUSTER", "MAY_BE_CHANCE", "MOST_CLUSTERS", "permutation_scan"]

CLUSTER, MAY_BE_CHANCE = "cluster", "may be chance"
MOST_CLUSTERS = 10
FEWEST_CASES = 4
_RATE = 0.05
"""Up to this p a cluster is one."""

_BRIEF_S = 2.0
"""What takes no longer by `counted_s` is begun without a measurement."""

REFERENCE = "Kulldorff, Heffernan, Hartman, Assunção and Mostashari 2005, PLoS Medicine 2, e59"

_LEGEND = {
    CLUSTER: "at most 1 of 20 replicates has as high a ratio anywhere",
    MAY_BE_CHANCE: "more than 1 of 20 replicates have as high a ratio somewhere",
}

_Floats = npt.NDArray[np.float64]
_Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class _Sites:
    """The places of cases: metres of a plane without distortion of shape, and the polygon of each (-1 for none)."""

    x_m: _Floats
    y_m: _Floats
    polygon: _Ints


@dataclass(frozen=True, eq=False)
class _Scan:
    cases: Cases
    circles: Circles
    sites: _Sites
    best: Best
    first: int
    settings: ScanSettings
    greatest: _Floats


def permutation_scan(
    snapshot: Snapshot,
    settings: ScanSettings | None = None,
    tick: Tick = nothing_done,
    expect: Expect = nothing_expected,
) -> HotSpots:
    """The clusters of the period shown that do not overlap, the most unlikely first, at most `MOST_CLUSTERS`.

    Raises
    ------
    InputError
        If the period has too few steps, or the scan would take more than about ten minutes.
    Cancelled
        If ``tick`` raises it; it is called several times a second, also within a replicate.

    Before a scan that takes some seconds starts, ``expect`` gets how many.
    """
    chosen = settings or ScanSettings()
    return kept(snapshot, (permutation_scan, chosen), lambda: _scan_of(snapshot, chosen, (tick, expect)))


def _scan_of(snapshot: Snapshot, settings: ScanSettings, told: tuple[Tick, Expect]) -> HotSpots:
    first, n_steps = _steps(snapshot, settings)
    hints = _shortened(settings, n_steps)
    selection = points_of_days(snapshot, all_types=settings.all_types, step_days=settings.step_days)
    start = snapshot.dataset.incidents.start[selection.rows]
    selection = selection.keep(start >= first, "before the first whole step")
    if len(selection.rows) < FEWEST_CASES:
        return _result(settings, selection, [], [_too_few(selection)])
    scan = _scanned(snapshot.dataset, selection, (first, n_steps), settings, told)
    rows = [_row(scan, snapshot.dataset, circle) for circle in _apart(scan)]
    if not rows:
        hints.insert(0, "No circle and window holds notably more incidents than expected.")
    elif words := least_p_words(1, "cluster", 1 / (settings.permutations + 1), _RATE):
        hints.insert(0, f"{words} Use at least {draws_needed(1, _RATE):,} permutations.")
    return _result(settings, selection, rows, hints)


def _too_few(selection: Selection) -> str:
    known = plural(len(selection.rows), "incident")
    return f"There are {known} with a point and a day: at least {FEWEST_CASES} are needed."


def _steps(snapshot: Snapshot, settings: ScanSettings) -> tuple[int, int]:
    """The first day of the first whole step, and how many steps there are up to the end of the period."""
    width = max(snapshot.period.width_days, 0)
    n_steps = width // settings.step_days
    if n_steps < 2:
        raise InputError(
            f"The period of {plural(width, 'day')} holds {plural(n_steps, 'step')} of "
            f"{plural(settings.step_days, 'day')}: choose a longer period or a shorter step."
        )
    return snapshot.period.last + 1 - n_steps * settings.step_days, n_steps


def _shortened(settings: ScanSettings, n_steps: int) -> list[str]:
    """What is said where the longest time is more than half of the period, of which no more is looked at.

    Raises
    ------
    InputError
        If that is not the default.
    """
    half = max(n_steps // 2, 1) * settings.step_days
    if settings.longest_days <= half:
        return []
    if settings.longest_days == LONGEST_DAYS:
        return [f"The period is short: clusters of up to {plural(half, 'day')} are looked for, half of its steps."]
    raise InputError(
        f"The longest time of a cluster is {plural(settings.longest_days, 'day')}: choose at most half of the steps of "
        f"the period, {plural(half, 'day')}, or a longer period."
    )


def _scanned(
    dataset: Dataset, selection: Selection, steps: tuple[int, int], settings: ScanSettings, told: tuple[Tick, Expect]
) -> _Scan:
    (first, n_steps), rows, (tick, expect) = steps, selection.rows, told
    place, sites = _sites(dataset, rows, settings.merge_km)
    step = (dataset.incidents.start[rows].astype(np.int64) - first) // settings.step_days
    longest = settings.longest_days // settings.step_days
    cases = Cases(place, step, len(sites.x_m), n_steps, longest, settings.is_prospective)
    circles = _circles(sites, cases, settings)
    if counted_s(cases, circles, settings.permutations) > _BRIEF_S:
        expect(measured_s(cases, circles, settings.permutations, tick))
    best = best_of_circles(cases, circles, lambda share: tick(0.05 * share))
    greatest = np.zeros(0)
    if best.ratio.any():
        greatest = greatest_of_replicates(
            cases, circles, settings.permutations, settings.seed, lambda share: tick(0.05 + 0.95 * share)
        )
    return _Scan(cases, circles, sites, best, first, settings, greatest)


def _sites(dataset: Dataset, rows: npt.NDArray[np.int32], merge_km: float) -> tuple[_Ints, _Sites]:
    """The place of each case, and where the places are: the mean of the cases in each square."""
    x, y = project(dataset.incidents.lon[rows], dataset.incidents.lat[rows], CONFORMAL)
    at = np.stack((x, y), axis=1)
    squares = np.floor(at / (merge_km * 1000)) if merge_km else np.round(at, 3)
    _, first, place = np.unique(squares, axis=0, return_index=True, return_inverse=True)
    many = np.bincount(place)
    polygon = dataset.polygons[rows][first].astype(np.int64)
    return place, _Sites(np.bincount(place, x) / many, np.bincount(place, y) / many, polygon)


def _circles(sites: _Sites, cases: Cases, settings: ScanSettings) -> Circles:
    advice = "choose a smaller radius, a shorter time, longer steps or fewer permutations"
    try:
        circles = circles_around(sites.x_m, sites.y_m, settings.radius_km * 1000)
    except MemoryError:
        raise InputError(
            f"{plural(cases.n_places, 'place')} have too many circles of {settings.radius_km:g} km: choose a smaller "
            "radius, or a shorter period."
        ) from None
    seconds = counted_s(cases, circles, settings.permutations)
    if seconds > scan_time.MOST_S:
        raise InputError(
            f"A look at {plural(len(circles.place), 'circle')} in {plural(cases.n_steps, 'step')}, "
            f"{settings.permutations:,} times, would take {about(seconds)}; at most "
            f"{about(scan_time.MOST_S)} are allowed: {advice}."
        )
    return circles


def _apart(scan: _Scan) -> list[int]:
    """The circles of clusters that do not overlap, the greatest ratio first."""
    ratio = scan.best.ratio.copy()
    taken = np.zeros(scan.cases.n_places, np.int64)
    found: list[int] = []
    while len(found) < MOST_CLUSTERS and ratio.max(initial=0.0) > 0:
        circle = int(ratio.argmax())
        found.append(circle)
        taken[scan.circles.inside(circle)] = 1
        ratio[scan.circles.sums(taken) > 0] = 0.0
    return found


def _row(scan: _Scan, dataset: Dataset, circle: int) -> Finding:
    best, settings = scan.best, scan.settings
    centre = int(scan.circles.centre[circle])
    lon, lat = (float(each[0]) for each in unproject(scan.sites.x_m[[centre]], scan.sites.y_m[[centre]], CONFORMAL))
    district, province = _district(dataset, int(scan.sites.polygon[centre]))
    c, expected, ratio = int(best.cases[circle]), float(best.expected[circle]), float(best.ratio[circle])
    p = float((np.count_nonzero(scan.greatest >= ratio - 1e-9) + 1) / (len(scan.greatest) + 1))
    radius_km = float(scan.circles.distance_m[circle]) / 1000
    begin, end = (scan.first + int(step[circle]) * settings.step_days for step in (best.begin, best.end))
    verdict = CLUSTER if p <= _RATE else MAY_BE_CHANCE
    days = period_text(from_day_number(begin), from_day_number(end - 1))
    place = f"{district or 'no district'}, around {lat:.2f}° N {lon:.2f}° E"
    recurrence = settings.step_days / p if settings.is_prospective else None
    sentence = (
        f"{place}, radius {radius_km:.1f} km, {days}: {plural(c, 'incident')}, {expected:,.2f} expected if place "
        f"and time were unrelated, {c / expected:,.1f} times as many; "
        f"{_chance(verdict, p, recurrence, settings.step_days)}."
    )
    values = {
        "lon": round(lon, 5), "lat": round(lat, 5), "radius_km": round(radius_km, 3),
        "first_day": from_day_number(begin).isoformat(), "last_day": from_day_number(end - 1).isoformat(),
        "places": len(scan.circles.inside(circle)),
        "observed": c, "expected": expected, "ratio": some_number(c / expected),
        "log_likelihood_ratio": ratio, "p": p, "recurrence_days": recurrence,
    }  # fmt: skip
    return Finding(place, verdict, sentence, district, province, values)


def _chance(verdict: str, p: float, recurrence: float | None, step_days: int) -> str:
    if recurrence is None:
        return f"{verdict} ({probability(p)})"
    years = f"{recurrence / 365.25:,.1f} years" if recurrence >= 365.25 else plural(round(recurrence), "day")
    looks = f"looks every {plural(step_days, 'day')}"
    return f"{verdict} ({probability(p)}; with {looks}, chance alone gives one like this in {years})"


def _district(dataset: Dataset, polygon: int) -> tuple[str, str]:
    if polygon < 0:
        return "", ""
    drawn = dataset.gazetteer.drawn[polygon]
    return drawn.name, drawn.province


def _result(settings: ScanSettings, selection: Selection, rows: list[Finding], hints: list[str]) -> HotSpots:
    when = (
        "prospective: clusters that reach the end of the period"
        if settings.is_prospective
        else "retrospective: any time"
    )
    merged = (
        f"points within squares of {settings.merge_km:g} km as one place" if settings.merge_km else "each point a place"
    )
    method = (
        f"Space-time permutation scan, {when}; circles up to {settings.radius_km:g} km around places of incidents, up "
        f"to {plural(settings.longest_days, 'day')} in steps of {plural(settings.step_days, 'day')}, at most half of "
        f"all incidents and half of the period; {merged}; {settings.permutations:,} replicates, seed {settings.seed}."
    )
    return result_of(Words("scan", method, REFERENCE, _LEGEND), settings.parameters, selection, rows, hints)
