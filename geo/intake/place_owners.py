"""Places that a sentence names for those who speak, are cared for, or came home: nothing happened there."""

from __future__ import annotations

from geo.intake.phrases import Words
from geo.intake.word_sets import word_set

__all__ = ["is_held"]

_ANNOUNCED = frozenset(("told", "announced", "addressing", "speaking", "addressed", "visited"))
_SAYS_SO = frozenset(
    ("said", "says", "denied", "denies", "rejected", "rejects", "blamed", "blames", "accused", "called")
)
_SPEAKERS = word_set("speakers") | word_set("told_where")
_CARE = word_set("care")
_BROUGHT = word_set("brought")
_TOLD = frozenset(("said", "told", "says", "tells", "saw", "recalled", "reported", "confirmed"))
_HITTING = frozenset(("of", "on", "at", "against", "upon", "ambushed", "attacked", "targeted", "near", "hit", "killed"))
_HOUSES = ("home", "homes", "families", "family", "village", "villages")
_RETURNED = frozenset(("reached", "returned", "return", "arrived", "back", "went", "reunited", "reach", "got", "come"))
_EVENT_NOUNS = word_set("event_nouns")


def _is_target(words: Words, where: range, at: int) -> bool:
    """Whether police and the like before "in" are who was hit, and nobody speaks: "ambushed a convoy of the police"."""
    lead = {words.low(n) for n in range(max(where.start, at - 5), at - 1)}
    behind = {words.low(n) for n in range(at, min(at + 7, where.stop))}
    return bool(lead & _HITTING) and not (lead | behind) & (_TOLD | _SAYS_SO | {"according"})


def is_held(words: Words, where: range, at: int, first: int) -> bool:
    """Whether a place behind "in" is one of speakers, of care, or of those who came home."""
    return (
        (words.low(at - 1) in _SPEAKERS and at > where.start and not _is_target(words, where, at))
        or _is_of_teller(words, where, at, first)
        or _is_of_care(words, where, at)
        or _is_of_speech(words, where, at)
        or _is_of_return(words, where, at)
    )


def _is_of_return(words: Words, where: range, at: int) -> bool:
    """Whether it is where somebody came home: "reached their homes in Swat"."""
    before = [words.low(n) for n in range(max(where.start, at - 5), at)]
    return before[-1:] != [] and before[-1] in _HOUSES and bool(_RETURNED & set(before))


def _is_of_speech(words: Words, where: range, at: int) -> bool:
    """Whether somebody spoke there: "In Peshawar the minister told reporters", "said at a protest in Khar"."""
    is_said = any(words.low(n) == "said" and words.low(n + 1) in ("at", "during") for n in range(max(at - 5, 0), at))
    is_first = at == where.start and bool(_ANNOUNCED & {words.low(n) for n in range(at, min(at + 14, where.stop))})
    return is_first or is_said


def _is_of_teller(words: Words, where: range, at: int, first: int) -> bool:
    """Whether a person of that place only tells of it: "a doctor in Wana said", "as the trader at Zhob told us"."""
    if (
        at - 2 < where.start
        or words.low(at - 2) not in ("a", "the", "one", "another")
        or words.low(at - 1) in _EVENT_NOUNS
    ):
        return False
    behind = {words.low(n) for n in range(first + 1, min(first + 4, where.stop))}
    return bool(behind & _TOLD)


def _is_of_care(words: Words, where: range, at: int) -> bool:
    """Whether a place is where the injured are: "shifted to a hospital in Peshawar"."""
    before = [words.low(number) for number in range(max(where.start, at - 8), at)]
    return before[-1:] != [] and bool(_CARE & set(before[-3:])) and bool(_BROUGHT & set(before))
