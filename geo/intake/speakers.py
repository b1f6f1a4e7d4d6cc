"""In whose name something is said: the words before a verb of saying, behind "by", behind "according to"."""

from __future__ import annotations

import re

from geo.intake.marked_text import Party
from geo.intake.phrases import Words

__all__ = ["agent_of", "before_saying", "speaker_of"]

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
_PRONOUNS = ("they", "it", "he", "she", "both", "this", "who", "the", "that")
_EVENTS = frozenset(("attack", "blast", "bombing", "explosion", "killing", "ambush", "raid", "incident", "assault"))


def _text(words: Words, first: int, last: int) -> str:
    return words.text.plain[words.all[first].start : words.all[last - 1].end] if last > first else ""


def agent_of(words: Words, begin: int, where: range) -> str:
    """Who stands behind "by" in "was blamed for it by the government"; blank if nobody does."""
    lows = [words.low(n) for n in range(begin, where.stop)]
    if "by" not in lows:
        return ""
    first = begin + lows.index("by") + 1
    text = re.split(r"[;,.]", _text(words, first, min(first + _MOST_WORDS, where.stop)))[0]
    return _TRIMMED.sub("", text.strip(" \"'"))


def before_saying(words: Words, says: int, where: range) -> str:
    """Who speaks: the words in front of the verb, or behind "according to"."""
    if words.low(says) == "according":
        text = re.split(r"[;,.]", _text(words, says + 2, min(says + 2 + _MOST_WORDS, where.stop)))[0]
    else:
        text = re.split(r"[;,]", _text(words, max(where.start, says - _MOST_WORDS), says))[-1]
    return _TRIMMED.sub("", text.strip(" \"'"))


def speaker_of(words: Words, where: range, end: int, parties: list[Party], is_ahead: bool) -> str:
    """Who says what begins at a word: the party or the few words before it; blank if that names nobody."""
    before = [p for p in parties if p.last <= end and p.kind not in ("label", "people")]
    if before and before[-1].kind in ("group", "government", "foreign", "media"):
        return before[-1].name
    text = _text(words, where.start, end)
    if said := _SAID.search(text):
        text = text[: said.start()]
    text = re.split(r"[;,]", text)[-1] if is_ahead else text
    name = _TRIMMED.sub("", text.strip(" ,;:\"'")).strip(" ,;:\"'")
    if name.lower() in _PRONOUNS or not name:
        return ""
    name = _VERBS.split(name)[0]
    is_event = name.split()[-1:] != [] and name.split()[-1].lower() in _EVENTS
    return name if len(name.split()) <= _MOST_WORDS and not is_event else ""
