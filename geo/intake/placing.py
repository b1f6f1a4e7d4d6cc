"""The place of what a sentence tells, among the places that it names and the label that it stands under."""

from __future__ import annotations

from dataclasses import replace

from geo.intake.phrases import Words
from geo.intake.place_names import CITIES
from geo.intake.spots import named_spot, spot_beside
from geo.intake.telling import Telling
from geo.intake.where import Where, as_town, of_road
from geo.intake.word_sets import word_set

__all__ = ["finer", "in_town", "place_of"]

_AREAS = word_set("areas")
_KNOWN = word_set("event_nouns") | word_set("deed_nouns") | {"bodies", "victims", "vehicle", "explosives", "mine"}
_FIELDS = ("place", "location", "area", "village", "spot", "site", "locality")
_TOWNS = ("town", "city")
_LEADS = ("in", "of", "outside", "near", "from", "inside", "at")
_WIDE_AREAS = ("district", "province", "region")


def place_of(words: Words, telling: Telling, section: Where, current: Where) -> Where:
    """The place of a telling; ``section`` is that of its label, ``current`` that of the incident told before."""
    inside = [p for p in telling.places if not p.outside]
    places = inside or list(telling.places)
    if places and telling.places[0].outside and len(telling.places) > 1:
        places = list(telling.places)
    if len(places) > 1:
        return _together(places)
    if not places:
        if section.precision and telling.sentence.is_entry:
            return _finer_spot(words, telling, section)
        return _same_place(words, telling, current) or _told_spot(words, telling, current) or of_road(telling.roads)
    place = places[0]
    if section.precision and telling.sentence.is_entry and section.may_be(place) and not place.outside:
        return place if place.district else _within(place, section)
    return place


def _finer_spot(words: Words, telling: Telling, section: Where) -> Where:
    """The place of a label with the spot that the entry names: "Bannu: a blast in Hawed"."""
    if section.precision != "district":
        return section
    start, end = words.all[telling.where.start].start, words.all[telling.where.stop - 1].end
    spot = spot_beside(words, start, end, section)
    return spot if spot.location else section


def _told_spot(words: Words, telling: Telling, current: Where) -> Where | None:
    """The spot where what is known happened: "the blast took place in Hawed", "it exploded at Hawed"."""
    if current.precision != "district" or current.location:
        return None
    lows = [words.low(n) for n in telling.where[:4]]
    is_field = lows[:1] != [] and lows[0] in _FIELDS and words.gap(telling.where.start).strip() == ":"
    is_known = (
        is_field or lows[:1] == ["it"] or (lows[:1] in (["the"], ["this"], ["that"]) and bool(_KNOWN & set(lows[1:])))
    )
    spot = _finer_spot(words, telling, current) if is_known and (telling.tells or is_field) else current
    return spot if spot.location else None


def _same_place(words: Words, telling: Telling, current: Where) -> Where | None:
    """The place of the incident before, where the text says "in the same tehsil"; another spot of the same district."""
    for number in telling.where[:-1]:
        area = words.low(number + 1)
        if words.low(number) != "same" or area not in _AREAS:
            continue
        if area not in _WIDE_AREAS or not current.district:
            return current
        wide = replace(
            current, location="", location_words=(), precision="district", lon=None, lat=None, is_known=False
        )
        start, end = words.all[telling.where.start].start, words.all[telling.where.stop - 1].end
        return named_spot(words, start, end, wide)
    return None


def in_town(words: Words, telling: Telling, dateline: Where) -> Where:
    """The town of the dateline, where it happened "in the town" or "in the provincial capital"; blank if it did not."""
    if not telling.tells or dateline.outside or not dateline.precision:
        return Where()
    for number in telling.where:
        if words.low(number) == "capital" and words.low(number - 1) == "provincial" and dateline.location in CITIES:
            return dateline
        the = next((n for n in range(number - 1, number - 4, -1) if words.low(n) == "the"), 0)
        if words.low(number) in _TOWNS and the and words.low(the - 1) in _LEADS:
            return as_town(dateline)
    return Where()


def _together(places: list[Where]) -> Where:
    """Several places that one telling names: what they have in common."""
    inside = [p for p in places if not p.outside]
    if not inside:
        return places[0]
    if len(inside) == 1:
        return inside[0]
    fine = [p for p in inside if p.precision != "country"]
    polygons, provinces = {p.polygon for p in fine}, {p.province for p in fine}
    words = tuple(w for p in fine for w in p.words)
    if len(polygons) == 1 and fine[0].polygon:
        return max(fine, key=lambda p: p.rank)
    if len(provinces) == 1 and fine:
        return Where(fine[0].province, precision="province", words=words)
    return Where(precision="country", words=words)


def _within(place: Where, section: Where) -> Where:
    """A place of an entry, completed from the label that it stands under."""
    if place.rank >= section.rank and (place.district or not section.district):
        return place if place.province or not section.province else finer(place, section)
    return finer(place, section)


def finer(one: Where, other: Where) -> Where:
    """The finer of two places; the country alone gives way to any other."""
    fine, coarse = (other, one) if other.rank >= one.rank else (one, other)
    if fine.precision == "country" and coarse.precision:
        return coarse
    return fine
