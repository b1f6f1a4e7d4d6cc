"""In whose name something is said: the words before a verb of saying, behind "by", behind "according to"."""

from __future__ import annotations

import re

from geo.intake.marked_text import Party
from geo.intake.phrases import Words
from geo.intake.word_sets import word_set

__all__ = ["NOBODY", "agent_of", "before_saying", "speaker_of"]

_MOST_WORDS = 7
_SAID = re.compile(r"\b(?:said|says|told|alleged|claimed|stated|added|announced|according to|insisted|maintained)\b")
_TRIMMED = re.compile(
    r"^(?:(?:the|a|an|according to|which|who|that|however|but|and|meanwhile|later|also|in a statement|on \w+day|"
    r"earlier|while|in a \w+ on \w+day|,)\s+)+|"
    r"(?:\s+(?:has|have|had|also|later|on \w+day|earlier|who|which|that|it|the|,))+$",
    re.IGNORECASE,
)
_VERBS = re.compile(
    r"\s+(?:was|were|is|are|has|have|had|laid|lays|put|believes?|believed|suspects?|thinks?|bore|bears|registered|"
    r"filed|lodged)\b"
)
_NAMED = re.compile(r"^(?:for|of|to|in|on|from) (?:which|whom)\s+", re.IGNORECASE)
_ENDS = re.compile(
    r"\s*(?:[:(]|\b(?:says?|said|insists?|insisted|considers?|considered|repeated|repeats|maintains?|at first|"
    r"separately|alone|who|which|that|was|were|is|are|however|according)\b).*$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
_WHO = word_set("blamers")
_NOBODY = frozenset(("no", "nobody", "none"))
NOBODY = "nobody"
"""Who speaks where the text says that nobody does."""
_NO_FIRST = frozenset(
    ("as", "to", "for", "during", "by", "in", "on", "at", "with", "speaking", "described", "he", "she")
)


def _text(words: Words, first: int, last: int) -> str:
    return words.text.plain[words.all[first].start : words.all[last - 1].end] if last > first else ""


def agent_of(words: Words, begin: int, where: range) -> str:
    """Who stands behind "by" in "was blamed for it by the government"; blank if nobody does."""
    lows = [words.low(n) for n in range(begin, where.stop)]
    if "by" not in lows:
        return ""
    first = begin + lows.index("by") + 1
    text = re.split(r"[;,.]", _text(words, first, min(first + _MOST_WORDS, where.stop)))[0]
    return _person(text)


def before_saying(words: Words, says: int, where: range) -> str:
    """Who speaks: the words in front of the verb, or behind "according to"."""
    if words.low(says) == "according":
        text = re.split(r"[;,.]", _text(words, says + 2, min(says + 2 + _MOST_WORDS, where.stop)))[0]
    else:
        text = re.split(r"[;,]", _text(words, max(where.start, says - _MOST_WORDS), says))[-1]
    return _person(text)


def speaker_of(words: Words, where: range, end: int, parties: list[Party], is_ahead: bool) -> str:
    """Who says what begins at a word: the party or the few words before it; blank if that names nobody."""
    before = [p for p in parties if p.last <= end and p.kind not in ("label", "people")]
    if before and before[-1].kind in ("group", "government", "foreign", "media"):
        return before[-1].name
    text = _text(words, where.start, end)
    if said := _SAID.search(text):
        text = text[: said.start()]
    text = re.split(r"[;,:]", text.rstrip(' ":'))[-1] if is_ahead else text
    return _person(_VERBS.split(_TRIMMED.sub("", text.strip(" ,;:\"'")))[0])


def _person(text: str) -> str:
    """The words that name who speaks, without what stands around them; blank if they name none."""
    name = _NAMED.sub("", _TRIMMED.sub("", text.strip(" ,;:\"'")))
    name = _TRIMMED.sub("", _ENDS.sub("", name)).strip(" ,;:\"'")
    names = _WORD.findall(name.lower())
    if _NOBODY.intersection(names[:1]):
        return NOBODY
    is_named = bool(_WHO.intersection(names))
    return name if is_named and len(names) <= _MOST_WORDS and names[0] not in _NO_FIRST else ""
