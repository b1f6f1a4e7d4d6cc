"""A number of people with the noun that says whom it counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from geo import assets
from geo.intake.fates import fate_phrases
from geo.intake.phrases import Found, Phrases, Words
from geo.intake.references import NO_REFERENCE, Reference, of_known
from geo.intake.word_sets import word_set
from geo.places.names import split_list
from geo.reading.figures import Figure
from geo.reading.letters import folded
from geo.reading.number_words import read_number

__all__ = ["ONE", "STOPS", "People", "Quantity", "is_singular", "people_phrases", "with_noun"]

ONE = Figure(1, 1, 1)
STOPS = word_set("stops")
_NOT_PEOPLE = word_set("not_people")
_MOST_ADJECTIVES = 5
_COUNTED_NOUNS = frozenset(("lives", "bodies", "deaths", "fatalities", "souls", "loss", "losses"))
_PEOPLE_ENDINGS = ("ers", "men", "ists", "ians", "eers", "women", "folk")
_VEHICLES = word_set("vehicles")
_DEATHS = word_set("deaths")
_HURT = ("injured", "wounded")
_FATES = word_set("fates")
_OWNERS = frozenset(("the", "them", "those", "these", "whom", "his", "their", "our", "ours", "its"))


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
    reference
        How it points to people named before; blank if it does not (see `geo.intake.references`).
    """

    first: int
    last: int
    figure: Figure
    people: People | None
    is_definite: bool = False
    of_whole: bool = False
    reference: Reference = NO_REFERENCE


@cache
def people_phrases() -> Phrases[People]:
    """The nouns of ``assets/intake/people.csv``."""
    return Phrases(
        (folded(noun).replace("-", " "), People(row["group"], row["actor"]))
        for row in assets.read_table("intake", "people.csv")
        for noun in split_list(row["nouns"])
    )


def with_noun(words: Words, bare: Quantity, end: int) -> Quantity | None:
    """The quantity with the noun that follows within a few words; without one if it stands alone."""
    at = bare.last
    if of_those := _of_those_known(words, bare, end) or _of_those(words, bare, end):
        return of_those
    if words.low(at) == "of" and words.low(at + 1) in _OWNERS and words.low(at + 2) in _NOT_PEOPLE:
        return None  # 30 of his animals
    if words.low(at) == "of" and (words.low(at + 1) in _OWNERS or _is_number(words, at + 1)):
        is_them = (
            words.low(at + 1) in ("them", "whom")
            or _is_of_number(words, at + 1)
            or (words.low(at + 1) in ("those", "these") and (words.gap(at + 1) != " " or _is_number(words, at + 2)))
        )
        return replace(bare, of_whole=True, reference=Reference("them" if is_them else ""))
    if _is_number(words, at) and words.low(at + 1) in ("year", "years"):  # a 45-year-old shopkeeper
        at += 2 + (words.low(at + 2) == "old")
    return _behind_adjectives(words, bare, at, end)


def _is_of_number(words: Words, at: int) -> bool:
    """Whether it is "the four" before a verb: "one of the four died"."""
    is_number = words.low(at) == "the" and _is_number(words, at + 1)
    return is_number and (
        words.low(at + 2) in _FATES or words.low(at + 2) in ("died", "succumbed", "later", "was", "were")
    )


def _of_those_known(words: Words, bare: Quantity, end: int) -> Quantity | None:
    """Of people named before: "one of the injured policemen"."""
    known = of_known(words, bare.last, end)
    if known is None:
        return None
    noun = people_phrases().at(words, known[1], end) if words.gap(known[1] - 1) == " " else None
    return replace(bare, last=noun.last if noun else known[1], reference=known[0])


def _behind_adjectives(words: Words, bare: Quantity, at: int, end: int) -> Quantity | None:
    """With the noun behind a few adjectives, or without one."""
    for _ in range(_MOST_ADJECTIVES):
        is_apart = at > bare.first and (words.gap(at - 1).strip(" '\"-)") or words.gap(at - 1) == " - ")
        if at >= end or is_apart or _is_number(words, at) or words.low(at) in _COUNTED_NOUNS:
            break
        if noun := people_phrases().at(words, at, end):
            last = _last_noun(words, noun, end)
            if words.low(last) in _NOT_PEOPLE | _VEHICLES and words.gap(last - 1) == " ":  # two official rifles
                return None
            return replace(bare, last=last, people=_people(words, noun, end))
        if words.low(at).endswith(_PEOPLE_ENDINGS) and words.low(at) not in _NOT_PEOPLE and bare.figure != ONE:
            return replace(bare, last=at + 1, people=People("people", ""))
        is_adjective = words.low(at) in _HURT and people_phrases().at(words, at + 1, end) is not None
        if (words.low(at) in STOPS and not is_adjective) or words.low(at) in _NOT_PEOPLE:
            break
        at += 1
    if not _stands_alone(words, bare, end):
        return None
    is_body_of = words.low(bare.first - 1) == "of" and words.low(bare.first - 2) in (
        "body",
        "bodies",
        "corpse",
        "corpses",
    )
    is_alone = is_body_of and bare.last - bare.first == 1 and words.low(bare.first) != "couple"
    return replace(bare, reference=Reference("them")) if is_alone else bare


def _is_number(words: Words, at: int) -> bool:
    """Whether another number begins: "an intense exchange five militants were killed"."""
    low = words.low(at)
    return low.isdecimal() or (read_number(low) is not None and words.gap(at - 1) == " " and low not in ("one", "a"))


def _of_those(words: Words, bare: Quantity, end: int) -> Quantity | None:
    """With the noun behind "of": "two of his men", "three of its own"; the own people are those of a group."""
    at = bare.last
    if words.low(at) != "of" or words.low(at + 1) not in _OWNERS:
        return None
    if words.low(at + 1) == "ours" or words.low(at + 2) == "own":
        last = at + 2 + (words.low(at + 2) == "own")
        own = people_phrases().at(words, last, end) if words.gap(last - 1) == " " else None  # of our own fighters
        return replace(bare, last=own.last if own else last, people=People("militants", ""))
    noun = people_phrases().at(words, at + 2, end) if words.low(at + 1) not in ("them", "whom") else None
    return replace(bare, last=noun.last, people=noun.value) if noun else None


def _stands_alone(words: Words, bare: Quantity, end: int) -> bool:
    """Whether a number without a noun of the tables can count people: "five were killed", "killed five"."""
    at = bare.last
    is_verb = fate_phrases().at(words, at, end) is not None and words.gap(at - 1) == " "
    is_bare = is_verb or at >= end or bool(words.gap(at - 1).strip(" '\"-")) or words.low(at) in STOPS
    if is_bare or words.low(at) == "the" or not words.low(at).isascii():  # to six the number
        return True
    if words.low(at) in _COUNTED_NOUNS:
        return True
    if words.low(bare.first - 1) in _FATES or (
        words.low(bare.first - 1) == "of" and words.low(bare.first - 2) in _DEATHS
    ):
        return words.low(at) not in _NOT_PEOPLE
    for behind in range(at, min(at + _MOST_ADJECTIVES, end)):
        is_verb = words.low(behind) in _FATES or words.low(behind) in ("were", "was", "have", "had")
        if is_verb or words.gap(behind - 1).strip(" '\"-") or words.low(behind) in STOPS:
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


def is_singular(words: Words, number: int, first: int = -1) -> bool:
    """Whether a noun is in the singular, by its ending; of "a member of a force" by that of "member"."""
    at = next((n for n in range(number, first, -1) if words.low(n) == "of"), number + 1) if first >= 0 else number + 1
    low = words.low(at - 1)
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
