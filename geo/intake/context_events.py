"""Sentences that tell no incident, but what helps to read incidents: operations announced, ceasefires, closures."""

from __future__ import annotations

from functools import cache

from geo import assets
from geo.intake.candidates import ContextCandidate
from geo.intake.events import Dated
from geo.intake.phrases import Phrases, Words
from geo.intake.telling import Telling
from geo.intake.where import Where
from geo.reading.letters import folded

__all__ = ["context_of"]

_LONGEST = 160
_UNTOLD = ("recalled", "false", "sum")


@cache
def _cues() -> Phrases[str]:
    return Phrases((folded(row["cue"]), row["category"]) for row in assets.read_table("intake", "context.csv"))


_CLOSING = "\"'”’)"
_ONLY_WITHOUT_INCIDENT = ("closure", "displacement", "talks", "statement", "legal")


def _is_stated(words: Words, telling: Telling, cue: int, category: str) -> bool:
    """Whether a cue is stated: not denied, not asked, and no plan except of an operation or talks."""
    meaning = telling.meaning
    is_asked = words.text.plain[telling.sentence.start : telling.sentence.end].rstrip().endswith("?")
    if cue in meaning.denied or is_asked or (telling.tells and category in _ONLY_WITHOUT_INCIDENT):
        return False
    return category in ("operation", "statement", "talks") or cue not in meaning.silent


def context_of(words: Words, telling: Telling, dated: Dated, section: Where) -> ContextCandidate | None:
    """The context event that a sentence states; None if it states none."""
    if telling.casualties or any(kind in telling.meaning.kinds for kind in _UNTOLD):
        return None
    found = next(_cues().find(words, telling.where), None)
    if found is None or not _is_stated(words, telling, found.first, found.value):
        return None
    start, end = words.all[telling.where.start].start, telling.sentence.end
    last = words.all[telling.where.stop - 1].end
    while last < end and words.text.plain[last] in _CLOSING:
        last += 1
    end = min(end, last)
    title = words.text.plain[start:end]
    place = next(iter(telling.places or telling.weak_places), section)
    scope = " ".join(dict.fromkeys(part for part in (place.district, place.province) if part))
    days = dated.days
    return ContextCandidate(
        days.first if days else None,
        days.last if days else None,
        title if len(title) <= _LONGEST else title[: _LONGEST - 1].rsplit(" ", 1)[0] + "…",
        ", ".join(dict.fromkeys(part for part in (place.district, place.province) if part)) if scope else "",
        found.value,
        (words.text.span(start, end),),
    )
