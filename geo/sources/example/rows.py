"""The made-up incidents: how many a district has each week, then what each is and when it is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from geo.incidents.made_up import SOURCE, made_up_actor
from geo.incidents.table import Incident
from geo.places.gazetteer import bundled
from geo.sources.example import recipe

if TYPE_CHECKING:
    from geo.places.records import DrawnDistrict, Place

__all__ = ["expected", "made_up_incidents"]

_KINDS: tuple[tuple[str, str, str, float, float], ...] = (
    ("Battles", "Armed clash", "an armed clash", 0.38, 2.0),
    ("Explosions/Remote violence", "Remote explosive/landmine/IED", "an explosion", 0.19, 1.4),
    ("Violence against civilians", "Attack", "an attack on civilians", 0.16, 1.1),
    ("Violence against civilians", "Abduction/forced disappearance", "an abduction", 0.05, 0.0),
    ("Explosions/Remote violence", "Grenade", "a grenade attack", 0.04, 0.4),
    ("Explosions/Remote violence", "Shelling/artillery/missile attack", "shelling", 0.04, 1.0),
    ("Explosions/Remote violence", "Air/drone strike", "an air strike", 0.03, 2.5),
    ("Explosions/Remote violence", "Suicide bomb", "a suicide bombing", 0.02, 6.0),
    ("Protests", "Peaceful protest", "a protest", 0.06, 0.0),
    ("Strategic developments", "Arrests", "arrests", 0.03, 0.0),
)
"""Event type, sub-event type, words, share, and the mean of the reported deaths; made up like all else."""

_PRECISIONS = {"exact": 0.5, "near": 0.3, "district": 0.2}
_OFFSET_DEGREES = {"exact": 0.03, "near": 0.07}
_NO_FIGURE = 0.1
_GROUPS = {"Khyber Pakhtunkhwa": ("Group A", "Group B"), "Balochistan": ("Group C", "Group D")}
_FORCES, _RESIDENTS = made_up_actor("state forces"), made_up_actor("residents")
_REPORTED_BY = "Incident Atlas, example with made-up data"


def expected(districts: Sequence[str]) -> npt.NDArray[np.float64]:
    """The expected number of incidents by week and district (shape weeks × districts)."""
    counts = np.array([recipe.COUNTS[name] + 0.5 for name in districts])
    mondays = [recipe.FIRST_DAY + timedelta(weeks=week) for week in range(recipe.WEEKS)]
    days = np.array([day.timetuple().tm_yday for day in mondays])
    season = 1 + recipe.SEASON * np.cos(2 * np.pi * (days - recipe.SEASON_PEAK) / 365.25)
    rates: npt.NDArray[np.float64] = recipe.PER_WEEK * season[:, None] * (counts / counts.sum())
    for surge in recipe.SURGES:
        weeks = [week for week, day in enumerate(mondays) if surge.first <= day <= surge.last]
        rates[weeks, districts.index(surge.district)] *= surge.times
    return rates


def made_up_incidents(seed: int = recipe.SEED) -> list[tuple[date, Incident]]:
    """The incidents in the order of their days, each with the day on which it is known.

    The numbers of a week are negative binomial, with the variance `recipe.DISPERSION` times the mean in every district.
    """
    random = np.random.default_rng(seed)
    districts = bundled().drawn
    rates = expected([district.name for district in districts])
    excess = recipe.DISPERSION - 1
    counts = random.negative_binomial(rates / excess, 1 / recipe.DISPERSION)
    towns = {district.name: [p for p in bundled().places if p.district == district.name] for district in districts}
    made = [
        _Maker(random, districts[district], towns[districts[district].name]).incident(week)
        for week in range(recipe.WEEKS)
        for district in np.repeat(np.arange(len(districts)), counts[week]).tolist()
    ]
    made.sort(key=lambda each: each[1].date_start)
    return [(known, _numbered(incident, number)) for number, (known, incident) in enumerate(made, 1)]


def _numbered(incident: Incident, number: int) -> Incident:
    return replace(incident, incident_id=f"{SOURCE}:{number:05}")


class _Maker:
    """Makes the incidents of one district.

    Parameters
    ----------
    random
        The generator, which all of them share.
    district
        Where they are.
    towns
        The towns of the district; without any its incidents are known to the district only.
    """

    def __init__(self, random: np.random.Generator, district: DrawnDistrict, towns: Sequence[Place]) -> None:
        self._random, self._district, self._towns = random, district, towns

    def incident(self, week: int) -> tuple[date, Incident]:
        """An incident of a week, without its number, and the day on which it is known."""
        random = self._random
        day = recipe.FIRST_DAY + timedelta(days=week * 7 + int(random.integers(7)))
        delay = recipe.DELAY_DAYS * float(random.weibull(recipe.DELAY_SHAPE))
        shares = np.array([kind[3] for kind in _KINDS])
        event_type, sub_type, words, _, deaths = _KINDS[int(random.choice(len(_KINDS), p=shares))]
        first, second = self._actors(event_type, day)
        place, precision, lon, lat = self._place()
        killed = self._killed(deaths)
        where = f"in {self._district.name} district" if precision == "district" else f"near {place}"
        known = day + timedelta(days=int(delay) + 1)
        return known, Incident(
            incident_id="",
            source=SOURCE,
            date_start=day,
            date_end=day,
            event_type=event_type,
            sub_event_type=sub_type,
            place_precision=precision,
            lon=lon,
            lat=lat,
            location=place,
            location_as_given=place,
            district=self._district.name,
            district_as_given=self._district.name,
            province=self._district.province,
            province_as_given=self._district.province,
            actor1=first,
            actor1_as_given=first,
            actor2=second,
            actor2_as_given=second,
            killed_low=killed,
            killed_best=killed,
            killed_high=killed,
            abducted=1 + int(random.poisson(1)) if sub_type.startswith("Abduction") else None,
            sources=_REPORTED_BY,
            notes=f"Made up, not a real incident: {words} {where}.",
        )

    def _actors(self, event_type: str, day: date) -> tuple[str, str]:
        """Who acts, and who else is there; blank for nobody."""
        random, new = self._random, recipe.NEW_ACTOR
        groups = _GROUPS[self._district.province]
        group = groups[int(random.random() < 0.35)]
        if self._district.name == new.district and day >= new.first and random.random() < new.share:
            group = new.name
        if event_type == "Protests":
            return _RESIDENTS, ""
        if event_type == "Strategic developments":
            return _FORCES, made_up_actor(group)
        return made_up_actor(group), _RESIDENTS if event_type == "Violence against civilians" else _FORCES

    def _place(self) -> tuple[str, str, float | None, float | None]:
        """The place, its precision, and its longitude and latitude in degrees (EPSG:4326)."""
        random = self._random
        precision = str(random.choice(list(_PRECISIONS), p=list(_PRECISIONS.values())))
        if precision == "district" or not self._towns:
            return "", "district", None, None
        town = self._towns[int(random.integers(len(self._towns)))]
        lon, lat = random.normal((town.lon, town.lat), _OFFSET_DEGREES[precision]).round(4).tolist()
        return town.name, precision, lon, lat

    def _killed(self, mean: float) -> int | None:
        """A number of deaths; ``None`` where no figure is stated."""
        if self._random.random() < _NO_FIGURE:
            return None
        return int(self._random.geometric(1 / (1 + mean))) - 1 if mean else 0
