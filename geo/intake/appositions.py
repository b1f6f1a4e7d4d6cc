"""Who is told of twice, "a soldier, Sepoy Hamid", and who is only quoted, or owns something."""

from __future__ import annotations

from geo.intake import quoted
from geo.intake.counted_nouns import ONE, Quantity
from geo.intake.phrases import Words
from geo.intake.word_sets import word_set

__all__ = ["behind_origin", "is_apposition", "is_quoted", "owns"]

_SAID = ("said", "says", "told", "added", "confirmed", "claimed", "insisted", "insists", "stated", "maintained")
"""Behind these words people are quoted and not counted."""
_RELATIVES = ("families", "relatives", "parents", "kin", "mothers")
_NATIVES = ("resident", "native", "inhabitant")
_OFFICES = ("office", "spokesman", "spokesperson", "statement", "residence")
_OWNERS = frozenset(("his", "her", "their", "its"))
_MOST_ASIDE, _FARTHEST_SAID = 12, 6
_FATES = word_set("fates")


def is_apposition(words: Words, before: Quantity, quantity: Quantity) -> bool:
    """Whether a rank and a name tell who the one before is: "a soldier, Sepoy Hamid", "the survivor, a waiter,"."""
    last = before.last + (words.low(before.last).isdecimal() and words.gap(before.last - 1).strip() == ",")
    if words.low(last) == "of" and words.all[before.last - 1].is_capital and words.low(quantity.first) in ("a", "the"):
        last = _behind_force(words, last + 1)
    if before.figure != ONE or quantity.figure != ONE or last != quantity.first:
        return False
    if words.gap(quantity.first - 1).strip() != ",":
        return False
    if words.all[quantity.first].is_capital and not words.all[before.last - 1].is_capital:
        return True
    is_of_whole = quantity.of_whole and before.people is not None  # another guard, one of three who had been wounded
    return is_of_whole or _is_same_person(words, before, quantity)


def _behind_force(words: Words, number: int) -> int:
    """The word behind the force of a person: "Havildar Ali of the Frontier Corps, a son of Swabi"."""
    at = number + (words.low(number) == "the")
    while at < len(words.all) - 1 and words.all[at].is_capital:
        at += 1
        if words.gap(at - 1) != " ":
            break
    return at


def _is_same_person(words: Words, before: Quantity, quantity: Quantity) -> bool:
    """Whether two nouns beside each other, or a noun and a name, are one person."""
    if any(
        words.low(n) in _NATIVES for n in range(quantity.first, quantity.last)
    ):  # Naik Ali, 32, a resident of Swabi, and
        return True
    is_bare = before.people is None and words.low(before.first) == "one" and before.last == before.first + 1
    if is_bare and words.gap(before.last - 1).strip() == "," and words.all[quantity.first].is_capital:
        return _is_closed(words, quantity)  # one, Advocate Ali Khan, was killed
    is_of_known = before.reference.kind in ("nth", "further", "hurt", "them")
    is_told = words.low(quantity.first) in (*_OWNERS, "a", "an", "the") or words.all[quantity.first].is_capital
    if is_of_known and is_told and _is_closed(words, quantity):  # a third man, their barber,
        return True
    is_title = before.is_definite and words.low(before.first) == "the" and words.all[quantity.first].is_capital
    is_title = is_title and words.gap(quantity.last - 1).strip() == ","  # the SHO, Inspector Gul Khan,
    is_article = words.low(quantity.first) in ("a", "an")
    return is_title or (is_article and _is_closed(words, quantity))


def _is_closed(words: Words, quantity: Quantity) -> bool:
    """Whether a comma ends what is said of a person, and no list goes on: ", an elder of the tribe, died"."""
    for at in range(quantity.last - 1, quantity.last + _MOST_ASIDE):
        gap = words.gap(at).strip()
        if gap == ",":
            return words.low(at + 1) not in (*_OWNERS, "and", "a", "an", "another", "two", "three", "four")
        if gap or words.low(at + 1) in _FATES:
            return False
    return False


def owns(words: Words, before: Quantity, quantity: Quantity) -> bool:
    """Whether it tells whose the people before are: "two guards of a contractor"."""
    is_of = before.last == quantity.first - 1 and words.low(before.last) == "of"
    return is_of and before.people is not None and not before.of_whole


def behind_origin(words: Words, quantity: Quantity, end: int) -> int:
    """The word behind a person and the place that follows: "a resident of Swabi"."""
    last = quantity.last
    if any(words.low(n) in _NATIVES for n in range(quantity.first, quantity.last)):
        while last < min(end, quantity.last + 4) and words.gap(last - 1) == " " and words.low(last) != "and":
            last += 1
    return last


def is_quoted(words: Words, quantity: Quantity) -> bool:
    """Whether people are only quoted: "two officials said"; a number without a noun is none."""
    is_of_relatives = words.low(quantity.first - 1) == "of" and words.low(quantity.first - 2) in _RELATIVES
    if words.low(quantity.last) == "s" and words.low(quantity.last + 1) in _OFFICES:  # the commissioner's office
        return True
    if quantity.is_definite and _says(words, quantity.last):
        return True
    if is_of_relatives and words.low(quantity.last + 1) == "they":  # families of two students said they were
        return False
    if quantity.people is not None and quoted.is_quoted(words, quantity.first, quantity.last):
        return True
    return words.low(quantity.last) in _SAID and quantity.people is None and words.gap(quantity.last - 1) == " "


def _says(words: Words, number: int) -> bool:
    """Whether a definite person is told more of and then quoted: "the deputy commissioner of Sibi district said"."""
    if words.low(number) != "of":
        return False
    for at in range(number, number + _FARTHEST_SAID):
        if words.gap(at).strip() or words.low(at) in _FATES:
            return False
        if words.low(at + 1) in _SAID:
            return True
    return False
