"""What the first lines of a text say about it: title, publisher, address, day of publication."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from geo.reading.dates import read_date

__all__ = ["Head", "day_of", "head_of"]

_HEAD_LINES = 12
_LONGEST_LINE = 300
_BARS = re.compile(r"\s+[|·•]\s+")
_LABELS = (
    (
        "published",
        r"date of (?:publication|issue)|publication date|published(?: on| at)?|posted(?: on)?|dated?",
    ),
    ("title", r"title|headline|subject"),
    ("publisher", r"publisher|published by|source|newspaper|agency|outlet"),
    ("url", r"url|link|address|web ?site"),
)
_LABELLED = re.compile(
    r"\s*(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _LABELS) + r")\s*[:\-]\s*(?P<value>\S.*)",
    re.IGNORECASE,
)
_URL = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_DAY_LENGTH = 60
_LONGEST_NAME = 60
"""Characters of a publisher; what is longer is a sentence about sources."""

_DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z'.-]+(?: [A-Z][A-Z'.-]+){0,3})(?:[,/ ]+[^():]{0,40})?\s*(?:\((?P<agency>[^()]{2,30})\))?"
    r"\s*(?::|-{1,2}|[–—])\s"
)
_NO_AGENCY = re.compile(
    r"\b(?:staff|our|special|web|news|desk|report|reporter|reporters|correspondent|correspondents|bureau|monitoring|agencies|pakistan|live|updated?"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:by\s+\S.{2,60}|(?:our |a |the )?(?:staff |special |own |web )?"
    r"(?:reporters?|correspondents?|desk|report|bureau report)"
    r"|monitoring desk|agencies|news desk)\.?",
    re.IGNORECASE,
)
_TITLE_WORDS = 3, 30
_TITLE_LINES = 3
_LINE_OF_TITLE = 100
"""Characters; a longer line is a paragraph of text."""

_LEADS = re.compile(r"\s*(?:[-*•▪●–]|\(?\d{1,3}[.)]|\d{1,2}[:.]\d\d\b)")
_NO_END = (".", "!", ":", ";", ",")


class Head(NamedTuple):
    """What the head of a text states; None where it says nothing."""

    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: date | None = None


def head_of(text: str) -> Head:
    """What the first lines of a text state about it.

    Lines with a label ("Source: …", "Published: …") come first. Without one, the publisher is an agency in brackets
    behind the dateline, and the title is a first paragraph that is no sentence and has text below it.
    """
    found: dict[str, str] = {}
    published: date | None = None
    lines = text.split("\n", _HEAD_LINES)[:_HEAD_LINES]
    for line in lines:
        for part in _BARS.split(line[:_LONGEST_LINE]):
            if not (match := _LABELLED.fullmatch(part)):
                continue
            name, value = _name(match), match["value"].strip()
            if name == "published":
                published = published or day_of(value.rstrip(". "))
            elif name != "publisher" or (len(value) <= _LONGEST_NAME and not value[0].islower()):
                found.setdefault(name, value)
    url = _URL.fullmatch(found.get("url", ""))
    return Head(
        found.get("title") or _first_title(text),
        found.get("publisher") or _agency(lines),
        url[0] if url else None,
        published,
    )


def day_of(text: object) -> date | None:
    """The day of a moment or a date as files state it, in Pakistan; None if it is none, or has two readings."""
    written = read_date(text.strip()[:_DAY_LENGTH]) if isinstance(text, str) else None
    if written is None or written.precision != "day" or written.day != written.last_day:
        return None
    return date.fromisoformat(written.day)


def _name(match: re.Match[str]) -> str:
    return next(name for name, _ in _LABELS if match[name])


def _agency(lines: list[str]) -> str | None:
    """The agency in "QUETTA, June 17 (Reuters) -"."""
    for line in lines:
        match = _DATELINE.match(line.strip())
        if match and (agency := match["agency"]) and agency[0].isupper() and not _NO_AGENCY.search(agency):
            return agency if not any(map(str.isdigit, agency)) else None
    return None


def _first_title(text: str) -> str | None:
    """The first paragraph below lines with labels, if it is a headline: short, no sentence, and text follows."""
    lines = [line.strip() for line in text.strip().split("\n", 2 * _HEAD_LINES)]
    title: list[str] = []
    for number, line in enumerate(lines):
        ends = not line or bool(_BYLINE.fullmatch(line) or _DATELINE.match(line))
        if title and ends:
            return _as_title(title, any(lines[number:]))
        if not title and (not line or _has_label(line)):
            continue
        if ends or number - len(title) >= _HEAD_LINES or len(title) == _TITLE_LINES or len(line) > _LINE_OF_TITLE:
            return None
        if _has_label(line) or _LEADS.match(line):
            return None
        title.append(line)
    return None


def _has_label(line: str) -> bool:
    return any(_LABELLED.fullmatch(part) for part in _BARS.split(line[:_LONGEST_LINE]))


def _as_title(lines: list[str], has_text: bool) -> str | None:
    title = " ".join(lines)
    least, most = _TITLE_WORDS
    if not has_text or not least <= len(title.split()) <= most or title.endswith(_NO_END):
        return None
    return title
