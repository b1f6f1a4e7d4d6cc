"""Emerging hot spots: where clusters are new, lasting, growing, fading or past.

A cube of places and steps of time is counted. Gi* of each bin looks at the place and its neighbours in the same step
and the one before (a neighbourhood in space and time), against the mean and the deviation of the whole cube.
Implementations differ here. The whole cube is the reference because a step that is compared only with itself cannot
show that everything has risen; the step before is included because the counts of one step are few.

A bin is hot or cold if its Gi* is significant after control of the false discovery rate over the cube; a hot one has at
least `LEAST_IN_BIN` incidents in its neighbourhood. The trend of a place is Mann-Kendall's of its Gi* over the steps.
The categories are those of the emerging hot spot analysis that Esri published (ArcGIS Pro, "How Emerging Hot Spot
Analysis works").
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.analysis.hotspots.local_hot_spots import (
    FEWEST_INCIDENTS,
    FEWEST_PLACES,
    TOO_FEW,
    probability,
    some_number,
    too_few_places,
)
from geo.analysis.hotspots.local_statistics import gi_star_of_cube, sums_of_cube, two_sided
from geo.analysis.hotspots.places import Counted, Places, count_places, places_of, totals
from geo.analysis.hotspots.result import NOTHING_COUNTED, Finding, HotSpots, Tick, nothing_done, ticking
from geo.analysis.hotspots.selection import Words, kept, result_of
from geo.analysis.hotspots.settings import EmergingSettings
from geo.analysis.hotspots.trend_test import mann_kendall
from geo.analysis.unusual.discovery import rejected
from geo.calendar.days import from_day_number, period_text
from geo.errors import InputError
from geo.view.snapshot import Snapshot
from geo.wording import plural

__all__ = ["FEWEST_STEPS", "LEAST_IN_BIN", "PATTERNS", "emerging_hot_spots", "pattern_of"]

FEWEST_STEPS = 10
LEAST_IN_BIN = 4
OFTEN = 5
_MOST_NAMED = 3
MOST_BINS = 3_000_000

REFERENCE = (
    "Ord and Getis 1995 (Gi*); Mann 1945 and Kendall 1975 (trend); Benjamini and Hochberg 1995; categories as "
    "published by Esri"
)

PATTERNS: dict[str, str] = {
    "new": "{kind} in the last step, never before",
    "consecutive": "{kind} in the last steps without a gap (two or more), never before these, under 90 % of all steps",
    "intensifying": "{kind} in at least 90 % of the steps and in the last one, and growing more so",
    "persistent": "{kind} in at least 90 % of the steps, with no trend",
    "diminishing": "{kind} in at least 90 % of the steps and in the last one, and growing less so",
    "sporadic": "{kind} in the last step and before it with gaps, under 90 % of the steps, never the opposite",
    "oscillating": "{kind} in the last step, the opposite in an earlier one, under 90 % of the steps",
    "historical": "{kind} in at least 90 % of the steps, but not in the last one",
}
"""The categories of hot and of cold spots, and what each means."""

NO_PATTERN = "no pattern"

_Signs = npt.NDArray[np.int8]
_Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class _Cube:
    """Counts, Gi* and classes of each bin (places × steps): 1 hot, −1 cold, 0 neither; and the trend of each place."""

    places: Places
    counts: _Floats
    z: _Floats
    signs: _Signs
    trend_z: _Floats
    trend_p: _Floats
    first: int
    step_days: int
    is_cut: bool


def emerging_hot_spots(
    snapshot: Snapshot, settings: EmergingSettings | None = None, tick: Tick = nothing_done
) -> HotSpots:
    """The category of each place over the last whole steps of the period shown, the last of which ends with it.

    Raises
    ------
    InputError
        If the period has too few steps, or the cells are too small or too large.
    """
    chosen = settings or EmergingSettings()
    return kept(
        snapshot, (emerging_hot_spots, chosen), lambda: _emerging_of(snapshot, chosen, tick), compares_places=True
    )


def _emerging_of(snapshot: Snapshot, settings: EmergingSettings, tick: Tick) -> HotSpots:
    places = places_of(snapshot, settings.grid, settings.cell_km, tick)
    n_steps = _steps(snapshot, settings, places)
    counted, counts = _counted(snapshot, settings, places, n_steps)
    tick(0.3)
    cube = _cube(snapshot, settings, (places, counts), lambda share: tick(0.3 + 0.6 * share))
    is_too_few = counts.sum() < FEWEST_INCIDENTS or len(places) < FEWEST_PLACES
    rows = _rows(cube, tick, is_too_few=is_too_few)
    return _result(cube, settings, counted, rows)


def _steps(snapshot: Snapshot, settings: EmergingSettings, places: Places) -> int:
    width, step = max(snapshot.period.width_days, 0), settings.step_days
    n_steps = min(width, settings.back_days) // step
    if n_steps < FEWEST_STEPS:
        is_all = width <= settings.back_days
        what = (
            f"The period of {plural(width, 'day')} holds"
            if is_all
            else f"{plural(settings.back_days, 'day')} back hold"
        )
        raise InputError(
            f"{what} {plural(n_steps, 'step')} of {plural(step, 'day')}: a trend needs at least {FEWEST_STEPS}. Choose "
            f"a longer {'period' if is_all else 'time back'} or a shorter step."
        )
    if n_steps * len(places) > MOST_BINS:
        raise InputError(
            f"{len(places):,} places in {n_steps:,} steps are more than {MOST_BINS:,} bins: choose larger cells or "
            "longer steps."
        )
    return n_steps


def _counted(snapshot: Snapshot, settings: EmergingSettings, places: Places, n_steps: int) -> tuple[Counted, _Floats]:
    """What is counted, and the counts by place and step; left out is what is not known to lie in one whole step."""
    counted = count_places(snapshot, places, settings)
    incidents, rows = snapshot.dataset.incidents, counted.selection.rows
    first = snapshot.period.last + 1 - n_steps * settings.step_days
    begin, end = (
        (days[rows].astype(np.int64) - first) // settings.step_days for days in (incidents.start, incidents.end)
    )
    is_one = begin == end
    selection = counted.selection.keep(is_one, "date known too coarsely to say in which step")
    whole = (begin[is_one] >= 0) & (begin[is_one] < n_steps)
    selection = selection.keep(whole, "begun before the steps that are compared")
    kept = np.flatnonzero(is_one)[whole]
    counted = Counted(selection, counted.place[kept], counted.district[kept])
    return counted, totals(places, counted, begin[kept], n_steps)


def _cube(snapshot: Snapshot, settings: EmergingSettings, counted: tuple[Places, _Floats], tick: Tick) -> _Cube:
    places, counts = counted
    n_steps = counts.shape[1]
    z = np.nan_to_num(gi_star_of_cube(counts, places.neighbours), nan=0.0)
    tick(0.1)
    signs = np.where(rejected(two_sided(z), settings.rate), np.sign(z), 0).astype(np.int8)
    signs[(signs > 0) & (sums_of_cube(counts, places.neighbours) < LEAST_IN_BIN)] = 0
    trends = mann_kendall(z, lambda share: tick(0.1 + 0.9 * share))
    first = snapshot.period.last + 1 - n_steps * settings.step_days
    return _Cube(
        places,
        counts,
        z,
        signs,
        trends.z,
        trends.p,
        first,
        settings.step_days,
        snapshot.period.width_days > settings.back_days,
    )


def pattern_of(signs: _Signs, trend_z: float, trend_p: float, rate: float = 0.05) -> tuple[int, str]:
    """The kind (1 hot, −1 cold, 0 neither) and the category of one place, from the classes of its steps.

    Where both kinds have a category, it is that of the last step.

    Parameters
    ----------
    signs
        1 for a hot step, −1 for a cold one, 0 for neither, in the order of time.
    trend_z, trend_p
        Mann-Kendall's z and p of its Gi*.
    rate
        Up to this p there is a trend.
    """
    for kind in (1, -1) if signs[-1] >= 0 else (-1, 1):
        category = _category(signs * np.int8(kind), kind * trend_z if trend_p <= rate else 0.0)
        if category:
            return kind, category
    return 0, ""


def _category(signs: _Signs, growth: float) -> str:
    """The category of a hot spot, blank for none; ``growth`` is 0 without a trend."""
    hot = signs > 0
    share, is_last = hot.mean(), bool(hot[-1])
    if share >= 0.9:
        if not is_last:
            return "historical"
        return "intensifying" if growth > 0 else "diminishing" if growth < 0 else "persistent"
    if not is_last:
        return ""
    run = len(hot) if hot.all() else int(np.argmin(hot[::-1]))
    if not hot[: len(hot) - run].any():
        return "consecutive" if run > 1 else "new"
    return "oscillating" if (signs < 0).any() else "sporadic"


def _rows(cube: _Cube, tick: Tick, *, is_too_few: bool) -> list[Finding]:
    found = []
    for at in ticking(range(len(cube.places) if cube.counts.any() else 0), tick):
        kind, category = (0, "") if is_too_few else pattern_of(cube.signs[at], cube.trend_z[at], cube.trend_p[at])
        if cube.places.lattice is None or category or cube.counts[at].any():
            verdict = f"{category} {_kind(kind)}" if category else TOO_FEW if is_too_few else NO_PATTERN
            found.append((_rank(kind, category), -cube.counts[at].sum(), _row(cube, at, verdict)))
    return [row for _, _, row in sorted(found, key=lambda each: each[:2])]


def _rank(kind: int, category: str) -> int:
    if not category:
        return 2 * len(PATTERNS)
    return list(PATTERNS).index(category) + (len(PATTERNS) if kind < 0 else 0)


def _kind(kind: int) -> str:
    return "hot spot" if kind >= 0 else "cold spot"


def _row(cube: _Cube, at: int, verdict: str) -> Finding:
    places, signs = cube.places, cube.signs[at]
    hot, cold = int((signs > 0).sum()), int((signs < 0).sum())
    values = {
        "count": some_number(cube.counts[at].sum()),
        "count_of_last_step": some_number(cube.counts[at, -1]),
        "steps": len(signs),
        "hot_steps": hot,
        "cold_steps": cold,
        "z_of_last_step": some_number(cube.z[at, -1]),
        "trend_z": some_number(cube.trend_z[at]),
        "trend_p": some_number(cube.trend_p[at]),
    }
    if places.lattice is not None:
        values |= {"lon": round(float(places.lon[at]), 5), "lat": round(float(places.lat[at]), 5)}
    sentence = f"{places.names[at]}: {verdict}; {_steps_words(cube, at)}; {_trend_words(cube, at)}."
    if verdict == TOO_FEW:
        sentence = f"{places.names[at]}: {verdict}."
    elif hot and not values["count"]:
        sentence += " It has no incident of its own: the hot steps are those of its neighbours."
    return Finding(places.names[at], verdict, sentence, places.districts[at], places.provinces[at], values)


def _steps_words(cube: _Cube, at: int) -> str:
    signs = cube.signs[at]
    words = f"hot in {int((signs > 0).sum())} and cold in {int((signs < 0).sum())} of {len(signs):,} steps"
    if not signs.any():
        return words
    begin = cube.first + int(np.flatnonzero(signs)[-1]) * cube.step_days
    kind = "hot" if signs[np.flatnonzero(signs)[-1]] > 0 else "cold"
    days = period_text(from_day_number(begin), from_day_number(begin + cube.step_days - 1))
    return f"{words}, {kind} last in {days}"


def _trend_words(cube: _Cube, at: int) -> str:
    p = cube.trend_p[at]
    if p > 0.05:
        return f"no trend ({probability(p)})"
    return f"{'rising' if cube.trend_z[at] > 0 else 'falling'} ({probability(p)})"


def _hints_of_time(cube: _Cube) -> list[str]:
    """That the period begins before the first step; and which places were hot often, and are no longer."""
    hints = []
    if cube.is_cut:
        hints.append(
            f"Compared are the last {plural(cube.counts.shape[1] * cube.step_days, 'day')}: over a longer time a place "
            "that was hot for some years has no category."
        )
    hot = (cube.signs > 0).sum(axis=1)
    past = np.flatnonzero((hot >= OFTEN) & (cube.signs[:, -1] <= 0) & (hot < 0.9 * cube.signs.shape[1]))
    if len(past):
        order = past[np.argsort(-hot[past], kind="stable")].tolist()
        named = [f"{cube.places.names[at]} ({hot[at]})" for at in order[:_MOST_NAMED]]
        more = [f"{len(order) - _MOST_NAMED} more"] if len(order) > _MOST_NAMED else []
        hints.append(
            f"Hot in {OFTEN} steps or more, not in the last one, and without a category for it: "
            f"{', '.join(named + more)}."
        )
    return hints


def _result(cube: _Cube, settings: EmergingSettings, counted: Counted, rows: list[Finding]) -> HotSpots:
    legend = {
        f"{name} {_kind(sign)}": text.format(kind=kind)
        for sign, kind in ((1, "hot"), (-1, "cold"))
        for name, text in PATTERNS.items()
    }
    n_places, n_steps = cube.counts.shape
    hints = []
    if not cube.counts.any():
        hints.append(NOTHING_COUNTED)
    elif n_places < FEWEST_PLACES:
        hints.append(too_few_places(cube.places, settings))
    elif cube.counts.sum() < FEWEST_INCIDENTS:
        hints.append(f"With fewer than {FEWEST_INCIDENTS} incidents nothing is said.")
    hints += _hints_of_time(cube)
    if n_places > len(rows) and cube.counts.any():
        hints.append(f"{plural(n_places - len(rows), 'cell')} without incidents and without a class are not listed.")
    method = (
        f"Emerging hot spots of {n_places:,} places in {n_steps:,} steps of {plural(settings.step_days, 'day')}: Gi*, "
        "binary contiguity weights, the place itself included, over the same step and the one before, against the "
        f"whole cube; normal approximation, false discovery rate {settings.rate:.2g}; Mann-Kendall trend of Gi*."
    )
    legend |= {NO_PATTERN: "none of these", TOO_FEW: "too few incidents or places"}
    parameters = {"places": n_places, "steps": n_steps, **settings.parameters}
    return result_of(Words("emerging", method, REFERENCE, legend), parameters, counted.selection, rows, hints)
