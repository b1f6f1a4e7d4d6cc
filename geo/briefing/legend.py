"""What the symbols and colours of a map mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from geo.analysis.choropleth import NONE, UNKNOWN, Choropleth
from geo.places.user_layers import UserLayer
from geo.scales import KILLED_CLASSES, NEAR_KM
from geo.taxonomy import EVENT_TYPES

__all__ = ["MARKS", "DistrictClasses", "Legend", "LegendEntry", "classes_of", "legend_of"]

MARKS = {
    "near": f"near the place named: disc of {NEAR_KM:g} km",
    "hatch": "known only to the district",
    "shared": "two incidents at the same point",
    "town": "town",
}
"""Marks beside the symbols of incidents, by the name under which they are drawn."""

_SIZES = ((1, "0 or unknown"), *((i, label) for i, (_, label) in enumerate(KILLED_CLASSES) if i > 1))


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A class with its label and how many incidents or districts are in it.

    ``number`` is the position of an event type in the taxonomy, or the class of a district (see `DistrictClasses`).
    """

    number: int
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class DistrictClasses:
    """The districts by class.

    Attributes
    ----------
    title
        What is classed, with its unit.
    is_diverging
        Whether the classes lead from a fall to a rise.
    number_of_classes
        The number of classes, and so of colours.
    entries
        The classes in their order with ``NONE`` of `geo.analysis.choropleth` in its place, then ``UNKNOWN``.
    of_districts
        The class of each drawn district.
    """

    title: str
    is_diverging: bool
    number_of_classes: int
    entries: tuple[LegendEntry, ...]
    of_districts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Legend:
    """The entries of a legend.

    ``sizes`` are the classes of reported deaths that look different: index into `KILLED_CLASSES`, and the label.
    """

    types: tuple[LegendEntry, ...]
    user_layers: tuple[UserLayer, ...] = ()
    classes: DistrictClasses | None = None
    size_title: str = "Size: reported killed"
    sizes: tuple[tuple[int, str], ...] = _SIZES
    marks: tuple[tuple[str, str], ...] = tuple(MARKS.items())


def legend_of(by_type: Mapping[str, int], layers: tuple[UserLayer, ...], choropleth: Choropleth | None) -> Legend:
    """The legend of counts by event type, the user layers that are shown, and districts by class."""
    types = tuple(LegendEntry(i, name, by_type.get(name, 0)) for i, name in enumerate(EVENT_TYPES))
    return Legend(types, layers, None if choropleth is None else classes_of(choropleth))


def classes_of(choropleth: Choropleth) -> DistrictClasses:
    """The entries of districts by class."""
    numbered = list(enumerate(choropleth.labels))
    numbered.insert(choropleth.none_at, (NONE, "no change" if choropleth.is_diverging else "none"))
    if choropleth.count(UNKNOWN):
        numbered.append((UNKNOWN, "not known"))
    return DistrictClasses(
        title=f"Districts: {choropleth.title}",
        is_diverging=choropleth.is_diverging,
        number_of_classes=len(choropleth.labels),
        entries=tuple(LegendEntry(number, label, choropleth.count(number)) for number, label in numbered),
        of_districts=tuple(choropleth.classes.tolist()),
    )
