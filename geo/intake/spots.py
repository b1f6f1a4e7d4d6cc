"""Names of spots that the gazetteer lacks, beside the name of their district: villages, areas, posts.

A name is a spot where a word says so ("the Azam Warsak area", "village Hawed", "Place: Hawed"), or where nothing but
links stands between it and the name of the district: "at Rori, Dera Ismail Khan", "in Hawed, a village of Bannu".
"""

from __future__ import annotations

import re
from dataclasses import replace

from geo.intake.phrases import Words
from geo.intake.place_names import name_words_of_people, place_phrases
from geo.intake.where import Where
from geo.intake.word_sets import word_set

__all__ = ["label_spot", "named_spot", "spot_beside", "spot_within"]

_SPOT_IN = re.compile(r"\b(?:in|at|near|outside)\s+(?:the\s+)?([A-Z][a-z]+(?:[\s-][A-Z][a-z]+){0,2})\b(?!'|\s+[A-Z])")
_IN = word_set("in") | {"village", "mauza", "killi", "goth", "tehsil", "uc", "ps", "post", "hamlet"}
_LINKS = word_set("links") | {"a", "an", "small", "distt", "zila", "outskirts", "away", "close", "to"}
_NEAR_NAMES = ("in", "of", "near", "at", "to")
_TITLES = name_words_of_people()["title"]
_NEVER = (
    word_set("no_spots") | word_set("event_nouns") | word_set("deed_nouns") | {"distt", "dist", "district", "tehsil"}
)
_VILLAGES = ("village", "hamlet", "area", "town", "locality", "settlement")
_HEADS = frozenset(("ps", "distt", "dist", "uc", "village", "mauza", "killi", "goth", "the"))
_LEAD = 40
_MOST_LINKS, _MOST_NAMES = 8, 3
_DISTRICTS = ("district", "distt", "dist", "agency")
_SEPARATORS = (",", "(", "/", "-", "|", "):", ":")
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


_SPOT_FIELD = re.compile(
    r"\b(?i:place|location|area|village|site|spot|locality|tehsil|police station|ps)(?i: of (?:occurrence|incident))?"
    r" ?[:|] ?([A-Z][\w'-]*(?: [A-Z][\w'-]*){0,2})(?=\s*(?:[,;.(|\n]|$|[A-Z][\w ]{2,20}:))"
)


def named_spot(words: Words, start: int, end: int, place: Where) -> Where:
    """The place with a finer name that the gazetteer lacks: "the Azam Warsak area of Lower South Waziristan"."""
    if place.outside or place.precision not in ("district", "province"):
        return place
    if spot := _linked(words, words.within(start, end), place):
        return _with_name(words, spot, place)
    if place.location:
        return place
    if "|" in words.text.plain[start:end] and (cell := label_spot(words, words.within(start, end), place)).location:
        return cell
    for pattern in (_SPOT_FIELD, _SPOT_BEFORE, _SPOT_BEHIND, _SPOT_PLAIN):
        for match in pattern.finditer(words.text.plain, start, end):
            begin = match.start(1) + match[1].rfind("'s ") + 3 if "'s " in match[1] else match.start(1)
            inside = words.within(begin, match.end(1))
            inside = inside[words.low(inside.start) in ("the", "a") :]
            if inside and _is_spot(words, inside, place):
                return _with_name(words, inside, place)
    return place


def _with_name(words: Words, spot: range, place: Where) -> Where:
    name = words.text.plain[words.all[spot.start].start : words.all[spot.stop - 1].end]
    return replace(place, location=name, location_words=((spot.start, spot.stop),), is_known=False)


def _is_spot(words: Words, spot: range, place: Where, is_within: bool = False) -> bool:
    """Whether words can name a spot: not what is known as the place, no organisation, person, day or deed.

    ``is_within`` is set behind "in" or "at": "Pir Koh" is then no person.
    """
    if any(a < spot.stop and spot.start < b for a, b in place.words):
        return False
    name = words.text.plain[words.all[spot.start].start : words.all[spot.stop - 1].end]
    lows = {words.low(n) for n in spot}
    if (name.isupper() and not _is_in_capitals(words, spot.start)) or _NO_SPOTS.fullmatch(name):
        return False
    known = place_phrases().at(words, spot.start, spot.stop)
    if known is not None and known.value[0].kind in ("outside", "province"):
        return False
    is_person = words.low(spot.start) in _TITLES and len(spot) > 1 and not is_within
    is_road = "-" in name and bool(lows & set(place.district.lower().split()))  # the Kalat-Mastung border
    return not (is_person or is_road or lows & _NEVER)


def _is_in_capitals(words: Words, number: int) -> bool:
    """Whether the text before a word is in capitals: an acronym cannot be told from a name."""
    start = words.all[number].start
    return words.text.plain[max(start - _LEAD, 0) : start].isupper()


def _linked(words: Words, where: range, place: Where) -> range | None:
    """A name of which nothing but links parts that of the place: "in Hawed, a village of Bannu", "in Bannu's Hawed"."""
    for first, last in place.words:
        spot = _before(words, where, first) or _owned(words, where, first, last)
        if spot and _is_spot(words, spot, place, words.low(spot.start - 1) in ("in", "at")):
            return spot
    return None


def _before(words: Words, where: range, first: int) -> range | None:
    """The name before that of the place: "at Rori, Dera Ismail Khan"."""
    at = first - 1
    while at >= where.start and first - at <= _MOST_LINKS and _is_link(words, at):
        at -= 1
    is_marked = bool(words.gap(at).strip())
    is_parted = is_marked or any(words.low(n) in _NEAR_NAMES for n in range(at + 1, first))
    if at < where.start or words.gap(at).strip(" ,(") or not is_parted:
        return None
    names = _names_before(words, where, at)
    return names if names and _is_led(words, where, names.start, is_marked) else None


def _is_link(words: Words, number: int) -> bool:
    return words.low(number) in _LINKS and not words.gap(number).strip(" ,()")


def _names_before(words: Words, where: range, last: int) -> range:
    """The words with capitals that end at a word, without "PS" or "UC" in front."""
    at = last
    while at >= where.start and last - at < _MOST_NAMES and words.all[at].is_capital:
        if at < last and words.gap(at) not in (" ", "-"):
            break
        at -= 1
    first = at + 1
    return range(first + (words.low(first) in _HEADS and first < last), last + 1)


def _is_led(words: Words, where: range, first: int, is_marked: bool) -> bool:
    """Whether "in" or the like stands before a name; "from" only where a mark stands behind it."""
    if first == where.start or words.gap(first - 1).strip():
        return False
    before = words.low(first - 1)
    before = words.low(first - 2) if before == "the" else before
    return before in _IN or (before in ("from", "of") and is_marked) or words.low(first - 2) in _VILLAGES


def _owned(words: Words, where: range, first: int, last: int) -> range | None:
    """The name behind that of the district: "in Bannu's Hawed"."""
    if words.low(last) != "s" or words.gap(last - 1) != "'" or words.low(first - 1) not in ("in", "at", "near"):
        return None
    at = last + 1
    while at < where.stop and at - last <= _MOST_NAMES and words.all[at].is_capital and words.gap(at - 1) == " ":
        at += 1
    return range(last + 1, at) if at > last + 1 else None


def label_spot(words: Words, where: range, place: Where) -> Where:
    """The place of a label or row with the spot beside the district: "Hawed (Bannu):", "Bannu, Hawed:"."""
    if place.precision != "district" or place.location or place.outside or not place.words:
        return place
    for spot in (_behind_label(words, where, place.words[-1][1]), _in_front(words, where, place.words[0][0])):
        if spot and _is_spot(words, spot, place):
            return _with_name(words, spot, place)
    return place


def _behind_label(words: Words, where: range, last: int) -> range | None:
    while last < where.stop and words.low(last) in _DISTRICTS:
        last += 1
    at = last
    while at < where.stop and at - last < _MOST_NAMES and words.all[at].is_capital:
        if at > last and words.gap(at - 1) not in (" ", "-"):
            break
        at += 1
    is_parted = at > last and words.gap(last - 1).strip() in _SEPARATORS
    return range(last, at) if is_parted and (at == where.stop or words.gap(at - 1).strip()) else None


def _in_front(words: Words, where: range, first: int) -> range | None:
    names = _names_before(words, where, first - 1)
    return names if names and names.start == where.start and words.gap(names.stop - 1).strip() else None


def spot_within(words: Words, start: int, end: int, place: Where) -> Where:
    """A place that was only named beside an incident, or the spot in its district that the sentence names."""
    if place.lon is None:
        spot = spot_beside(words, start, end, place)
        return spot if spot.location else place
    wide = replace(place, location="", location_words=(), precision="district", lon=None, lat=None)
    spot = named_spot(words, start, end, wide)
    return spot if spot.location else place


def spot_beside(words: Words, start: int, end: int, place: Where) -> Where:
    """A spot of a name that the gazetteer lacks, in the district of the place told before; blank if none is named."""
    wide = replace(
        place,
        location="",
        location_words=(),
        precision="district",
        lon=None,
        lat=None,
        is_known=False,
        words=place.words,
    )
    if not place.district or place.outside:
        return Where()
    spot = named_spot(words, start, end, wide)
    if spot.location:
        return spot
    for match in _SPOT_IN.finditer(words.text.plain, start, end):
        inside = words.within(*match.span(1))
        if _is_spot(words, inside, place):
            return _with_name(words, inside, wide)
    return Where()
