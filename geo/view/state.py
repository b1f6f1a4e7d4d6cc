"""What the user chose: query, layers, colours, selection, as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args

from geo.incidents.whose_figures import BEST
from geo.query import Query
from geo.view.annotations import Annotation

__all__ = ["LAYERS", "MEASURES", "HotSpotQuestion", "MapView", "Measure", "State"]

Measure = Literal["incidents", "killed", "per_100k", "per_1000_km2", "change"]
"""What districts can be coloured by; `geo.analysis.choropleth` computes it."""

MEASURES: tuple[Measure, ...] = get_args(Measure)

LAYERS = ("provinces", "districts", "former_fata", "labels", "rivers", "incidents", "heat", "heat_districts")
"""The layers of the map; all but ``former_fata`` and ``heat`` are on at first.

With ``heat_districts`` the heat counts incidents that are known only to the district, spread over it.
"""


@dataclass(frozen=True, slots=True)
class MapView:
    """The section of the map: its centre in degrees (EPSG:4326) and Leaflet's zoom level."""

    lon: float
    lat: float
    zoom: float


@dataclass(frozen=True, slots=True)
class HotSpotQuestion:
    """Which hot spots are asked for: a method, and its settings by name.

    `geo.analysis.hotspots.methods` answers it; the answer is kept with the data, under the question and the query.
    """

    method: str
    settings: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """What the user chose: a value, so that undo is a list of states.

    Attributes
    ----------
    district
        The name of the district that is looked at; blank for none. It is no filter: map and counts stay as they are,
        list and trend show its incidents.
    hot_spots
        The hot spots that are shown once they are computed for these data and this query; ``None`` for none.
    figures
        Whose figures are shown; see `geo.incidents.whose_figures`.
    annotations
        What the user has written and drawn on the map of pages.
    page
        How its page is set up, as JSON; see `geo.draw.page.recording.setup_text`. Blank for the usual page.
    selected, current
        The ids of the selected incidents, and of the one among them that is shown; blank for the first.
    """

    query: Query = field(default_factory=Query)
    layers: frozenset[str] = frozenset(LAYERS) - {"former_fata", "heat"}
    hidden: frozenset[str] = frozenset()
    size_by: str = "killed"
    figures: str = BEST
    colour_by: Measure | Literal[""] = ""
    compare: bool = False
    view: MapView | None = None
    district: str = ""
    hot_spots: HotSpotQuestion | None = None
    annotations: tuple[Annotation, ...] = ()
    page: str = ""
    selected: tuple[str, ...] = ()
    current: str = ""

    def with_query(self, **changes: Any) -> State:
        """The same state with some fields of the query changed."""
        return replace(self, query=replace(self.query, **changes))
