"""Sentences: the filters of a query in words, and the pieces that sentences are made of."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from geo.query import Filter, Query
from geo.reading.direction import without_overrides

__all__ = ["Filters", "filters_of", "joined", "listed", "one_line", "phrase"]

_BLANK = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
_UNPRINTABLE = frozenset({"Cs", "Cn"})
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def one_line(text: str) -> str:
    """The text on one line: control characters become spaces, surrogates and unassigned ones a replacement mark."""
    return " ".join("".join(map(_printable, without_overrides(text))).split())


def _printable(character: str) -> str:
    category = unicodedata.category(character)
    if category in _BLANK:
        return " "
    return _REPLACEMENT if category in _UNPRINTABLE else character


def listed(names: Sequence[str], most: int, joint: str = " or ") -> str:
    """Names joined; of more than ``most`` names their number, the first ones and how many more there are."""
    if len(names) <= most:
        return joint.join(names)
    return f"any of {len(names)}: {', '.join(names[:most])} … and {len(names) - most} more"


def joined(names: Sequence[str]) -> str:
    """Names joined by commas and a last "and"."""
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters that are set; the period is none of them."""

    items: tuple[Filter, ...]

    def text(self, most: int = 4) -> str:
        """All filters as one sentence, ``No filters`` if there are none; of a long list the ``most`` first names."""
        lines = [phrase(item, most) for item in self.items]
        return f"Filters: {'; '.join(lines)}" if lines else "No filters"


def filters_of(query: Query) -> Filters:
    """The filters that a query sets."""
    return Filters(query.filters())


def phrase(item: Filter, most: int = 4) -> str:
    """One filter on one line; of a long list of names the ``most`` first ones."""
    return one_line(f"{item.words}: {listed(item.names, most)}" if item.names else item.words)
