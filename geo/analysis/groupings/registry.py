"""The registry: all that incidents can be counted by. A new kind is a function of a dataset, and its name here."""

from __future__ import annotations

from collections.abc import Callable

from geo.analysis.groupings.grouping import Grouping
from geo.analysis.groupings.names import by_actor, by_source, by_sub_type, by_type
from geo.analysis.groupings.places import (
    BORDER_BANDS,
    by_border_band,
    by_district,
    by_division,
    by_former_fata,
    by_province,
)
from geo.analysis.groupings.times import by_month, by_quarter, by_week, by_year
from geo.dataset import Dataset

__all__ = ["GROUPINGS", "ORDERED", "PLACED", "TIMED", "TITLES", "grouping"]

GROUPINGS: dict[str, Callable[[Dataset], Grouping]] = {
    "district": by_district,
    "province": by_province,
    "division": by_division,
    "former_fata": by_former_fata,
    **by_border_band,
    "type": by_type,
    "sub_type": by_sub_type,
    "actor": by_actor,
    "source": by_source,
    "year": by_year,
    "quarter": by_quarter,
    "month": by_month,
    "week": by_week,
}
"""What a table can group by, and how."""

TIMED = ("year", "quarter", "month", "week")
"""The groupings by time."""

ORDERED = (*TIMED, *BORDER_BANDS)
"""The groupings whose groups have an order of their own."""

PLACED = ("district", "province", "division", "former_fata")
"""The groupings whose groups have people and an area."""

TITLES = {
    "former_fata": "Former FATA",
    "border_band": "To the nearer border",
    "afghan_border_band": "To the Afghan border",
    "iranian_border_band": "To the Iranian border",
    "sub_type": "Sub-type",
} | {name: name.capitalize() for name in GROUPINGS if "_" not in name}
"""What each grouping is called on the screen."""


def grouping(dataset: Dataset, by: str) -> Grouping:
    """The groups of a dataset by one of `GROUPINGS`; cached. Raises ``KeyError`` if there is no such grouping."""
    make = GROUPINGS[by]
    return dataset.memo.get(("grouping", by), lambda: make(dataset))
