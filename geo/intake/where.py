"""Where something happened, from the names that stand together: a point, a district, a province, or outside."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from geo.intake.phrases import Words
from geo.intake.place_mentions import STRONG, PlaceMention
from geo.intake.place_names import CITIES, Sense
from geo.intake.word_sets import word_set
from geo.places.gazetteer import bundled

__all__ = ["Where", "named_spot", "of_road", "places_of", "spot_beside"]

_NEAREST, _NEAR = 10, 5
"""Names that are farther apart than so many words are of different places unless one contains the other."""

_SPOT_IN = re.compile(r"\b(?:in|at|near|outside)\s+([A-Z][a-z]+(?:\s[A-Z][a-z]+)?)\b")
_DAY_NAMES = word_set("no_spots")
_LINKS = (word_set("links") | word_set("skipped")) - {"and", "or"}
_YOUNG = 2025
"""Districts made since this year are not yet names of districts in reports."""

_SPOT_BEFORE = re.compile(
    r"(?:\b(?:in|at|on|near|from|of|inside|outside|around|general area)\s+(?:the\s+)?(?:general area\s+)?)"
    r"((?:[A-Z][\w'-]*\s+){1,4})"
    r"(?:area|areas|tehsil|village|locality|neighbourhood|subdivision|sub-division|union council|mountains|hills|"
    r"valley|bazaar|town|colony|check\s?-?post|police station|market|road|highway|picnic|pass|village)\b"
)
_SPOT_BEHIND = re.compile(
    r"\b(?:area of|areas of|village of|locality of|town of|general area|near|at|outskirts of|tehsil)\s+(?:the\s+)?"
    r"((?:[A-Z][\w'-]*)(?:\s+[A-Z][\w'-]*){0,3})"
)
_SPOT_PLAIN = re.compile(r"\b((?:[A-Z][\w'-]*\s+){1,3})(?:area|tehsil|village|locality)\b")
_NO_SPOTS = re.compile(
    r"(?:The|A|An|Friday|Monday|Tuesday|Wednesday|Thursday|Saturday|Sunday|Afghan|Pakistan|Iranian|Army|Police|FC|CTD|"
    r"Levies|Frontier|Lady|Civil|District|ISPR|TTP|BLA|This|That|Their|His|Its|Least|Combined|Inter|Ministry|Security)\b.*|"
    r".*\b(?:Express|School|University|College|Court|Hospital|Company|Party|Force|Corps|Mosque|Highway|Road|Jail|Minister|"
    r"Officer|Commissioner|Brigade|Army|Khan Bahadur)"
)


@dataclass(frozen=True, slots=True)
class Where:
    """A place of what happened; ``words`` are the stretches of words that name it (first, behind the last)."""

    province: str = ""
    district: str = ""
    polygon: str = ""
    location: str = ""
    precision: str = ""
    lon: float | None = None
    lat: float | None = None
    outside: bool = False
    words: tuple[tuple[int, int], ...] = ()
    location_words: tuple[tuple[int, int], ...] = ()
    is_known: bool = False

    @property
    def rank(self) -> int:
        """How finely it is known: 0 not at all, 4 to the town."""
        return {"": 0, "country": 1, "province": 2, "district": 3, "near": 4}[self.precision] + bool(self.location)

    def may_be(self, other: Where) -> bool:
        """Whether both can be the same place: one is within the other, or not known."""
        if not self.precision or not other.precision:
            return self.outside == other.outside or not (self.precision or other.precision)
        if self.outside or other.outside:
            return self.outside == other.outside and self.location == other.location
        if self.province and other.province and self.province != other.province:
            return False
        if self.polygon and other.polygon and self.polygon != other.polygon:
            return False
        if self.is_known and other.is_known:
            return self.location == other.location
        return True


def places_of(words: Words, mentions: Iterable[PlaceMention], strength: int = STRONG) -> list[Where]:
    """The places that mentions of some strength name, those that belong together as one."""
    found: list[Where] = []
    last_word = -100
    everything = list(mentions)
    usable = [m for m in everything if m.strength >= strength and not m.is_road]
    for mention in usable:
        place = _place(mention, everything)
        joined = _joined(words, found[-1], place, mention, last_word) if found else None
        if joined:
            found[-1] = joined
        else:
            found.append(place)
        last_word = mention.last
    return found


def _place(mention: PlaceMention, all_mentions: list[PlaceMention]) -> Where:
    sense = _sense(mention, all_mentions)
    named = ((mention.first, mention.last),)
    if sense.kind in ("outside", "border"):
        outside = sense.kind == "outside"
        return Where(precision="country", outside=outside, location=sense.name if outside else "", words=named)
    if sense.kind == "province":
        return Where(sense.province, precision="province", words=named)
    if sense.kind in ("district", "part"):
        return Where(sense.province, sense.district, sense.polygon, precision="district", words=named)
    if sense.kind == "spot":
        city = bundled().find_place(sense.district)
        return Where(
            sense.province, sense.district, sense.polygon, city.name, "near", city.lon, city.lat, False, named, named
        )
    if sense.kind == "locality":
        place = Where(sense.province, sense.district, sense.polygon, sense.name, "district", words=named)
        return replace(place, location_words=named, is_known=True)
    return Where(
        sense.province,
        sense.district,
        sense.polygon,
        sense.name,
        "near",
        sense.lon,
        sense.lat,
        False,
        named,
        named,
        True,
    )


def _sense(mention: PlaceMention, others: list[PlaceMention]) -> Sense:
    """The meaning of a name: a town that shares it with its district is the district, unless the text says city."""
    senses = list(mention.senses)
    near = [s for m in others if m is not mention and abs(m.first - mention.first) <= _NEAREST for s in m.senses[:1]]
    is_outside = any(s.kind == "outside" for s in near) and not any(s.kind in ("district", "town") for s in near)
    outside = next((s for s in senses if s.kind == "outside"), None)
    if outside and is_outside:
        return outside
    senses = [s for s in senses if s.kind != "outside"] or senses
    town = next((s for s in senses if s.kind == "town"), None)
    district = next((s for s in senses if s.kind in ("district", "part")), None)
    if town is None or district is None:
        return senses[0]
    if mention.as_district or _is_length(mention, district) > _is_length(mention, town):
        return district
    if district.name in _young_districts() and _same(town.name, district.name):
        return town
    is_own = town.district == district.name and _same(town.name, district.name)
    if mention.as_city or district.name in CITIES or not _shares_name(town, district):
        return town
    return district if is_own or town.polygon == district.polygon else town


def _is_length(mention: PlaceMention, sense: Sense) -> bool:
    """Whether the name has as many words as the one of a meaning: "Upper Dir" is not the town of Dir."""
    return mention.last - mention.first == len(sense.name.split())


@cache
def _young_districts() -> frozenset[str]:
    """Districts made of a tehsil so lately that their names are still read as those of the towns."""
    return frozenset(d.name for d in bundled().districts if (d.year_created or 0) >= _YOUNG and not d.in_census)


def _same(one: str, other: str) -> bool:
    return one.casefold().replace(" ", "") == other.casefold().replace(" ", "")


def _shares_name(town: Sense, district: Sense) -> bool:
    """Whether town and district go by one name: Bannu; not Turbat in Kech."""
    short = min(len(town.name), len(district.name), 5)
    return _sounds(town.name)[:short] == _sounds(district.name)[:short]


def _sounds(name: str) -> str:
    return name.casefold().replace("q", "k").replace("tt", "t").replace(" ", "")


def _joined(words: Words, before: Where, place: Where, mention: PlaceMention, last_word: int) -> Where | None:
    """One place of two names, if the later contains the earlier, or is contained in it."""
    between = {words.low(number) for number in range(last_word, mention.first)}
    if before.outside or place.outside:
        return replace(before, words=before.words + place.words) if before.outside and place.outside else None
    if (
        before.polygon
        and before.polygon == place.polygon
        and before.is_known
        and place.is_known
        and "and" not in between
    ):
        spot = place if before.lon is not None and place.lon is None else before
        return replace(spot, words=before.words + place.words)  # Peshawar's Badaber
    if not before.may_be(place):
        is_near = mention.first - last_word <= _NEAR
        is_said = mention.as_district and between <= {"district", "distt", "dist", "zila"}  # Rarkan, district Barkhan
        is_part = (is_near and between & {"of", "in", "s"} and between <= _LINKS) or is_said
        is_linked = is_part and place.district and before.district and before.words
        return _as_spot(words, before, place) if is_linked else None
    if place.polygon and place.polygon == before.polygon and "and" in between and place.location and before.location:
        return None
    fine, coarse = (before, place) if before.rank >= place.rank else (place, before)
    if coarse.district and fine.polygon == coarse.polygon and coarse.district != coarse.polygon:
        fine = replace(fine, district=coarse.district)
    if fine.precision == "country" and coarse.precision == "country":
        return replace(fine, words=before.words + place.words)
    province = fine.province or coarse.province
    precision = coarse.precision if fine.precision == "country" else fine.precision
    return replace(fine, province=province, precision=precision, words=before.words + place.words)


def _as_spot(words: Words, spot: Where, place: Where) -> Where:
    """A name that is also one of a district elsewhere, as a spot in the district named behind it."""
    first, last = spot.words[0]
    name = words.text.plain[words.all[first].start : words.all[last - 1].end]
    coarse = replace(place, lon=None, lat=None, precision="district" if place.district else place.precision)
    return replace(coarse, location=name, words=spot.words + place.words, location_words=spot.words)


def named_spot(words: Words, start: int, end: int, place: Where) -> Where:
    """The place with a finer name that the gazetteer lacks: "the Azam Warsak area of Lower South Waziristan"."""
    if place.location or place.outside or place.precision not in ("district", "province"):
        return place
    plain = words.text.plain
    for pattern in (_SPOT_BEFORE, _SPOT_BEHIND, _SPOT_PLAIN):
        for match in pattern.finditer(plain, start, end):
            begin = match.start(1) + match[1].rfind("'s ") + 3 if "'s " in match[1] else match.start(1)
            name = plain[begin : match.end(1)].strip()
            inside = words.within(begin, match.end(1))
            is_known = any(a < inside.stop and inside.start < b for a, b in place.words)
            if not is_known and not _NO_SPOTS.fullmatch(name) and not name.isupper():
                named = ((inside.start, inside.stop),)
                return replace(place, location=name, location_words=named)
    return place


def spot_beside(words: Words, start: int, end: int, place: Where) -> Where:
    """A spot of a name that the gazetteer lacks, in the district of the place told before; blank if none is named."""
    wide = replace(place, location="", location_words=(), precision="district", lon=None, lat=None, is_known=False)
    if not place.district or place.outside:
        return Where()
    spot = named_spot(words, start, end, wide)
    if spot.location:
        return spot
    for match in _SPOT_IN.finditer(words.text.plain, start, end):
        inside = words.within(*match.span(1))
        if not _NO_SPOTS.fullmatch(match[1]) and not any(words.low(n) in _DAY_NAMES for n in inside):
            return replace(wide, location=match[1], location_words=((inside.start, inside.stop),))
    return Where()


def of_road(roads: Iterable[PlaceMention]) -> Where:
    """The province of a road or railway whose ends are both in it."""
    mentions = list(roads)
    provinces = {m.senses[0].province for m in mentions}
    if len(mentions) < 2 or len(provinces) != 1 or not (province := provinces.pop()):
        return Where()
    return Where(province, precision="province", words=tuple((m.first, m.last) for m in mentions))
