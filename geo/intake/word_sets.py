"""Sets of words by their names, from ``assets/intake/words.csv``: prepositions, offices, verbs of saying."""

from __future__ import annotations

from functools import cache

from geo import assets
from geo.places.names import split_list

__all__ = ["word_set"]


@cache
def _sets() -> dict[str, frozenset[str]]:
    rows = assets.read_table("intake", "words.csv")
    return {row["set"]: frozenset(split_list(row["words"])) for row in rows}


def word_set(name: str) -> frozenset[str]:
    """The words of a set, in small letters."""
    return _sets()[name]
