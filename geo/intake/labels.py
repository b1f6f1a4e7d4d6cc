"""What stands in front of a paragraph and is no part of its first sentence: a dateline, a place, a day.

A label is a row of places and days that ends in a colon, a dash, a bar or a closing bracket: "QUETTA, March 3:",
"16/4 Panjgur, Parom -", "Killa Abdullah, 13 Nov, Gulistan:". Where several paragraphs of a text begin with a place and
a full stop ("Kalat. Raiders …"), these are labels as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["LEAD", "Stretch", "label_of", "stop_label"]

Stretch = tuple[int, int]
"""Start and end in the folded text."""

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?"
_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?(?:\s?(?:[-/]|to|and)\s?\d{1,2}(?:st|nd|rd|th)?)?"
_YEAR = r"(?:,? \d{4})?"
_DAY = (
    rf"(?:(?:Night of |Evening of |Morning of |On )?(?:{_WEEKDAY},? )?"
    rf"(?:{_NUMBER} {_MONTH}{_YEAR}|{_MONTH} {_NUMBER}{_YEAR}|"
    rf"\d{{1,2}}[./]\d{{1,2}}(?:[./]\d{{2,4}})?|{_WEEKDAY})|[Dd]ate not (?:known|given|clear)|[Uu]ndated)(?![\w/])"
)
_PLACE = (
    r"(?:[A-Z][\w.'/-]*(?:[ /-](?:(?:and|of|near|the) )?[A-Z][\w.'-]*){0,4}"
    r"(?: (?:district|agency|tehsil|city|town|division|bazaar|area|subdivision|outskirts|bypass|cantonment))?"
    r"(?:,? near(?: [A-Z][\w'-]+)?|,? (?:on|in) the [A-Z][a-z]+ side)?(?:\s?\([A-Z][\w .'-]{1,30}\))?)"
)
_PART = rf"(?:{_DAY}|{_PLACE})"
_ROW = rf"{_PART}(?:(?:,| -| --|) (?={_PART}){_PART}){{0,3}}"
_ENDS = r"\s*(?::| --? |\|)\s*(?=\S)"
_DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z.'/-]+(?:[ ,/]+(?:AND )?[A-Z][A-Z.'/-]+){0,5})(?:, Pakistan| district)?"
    r"(?:\s*,\s*(?P<day>[A-Z][a-z]{2,8}\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]{2,8})(?:,?\s+\d{4})?)?"
    r"(?:\s*[/(][A-Za-z. ]{2,24}\)?)?\s*(?::|--|-(?![A-Z])|(?<=\s)-|\)|\|)\s*(?=\S)"
)
_CITY = re.compile(
    r"(?P<place>[A-Z][\w.'-]+(?:[ /,-]+(?:and |of )?[A-Z][\w.'-]+){0,4}(?:\s+[dD]istrict|\s+[aA]gency)?"
    r"(?:\s*\([A-Z][\w .'-]{1,30}\))?)"
    r"(?:\s*,\s*(?P<day>[A-Z][a-z]{2,8}\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]{2,8})(?:,?\s+\d{4})?)?"
    r"(?:\s*\([A-Za-z. ]{2,24}\))?\s*(?::| --? |\|)\s*(?=\S)"
)
_MIXED = re.compile(rf"(?P<place>{_ROW}){_ENDS}")
_OF_DAY = re.compile(rf"(?P<place>{_DAY}){_ENDS}")
_DAY_FIRST = re.compile(_DAY)
_STOP = re.compile(rf"(?P<place>{_PLACE}(?:, {_PLACE}){{0,2}})\.\s+(?=[A-Z0-9\"'(])")
LEAD = re.compile(rf"\s*{_ROW}(?:: | --? | [–—] )(?=\S)")
"""A line that begins with a label."""


def label_of(plain: str, start: int, end: int) -> Iterator[tuple[Stretch, str, int]]:
    """The labels that can stand in front of a paragraph, with their kind and where the paragraph begins behind them."""
    for kind, pattern in (("dateline", _DATELINE), ("label", _CITY), ("label", _MIXED), ("day", _OF_DAY)):
        match = pattern.match(plain, start, end)
        if match and match.end() < end:
            is_dated = pattern in (_DATELINE, _CITY) and bool(match["day"])
            yield match.span("place"), "dateline" if is_dated else kind, match.end()
            if pattern is _MIXED and _DAY_FIRST.match(plain, start, end):
                yield match.span("place"), "day", match.end()


def stop_label(plain: str, start: int, end: int) -> tuple[Stretch, int] | None:
    """A row of places that ends in a full stop, and where the paragraph begins behind it."""
    match = _STOP.match(plain, start, end)
    return (match.span("place"), match.end()) if match and match.end() < end else None
