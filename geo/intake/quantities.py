"""How many of whom: a number in digits or words with its bounds, and the noun that it counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from geo import assets
from geo.intake.number_reading import UNKNOWN, bounded, bounds, figure_at
from geo.intake.phrases import Found, Phrases, Words
from geo.intake.word_sets import word_set
from geo.places.names import split_list
from geo.reading.figures import Figure
from geo.reading.letters import folded

__all__ = ["ORGANISED", "STOPS", "People", "Quantity", "people_phrases", "quantities"]

_ONE = Figure(1, 1, 1)
_SAID = ("said", "says", "told", "added", "confirmed", "claimed")
"""Behind these words people are quoted and not counted."""
_ARTICLES = frozenset(("a", "an", "another", "ایک"))
_OWNERS = frozenset(("his", "her", "their", "its"))
_NOT_PEOPLE = word_set("not_people")
STOPS = word_set("stops")
_MOST_ADJECTIVES = 5
_MOST_NAMES = 9
_COUNTED_NOUNS = frozenset(("lives", "bodies", "deaths", "fatalities", "souls"))
_PEOPLE_ENDINGS = ("ers", "men", "ists", "ians", "eers", "women", "folk")
_DEATHS = word_set("deaths")
ORGANISED = word_set("organised")
_HURT = ("injured", "wounded")
_FATES = word_set("fates")
_RANKS = word_set("ranks")


@dataclass(frozen=True, slots=True)
class People:
    """Whom a noun means: ``security``, ``militants``, ``civilians``, ``other`` (than those named before) or blank."""

    group: str
    actor: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of people.

    Attributes
    ----------
    first, last
        The first word, and the one behind the noun.
    people
        None where no noun says whom it counts.
    is_definite
        "the soldier", "his guard".
    of_whole
        Whether it is a part of those that follow: "two of the four policemen".
    """

    first: int
    last: int
    figure: Figure
    people: People | None
    is_definite: bool = False
    of_whole: bool = False


@cache
def people_phrases() -> Phrases[People]:
    """The nouns of ``assets/intake/people.csv``."""
    return Phrases(
        (folded(noun).replace("-", " "), People(row["group"], row["actor"]))
        for row in assets.read_table("intake", "people.csv")
        for noun in split_list(row["nouns"])
    )


def quantities(words: Words, where: range, taken: frozenset[int]) -> list[Quantity]:
    """The numbers of people within a stretch of words; words that are taken (by days, places) are no numbers."""
    found: list[Quantity] = []
    number = where.start
    while number < where.stop:
        quantity = None if number in taken else _at(words, number, where.stop, taken)
        if quantity and found and found[-1].of_whole and found[-1].people is None:
            found[-1] = replace(found[-1], people=quantity.people)
        if quantity and words.low(quantity.first) == "as" and found and quantity.figure == UNKNOWN:
            quantity = replace(quantity, figure=found[-1].figure)  # as many
        quantity = quantity or name_at(words, number, where.stop, taken)
        if quantity and found and _is_apposition(words, found[-1], quantity):
            found[-1] = replace(found[-1], last=quantity.last)
        elif quantity and words.low(quantity.last) not in _SAID:
            found.append(_with_its_name(words, quantity, where.stop))
        number = max(quantity.last if quantity else 0, number + 1)
    return found


def _is_apposition(words: Words, before: Quantity, quantity: Quantity) -> bool:
    """Whether a rank and a name tell who the one before is: "a soldier, Sepoy Hamid", "the survivor, a waiter,"."""
    if before.figure != _ONE or quantity.figure != _ONE or before.last != quantity.first:
        return False
    if words.gap(quantity.first - 1).strip() != ",":
        return False
    if words.all[quantity.first].is_capital and not words.all[before.last - 1].is_capital:
        return True
    is_named = before.is_definite or words.all[before.last - 1].is_capital
    is_closed = words.gap(quantity.last - 1).strip() == "," and words.low(quantity.last) not in _OWNERS
    return is_named and words.low(quantity.first) in ("a", "an") and is_closed


def name_at(words: Words, number: int, end: int, taken: frozenset[int]) -> Quantity | None:
    """A person by name in a list of people: "Haji Rahim, his son and a neighbour", "Ali Khan and two guards"."""
    last = number
    while last < end and last not in taken and words.all[last].is_capital and words.low(last) not in STOPS:
        last += 1
        if words.gap(last - 1) not in (" ", ". "):
            break
    if last - number < 2 or last >= end or words.low(last - 1) in ORGANISED or words.all[number - 1].is_capital:
        return None
    behind = last + (words.low(last).isdecimal() and len(words.low(last)) == 2)  # the age
    at = behind + (words.low(behind) == "and")
    is_joined = at > behind or words.gap(last - 1).strip() == ","
    is_list = words.low(at) in (*_OWNERS, "a", "an", "another") or at > behind
    is_person = is_list and _at(words, at, end, taken) is not None
    return Quantity(number, last, _ONE, People("people", "")) if is_joined and is_person else None


def _with_its_name(words: Words, quantity: Quantity, end: int) -> Quantity:
    """With the name behind it: "a neighbour, Master Yaqub,", "his son Jalil"."""
    if quantity.figure != _ONE or quantity.people is None or quantity.last >= end:
        return quantity
    gap = words.gap(quantity.last - 1)
    if gap == " ":
        return replace(quantity, last=_behind_name(words, quantity.last, end))
    if gap.strip() not in (",", "-") or not words.all[quantity.last].is_capital:
        return quantity
    last = _behind_name(words, quantity.last, end)
    is_closed = last < end and words.gap(last - 1).strip()[:1] in (",", "-") and last - quantity.last < 5
    noun = people_phrases().at(words, quantity.last, end)
    is_other = noun is not None and noun.value.group in ("security", "militants")
    return replace(quantity, last=last) if is_closed and not is_other else quantity


def _at(words: Words, number: int, end: int, taken: frozenset[int]) -> Quantity | None:
    bound = bounds().at(words, number, end)
    begin = bound.last if bound else number
    figure, last = figure_at(words, begin, end, taken)
    if figure is None:
        return None if bound else _single(words, number, end)
    figure = bounded(figure, bound.value if bound else "exact")
    behind = bounds().at(words, last, end) if last < end else None
    if behind and not words.low(last).isascii():
        figure, last = bounded(figure, behind.value), behind.last
    return _further(words, _with_noun(words, Quantity(number, last, figure, None), end))


def _further(words: Words, quantity: Quantity | None) -> Quantity | None:
    """As people beside those named before: "another three", "a further two"."""
    if quantity is None or (quantity.people and quantity.people.group not in ("people", "")):
        return quantity
    if not {words.low(quantity.first + n) for n in (-1, 0, 1)} & {"another", "further", "additional"}:
        return quantity
    return replace(quantity, people=People("other", ""))


def _single(words: Words, number: int, end: int) -> Quantity | None:
    """One person: "he", "a soldier", "his guard", "Constable Asif Ali", and in notes "driver martyred"."""
    low = words.low(number)
    if low in ("he", "she"):
        return Quantity(number, number + 1, _ONE, None, is_definite=True)
    if low in _ARTICLES:
        return _with_article(words, number, end)
    if low == "the" or low in _OWNERS:
        found = _with_noun(words, Quantity(number, number + 1, _ONE, None, is_definite=low == "the"), end)
        if found and found.people and found.people.group == "militants" and low in _OWNERS:
            found = replace(found, people=People("people", ""))  # his gunman
        return found if found and found.people and _is_singular(words, found.last - 1) else None
    return _ranked(words, number, end) or _named_ones(words, number, end) or _bare_noun(words, number, end)


def _with_article(words: Words, number: int, end: int) -> Quantity | None:
    if words.low(number + 1) in ("third", "second", "fourth", "fifth"):
        return Quantity(number, number + 2, _ONE, None)
    found = _with_noun(words, Quantity(number, number + 1, _ONE, None), end)
    if found and found.people:
        return found if _is_singular(words, found.last - 1) else None
    return _unknown_noun(words, number, end)


def _ranked(words: Words, number: int, end: int) -> Quantity | None:
    """A rank with a name."""
    low = words.low(number)
    if not (low in _RANKS or low in ("one", "civilian", "policeman", "soldier")) or not words.all[number].is_capital:
        return None
    noun = people_phrases().at(words, number, end)
    if noun is None:
        return None
    is_named = noun.last >= end or words.all[noun.last].is_capital or _ends_bare(words, noun.last)
    return Quantity(number, _behind_name(words, noun.last, end), _ONE, noun.value) if is_named else None


def _named_ones(words: Words, number: int, end: int) -> Quantity | None:
    """Several people by a noun and their names: "constables Wahid and Tariq", "brothers Ali, Wali and Noor"."""
    noun = people_phrases().at(words, number, end)
    if noun is None or _is_singular(words, noun.last - 1) or words.low(number - 1) in ("two", "three", "four", "five"):
        return None
    count, at = 0, noun.last
    while at < end and words.all[at].is_capital and words.low(at) not in STOPS and count < _MOST_NAMES:
        count, last = count + 1, _behind_name(words, at, end)
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
    is_hit = noun.last < end and words.low(noun.last) in _FATES and words.gap(noun.last - 1) == " "
    is_hit = is_hit or (words.low(noun.last) in ("was", "were") and words.low(noun.last + 1) in _FATES)
    is_hit = is_hit or (is_joined and words.low(noun.last) in ("received", "sustained", "suffered", "lost"))
    is_object = words.low(number - 1) in _FATES and words.gap(number - 1) == " "
    is_one = ((is_joined and is_hit) or is_object) and _is_singular(words, noun.last - 1)
    return Quantity(number, _behind_name(words, noun.last, end), _ONE, noun.value) if is_one else None


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
        number += 1
    return number


def _is_singular(words: Words, number: int) -> bool:
    low = words.low(number)
    return not low.endswith(
        (
            "men",
            "people",
            "personnel",
            "children",
            "police",
            "forces",
            "women",
            "constabulary",
            "corps",
            "department",
            "ctd",
            "fc",
            "army",
            "committee",
            "force",
            "navy",
            "taliban",
            "group",
        )
    ) and (not low.endswith("s") or low.endswith("ss"))


def _with_noun(words: Words, bare: Quantity, end: int) -> Quantity | None:
    """The quantity with the noun that follows within a few words; without one if it stands alone."""
    at = bare.last
    if (
        words.low(at) == "of"
        and words.low(at + 1) not in ("them", "whom")
        and words.low(at + 2)
        in (
            "wounded",
            "injured",
            "dead",
            "deceased",
            "victims",
            "casualties",
        )
    ):
        return None
    if (
        words.low(at) == "of"
        and words.low(at + 1) in ("the", "these")
        and (noun := people_phrases().at(words, at + 2, end))
    ):
        return replace(bare, last=noun.last, people=noun.value)
    if words.low(at) == "of" and words.low(at + 1) in ("the", "them", "those", "these", "whom", "his", "their"):
        return replace(bare, of_whole=True)
    if words.low(at).isdecimal() and words.low(at + 1) in ("year", "years"):  # a 45-year-old shopkeeper
        at += 2 + (words.low(at + 2) == "old")
    for _ in range(_MOST_ADJECTIVES):
        if at >= end or (at > bare.first and words.gap(at - 1).strip(" '\"-()")) or words.low(at).isdecimal():
            break
        if noun := people_phrases().at(words, at, end):
            return replace(bare, last=_last_noun(words, noun, end), people=_people(words, noun, end))
        if words.low(at).endswith(_PEOPLE_ENDINGS) and words.low(at) not in _NOT_PEOPLE and bare.figure != _ONE:
            return replace(bare, last=at + 1, people=People("people", ""))
        is_adjective = words.low(at) in _HURT and people_phrases().at(words, at + 1, end) is not None
        if (words.low(at) in STOPS and not is_adjective) or words.low(at) in _NOT_PEOPLE:
            break
        at += 1
    return bare if _stands_alone(words, bare, end) else None


def _stands_alone(words: Words, bare: Quantity, end: int) -> bool:
    """Whether a number without a noun of the tables can count people: "five were killed", "killed five"."""
    at = bare.last
    is_bare = at >= end or bool(words.gap(at - 1).strip(" '\"-")) or words.low(at) in STOPS
    if is_bare or not words.low(at).isascii():
        return True
    if words.low(at) in _COUNTED_NOUNS:
        return True
    if words.low(bare.first - 1) in _FATES or (
        words.low(bare.first - 1) == "of" and words.low(bare.first - 2) in _DEATHS
    ):
        return words.low(at) not in _NOT_PEOPLE
    for behind in range(at, min(at + _MOST_ADJECTIVES, end)):
        is_verb = words.low(behind) in _FATES or words.low(behind) in ("were", "was", "have", "had")
        if is_verb or words.gap(behind - 1).strip(" '-") or words.low(behind) in STOPS:
            return is_verb and words.low(behind - 1) not in _NOT_PEOPLE
    return False


def _noun_chain(words: Words, noun: Found[People], end: int) -> Iterator[Found[People]]:
    """A noun and those directly behind it: police, officers."""
    found: Found[People] | None = noun
    while found:
        yield found
        is_joined = found.last < end and words.gap(found.last - 1) in (" ", "-")
        found = people_phrases().at(words, found.last, end) if is_joined else None


def _last_noun(words: Words, noun: Found[People], end: int) -> int:
    last = [found.last for found in _noun_chain(words, noun, end)][-1]
    if words.low(last) == "of":  # members of a peace committee
        whole = people_phrases().at(words, noun.first, end)
        return max(last, whole.last if whole else last)
    return last


def _people(words: Words, noun: Found[People], end: int) -> People:
    """Of several nouns the first that names a force or a group counts: police officers, Levies men."""
    chain = [found.value for found in _noun_chain(words, noun, end)]
    named = [people for people in chain if people.group in ("security", "militants")]
    return named[0] if named else chain[-1]
