"""The numbers of the example: how many incidents a district has, how they vary, how late they are known, the plants.

All of it is stated in ``docs/watch_list.md``. The shares of the districts are those of UCDP's counts, so that the
example has few incidents in most districts and many in some, as real data have; nothing else of that file is here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

__all__ = [
    "COUNTS",
    "COUNTS_SOURCE",
    "DELAY_DAYS",
    "DELAY_SHAPE",
    "DISPERSION",
    "FIRST_DAY",
    "NEW_ACTOR",
    "PER_WEEK",
    "SEASON",
    "SEASON_PEAK",
    "SEED",
    "SURGES",
    "WEEKLY_FROM",
    "WEEKS",
    "NewActor",
    "Surge",
]

SEED = 20_260_628
FIRST_DAY = date(2021, 7, 5)
"""A Monday. The last of the `WEEKS` ends on Sunday, 28 June 2026; the last release is of the day after."""
WEEKS = 260
WEEKLY_FROM = 156
"""Until this week there is a release every four weeks, from then on every week."""

PER_WEEK = 24.0
"""Expected incidents a week in all districts together, before season and surges."""

DISPERSION = 2.2
"""Variance of a district's count over its mean, in weeks as in longer windows: events come in clusters."""

SEASON = 0.25
"""The share by which the expected number is higher at the peak of the year, and lower half a year later."""
SEASON_PEAK = 205
"""The day of the year of the peak, late in July."""

DELAY_SHAPE, DELAY_DAYS = 1.1, 27.0
"""The delay until an incident is known: a Weibull distribution. 45 % are known after 17 days, 90 % after 58."""

COUNTS_SOURCE = (
    "Counts by district: UCDP Georeferenced Event Dataset, 1989–2021 (Uppsala Conflict Data Program, CC BY 4.0; "
    "Sundberg and Melander 2013, Journal of Peace Research 50(4))"
)
COUNTS: Mapping[str, int] = MappingProxyType({
    "Awaran": 21, "Barkhan": 3, "Chagai": 5, "Dera Bugti": 105, "Gwadar": 18, "Harnai": 8, "Jafarabad": 7,
    "Jhal Magsi": 3, "Kachhi": 18, "Kalat": 21, "Kech": 65, "Kharan": 5, "Khuzdar": 19, "Killa Abdullah": 7,
    "Killa Saifullah": 1, "Kohlu": 52, "Lasbela": 11, "Loralai": 9, "Mastung": 22, "Musakhel": 2, "Nasirabad": 23,
    "Nushki": 9, "Panjgur": 21, "Pishin": 5, "Quetta": 176, "Sherani": 3, "Sibi": 13, "Washuk": 0, "Zhob": 7,
    "Ziarat": 4, "Abbottabad": 2, "Bajaur": 431, "Bannu": 60, "Batagram": 4, "Buner": 30, "Charsadda": 41,
    "Chitral": 6, "Dera Ismail Khan": 54, "Hangu": 78, "Haripur": 2, "Karak": 6, "Khyber": 575, "Kohat": 107,
    "Kohistan": 2, "Kurram": 250, "Lakki Marwat": 17, "Lower Dir": 54, "Malakand": 18, "Mansehra": 5, "Mardan": 32,
    "Mohmand": 273, "North Waziristan": 701, "Nowshera": 15, "Orakzai": 493, "Peshawar": 262, "Shangla": 21,
    "South Waziristan": 443, "Swabi": 28, "Swat": 535, "Tank": 51, "Upper Dir": 28,
})  # fmt: skip
"""Events of 1989 to 2021 by drawn district, see `COUNTS_SOURCE`; half an event is added to each."""


@dataclass(frozen=True, slots=True)
class Surge:
    """A period in which a district has a multiple of its expected number."""

    district: str
    first: date
    last: date
    times: float


SURGES = (
    Surge("Kohat", date(2026, 6, 1), date(2026, 6, 28), 25.0),
    Surge("Kech", date(2024, 2, 5), date(2024, 3, 31), 20.0),
)
"""What is planted: one that lasts until the end, and one two years before."""


@dataclass(frozen=True, slots=True)
class NewActor:
    """An actor that no incident names before a day: from then on it is in a share of those of a district."""

    name: str
    district: str
    first: date
    share: float


NEW_ACTOR = NewActor("Group E", "Quetta", date(2026, 2, 2), 0.8)
