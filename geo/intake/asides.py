"""Asides that tell how old people are, whose parents they are, or how they are called, and nothing of what happened.

"Two labourers, aged between 20 and 35, were killed", "a driver, a father of three, died", "a man whose name was not
known". Their words are neither numbers of people nor marks of how the sentence is meant.
"""

from __future__ import annotations

import re

from geo.intake.phrases import Words

__all__ = ["aside_words", "without_asides"]

_NUMBER = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_OF_THEM = r"(?:(?:all|both|each|most|mostly|some)(?: of (?:them|whom))?,? )?"
_REPORTED = (
    r"(?:(?:who (?:is|was|are|were)|said to be|believed to be|reported(?:ly)?(?: to be)?|stated to be|reportedly) )?"
)
_YEARS = r"\d{1,3}(?:(?: and | to | ?- ?)\d{1,3})?(?: years?)?"
_AGED = rf"{_OF_THEM}{_REPORTED}aged? (?:between |from |about |around |some |only |just )?{_YEARS}\b"
_DECADES = r"(?:teens|twenties|thirties|forties|fifties|sixties|seventies|\d0s)"
_IN_THEIR = rf"{_OF_THEM}{_REPORTED}in (?:his|her|their) (?:early |late |mid[ -]?)?{_DECADES}\b"
_CHILDREN = rf"{_NUMBER}(?: (?:young |small |minor )?(?:children|kids|sons?|daughters?|girls|boys))?"
_PARENT = r"(?:(?:a|an|the) )?(?:(?:married|young) )?(?:father|mother|parent|breadwinner|grandfather)s?"
_OF_CHILDREN = rf"{_PARENT} (?:of|to) {_CHILDREN}(?: and {_CHILDREN})?(?=\s*[,.;)]| (?:was|were|who)\b)"
_WHOSE = r"whose (?:names?|identit(?:y|ies)|ages?|particulars|antecedents)"
_IS = r"(?:is|was|are|were|has|have|had|could|did|will|would)(?: (?:not|yet|be|been|immediately|also|still|being))*"
_BEHIND = r"(?: (?:as (?:[A-Z]\w+ ?){1,4}|immediately|yet|by (?:the )?\w+|at once|so far|till then))?"
_NAMED = rf"{_WHOSE} {_IS} \w+{_BEHIND}"
_FOUND = re.compile(
    "|".join(rf"(?:\b{pattern})" for pattern in (_AGED, _IN_THEIR, _OF_CHILDREN, _NAMED)), re.IGNORECASE
)
_WITH_COMMA = re.compile(rf",? ?(?:{_FOUND.pattern})", re.IGNORECASE)


def aside_words(words: Words, where: range) -> frozenset[int]:
    """The words of a stretch that stand in such asides."""
    if not where:
        return frozenset()
    start, end = words.all[where.start].start, words.all[where.stop - 1].end
    found = (words.within(m.start(), m.end()) for m in _FOUND.finditer(words.text.plain, start, end))
    return frozenset(number for stretch in found for number in stretch)


def without_asides(text: str) -> str:
    """A text without the asides in it, and without the comma before each."""
    return _WITH_COMMA.sub("", text)
