"""Parse the filters by distance from a border."""

from __future__ import annotations

import math
from collections.abc import Sequence

from app.cli.filter_options import band_key
from app.cli.misuse import WrongUse
from geo.errors import did_you_mean
from geo.places.border_bands import BAND_NAMES, NEARER, BorderZone, band_zone
from geo.places.border_lines import BORDERS

__all__ = ["border_zone"]

FURTHEST_KM = 2000.0
EITHER = "either"


def border_zone(within: Sequence[str] | None, band: str) -> BorderZone | None:
    """The zone of ``--within-km-of-border COUNTRY KM`` or ``--border-band``; ``None`` where neither is given.

    Raises
    ------
    WrongUse
        If both are given, or the country or the distance cannot be understood.
    """
    if within is not None and band:
        raise WrongUse("Choose either --within-km-of-border or --border-band.")
    if band:
        return band_zone(next(name for name in BAND_NAMES if band_key(name) == band))
    return None if within is None else BorderZone(_country(within[0]), _km(within[1]))


def _country(text: str) -> str:
    known = {name.casefold(): name for name in BORDERS} | {EITHER: NEARER}
    wanted = text.strip().casefold()
    found = [name for key, name in known.items() if wanted and key.startswith(wanted)]
    if len(found) == 1:
        return found[0]
    near = did_you_mean(text, (*BORDERS, EITHER))
    raise WrongUse(f"--within-km-of-border: {text!r} is neither afghanistan nor iran nor either.{near}")


def _km(text: str) -> float:
    try:
        km = float(text)
    except ValueError:
        km = math.nan
    if not 0 < km <= FURTHEST_KM:
        raise WrongUse(
            f"--within-km-of-border: {text!r} is no distance: a number of km, more than 0, to {FURTHEST_KM:g}."
        )
    return km
