"""What the text of a place may mean: districts and towns of the two provinces, with all that go by the same name."""

from __future__ import annotations

import re
from functools import lru_cache

from geo.incidents.placing import DistrictName, NamedPlace
from geo.places.gazetteer import Gazetteer
from geo.places.names import key_of_words, name_parts, name_words

__all__ = ["Mentions"]

_LONGEST = 120
_MOST_PARTS = 5
_SAYS_DISTRICT = re.compile(
    r"\b(?:district|distrcit|distt|agency|zila|zilla|frontier region|f\.?r\.?)(?!\w)|ضلع", re.IGNORECASE
)
_KINDS = frozenset({
    "town", "city", "village", "bazaar", "bazar", "tehsil", "tahsil", "taluka", "area", "locality", "cantt", "suburb",
    "cantonment", "headquarters", "subdivision", "near", "nearby", "around", "outskirts", "of", "in", "at", "the",
})  # fmt: skip
"""Words that stand beside the name of a town and are no part of it."""


class Mentions:
    """Looks up texts of places among the names of a gazetteer, by their spelling alone: nothing is guessed."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._districts: dict[str, tuple[DistrictName, bool]] = {}
        for name, district, is_unit in gazetteer.district_names():
            known = DistrictName(district.name, district.province, district.polygon)
            self._districts.setdefault(key_of_words(name_words(name)), (known, is_unit))
        drawn = {d.name: DistrictName(d.name, d.province, d.name) for d in gazetteer.drawn}
        self._towns: dict[str, list[NamedPlace]] = {}
        for place in gazetteer.places:
            if place.province:
                town = NamedPlace(place.name, drawn[place.district], place.lon, place.lat)
                for name in dict.fromkeys((place.name, *place.spellings)):
                    towns = self._towns.setdefault("".join(name_words(name)), [])
                    if town not in towns:
                        towns.append(town)
        self.named = lru_cache(2**15)(self._named)

    def _named(self, text: str) -> tuple[NamedPlace, ...]:
        if len(text) > _LONGEST:
            return ()
        parts = name_parts(text)
        if len(parts) > _MOST_PARTS:
            return ()
        return tuple(dict.fromkeys(place for part in parts for place in self._named_by(part)))

    def _named_by(self, part: str) -> list[NamedPlace]:
        words = name_words(part)
        towns = self._towns.get("".join(word for word in words if word not in _KINDS), [])
        district, is_unit = self._districts.get(key_of_words(words), (None, False))
        if district is None:
            return towns
        if is_unit or _SAYS_DISTRICT.search(part):
            return [NamedPlace(district.name, district, says_district=True)]
        return [NamedPlace(district.name, district), *towns]
