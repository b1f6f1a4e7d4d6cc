"""Figures of an earlier version and those that correct them, in one sentence.

"Officials had earlier put the toll at eight, but later said that six had died": what stands before the contrast is old,
what stands behind it replaces all before.
"""

from __future__ import annotations

from dataclasses import replace

from geo.intake.fates import Casualties
from geo.intake.phrases import Words

__all__ = ["with_corrections"]

_CONTRASTS = frozenset(
    ("but", "however", "now", "later", "since", "while", "whereas", "instead", "actually", "subsequently")
)
_GIVEN = frozenset(("number", "gave", "put", "given", "figure"))


def with_corrections(
    words: Words, where: range, places: dict[str, tuple[int, ...]], found: list[Casualties]
) -> list[Casualties]:
    """The casualties of a sentence, with those that are old and those that replace them.

    Parameters
    ----------
    words, where, found
        The words of the text, the sentence, and what it states.
    places
        The first word of each marker, by kind.
    """
    old = min((n for n in places.get("old", ()) if n in where), default=-1)
    if old < 0 or not found:
        return found
    contrast = next((n for n in range(old + 2, where.stop) if words.low(n) in _CONTRASTS), where.stop)
    behind = [each for each in found if each.first > contrast and each.reference != "old"]
    if not behind:
        return found if any(n > old for n in places.get("revised", ())) else [_as_draft(words, each) for each in found]
    return [replace(each, is_toll=True) if each in behind else _as_old(each) for each in found]


def _as_old(stated: Casualties) -> Casualties:
    return replace(stated, is_toll=False, reference="old")


def _as_draft(words: Words, stated: Casualties) -> Casualties:
    """As no toll, where it is only what was given before: "we gave the number of the dead as eight"."""
    lows = {words.low(n) for n in range(stated.first, stated.last)}
    return replace(stated, is_toll=False) if lows & _GIVEN else stated
