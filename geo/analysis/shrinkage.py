"""Rates of small populations, shrunk towards the rate of all: global empirical Bayes by the method of moments.

One incident in a district of few people gives a high rate that says little. The rate of each district is moved towards
that of all districts together, the more the fewer people it has, and by how much the rates differ beyond chance
(Marshall, "Mapping disease and mortality rates using empirical Bayes estimators", 1991).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["shrunk_rates"]

_Floats = npt.NDArray[np.float64]


def shrunk_rates(counts: npt.ArrayLike, populations: npt.ArrayLike) -> _Floats:
    """The shrunk rate of each area, per person.

    Parameters
    ----------
    counts
        Events of each area (shape n).
    populations
        Its people (shape n); an area without people, or with a number that is not known (NaN), has no rate.

    Returns
    -------
    ndarray
        Shape n; NaN where there is no rate. Where rates differ by no more than chance, all are the common rate.
    """
    events, people = np.asarray(counts, np.float64), np.asarray(populations, np.float64)
    rates = np.full(events.shape, np.nan)
    has_people = np.isfinite(people) & (people > 0) & np.isfinite(events)
    if has_people.any():
        rates[has_people] = _shrunk(events[has_people], people[has_people])
    return rates


def _shrunk(events: _Floats, people: _Floats) -> _Floats:
    raw, common = events / people, events.sum() / people.sum()
    if common == 0:
        return raw
    spread = (people * (raw - common) ** 2).sum() / people.sum()
    beyond_chance = max(spread - common / people.mean(), 0.0)
    trust = beyond_chance / (beyond_chance + common / people)
    return np.asarray(common + trust * (raw - common))
