"""What the symbols and colours of a map mean."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from geo.analysis.choropleth import NONE, UNKNOWN, Choropleth, choropleth
from geo.analysis.focus import district_of
from geo.analysis.heat import heat_classes, spreads_districts
from geo.analysis.histogram import by_type
from geo.briefing.scope import Scope
from geo.incidents.whose_figures import in_brackets
from geo.places.user_layers import UserLayer
from geo.scales import HEAT_KM, KILLED_CLASSES, NEAR_KM, killed_classes
from geo.taxonomy import EVENT_TYPES
from geo.view.snapshot import Snapshot

if TYPE_CHECKING:
    from geo.analysis.hotspots.drawn import SpotMap

__all__ = [
    "LINES",
    "MARKS",
    "PLAIN_LINES",
    "WITHOUT_ROOM",
    "DistrictClasses",
    "HeatClasses",
    "Legend",
    "LegendEntry",
    "classes_of",
    "heat_of",
    "legend_of",
    "short_legend",
]

SIZE_TITLE = "Size: reported killed"
MARKS = {
    "selected": "selected",
    "looked at": "district looked at",
    "near": f"near the place named: within {NEAR_KM:g} km",
    "hatch": "known only to the district",
    "town": "town",
    "several": "number of incidents, by type",
}
LINES = {
    "province": "province",
    "district": "district",
    "named": "of the filter",
    "fata": "former FATA",
    "range": "range",
    "border": "other border",
    "disputed": "in dispute",
    "river": "river",
}
"""Lines of the ground, by the name under which they are drawn."""

SHORT = {
    "selected": "selected",
    "looked at": "district chosen",
    "near": f"within {NEAR_KM:g} km",
    "hatch": "district only",
    "town": "town",
    "several": "several",
}
"""Those of a slide."""

PLAIN_LINES = frozenset(("province", "district", "border", "river"))
"""Lines that explain themselves."""

_LEFT_OUT = re.compile(r" \((?:census \d+|best figures)\)| equal(?= period)")
"""What the titles of a slide do without; whose figures they show stays where these are not the best."""

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
    is_counted
        Whether the entries have a number of districts; those of a film have none, because frames differ.
    """

    title: str
    is_diverging: bool
    number_of_classes: int
    entries: tuple[LegendEntry, ...]
    of_districts: tuple[int, ...]
    is_counted: bool = True


@dataclass(frozen=True, slots=True)
class HeatClasses:
    """The classes of the heat: their lower bounds (incidents per 1,000 km²), rising, and in words.

    ``spread`` says whether incidents that are known only to the district count, spread over it.
    """

    bounds: tuple[float, ...]
    labels: tuple[str, ...]
    spread: bool

    @property
    def title(self) -> str:
        """What is coloured, with its unit."""
        what = "districts spread" if self.spread else "places only"
        return f"Heat: incidents per 1,000 km² (Gaussian of {HEAT_KM:g} km), all types shown, {what}"


@dataclass(frozen=True, slots=True)
class Legend:
    """The entries of a legend: of what is shown, and of nothing else.

    ``sizes`` are the classes of reported deaths of the symbols: index into `KILLED_CLASSES`, and the label. ``marks``
    are some of `MARKS`; the last one, of several incidents, is left out where none are close together. ``lines`` are
    some of `LINES`. ``explains_dots`` says whether marks without room for their number are explained. ``spots`` are
    the hot spots that are drawn.
    """

    types: tuple[LegendEntry, ...]
    user_layers: tuple[UserLayer, ...] = ()
    classes: DistrictClasses | None = None
    size_title: str = SIZE_TITLE
    sizes: tuple[tuple[int, str], ...] = ()
    marks: tuple[tuple[str, str], ...] = ()
    heat: HeatClasses | None = None
    lines: tuple[tuple[str, str], ...] = ()
    explains_dots: bool = True
    spots: SpotMap | None = None


def short_legend(legend: Legend, without: frozenset[str] = frozenset()) -> Legend:
    """The legend of a screen: short labels, and where room is short ``without`` lines of some kinds."""
    marks = tuple((name, SHORT[name]) for name, _ in legend.marks if name in SHORT)
    lines = tuple((name, text) for name, text in legend.lines if name not in without)
    classes = legend.classes
    if classes is not None:
        classes = replace(classes, title=_LEFT_OUT.sub("", classes.title).removeprefix("Districts: "))
    size_title = legend.size_title.replace(SIZE_TITLE, "Killed")
    return replace(legend, marks=marks, lines=lines, classes=classes, size_title=size_title, explains_dots=False)


def legend_of(snapshot: Snapshot, layers: tuple[UserLayer, ...], scope: Scope) -> Legend:
    """The legend of a snapshot, the user layers that are shown, and the places that the query names."""
    counts, coloured = by_type(snapshot), choropleth(snapshot)
    types = tuple(LegendEntry(i, name, counts[name]) for i, name in enumerate(EVENT_TYPES) if counts[name])
    marks, sizes = _marks(snapshot), _sizes(snapshot)
    if "incidents" not in snapshot.state.layers:
        sizes = ()
    classes = None if coloured is None else classes_of(coloured)
    return Legend(
        types,
        layers,
        classes,
        sizes=sizes,
        size_title=SIZE_TITLE + in_brackets(snapshot.dataset.figures),
        marks=marks,
        heat=heat_of(snapshot),
        lines=_lines(snapshot, scope),
        spots=_spots(snapshot),
    )


def _lines(snapshot: Snapshot, scope: Scope) -> tuple[tuple[str, str], ...]:
    layers, within = snapshot.state.layers, snapshot.state.query.within
    is_shown = {
        "province": "provinces" in layers,
        "district": "districts" in layers,
        "named": bool(scope.districts),
        "fata": "former_fata" in layers,
        "range": within is not None,
        "river": "rivers" in layers,
    }
    return tuple((name, text) for name, text in LINES.items() if is_shown.get(name, True))


def heat_of(snapshot: Snapshot, days: int | None = None) -> HeatClasses | None:
    """The classes of the heat for periods of a length, by default that of the period; ``None`` without heat."""
    if "heat" not in snapshot.state.layers:
        return None
    bounds = heat_classes(snapshot, days)
    between = [f"{low:g}–{high:g}" for low, high in pairwise(bounds)]
    return HeatClasses(bounds, (*between, f"{bounds[-1]:g}+"), spreads_districts(snapshot))


def _spots(snapshot: Snapshot) -> SpotMap | None:
    if snapshot.state.hot_spots is None:
        return None
    from geo.analysis.hotspots.drawn import spot_map_of

    return spot_map_of(snapshot)


def _points(snapshot: Snapshot) -> npt.NDArray[np.int32]:
    """The rows that are drawn as symbols."""
    return snapshot.rows[snapshot.dataset.incidents.has_point[snapshot.rows]]


def _sizes(snapshot: Snapshot) -> tuple[tuple[int, str], ...]:
    if snapshot.state.size_by != "killed":
        return ()
    found = np.unique(killed_classes(snapshot.dataset.incidents.killed[_points(snapshot)]))
    return tuple((number, KILLED_CLASSES[number][1]) for number in found.tolist())


def _marks(snapshot: Snapshot) -> tuple[tuple[str, str], ...]:
    known, has_symbols = snapshot.by_place_precision, "incidents" in snapshot.state.layers
    is_shown = {
        "selected": bool(np.isin(snapshot.selected_rows, _points(snapshot)).any()),
        "looked at": district_of(snapshot) is not None,
        "near": has_symbols and known.get("near", 0) > 0,
        "hatch": known.get("district", 0) > 0,
        "several": has_symbols and len(_points(snapshot)) > 1,
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
        entries=tuple(
            LegendEntry(number, label, choropleth.count(number))
            for number, label in numbered
            if number != NONE or choropleth.count(NONE)
        ),
        of_districts=tuple(choropleth.classes.tolist()),
    )
