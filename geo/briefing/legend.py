"""What the symbols and colours of a map mean."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from geo.analysis.choropleth import NONE, UNKNOWN, Choropleth, choropleth
from geo.analysis.coverage import coverage
from geo.analysis.histogram import by_type
from geo.places.user_layers import UserLayer
from geo.scales import KILLED_CLASSES, NEAR_KM, killed_classes
from geo.taxonomy import EVENT_TYPES
from geo.view.snapshot import Snapshot

__all__ = ["MARKS", "WITHOUT_ROOM", "DistrictClasses", "Legend", "LegendEntry", "classes_of", "legend_of"]

MARKS = {
    "near": f"near the place named: within {NEAR_KM:g} km",
    "hatch": "known only to the district",
    "town": "town",
    "several": "number of incidents, by type",
}
WITHOUT_ROOM = "incidents, by type; dot: no room"
"""The last one where some have no room for their number."""
"""Marks beside the symbols of incidents, by the name under which they are drawn."""


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
    """The entries of a legend: of what is shown, and of nothing else.

    ``sizes`` are the classes of reported deaths of the symbols: index into `KILLED_CLASSES`, and the label. ``marks``
    are some of `MARKS`; the last one, of several incidents, is left out where none are close together.
    """

    types: tuple[LegendEntry, ...]
    user_layers: tuple[UserLayer, ...] = ()
    classes: DistrictClasses | None = None
    size_title: str = "Size: reported killed"
    sizes: tuple[tuple[int, str], ...] = ()
    marks: tuple[tuple[str, str], ...] = ()


def legend_of(snapshot: Snapshot, layers: tuple[UserLayer, ...]) -> Legend:
    """The legend of a snapshot and the user layers that are shown."""
    counts, coloured = by_type(snapshot), _coloured(snapshot)
    types = tuple(LegendEntry(i, name, counts[name]) for i, name in enumerate(EVENT_TYPES) if counts[name])
    marks, sizes = _marks(snapshot), _sizes(snapshot)
    return Legend(types, layers, None if coloured is None else classes_of(coloured), sizes=sizes, marks=marks)


def _coloured(snapshot: Snapshot) -> Choropleth | None:
    """The districts by class; all unknown where the data cover no day of the period."""
    found = choropleth(snapshot)
    if found is None or not coverage(snapshot).is_none:
        return found
    return replace(found, classes=np.where(found.classes == NONE, UNKNOWN, found.classes).astype(np.int8))


def _points(snapshot: Snapshot) -> npt.NDArray[np.int32]:
    """The rows that are drawn as symbols."""
    return snapshot.rows[snapshot.dataset.incidents.has_point[snapshot.rows]]


def _sizes(snapshot: Snapshot) -> tuple[tuple[int, str], ...]:
    found = np.unique(killed_classes(snapshot.dataset.incidents.killed[_points(snapshot)]))
    return tuple((number, KILLED_CLASSES[number][1]) for number in found.tolist())


def _marks(snapshot: Snapshot) -> tuple[tuple[str, str], ...]:
    known = snapshot.by_place_precision
    is_shown = {
        "near": known.get("near", 0) > 0,
        "hatch": known.get("district", 0) > 0,
        "several": len(_points(snapshot)) > 1,
        "town": "labels" in snapshot.state.layers,
    }
    return tuple((name, text) for name, text in MARKS.items() if is_shown[name])


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
