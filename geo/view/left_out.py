"""What a query leaves out, and why."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from geo.calendar.period import Period
from geo.dataset import Dataset
from geo.query import Answer, Query, answer, distances, period_rows
from geo.scales import NEAR_KM
from geo.tally.figures import LeftOut

__all__ = ["left_out", "may_lie_in_zone", "may_lie_within", "placeless"]


def left_out(dataset: Dataset, query: Query, shown: Answer, period: Period) -> tuple[LeftOut, ...]:
    """What neither list nor counts hold, and why; with what is shown it sums to all incidents."""
    in_period = len(period_rows(dataset.incidents, *period))
    unknown, nowhere = _unknown_deaths(dataset, query), placeless(dataset, query)
    uncertain, beside = _uncertain(dataset, query, shown), may_lie_within(dataset, query)
    along, off = may_lie_in_zone(dataset, query), _without_border_distance(dataset, query)
    items = (
        LeftOut("outside the period", len(dataset.incidents) - in_period),
        LeftOut("stopped by a filter", in_period - len(shown) - unknown - uncertain - nowhere - beside - along - off),
        LeftOut("that may lie outside the period", uncertain),
        LeftOut(f"known to {NEAR_KM:g} km only, so that they may lie within the distance", beside),
        LeftOut("located too coarsely, so that the distance is not known", nowhere),
        LeftOut(f"known to {NEAR_KM:g} km only, so that they may lie in the zone along the border", along),
        LeftOut("located too coarsely, so that the distance from the border is not known", off),
        LeftOut("without a figure of deaths, so that the filter by killed cannot be applied", unknown),
    )
    return tuple(item for item in items if item.n)


def placeless(dataset: Dataset, query: Query) -> int:
    """How many incidents fail only the filter by distance, because they have no point."""
    if query.within is None:
        return 0
    others = answer(dataset, replace(query, within=None)).rows
    return int(np.count_nonzero(~dataset.incidents.has_point[others]))


def may_lie_within(dataset: Dataset, query: Query) -> int:
    """How many incidents fail only the filter by distance, although their approximate place may lie within it."""
    within = query.within
    if within is None or within.possible:
        return 0
    others = answer(dataset, replace(query, within=None)).rows
    km, error = distances(dataset, query), dataset.place_error_km[others]
    assert km is not None
    return int(
        np.count_nonzero(replace(within, possible=True).holds(km[others], error) & ~within.holds(km[others], error))
    )


def may_lie_in_zone(dataset: Dataset, query: Query) -> int:
    """How many incidents fail only the filter by border, although their approximate place may lie in its zone."""
    zone = query.border
    if zone is None:
        return 0
    others = answer(dataset, replace(query, border=None)).rows
    km, error = dataset.border_km[zone.country][others], dataset.place_error_km[others]
    return int(np.count_nonzero(zone.may_hold(km, error) & ~zone.holds(km, error)))


def _without_border_distance(dataset: Dataset, query: Query) -> int:
    """How many incidents fail only the filter by border, because they have no point."""
    if query.border is None:
        return 0
    others = answer(dataset, replace(query, border=None)).rows
    return int(np.count_nonzero(~dataset.incidents.has_point[others]))


def _uncertain(dataset: Dataset, query: Query, shown: Answer) -> int:
    """How many incidents fail only because some of their possible days lie outside of the period."""
    if not query.certain:
        return 0
    return len(answer(dataset, replace(query, certain=False))) - len(shown)


def _unknown_deaths(dataset: Dataset, query: Query) -> int:
    """How many incidents fail only the filter by killed, because they state no number."""
    if query.min_killed <= 0:
        return 0
    others = answer(dataset, replace(query, min_killed=0)).rows
    return int(np.count_nonzero(np.isnan(dataset.incidents.killed[others])))
