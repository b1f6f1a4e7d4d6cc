"""Names of places in a running text, each with how surely the text says that something happened there.

A name counts as a place of what happened behind "in", "at", "near" and the like, before the word for it
("the Khuzdar bombing"), and in the row or label of a list. One that tells whose police or hospital is meant,
where somebody spoke, where people came from or were brought, is held back, for a text that names no other place. A name
beside a title or a family name is one of a person.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from geo.intake.phrases import Words
from geo.intake.place_names import Sense, name_words_of_people, place_phrases
from geo.intake.place_owners import is_held
from geo.intake.word_sets import word_set

__all__ = ["NONE", "STRONG", "WEAK", "PlaceMention", "place_mentions"]

NONE, WEAK, STRONG = 0, 1, 2
_SAYS_SO = frozenset(
    ("said", "says", "denied", "denies", "rejected", "rejects", "blamed", "blames", "accused", "called")
)
_IN = word_set("in")
_TOWARDS = frozenset(("towards", "toward", "into", "through", "via", "across"))
_MOVING = word_set("moving")
_CROSSING = frozenset(
    ("infiltrate", "infiltrated", "infiltrating", "cross", "crossed", "crossing", "sneak", "smuggled")
)
_HOMES = frozenset(
    ("posted", "stationed", "resident", "residents", "native", "natives", "hailed", "hailing", "belonged")
)
_FAR = 14
_BESIDE = frozenset(("close", "next", "adjacent", "opposite"))
_PERSONS = frozenset(
    ("man", "men", "woman", "women", "boy", "youth", "resident", "national", "nationals", "one", "people")
)
_STATIONS = frozenset(("ps", "thana", "station"))
_SKIPPED = word_set("skipped")
_LINKS = word_set("links")
_CARE = word_set("care")
_HOSPITALS = frozenset(("cmh", "dhq", "thq", "rhc", "bmc", "lrh", "bhu", "hospital"))
_PLACE_NOUNS = word_set("place_nouns")
_TAKEN_FROM = word_set("taken_from")
_ABDUCTED = frozenset(("abducted", "kidnapped", "abducting", "kidnapping", "abduction", "missing"))
_HELD = frozenset(("arrested", "apprehended", "detained", "nabbed", "held", "arresting"))
_OFFICES = word_set("offices")
_EVENT_NOUNS = word_set("event_nouns")
_ROADS = word_set("roads")
_CITY = frozenset(("city", "town", "bazaar", "bazar", "cantonment", "cantt", "municipality"))
_CENTRES = frozenset(("centre", "center", "heart", "middle", "downtown"))
_INNER = ("downtown", "central")
_MODIFIERS = frozenset(("main", "old", "central", "busy", "crowded", "port", "inner", "walled", "sadar", "saddar"))
_NEAR = ("near", "outside")
_LENGTHS = frozenset(("km", "kms", "kilometre", "kilometres", "kilometer", "kilometers", "mile", "miles"))
_FURTHEST = 9
"""Words between a length and the place from which it is measured."""

_OUTER = ("outskirts", "edge", "north", "south", "east", "west", "suburbs")
_DISTRICT = frozenset(("district", "agency", "distt", "ضلع"))
_LOCAL = word_set("local")
_KNOWN_BEFORE = word_set("known_before")


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A name of a place in the words.

    Attributes
    ----------
    first, last
        The first word and the one behind the last.
    senses
        What it may mean.
    strength
        `NONE`, `WEAK` or `STRONG`.
    as_city, as_district, as_local
        Whether the text says city, district or area beside it.
    is_road
        Whether it is an end of a road or railway.
    """

    first: int
    last: int
    senses: tuple[Sense, ...]
    strength: int = STRONG
    as_city: bool = False
    as_district: bool = False
    as_local: bool = False
    is_road: bool = False


def place_mentions(words: Words, where: range, taken: frozenset[int], trusted: bool = False) -> list[PlaceMention]:
    """The places that a stretch of words names, in their order.

    ``taken`` are words of names of groups and of days; ``trusted`` is set for rows and labels: a name needs no "in".
    """
    found: list[PlaceMention] = []
    for place in place_phrases().find(words, where):
        if any(number in taken for number in range(place.first, place.last)) or not _is_name(
            words, place.first, place.last
        ):
            continue
        if place.value[0].kind == "none" or _is_person(words, where, place.first, place.last):
            continue
        mention = _described(words, PlaceMention(place.first, place.last, place.value))
        found.append(replace(mention, strength=_strength(words, where, mention, found, trusted)))
    return _with_roads(words, found)


def _is_name(words: Words, first: int, last: int) -> bool:
    """Whether it is written as a name; some are English words as well: tank, hub, mach."""
    if not words.low(first).isascii():
        return True
    if words.all[first].is_capital:
        return True
    if last - first > 1 and words.low(first) in ("central", "lower", "upper", "north", "south"):
        return words.all[first + 1].is_capital
    return last - first > 1 and words.low(first) in ("tribal", "merged", "border", "southern")


def _is_person(words: Words, where: range, first: int, last: int) -> bool:
    names = name_words_of_people()
    behind, before = words.low(last), words.low(first - 1)
    is_behind = (
        last < where.stop and words.all[last].is_capital and words.gap(last - 1) == " " and behind in names["name"]
    )
    if is_behind and not (before in _IN or before == "from"):
        return True
    is_before = first > where.start and words.gap(first - 1) in (" ", ". ") and words.all[first - 1].is_capital
    if not is_before or before in _KNOWN_BEFORE:
        return False
    is_full = words.low(first - 2) in names["title"] and words.gap(first - 2) in (" ", ". ") and before not in _LOCAL
    return before in names["title"] or (is_full and first - 2 >= where.start and words.all[first - 2].is_capital)


def _described(words: Words, mention: PlaceMention) -> PlaceMention:
    behind, before = words.low(mention.last), words.low(mention.first - 1)
    is_joined = not words.gap(mention.last - 1).strip(" -('")
    further = words.low(mention.last + 1)
    is_of_district = before == "of" and words.low(mention.first - 2) in ("district", "agency", "districts")
    is_district = behind in (*_DISTRICT, "districts") or (behind == "tribal" and further in _DISTRICT)
    is_city = (is_joined and _is_city_behind(words, mention.last)) or before in _INNER
    return replace(
        mention,
        as_city=is_city or _is_of_city(words, mention.first) or _is_near(words, mention),
        as_district=(is_joined and is_district) or before in (*_DISTRICT, "zila") or is_of_district,
        as_local=is_joined and behind in _LOCAL,
    )


def _is_of_city(words: Words, first: int) -> bool:
    """Whether it is the town: "in the main bazaar of Bannu"; not "the Chitkan bazaar of Panjgur"."""
    is_of = words.low(first - 1) == "of" and words.low(first - 2) in (_CITY | _CENTRES)
    return is_of and not (words.all[first - 3].is_capital and words.low(first - 3) not in _IN)


def _is_near(words: Words, mention: PlaceMention) -> bool:
    """Whether it is near the town: "near Kohat", "on the outskirts of Kohat", "close to Kohat"."""
    first, before, lead = mention.first, words.low(mention.first - 1), words.low(mention.first - 2)
    is_near = (
        before in _NEAR
        or (before == "from" and _is_length(lead))
        or (before == "to" and lead in _BESIDE)
        or (before == "of" and lead in _OUTER)
    )
    return is_near and words.low(mention.last) not in ("border", "and") and words.low(first - 3) != "districts"


def _is_city_behind(words: Words, last: int) -> bool:
    """Whether a word for a town follows: "Bannu cantonment", "Gwadar port city", "Bannu's main bazaar"."""
    if words.low(last) in _CITY or (words.low(last) in _MODIFIERS and words.low(last + 1) in _CITY):
        return True
    at = last + 1
    while words.low(last) == "s" and words.low(at) in _MODIFIERS:
        at += 1
    return words.low(last) == "s" and words.low(at) in _CITY


def _strength(words: Words, where: range, mention: PlaceMention, before: list[PlaceMention], trusted: bool) -> int:
    if mention.senses[0].kind == "border":
        return WEAK if words.low(mention.first - 1) == "across" else STRONG
    if not words.low(mention.first).isascii():
        return STRONG
    if before and before[-1].strength == STRONG and _is_measured_from(words, mention.first):
        return WEAK  # in Kalat, 150 km south of Quetta
    inherited = _inherited(words, mention, before)
    return _by_words(words, where, mention, trusted) if inherited is None else inherited


def _is_measured_from(words: Words, first: int) -> bool:
    """Whether a name says how far away something is: "some 150 kilometres south of the provincial capital Quetta"."""
    for at in range(first - 1, max(first - _FURTHEST, -1), -1):
        if words.gap(at).strip(" -"):
            return False
        if _is_length(words.low(at)):
            return bool({words.low(n) for n in range(at + 1, first)} & {"of", "from"})
    return False


def _is_length(word: str) -> bool:
    """Whether a word is a unit of length, or has one behind its number: "15km"."""
    return word.lstrip("0123456789") in _LENGTHS


def _by_words(words: Words, where: range, mention: PlaceMention, trusted: bool) -> int:
    """The strength by the words behind and before a name."""
    behind = words.low(mention.last)
    at = _behind_owner(words, mention.last)
    is_office = words.low(at) in _OFFICES and words.low(at + 1) != "station"
    if is_office or words.low(mention.first - 1) in _HOSPITALS or behind in _CARE:
        return WEAK
    if behind == "bound" or (behind == "based" and words.gap(mention.last - 1) == "-"):
        return NONE
    if behind in _SAYS_SO and mention.senses[0].kind in ("outside", "town") and mention.first == where.start:
        return NONE  # Kabul said
    is_label = mention.first == where.start and words.gap(mention.last - 1).strip() == ":"
    strength = (
        STRONG if is_label or _is_station(words, where, mention) else _by_preposition(words, where, mention.first)
    )
    if strength == NONE:
        return STRONG if trusted or _is_before_event(words, at) else WEAK
    return max(NONE, strength)


def _is_station(words: Words, where: range, mention: PlaceMention) -> bool:
    """Whether it names the police station whose men, vehicle or area it was: "a patrol of PS Lachi"."""
    at = mention.first - 1
    if at <= where.start or words.low(at) not in _STATIONS:
        return False
    at -= 1 + (words.low(at) == "station")
    return words.low(at) in ("of", "in", "near", "at", "on", "outside", "limits", "area", "upon")


def _is_before_event(words: Words, number: int) -> bool:
    """Whether a word for what happened follows: the Khuzdar bus bombing."""
    for at in range(number, number + 3):
        if number < 0 or words.gap(at - 1).strip(" '-"):
            return False
        if words.low(at) in _EVENT_NOUNS:
            return True
    return False


def _behind_owner(words: Words, number: int) -> int:
    """The word behind "'s" or "district"; -1 at the end of a clause."""
    while words.low(number) in ("s", "district", "city") and not words.gap(number - 1).strip(" '"):
        number += 1
    return -1 if words.gap(number - 1).strip(" '-") else number


def _inherited(words: Words, mention: PlaceMention, before: list[PlaceMention]) -> int | None:
    """The strength of the place named just before, where only links stand between: Kech district of Balochistan."""
    if not before or mention.first - before[-1].last > 5:
        return None
    between = [words.low(number) for number in range(before[-1].last, mention.first)]
    if not all(word in _LINKS for word in between):
        return None
    gaps = [words.gap(number).strip() for number in range(before[-1].last - 1, mention.first)]
    if any(gap.strip("',-()") for gap in gaps):
        return None
    is_origin = before[-1].strength == NONE and between[:1] and between[0] in ("in", "at", "near")
    is_apart = before[-1].senses[0].polygon != mention.senses[0].polygon
    if is_origin and is_apart and mention.senses[0].kind not in ("outside", "province"):
        return None  # a barber from Multan in Panjgur
    return before[-1].strength


def _by_preposition(words: Words, where: range, first: int) -> int:
    """The strength by the word before a name; -1 where that word says that it is no place of what happened."""
    at, is_of = first - 1, False
    while at >= where.start and _is_passed(words, at, first):
        is_of = is_of or words.low(at) == "of"
        at -= 1
    if at < where.start or (words.gap(at).strip(" -'\"(") and at != first - 1):
        return STRONG if is_of else NONE
    low, before = words.low(at), words.low(at - 1)
    if low == "of" or words.low(at + 1) == "of":
        noun = before if low == "of" else low
        is_home = bool(_HOMES & {words.low(n) for n in range(max(where.start, at - 6), at)})
        return STRONG if noun in _PLACE_NOUNS and not is_home else WEAK
    if low == "from":
        lead = {words.low(number) for number in range(max(where.start, at - 10), at)}
        is_taken = (
            before in _TAKEN_FROM or _is_length(before) or words.low(at - 2) in _TAKEN_FROM or _is_taken(lead, before)
        )
        return STRONG if is_taken else -1
    if low == "to":
        return _of_target(words, where, at, first)
    if low in ("with", "for", "by", "against", "via") or (low in _TOWARDS and _is_way(words, where, at)):
        return -1
    is_told = low in _IN and is_held(words, where, at, first)
    return WEAK if is_told else STRONG if is_of or low in _IN else NONE


def _of_target(words: Words, where: range, at: int, first: int) -> int:
    """The strength behind "to": "close to Bannu", "rushed to Bannu after a blast there"."""
    is_there = any(words.low(n) == "there" for n in range(first, min(first + _FAR, where.stop)))
    return STRONG if is_there or words.low(at - 1) in _BESIDE else -1


def _is_taken(lead: set[str], before: str) -> bool:
    """Whether people were abducted or arrested there; "a man from Bannu was arrested" is only his home."""
    return bool(lead & _ABDUCTED) or (bool(lead & _HELD) and before not in _PERSONS)


def _is_way(words: Words, where: range, at: int) -> bool:
    """Whether a place is where somebody went or came through: "fled towards Hangu", "infiltrate through"."""
    before = {words.low(n) for n in range(max(where.start, at - 4), at)}
    return bool(before & (_MOVING if words.low(at) in ("towards", "toward", "into") else _CROSSING))


def _is_passed(words: Words, at: int, first: int) -> bool:
    """Whether a word can stand between a preposition and the name: the restive district of."""
    if first - at > 6 or words.gap(at).strip(" -'"):
        return False
    if words.low(at) == "of":
        return words.low(at - 1) in _SKIPPED
    if _is_adjective(words, at):
        return True
    return words.low(at) in _SKIPPED or (words.all[at].is_capital and words.low(at) not in _IN)


def _is_adjective(words: Words, at: int) -> bool:
    """Whether a word stands between "in the" and a name: "in the hilly Shahrag area"."""
    if words.all[at].is_capital or words.low(at) in _IN or words.low(at).isdecimal():
        return False
    lead = (words.low(at - 1), words.low(at - 2))
    return lead[0] == "the" and (lead[1] in _IN or lead[1] in ("of", "from"))


def _with_roads(words: Words, found: list[PlaceMention]) -> list[PlaceMention]:
    """Ends of roads and railways (Quetta-Karachi highway) name no place of their own."""
    for number, mention in enumerate(found):
        following = found[number + 1] if number + 1 < len(found) else None
        is_pair = following and following.first == mention.last and words.gap(mention.last - 1).strip() == "-"
        is_between = following and following.first == mention.last + 1 and words.low(mention.first - 1) == "between"
        if following and (is_pair or is_between):
            found[number] = replace(mention, is_road=True, strength=min(mention.strength, WEAK))
            found[number + 1] = replace(following, is_road=True, strength=min(following.strength, WEAK))
        elif (
            words.low(mention.last) in _ROADS
            and words.low(mention.last + 1) != "station"
            and (mention.senses[0].kind not in ("spot", "locality") or words.low(mention.last) in ("chowk", "square"))
        ):
            found[number] = replace(mention, is_road=True, strength=min(mention.strength, WEAK))
    return found
