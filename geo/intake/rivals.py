"""Figures of an armed group or of another state, which stand beside those of the authorities."""

from __future__ import annotations

from itertools import pairwise

from geo.intake.actor_names import ActorMention
from geo.intake.fates import Casualties
from geo.intake.phrases import Words
from geo.intake.telling import Telling
from geo.intake.word_sets import word_set

__all__ = ["SPEAKER_KINDS", "is_rival"]

SPEAKER_KINDS = ("group", "government", "foreign", "media", "force")
_RIVALS = ("group", "government", "foreign")
_OWN_STATE = "Government of Pakistan"
_SPEAKS = word_set("speaks")
_PUTS = word_set("speech_acts") | {"put", "puts", "putting"}
_GROUPS = frozenset(("group", "outfit", "organisation", "organization", "militants", "faction", "insurgents"))


def is_rival(words: Words, telling: Telling, stated: Casualties, spoke: str) -> bool:
    """Whether a figure is one of an armed group or of another state: "the group said that it had killed 20".

    Parameters
    ----------
    words, telling, stated
        The words of the text, the sentence, and the figure in it.
    spoke
        The kind of who was named first in the sentence before, for "it put the number at 20".
    """
    first = min(stated.parts[0].first, stated.first)
    speakers = [a for a in telling.actors if a.first < first and a.kind in SPEAKER_KINDS and _says(words, a, first)]
    if speakers:
        return speakers[-1].kind in _RIVALS and speakers[-1].name != _OWN_STATE
    lead = [words.low(n) for n in range(telling.where.start, first)]
    is_group = any(a in ("the", "its") and b in _GROUPS for a, b in pairwise(lead[:4]))
    is_it = bool({"it", "they"} & set(lead[:2])) and spoke in _RIVALS
    if (is_group or is_it) and (_SPEAKS | _PUTS) & {*lead, words.low(first)}:
        return True
    return "spokesman" in lead and "group" in " ".join(lead) and bool(_SPEAKS & set(lead))


def _says(words: Words, actor: ActorMention, end: int) -> bool:
    return any(words.low(n) in _SPEAKS for n in range(actor.last, end + 1))
