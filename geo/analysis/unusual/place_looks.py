"""The rows of a look, from the numbers of all places."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.analysis.unusual.comparable import Comparability
from geo.analysis.unusual.estimates import Estimates, verdicts
from geo.analysis.unusual.final import final_counts
from geo.analysis.unusual.places import LookedPlace
from geo.analysis.unusual.result import PlaceLook, Verdict
from geo.analysis.unusual.sentences import Numbers, Wording, final_words, not_comparable_sentence, sentence
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
    usual = np.full(len(counts), np.inf)
    usual[[place.number for place in places if not found.reasons(place.number)]] = numbers.expected
    compared, finals = _by_row(numbers, wording.settings), _finals(counts[:, -1], usual, wording)
    rows = []
    for place in places:
        series = tuple(counts[place.number].tolist())
        shared = {**_named(place), **finals[place.number]}
        if reasons := found.reasons(place.number):
            rows.append(_not_comparable(shared, series, reasons, wording))
        else:
            rows.append(_compared(shared, series, *next(compared), wording))
    return tuple(rows)


def _finals(
    observed: npt.NDArray[np.int64], usual: npt.NDArray[np.float64], wording: Wording
) -> Sequence[dict[str, Any]]:
    """The final counts of all places by number, as fields of a row; empty where nothing tells them."""
    if wording.share is None:
        return [{}] * len(observed)
    found = final_counts(observed, usual, wording.share, wording.settings.level)
    numbers = zip(*(column.tolist() for column in found), strict=True)
    return [dict(zip(_FINAL, each, strict=True)) for each in numbers]


_FINAL = ("final", "final_low", "final_high")


def _final_words(shared: Mapping[str, Any], observed: int) -> str:
    return final_words(observed, *(shared[name] for name in _FINAL)) if _FINAL[0] in shared else ""


def _by_row(numbers: Estimates, settings: Settings) -> Iterator[tuple[dict[str, float], Verdict]]:
    """The numbers of each place by their names, and its verdict."""
    names = [field.name for field in fields(numbers)]
    columns = (getattr(numbers, name).tolist() for name in names)
    lines = (dict(zip(names, line, strict=True)) for line in zip(*columns, strict=True))
    return zip(lines, verdicts(numbers, settings), strict=True)


def _compared(
    shared: Mapping[str, Any], series: tuple[int, ...], of: dict[str, float], verdict: Verdict, wording: Wording
) -> PlaceLook:
    settings, observed = wording.settings, series[-1]
    side = "upper" if observed >= of["expected"] else "lower"
    is_enough = side == "upper" and observed >= settings.least_events
    is_worth = is_enough and not verdict.is_above and of["upper"] <= settings.worth_p
    numbers = Numbers(
        shared["name"], observed, of["expected"], of["ratio"], of["low"], of["high"], of[f"{side}_q"], of["power"]
    )
    return PlaceLook(
        **shared,
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
        sentence=f"{sentence(numbers, verdict, wording, is_worth=is_worth)}{_final_words(shared, observed)}",
    )


def _not_comparable(
    shared: Mapping[str, Any], series: tuple[int, ...], reasons: tuple[str, ...], wording: Wording
) -> PlaceLook:
    return PlaceLook(
        **shared,
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
        sentence=f"{not_comparable_sentence(shared['name'], series[-1], reasons, wording)}"
        f"{_final_words(shared, series[-1])}",
    )


def _named(place: LookedPlace) -> dict[str, Any]:
    return {name: getattr(place, name) for name in ("key", "name", "province", "is_province")}


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
