"""Words that say how a sentence is meant: a plan, a denial, a recollection, a sum of many events, an accident."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from geo import assets
from geo.intake.asides import aside_words
from geo.intake.phrases import Phrases, Words
from geo.intake.word_sets import word_set
from geo.reading.letters import folded

__all__ = ["Meaning", "meaning_of"]

_ENDS_OF_SCOPE = word_set("ends_of_scope")
"""Behind these words a plan or warning ends: "warned of more attacks after a blast"."""

_SILENT = ("plan", "denied")


@dataclass(frozen=True, slots=True)
class Meaning:
    """How a stretch of words is meant.

    Attributes
    ----------
    silent
        The words under a plan, a warning or a denial: what they name did not happen, or not yet.
    denied
        Those of them under a denial.
    kinds
        The kinds of ``assets/intake/markers.csv`` that stand in it.
    places
        The first word of each marker, by kind.
    """

    silent: frozenset[int]
    denied: frozenset[int]
    kinds: frozenset[str]
    places: dict[str, tuple[int, ...]]


@cache
def _markers() -> Phrases[tuple[str, int]]:
    rows = assets.read_table("intake", "markers.csv")
    return Phrases((folded(row["phrase"]), (row["kind"], int(row["reach"]))) for row in rows)


def meaning_of(words: Words, where: range) -> Meaning:
    """How a stretch of words is meant."""
    asides = aside_words(words, where)
    silent: set[int] = set()
    denied: set[int] = set()
    places: dict[str, list[int]] = {}
    for found in _markers().find(words, where):
        kind, reach = found.value
        if found.first in asides or _is_month(words, found.first):
            continue
        places.setdefault(kind, []).append(found.first)
        if kind == "announced":
            silent.update(range(found.first, min(found.last + reach, where.stop)))
        if kind == "planned":
            silent.update(_clause(words, where, found.first, min(found.last + reach, where.stop)))
        if kind in _SILENT:
            reached = _scope(
                words, range(found.last if kind == "plan" else found.first, min(found.last + reach, where.stop)), kind
            )
            silent.update(reached)
            denied.update(reached if kind == "denied" else ())
    return Meaning(
        frozenset(silent), frozenset(denied), frozenset(places), {kind: tuple(at) for kind, at in places.items()}
    )


def _clause(words: Words, where: range, number: int, last: int) -> range:
    """The words from the beginning of the clause in which a word stands."""
    first = number
    while first > where.start and not words.gap(first - 1).strip(" '\"-"):
        first -= 1
    return range(first, last)


def _is_month(words: Words, number: int) -> bool:
    """Whether "may" is the month."""
    word = words.all[number]
    before, behind = words.low(number - 1), words.low(number + 1)
    near = (
        before in ("in", "on", "since", "of", "last", "early", "late", "mid", "until", "by") or before[:1].isdecimal()
    )
    return word.low == "may" and word.is_capital and (near or behind[:1].isdecimal())


def _scope(words: Words, where: range, kind: str) -> list[int]:
    reached = []
    for number in where:
        gap = words.gap(number - 1)
        is_relative = "," in gap and words.low(number) in ("in", "by") and words.low(number + 1) in ("which", "whom")
        is_over = (
            is_relative
            or ";" in gap
            or (kind == "plan" and "," in gap)
            or ("." in gap.strip(" ")[:1] and number > where.start)
        )
        if number > where.start and (is_over or (kind == "plan" and words.low(number) in _ENDS_OF_SCOPE)):
            break
        reached.append(number)
    return reached
