"""The choices that a dataset offers for each filter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QIcon

from app.panels.filters.choices import Choice
from geo.incidents import Incidents
from geo.incidents.attribution import ATTRIBUTIONS
from geo.places.gazetteer import Gazetteer
from geo.taxonomy import EVENT_TYPES, SUB_EVENT_TYPES
from geo.wording import source_name

__all__ = ["DIVISION", "actor_choices", "attribution_choices", "place_choices", "source_choices", "type_choices"]

DIVISION = "{} division"
"""How a division is called among districts, which may have its name."""


def type_choices(icons: Sequence[QIcon]) -> list[Choice]:
    """Event types with their sub-types."""
    return [
        Choice(name, tuple(map(Choice, SUB_EVENT_TYPES[name])), icon)
        for name, icon in zip(EVENT_TYPES, icons, strict=True)
    ]


def place_choices(gazetteer: Gazetteer) -> list[Choice]:
    """Provinces with their divisions, these with their districts, and districts that belong to no division."""
    return [
        Choice(province.name, (*_divisions(gazetteer, province.name), *_without_division(gazetteer, province.name)))
        for province in gazetteer.provinces
    ]


def _divisions(gazetteer: Gazetteer, province: str) -> tuple[Choice, ...]:
    return tuple(
        Choice(DIVISION.format(division.name), tuple(map(Choice, division.districts)))
        for division in gazetteer.divisions
        if division.province == province
    )


def _without_division(gazetteer: Gazetteer, province: str) -> tuple[Choice, ...]:
    return tuple(Choice(d.name) for d in gazetteer.drawn if d.province == province and not d.division)


def actor_choices(incidents: Incidents) -> list[Choice]:
    """Actors, those with most incidents first."""
    actors = incidents.actors
    return [Choice(name) for name in sorted(actors, key=lambda name: (-len(actors[name]), name))]


def attribution_choices() -> list[Choice]:
    """What the claims about an incident can say of who did it."""
    titles = {"disputed": "Disputed: denied, or two groups named", "unclaimed": "Unclaimed: nobody named"}
    return [Choice(name, title=titles.get(name, name.capitalize())) for name in ATTRIBUTIONS]


def source_choices(incidents: Incidents) -> list[Choice]:
    """Sources in the order of their names."""
    return [Choice(name, title=source_name(name, "")) for name in sorted(incidents.coded["source"].names)]
