"""The rows of a look, from the numbers of all places."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.analysis.unusual.comparable import Comparability
from geo.analysis.unusual.estimates import Estimates, verdicts
from geo.analysis.unusual.places import LookedPlace
from geo.analysis.unusual.result import PlaceLook, Verdict
from geo.analysis.unusual.sentences import Numbers, Wording, not_comparable_sentence, sentence
from geo.analysis.unusual.settings import Settings

__all__ = ["place_looks"]


def place_looks(
    places: Sequence[LookedPlace], counts: npt.NDArray[np.int64], found: Comparability, numbers: Estimates,
    wording: Wording,
) -> tuple[PlaceLook, ...]:  # fmt: skip
    """One row for each place.

    Parameters
    ----------
    places
        The places that are looked at.
    counts
        Incidents of all places by number and window.
    found
        Which of them are not comparable.
    numbers
        Those of the comparable places, in their order.
    wording
        What the sentences share.
    """
    compared = _by_row(numbers, wording.settings)
    rows = []
    for place in places:
        series = tuple(counts[place.number].tolist())
        if reasons := found.reasons(place.number):
            rows.append(_not_comparable(place, series, reasons, wording))
        else:
            rows.append(_compared(place, series, *next(compared), wording))
    return tuple(rows)


def _by_row(numbers: Estimates, settings: Settings) -> Iterator[tuple[dict[str, float], Verdict]]:
    """The numbers of each place by their names, and its verdict."""
    names = [field.name for field in fields(numbers)]
    columns = (getattr(numbers, name).tolist() for name in names)
    lines = (dict(zip(names, line, strict=True)) for line in zip(*columns, strict=True))
    return zip(lines, verdicts(numbers, settings), strict=True)


def _compared(
    place: LookedPlace, series: tuple[int, ...], of: dict[str, float], verdict: Verdict, wording: Wording
) -> PlaceLook:
    settings, observed = wording.settings, series[-1]
    side = "upper" if observed >= of["expected"] else "lower"
    is_enough = side == "upper" and observed >= settings.least_events
    is_worth = is_enough and not verdict.is_above and of["upper"] <= settings.worth_p
    numbers = Numbers(
        place.name, observed, of["expected"], of["ratio"], of["low"], of["high"], of[f"{side}_q"], of["power"]
    )
    return PlaceLook(
        **_named(place),
        observed=observed,
        expected=of["expected"],
        ratio=_finite(of["ratio"]),
        ratio_low=_finite(of["low"]),
        ratio_high=_finite(of["high"]),
        p=of[side],
        q=of[f"{side}_q"],
        verdict=verdict,
        is_worth_a_look=is_worth,
        power=of["power"],
        dispersion=of["dispersion"],
        series=series,
        reasons=(),
        sentence=sentence(numbers, verdict, wording, is_worth=is_worth),
    )


def _not_comparable(
    place: LookedPlace, series: tuple[int, ...], reasons: tuple[str, ...], wording: Wording
) -> PlaceLook:
    return PlaceLook(
        **_named(place),
        expected=None,
        ratio=None,
        ratio_low=None,
        ratio_high=None,
        p=None,
        q=None,
        power=None,
        dispersion=None,
        observed=series[-1],
        verdict=Verdict.NOT_COMPARABLE,
        is_worth_a_look=False,
        series=series,
        reasons=reasons,
        sentence=not_comparable_sentence(place.name, series[-1], reasons, wording),
    )


def _named(place: LookedPlace) -> dict[str, Any]:
    return {name: getattr(place, name) for name in ("key", "name", "province", "is_province")}


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
