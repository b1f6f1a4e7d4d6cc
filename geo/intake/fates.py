"""Verbs and nouns of what became of people, and the numbers that one of them takes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from geo import assets
from geo.intake.phrases import Phrases
from geo.intake.references import NO_REFERENCE, Reference
from geo.intake.verb_forms import with_perfect
from geo.places.names import split_list
from geo.reading.figures import Figure
from geo.reading.letters import folded

__all__ = ["COUNTED", "Casualties", "Fate", "Part", "fate_phrases", "nobody_phrases", "total_of"]

COUNTED = ("killed", "injured", "abducted")


class Part(NamedTuple):
    """A number of people of one kind and where it stands."""

    figure: Figure
    group: str
    actor: str
    first: int
    last: int
    is_pronoun: bool = False
    reference: Reference = NO_REFERENCE


@dataclass(frozen=True, slots=True)
class Casualties:
    """What one verb says: the numbers that it takes, those that are contained in them, and itself.

    ``is_toll`` marks the figure of a toll, which replaces all before it; ``reference`` how it stands to what is known
    (see `geo.intake.references`); ``is_late`` a death that came later than the incident,
    ``is_before`` what had happened before ("had killed three"). ``office`` is the authority who gives the figure
    (``hospital`` or another word), ``is_contrary`` whether it is set against one given before.
    """

    fate: str
    parts: tuple[Part, ...]
    contained: tuple[Part, ...]
    first: int
    last: int
    is_toll: bool = False
    reference: str = ""
    is_late: bool = False
    is_before: bool = False
    office: str = ""
    is_contrary: bool = False

    @property
    def total(self) -> Figure:
        """The sum of the numbers that the verb takes."""
        return total_of([part.figure for part in self.parts])


def total_of(figures: list[Figure]) -> Figure:
    """The sum; a bound on one part bounds the sum, and people beside others who are not counted make it a least one."""
    known = [figure for figure in figures if set(figure) != {None}]
    if known and len(known) < len(figures):
        known.append(Figure(0, 0, None))
    columns = list(zip(*(known or figures), strict=True))
    sums = [None if None in column else sum(n for n in column if n is not None) for column in columns]
    return Figure(*sums) if sums else Figure(None, None, None)


@dataclass(frozen=True, slots=True)
class Fate:
    """What a verb says became of people, and where its number stands."""

    fate: str
    form: str


@cache
def fate_phrases() -> Phrases[Fate]:
    """The verbs and nouns of ``assets/intake/fates.csv``."""
    rows = assets.read_table("intake", "fates.csv")
    return Phrases(with_perfect((folded(row["word"]), Fate(row["fate"], row["form"])) for row in rows))


@cache
def nobody_phrases() -> Phrases[tuple[str, ...]]:
    """The phrases of ``assets/intake/none.csv``."""
    rows = assets.read_table("intake", "none.csv")
    return Phrases(((folded(row["phrase"]), split_list(row["fates"])) for row in rows), fields=True)
