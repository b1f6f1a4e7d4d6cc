"""Made-up worlds whose incidents are known late, in a workspace of weekly releases; nothing changes but by chance."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.calendar.days import from_day_number
from geo.dataset import Dataset
from geo.incidents import COLUMN_NAMES, Incidents, Release
from geo.incidents.columns import COLUMNS, Kind
from geo.places.gazetteer import bundled
from tests.geo.analysis.unusual.worlds import RATES

END = 20_000
"""The last day; the newest release is of the day after."""
N_WINDOWS, WIDTH = 27, 28
SOURCE = "weekly"


@dataclass(frozen=True, slots=True, eq=False)
class LateWorld:
    """What is known, and how many incidents each drawn district will have in the last window once all are."""

    dataset: Dataset
    final: npt.NDArray[np.int64]


@cache
def releases(every_days: int, n_days: int) -> tuple[Release, ...]:
    """Releases up to the day after the end, the earliest first."""
    days = range(END + 1 - (n_days // every_days) * every_days, END + 2, every_days)
    texts = [from_day_number(day).isoformat() for day in days]
    return tuple(Release(text, SOURCE, f"{text}T06:00:00Z", text, "", 1, accessed=text) for text in texts)


def late_world(
    rng: np.random.Generator, times: float = 6.0, dispersion: float = 2.2, every_days: int = 7, n_days: int = 756
) -> LateWorld:
    """One world: rates of `RATES` by a factor, clustered, known after a Weibull delay (median three weeks).

    Parameters
    ----------
    rng
        The generator.
    times, dispersion
        The factor of the rates, and variance over mean of the counts of a district and window.
    every_days, n_days
        How often there is a release, and for how long.
    """
    drawn = bundled().drawn
    means = np.repeat(RATES[: len(drawn), None] * times, N_WINDOWS, axis=1)
    counts = rng.poisson(rng.gamma(means / (dispersion - 1), dispersion - 1) if dispersion > 1 else means)
    district, window = (np.repeat(each, counts.ravel()) for each in map(np.ravel, np.indices(counts.shape)))
    start = END + 1 - (N_WINDOWS - window) * WIDTH + rng.integers(WIDTH, size=len(window))
    known = start + 1 + (27 * rng.weibull(1.1, len(window))).astype(int)
    found = releases(every_days, n_days)
    days = np.array([release.day for release in found])
    at = days.searchsorted(known)
    kept = np.flatnonzero(at < len(days))
    kept = kept[np.argsort(start[kept], kind="stable")]
    names = [found[n].name for n in at[kept].tolist()]
    places = [drawn[n] for n in district[kept].tolist()]
    given: dict[str, list[Any]] = {
        "incident_id": [f"late:{n:06}" for n in range(len(kept))],
        "source": [SOURCE] * len(kept),
        "release": names,
        "event_type": ["Battles"] * len(kept),
        "place_precision": ["district"] * len(kept),
        "date_precision": ["day"] * len(kept),
        "district": [place.name for place in places],
        "province": [place.province for place in places],
        "date_start": start[kept].tolist(),
        "date_end": start[kept].tolist(),
    }
    numeric = {column.name for column in COLUMNS if column.kind in (Kind.DEGREES, Kind.NUMBER)}
    blank = {name: [np.nan if name in numeric else ""] * len(kept) for name in COLUMN_NAMES}
    incidents = Incidents.from_columns({**blank, **given})
    return LateWorld(Dataset(incidents, releases=found), counts[:, -1])
