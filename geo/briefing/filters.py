"""The filters of a query in words."""

from __future__ import annotations

from dataclasses import dataclass

from geo.briefing.wording import joined, listed, one_line
from geo.query import Query

__all__ = ["Filters", "default_title", "filters_of"]

_MOST_PLACES_IN_TITLE = 3


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters that are set; the period is none of them.

    Attributes
    ----------
    choices
        Filters that hold names: a label (``type``, ``place``, …) with the names that pass.
    conditions
        All other filters, each in words.
    """

    choices: tuple[tuple[str, tuple[str, ...]], ...]
    conditions: tuple[str, ...]

    def text(self, most: int = 4) -> str:
        """All filters as one sentence, ``No filters`` if there are none; of a long list the ``most`` first names."""
        phrases = [f"{label}: {listed(names, most)}" for label, names in self.choices]
        lines = [one_line(phrase) for phrase in (*phrases, *self.conditions)]
        return f"Filters: {'; '.join(lines)}" if lines else "No filters"


def filters_of(query: Query) -> Filters:
    """The filters that a query sets."""
    choices = query.choices()
    return Filters(choices, query.words()[len(choices) :])


def default_title(query: Query) -> str:
    """A title that names the places of a query."""
    places = sorted(query.districts) or sorted(query.divisions)
    if places and len(places) <= _MOST_PLACES_IN_TITLE:
        kind = "district" if query.districts else "division"
        return f"Reported incidents in {joined(places)} {kind}{'s' if len(places) > 1 else ''}"
    provinces = sorted(query.provinces, reverse=True) or ["Khyber Pakhtunkhwa", "Balochistan"]
    return f"Reported incidents in {joined(provinces)}"
