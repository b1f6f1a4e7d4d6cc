"""Where something happened, from the names that stand together: a point, a district, a province, or outside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from geo.intake.phrases import Words
from geo.intake.place_mentions import STRONG, PlaceMention
from geo.intake.place_names import CITIES, Sense
from geo.intake.word_sets import word_set
from geo.places.gazetteer import bundled

__all__ = ["Where", "as_town", "of_road", "places_of"]

_NEAREST, _NEAR, _NEXT = 10, 5, 3
"""Names that are farther apart than so many words are of different places unless one contains the other."""

_LINKS = (word_set("links") | word_set("skipped") | {"a", "an"}) - {"and", "or"}
_YOUNG = 2025
"""Districts made since this year are not yet names of districts in reports."""


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
    """The meaning of a name, by what stands beside it."""
    if part := _part_of(mention, others):
        return part
    senses = list(mention.senses)
    near = [s for m in others if m is not mention and abs(m.first - mention.first) <= _NEAREST for s in m.senses[:1]]
    is_outside = any(s.kind == "outside" for s in near) and not any(s.kind in ("district", "town") for s in near)
    outside = next((s for s in senses if s.kind == "outside"), None)
    if outside and is_outside:
        return outside
    senses = [s for s in senses if s.kind != "outside"] or senses
    town = next((s for s in senses if s.kind == "town"), None)
    district = next((s for s in senses if s.kind in ("district", "part")), None)
    return _town_or_district(mention, town, district) if town and district else senses[0]


def _town_or_district(mention: PlaceMention, town: Sense, district: Sense) -> Sense:
    """A town that shares its name with its district is the district, unless the text says city."""
    by_length = _is_length(mention, district) - _is_length(mention, town)
    if mention.as_district or by_length > 0:
        return district
    is_short = by_length < 0 and mention.last - mention.first == 1  # Lakki, in Lakki Marwat
    if is_short or (district.name in _young_districts() and _same(town.name, district.name)):
        return town
    is_own = town.district == district.name and _same(town.name, district.name)
    if mention.as_city or district.name in CITIES or not _shares_name(town, district):
        return town
    return district if is_own or town.polygon == district.polygon else town


def _part_of(mention: PlaceMention, others: list[PlaceMention]) -> Sense | None:
    """The meaning of a name within the district that is named just beside it: "Chaman, Killa Abdullah district".

    The name may be one of a newer district, or of a town elsewhere.
    """
    senses = mention.senses
    beside = [m for m in others if m is not mention and max(m.first - mention.last, mention.first - m.last) <= _NEAR]
    districts = [(m, s) for m in beside for s in m.senses if s.kind == "district"]
    if senses[0].kind == "outside" and senses[0].lon is not None:
        whole = next((s for m, s in districts if 0 <= m.first - mention.last < _NEXT and m.strength == STRONG), None)
        return replace(whole, kind="locality", name=senses[0].name) if whole else None
    own = next((s for s in senses if s.kind == "district"), None)
    if own is None:
        return None
    if own.name == own.polygon:
        return own if any(s.polygon == own.polygon != s.name for _, s in districts) else None
    whole = next((s for _, s in districts if s.polygon == own.polygon == s.name), None)
    inner = next((s for s in senses if s.kind in ("town", "locality")), None)
    return replace(inner, district=whole.name) if whole and inner else None


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


def as_town(place: Where) -> Where:
    """The town of a place, if the district has one of its own name."""
    if place.precision != "district" or place.location:
        return place
    town = next((p for p in bundled().places if _same(p.name, place.district) and p.district == place.polygon), None)
    if town is None:
        return place
    return replace(place, location=town.name, precision="near", lon=town.lon, lat=town.lat, is_known=True)


def of_road(roads: Iterable[PlaceMention]) -> Where:
    """The province of a road or railway whose ends are both in it."""
    mentions = list(roads)
    provinces = {m.senses[0].province for m in mentions}
    if len(mentions) < 2 or len(provinces) != 1 or not (province := provinces.pop()):
        return Where()
    return Where(province, precision="province", words=tuple((m.first, m.last) for m in mentions))
