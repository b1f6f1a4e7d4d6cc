"""How many of whom: a number in digits or words with its bounds, and the noun that it counts."""

from __future__ import annotations

from dataclasses import replace

from geo.intake.appositions import behind_origin, is_apposition, is_quoted, owns
from geo.intake.counted_nouns import ONE, STOPS, People, Quantity, is_singular, people_phrases, with_noun
from geo.intake.fates import fate_phrases
from geo.intake.number_reading import UNKNOWN, bounded, bounds, bounds_behind, figure_at
from geo.intake.phrases import Words
from geo.intake.references import Reference, bare_reference, nth_reference, reference_of
from geo.intake.word_sets import word_set
from geo.reading.figures import Figure
from geo.reading.number_words import read_number

__all__ = ["ORGANISED", "quantities"]

_ARTICLES = frozenset(("a", "an", "another", "ایک"))
_OWNERS = frozenset(("his", "her", "their", "its"))
_NOT_PEOPLE = word_set("not_people")
_MOST_NAMES = 9
_MOST_ASIDE = 12
_DEATHS = word_set("deaths")
ORGANISED = word_set("organised")
_FATES = word_set("fates")
_RANKS = word_set("ranks")
_BEHIND = word_set("behind_references")
_IN = word_set("in")
_TAKEN = ("off", "away", "hostage", "up")
_LIGHT = word_set("light")
_ONES = ("younger", "older", "elder", "youngest", "oldest", "eldest")
_HEADS = word_set("compound_heads")
_THINGS = word_set("not_people") | word_set("things")
_CALLED = (
    "civilian",
    "policeman",
    "soldier",
    "driver",
    "guard",
    "gunner",
    "comrade",
    "shepherd",
    "labourer",
    "teacher",
)
"""Nouns that stand before a name as ranks do."""


def quantities(words: Words, where: range, taken: frozenset[int]) -> list[Quantity]:
    """The numbers of people within a stretch of words; words that are taken (by days, places) are no numbers."""
    found: list[Quantity] = []
    number = where.start
    while number < where.stop:
        quantity = None if number in taken else _at(words, number, where.stop, taken)
        if quantity and found and found[-1].of_whole and found[-1].people is None:
            found[-1] = replace(found[-1], people=quantity.people)
        is_same = quantity is not None and quantity.figure == UNKNOWN
        is_same = is_same and words.low(number) in ("as", "an") and words.low(number + 1) in ("many", "equal")
        if quantity and is_same and found:
            whole = [q for q in found if words.low(q.first - 1) not in ("including", "them", "includes")]
            times = 2 if words.low(quantity.first - 1) == "twice" else 1
            figure = Figure(*(n and n * times for n in (whole or found)[-1].figure))
            quantity = replace(quantity, figure=figure)  # as many
        quantity = quantity or name_at(words, number, where.stop, taken)
        if quantity is None and found and found[-1].last == number - 1:
            quantity = _beside(words, number, where.stop, found[-1])
        if quantity and words.low(quantity.last) in ("casualties", "casualty"):
            number = quantity.last  # dead or wounded, the text does not say yet
            continue
        if quantity and found and (is_apposition(words, found[-1], quantity) or owns(words, found[-1], quantity)):
            people = found[-1].people
            if people and quantity.people and people.group == "militants" != quantity.people.group:
                people = quantity.people  # the gunman, Constable Ali Khan
            found[-1] = replace(found[-1], last=behind_origin(words, quantity, where.stop), people=people)
        elif quantity and not is_quoted(words, quantity):
            found.append(_with_its_name(words, quantity, where.stop))
        number = max(found[-1].last if quantity and found else 0, number + 1)
    return found


def _beside(words: Words, number: int, end: int, before: Quantity) -> Quantity | None:
    """One more person without an article: "his gunman and driver"."""
    noun = people_phrases().at(words, number, end) if words.low(number - 1) == "and" else None
    is_one = noun is not None and is_singular(words, noun.last - 1) and not words.all[number].is_capital
    is_owned = before.figure == ONE or words.low(before.first - 1) in _OWNERS
    if noun is None or not is_one or not is_owned or before.people is None:
        return None
    return Quantity(number, noun.last, ONE, People("people", "") if noun.value.group == "militants" else noun.value)


def name_at(words: Words, number: int, end: int, taken: frozenset[int]) -> Quantity | None:
    """A person by name in a list of people: "Haji Rahim, his son and a neighbour", "Ali Khan and two guards"."""
    last = number
    while last < end and last not in taken and words.all[last].is_capital and words.low(last) not in STOPS:
        last += 1
        if words.gap(last - 1) not in (" ", ". "):
            break
    if last - number < 2 or last >= end or words.low(last - 1) in ORGANISED or _is_capital(words, number - 1):
        return None
    behind = last + (words.low(last).isdecimal() and len(words.low(last)) == 2)  # the age
    if words.gap(last - 1).strip() == "," and words.low(last) in ("the", "a", "an"):
        behind = _behind_aside(words, last, end)
    at = behind + (words.low(behind) == "and")
    is_joined = at > behind or words.gap(last - 1).strip() == ","
    is_list = words.low(at) in (*_OWNERS, "a", "an", "another") or at > behind
    is_person = is_list and _at(words, at, end, taken) is not None
    is_person = is_person or (is_joined and at == behind and name_at(words, at, end, taken) is not None)
    return Quantity(number, last, ONE, People("people", "")) if is_joined and is_person else None


def _behind_aside(words: Words, number: int, end: int) -> int:
    """The word behind what is said of a person between commas, where "and" follows: ", the head of a council, and"."""
    for at in range(number, min(number + _MOST_ASIDE, end - 1)):
        if words.gap(at).strip() == ",":
            return at + 1 if words.low(at + 1) == "and" else number
        if words.low(at + 1) in _FATES:
            break
    return number


def _is_capital(words: Words, number: int) -> bool:
    return number >= 0 and words.all[number].is_capital and words.gap(number) == " "


def _with_its_name(words: Words, quantity: Quantity, end: int) -> Quantity:
    """With the name behind it: "a neighbour, Master Yaqub,", "his son Jalil"."""
    if quantity.figure != ONE or quantity.people is None or quantity.last >= end:
        return quantity
    gap = words.gap(quantity.last - 1)
    is_owner = gap in ("'", "\u2019") and words.low(quantity.last) == "s"
    if is_owner and (relative := people_phrases().at(words, quantity.last + 1, end)):
        return replace(quantity, last=relative.last, people=relative.value)  # the trader's mother
    if gap == " ":
        return replace(quantity, last=_behind_name(words, quantity.last, end))
    if gap.strip() not in (",", "-") or not words.all[quantity.last].is_capital:
        return quantity
    last = _behind_name(words, quantity.last + 1, end)
    is_closed = last < end and words.gap(last - 1).strip()[:1] in (",", "-") and last - quantity.last < 5
    noun = people_phrases().at(words, quantity.last, end)
    is_other = noun is not None and noun.value.group in ("security", "militants")
    return replace(quantity, last=last) if is_closed and not is_other else quantity


def _at(words: Words, number: int, end: int, taken: frozenset[int]) -> Quantity | None:
    if bare := bare_reference(words, number, end):
        return Quantity(number, bare[1], UNKNOWN, None, reference=bare[0])
    bound = bounds().at(words, number, end)
    begin = bound.last if bound else number
    figure, last = figure_at(words, begin, end, taken)
    if figure is None:
        return None if bound and words.low(number) != "another" else _single(words, number, end)
    figure = bounded(figure, bound.value if bound else "exact")
    behind = bounds_behind().at(words, last, end) if last < end else None
    if behind:
        figure, last = bounded(figure, behind.value), behind.last
    found = with_noun(words, Quantity(number, last, figure, None), end)
    if found is None and words.low(number) == "one" and last < end and words.all[last].is_capital:  # one Abdul Wahab
        return Quantity(number, _behind_name(words, last, end), ONE, People("people", ""))
    return _referring(words, found)


def _referring(words: Words, quantity: Quantity | None) -> Quantity | None:
    """As people who point to others named before: "another three", "12 others", "the injured man"."""
    if quantity is None or quantity.reference.kind:
        return quantity
    return replace(quantity, reference=reference_of(words, quantity.first, quantity.last))


def _single(words: Words, number: int, end: int) -> Quantity | None:
    """One person: "he", "a soldier", "his guard", "Constable Asif Ali", and in notes "driver martyred"."""
    low = words.low(number)
    if low in ("he", "she"):
        return Quantity(number, number + 1, ONE, None, is_definite=True)
    if order := nth_reference(words, number):
        return _nth(words, number, end, order)
    if low in _ARTICLES:
        return _with_article(words, number, end)
    if low == "the" or low in _OWNERS:
        found = _one_of_them(words, number)
        found = found or with_noun(words, Quantity(number, number + 1, ONE, None, is_definite=low == "the"), end)
        if found and found.people and found.people.group == "militants" and low in _OWNERS:
            found = replace(found, people=People("people", ""))  # his gunman
        if found is None and low in _OWNERS:
            return _named_ones(words, number + 1, end) or _owned(words, number, end) or _head_of(words, number, end)
        is_one = found is not None and found.people is not None and is_singular(words, found.last - 1, found.first)
        return _referring(words, found) if is_one else None
    found = _ranked(words, number, end) or _named_ones(words, number, end) or _bare_noun(words, number, end)
    return found or _called(words, number, end)


def _one_of_them(words: Words, number: int) -> Quantity | None:
    """One of those named before by his age: "the younger of them died", "the elder was wounded"."""
    last = number + 2
    if words.low(number) != "the" or words.low(number + 1) not in _ONES:
        return None
    if words.low(last) == "of":
        last += 2 + (words.low(last + 1) in ("the", "these", "those"))
    is_verb = words.low(last) in _FATES or words.low(last) in ("was", "is", "has", "later", "died", "succumbed")
    people = People("people", "")
    return Quantity(number, last, ONE, people, reference=Reference("them")) if is_verb else None


def _head_of(words: Words, number: int, end: int) -> Quantity | None:
    """A person by a noun that is in no table, beside others: "its head and three members"."""
    is_beside = words.low(number + 2) == "and" and words.gap(number + 1) == " "
    following = _at(words, number + 3, end, frozenset()) if is_beside else None
    is_person = following is not None and following.people is not None and words.low(number + 1) not in _THINGS
    return Quantity(number, number + 2, ONE, People("people", "")) if is_person else None


def _owned(words: Words, number: int, end: int) -> Quantity | None:
    """A person by a noun that is in no table, before a verb: "his munshi, age 25, injured"."""
    noun, behind = words.low(number + 1), _behind_age(words, number + 2)
    behind += words.low(behind) in ("was", "later", "also")
    is_person = noun not in _THINGS and noun not in STOPS and is_singular(words, number + 1)
    is_person = (
        is_person and behind < end and words.low(behind) in (*_FATES, "lost", "sustained", "received", "suffered")
    )
    return Quantity(number, number + 2, ONE, People("people", "")) if is_person else None


def _behind_age(words: Words, number: int) -> int:
    """The word behind an age between commas: ", age 40, died"."""
    at = number + (words.low(number) in ("age", "aged"))
    is_aside = words.gap(number - 1).strip() == "," and words.gap(at).strip() == ","
    return at + 1 if is_aside and read_number(words.low(at)) is not None else number


def _called(words: Words, number: int, end: int) -> Quantity | None:
    """One person by a noun and a name before a verb: "ring leader Nasrullah alias Mufti, along with two others"."""
    noun = people_phrases().at(words, number, end)
    is_first = number == 0 or words.gap(number - 1) != " "
    is_title = words.all[number].is_capital and not is_first
    if noun is None or noun.last >= end or words.low(noun.last - 1) == "of" or is_title:
        return None
    if not is_singular(words, noun.last - 1):
        return None
    last = _behind_name(words, noun.last, end)
    is_along = words.gap(last - 1).strip() == "," and words.low(last) in ("along", "together")
    behind = last
    while words.low(behind) in ("was", "were", "also", "seriously", "critically", "lightly", "slightly", "badly"):
        behind += 1
    is_verb = words.low(behind) in _FATES
    is_verb = is_verb or (words.gap(last - 1).strip() == "," and fate_phrases().at(words, last, end) is not None)
    is_name = last > noun.last and last < end and words.low(last - 1) not in ORGANISED
    return Quantity(number, last, ONE, noun.value) if is_name and (is_along or is_verb) else None


def _nth(words: Words, number: int, end: int, order: int) -> Quantity | None:
    """One more by an ordinal: "a third", "the fourth constable"."""
    found = with_noun(words, Quantity(number, number + 2, ONE, None), end)
    return replace(found, reference=Reference("nth", order)) if found and _is_one(words, found) else None


def _is_one(words: Words, found: Quantity) -> bool:
    """Whether "another" or "a third" means a person: with a noun for one, or at once before a verb."""
    if found.people:
        return is_singular(words, found.last - 1, found.first)
    is_object = words.low(found.first - 1) in _FATES or words.low(found.first - 1) in _TAKEN
    if words.low(found.last) == "with":  # and a third with serious injuries
        return True
    if is_object and (words.gap(found.last - 1) != " " or words.low(found.last) in _IN):  # wounded a third.
        return True
    is_named = words.low(found.last) in ("the", "a", "an", "who", *_OWNERS)
    is_named = is_named or (found.last < len(words.all) and words.all[found.last].is_capital)
    if words.gap(found.last - 1) == ", " and is_named:  # another, Faheem, injured
        return True
    if words.low(found.last) in _LIGHT and words.low(found.last + 1) in _FATES:  # another critically injured
        return True
    is_elided = words.gap(found.first - 1).strip() == "," and words.low(found.last) in _IN  # another on the way
    return is_elided or words.low(found.last) in _FATES or words.low(found.last) in _BEHIND


def _with_article(words: Words, number: int, end: int) -> Quantity | None:
    found = with_noun(words, Quantity(number, number + 1, ONE, None), end)
    if found and words.low(found.last) in _HEADS and words.gap(found.last - 1) == " ":  # a guest house
        return None
    if found and (found.people or words.low(number) == "another"):
        return _referring(words, found) if _is_one(words, found) else None
    return _unknown_noun(words, number, end)


def _ranked(words: Words, number: int, end: int) -> Quantity | None:
    """A rank with a name."""
    low = words.low(number)
    is_called = low in _CALLED and number + 1 < end and words.all[number + 1].is_capital
    if not (low in _RANKS or is_called) or not words.all[number].is_capital:
        return None
    noun = people_phrases().at(words, number, end)
    if noun is None:
        return None
    is_named = noun.last >= end or words.all[noun.last].is_capital or _ends_bare(words, noun.last)
    return Quantity(number, _behind_name(words, noun.last, end), ONE, noun.value) if is_named else None


def _named_ones(words: Words, number: int, end: int) -> Quantity | None:
    """Several people by a noun and their names: "constables Wahid and Tariq", "brothers Ali, Wali and Noor"."""
    noun = people_phrases().at(words, number, end)
    if noun is None or is_singular(words, noun.last - 1) or words.low(number - 1) in ("two", "three", "four", "five"):
        return None
    count, at = 0, noun.last
    while at < end and words.all[at].is_capital and words.low(at) not in STOPS and count < _MOST_NAMES:
        count, last = count + 1, _behind_age(words, _behind_name(words, at + 1, end))
        is_next = words.low(last) == "and" or words.gap(last - 1).strip() == ","
        at = last + (words.low(last) == "and")
        if not is_next:
            break
    if count < 2 or words.low(last - 1) in ORGANISED:
        return None
    return Quantity(number, last, Figure(count, count, count), noun.value)


def _bare_noun(words: Words, number: int, end: int) -> Quantity | None:
    """A person without an article before a verb: "driver martyred"."""
    noun = people_phrases().at(words, number, end)
    if not noun or noun.value.group not in ("security", "civilians", "militants"):
        return None
    is_joined = words.low(number - 1) in ("and", "") or words.gap(number - 1).strip() != ""
    behind = _behind_age(words, noun.last)
    is_near = words.gap(noun.last - 1) == " " or behind > noun.last
    is_hit = behind < end and words.low(behind) in _FATES and is_near
    is_hit = is_hit or (words.low(noun.last) in ("was", "were") and words.low(noun.last + 1) in _FATES)
    is_hit = is_hit or (is_joined and words.low(noun.last) in ("received", "sustained", "suffered", "lost"))
    is_hit = is_hit or (words.low(noun.last) == "and" and _at(words, noun.last + 1, end, frozenset()) is not None)
    is_object = words.low(number - 1) in _FATES and words.gap(number - 1) == " "
    is_one = ((is_joined and is_hit) or is_object) and is_singular(words, noun.last - 1)
    return Quantity(number, _behind_name(words, noun.last, end), ONE, noun.value) if is_one else None


def _ends_bare(words: Words, number: int) -> bool:
    return words.low(number) in (*_FATES, "and") and words.gap(number - 1) == " "


def _unknown_noun(words: Words, number: int, end: int) -> Quantity | None:
    """One person by a noun that is in no table: "shot dead a mines owner", "a muezzin was killed"."""
    at = number + 1
    while at < min(end, number + 4) and words.low(at) not in STOPS and not words.gap(at - 1).strip(" -"):
        at += 1
    if at == number + 1:
        return None
    is_hit = words.low(number - 1) in _FATES and not words.gap(number - 1).strip()
    is_hit = is_hit or (words.low(number - 1) == "of" and words.low(number - 2) in _DEATHS)
    is_passive = words.low(at) == "was" and words.low(at + 1) in _FATES
    behind = {words.low(n) for n in range(at, min(at + 6, end))}
    is_passive = is_passive or (words.low(at) == "who" and bool(behind & _FATES) and "been" in behind)
    quantity = Quantity(number, at, Figure(1, 1, 1), People("people", ""))
    is_passive = is_passive or (words.low(number - 1) == "and" and words.low(at) in ("died", "perished", "succumbed"))
    return quantity if (is_hit or is_passive) and words.low(at - 1) not in _NOT_PEOPLE else None


def _behind_name(words: Words, number: int, end: int) -> int:
    """The word behind the name that follows a rank."""
    while number < end and words.all[number].is_capital and words.gap(number - 1) in (" ", ". "):
        number += 1 + (words.low(number) == "no" and words.low(number + 1).isdecimal())  # Constable Ali Khan No. 812
        number += words.low(number) == "alias"
        is_son = words.low(number + 1) == "o" and words.gap(number) == "/"  # Abdul Wali s/o Gul Khan
        number += 2 if is_son and words.low(number) in ("s", "d", "w", "r") else 0
    return number
