"""Where: the places that a query names, read once for the title of a page and for the ground that its map shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geo.briefing.sentences import joined
from geo.places.gazetteer import DrawnDistrict, Gazetteer
from geo.query import Query, Within
from geo.wording import plural

__all__ = ["PROVINCES", "Scope", "scope_of"]

PROVINCES = ("Khyber Pakhtunkhwa", "Balochistan")
_MOST_NAMES = 4
_FORMER_FATA = "the former FATA"


@dataclass(frozen=True, slots=True)
class Scope:
    """The places that a query names; an incident passes if it lies in any of the areas, and within the distance.

    Attributes
    ----------
    words
        After "incidents": "in Bannu district and Balochistan", "in Swat district, within 20 km of Mingora".
    provinces, districts
        The names of whole provinces, and of drawn districts beside them; both are empty if the query names no area.
    within
        The distance around a place, if one is chosen.
    """

    words: str
    provinces: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    within: Within | None = None

    @property
    def has_areas(self) -> bool:
        """Whether the query names areas."""
        return bool(self.provinces or self.districts)


def scope_of(query: Query, gazetteer: Gazetteer) -> Scope:
    """The places of a query; what lies in a named province or division is not named again."""
    provinces = tuple(name for name in PROVINCES if name in query.provinces)
    provinces += tuple(sorted(query.provinces - set(PROVINCES)))
    drawn = [district for district in gazetteer.drawn if district.province not in query.provinces]
    in_divisions = [district for district in drawn if district.division in query.divisions]
    named = {gazetteer.polygon_of(name) for name in query.districts}
    single = [district for district in drawn if district.name in named and district not in in_divisions]
    divisions = sorted({district.division for district in in_divisions})
    phrases = [*provinces, *_divisions(divisions), *_districts(single, gazetteer)]
    around = [item.words for item in (query.within, query.border) if item is not None]
    if not phrases and not around:
        phrases = list(PROVINCES)
    areas = [f"in {joined(phrases)}"] if phrases else []
    districts = tuple(sorted(district.name for district in (*in_divisions, *single)))
    return Scope(", ".join((*areas, *around)), provinces, districts, query.within)


def _divisions(names: list[str]) -> list[str]:
    if len(names) > _MOST_NAMES:
        return [plural(len(names), "division")]
    return [f"{joined(names)} division{'s' if len(names) > 1 else ''}"] if names else []


def _districts(districts: list[DrawnDistrict], gazetteer: Gazetteer) -> list[str]:
    """The districts by name, or where they are many by their number and province."""
    if not districts:
        return []
    if len(districts) > 1 and _same(districts, (d for d in gazetteer.drawn if d.former_fata)):
        return [_FORMER_FATA]
    if len(districts) <= _MOST_NAMES:
        return [f"{joined(sorted(d.name for d in districts))} district{'s' if len(districts) > 1 else ''}"]
    provinces = sorted({district.province for district in districts}, reverse=True)
    return [f"{plural(len(districts), 'district')} of {joined(provinces)}"]


def _same(districts: Iterable[DrawnDistrict], others: Iterable[DrawnDistrict]) -> bool:
    return {district.name for district in districts} == {district.name for district in others}
