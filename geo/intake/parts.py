"""Which numbers are parts of another one and not added to it: in brackets, behind a dash, or as its sum."""

from __future__ import annotations

import re

from geo.intake.counted_nouns import Quantity
from geo.intake.phrases import Words
from geo.intake.word_sets import word_set

__all__ = ["parts_of"]

_MOST_OF = 5
_AGES = re.compile(r"\s*\((?:aged? )?\d{1,2}\b[^()]*\)")
_ORIGIN = re.compile(r"\A(?:of|from|belonging to) \w+(?: (?!and\b)\w+){0,3}")
_VERBS = word_set("auxiliaries") | word_set("fates") | word_set("fatal_verbs")
_JOINTS = ("", ",", "and", ", and", "&", "as well as", "plus", ", plus", ";")


def parts_of(words: Words, numbers: list[Quantity]) -> set[int]:
    """The numbers of the quantities that are parts: "3 (2 police, 1 civilian)", "five people, three men and two women".

    Parameters
    ----------
    words, numbers
        The words of the text, and the quantities of one sentence in their order.
    """
    found = {at for at, each in enumerate(numbers) if _is_whole(words, numbers, at, each)}
    for at in range(1, len(numbers)):
        if at in found:
            continue
        whole, run = numbers[at - 1], _run(words, numbers, at)
        opening = words.gap(numbers[at].first - 1).strip()
        is_one = opening == "," and words.low(numbers[at].first) == "one" and numbers[at].people is None
        is_one = is_one and whole.last == numbers[at].first and _size(whole) > 1  # two militants, one on the spot
        if is_one or _is_aside(words, whole, numbers[at]):
            found.add(at)
        elif opening.endswith("("):
            found.update(_in_brackets(words, numbers, at))
        elif not _is_apposed(words, whole, numbers[at]):
            continue
        elif opening in ("-", "--", ":"):
            found.update(run if _size(whole) > 1 else ())
        elif opening == "," and len(run) > 1:
            found.update(run if _size(whole) == sum(_size(numbers[i]) for i in run) else ())
    return found


def _is_whole(words: Words, numbers: list[Quantity], at: int, each: Quantity) -> bool:
    """Whether a number is only what another is taken from: "of the 30 passengers, nine were killed"."""
    is_of = "of" in (words.low(each.first - 1), words.low(each.first - 2) if words.low(each.first - 1) == "the" else "")
    begins = each.first - 1 - (words.low(each.first - 1) == "the")
    is_first = begins <= 0 or words.gap(begins - 1).strip() != ""
    return is_of and is_first and at + 1 < len(numbers) and "," in words.gap(each.last - 1)


def _is_apposed(words: Words, whole: Quantity, part: Quantity) -> bool:
    """Whether a number follows at once, or behind "of": "two sons of the soil, Naik A and Sepoy B"."""
    if whole.last == part.first:
        return True
    if words.low(whole.last) == "bodies" and part.first - whole.last <= 2 and words.gap(part.first - 1).strip() == ",":
        return True
    is_of = words.low(whole.last) in ("of", "from") and part.first - whole.last <= _MOST_OF
    return is_of and not any(words.gap(n).strip() for n in range(whole.last - 1, part.first - 1))


def _is_aside(words: Words, whole: Quantity, part: Quantity) -> bool:
    """Whether commas enclose what is said of people: "two labourers, both Afghans, were", "three men, one a guard,"."""
    if whole.last != part.first or words.gap(part.first - 1).strip() != "," or _size(whole) < max(_size(part), 2):
        return False
    for at in range(part.last - 1, part.last + _MOST_OF):
        gap = words.gap(at).strip()
        if gap == ",":
            return words.low(at + 1) in _VERBS
        if gap or words.low(at + 1) in _VERBS or words.low(at + 1) == "and":
            return False
    return False


def _size(quantity: Quantity) -> int:
    return quantity.figure.best or quantity.figure.low or 0


def _between(words: Words, one: Quantity, other: Quantity) -> str:
    between = words.text.low[words.all[one.last - 1].end : words.all[other.first].start]
    between = _AGES.sub("", between).strip()
    return between.removesuffix(" his").removesuffix(" her").removesuffix(" their")


def _run(words: Words, numbers: list[Quantity], at: int) -> list[int]:
    """The numbers that follow one another with nothing but commas and "and" between."""
    run = [at]
    while run[-1] + 1 < len(numbers):
        between = _between(words, numbers[run[-1]], numbers[run[-1] + 1])
        if between not in _JOINTS and _ORIGIN.sub("", between).strip() not in _JOINTS:
            break
        run.append(run[-1] + 1)
    return run


def _in_brackets(words: Words, numbers: list[Quantity], at: int) -> list[int]:
    """The numbers up to the closing bracket."""
    end = words.text.plain.find(")", words.all[numbers[at].first].start)
    return [i for i in range(at, len(numbers)) if words.all[numbers[i].first].start < end]
