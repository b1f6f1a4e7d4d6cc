"""Bands of distance from the borders, and the part of the ground that a filter by such a distance lets in."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.places.border_lines import BORDERS

__all__ = ["BANDS", "BAND_NAMES", "NEARER", "BorderZone", "band_numbers", "band_zone", "border_words"]

NEARER = ""
"""In place of a neighbour: whichever of the borders is nearer."""

_EDGES_KM = (0.0, 10.0, 25.0, 50.0, math.inf)
BANDS: tuple[tuple[float, float], ...] = tuple(itertools.pairwise(_EDGES_KM))
"""From and to in kilometres; the upper end belongs to a band."""

BAND_NAMES = ("0–10 km", "10–25 km", "25–50 km", "50+ km")
"""The names of `BANDS`."""

_Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class BorderZone:
    """All places more than ``over_km`` and at most ``km`` from a border; from 0, the border itself as well.

    A place with an error is a disc: it is in a zone, as in a band of a table, only if all of the disc is.
    ``country`` is a neighbour of `BORDERS`, or `NEARER`; without ``km`` there is no outer end.
    """

    country: str = NEARER
    km: float | None = 10.0
    over_km: float = 0.0

    @property
    def words(self) -> str:
        """In words: "within 10 km of the border with Iran"."""
        border = border_words(self.country)
        if self.km is None:
            return f"more than {self.over_km:g} km from {border}"
        if self.over_km <= 0:
            return f"within {self.km:g} km of {border}"
        return f"more than {self.over_km:g} and at most {self.km:g} km from {border}"

    def holds(self, km: _Floats, error_km: npt.NDArray[np.floating]) -> npt.NDArray[np.bool_]:
        """Which distances from the border are in it whatever their error is (shapes n); NaN is not."""
        return np.asarray((km + error_km <= self.furthest_km) & ((km - error_km > self.over_km) | (self.over_km <= 0)))

    def may_hold(self, km: _Floats, error_km: npt.NDArray[np.floating]) -> npt.NDArray[np.bool_]:
        """Which distances from the border may be in it, given their error (shapes n); NaN may not."""
        return np.asarray((km - error_km <= self.furthest_km) & ((km + error_km > self.over_km) | (self.over_km <= 0)))

    @property
    def furthest_km(self) -> float:
        """The outer end; infinite without one."""
        return math.inf if self.km is None else self.km


def band_zone(name: str, country: str = NEARER) -> BorderZone:
    """The zone of one of `BAND_NAMES` along a border; ``ValueError`` if there is no such band."""
    low, high = BANDS[BAND_NAMES.index(name)]
    return BorderZone(country, None if math.isinf(high) else high, low)


def border_words(country: str) -> str:
    """A border in words: "the border with Iran", "the border with Afghanistan or Iran"."""
    return f"the border with {country or ' or '.join(BORDERS)}"


def band_numbers(km: _Floats) -> npt.NDArray[np.int32]:
    """The position in `BANDS` of each distance (shape n); -1 for NaN."""
    numbers = np.searchsorted(_EDGES_KM[1:-1], km, "left").astype(np.int32)
    return np.where(np.isnan(km), np.int32(-1), numbers)
