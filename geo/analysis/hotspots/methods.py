"""The methods by name, and the hot spots that a snapshot asks for.

A method is loaded when it is used. An answer is kept with the dataset under the question and the query: it is never
shown for other data or other filters, and is there again when these come back.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import asdict, dataclass
from importlib import import_module
from typing import Any

from geo.analysis.hotspots.result import Expect, HotSpots, Tick, nothing_done, nothing_expected
from geo.analysis.hotspots.settings import (
    DensitySettings,
    EmergingSettings,
    LocalSettings,
    NearRepeatSettings,
    ScanSettings,
)
from geo.places.measure import CONFORMAL, project
from geo.view.snapshot import Snapshot
from geo.view.state import HotSpotQuestion

__all__ = ["DRAWN_METHODS", "METHODS", "Method", "answer", "answered", "load", "question"]


@dataclass(frozen=True, slots=True)
class Method:
    """A method: its title, what it asks, the class of its settings, and what answers."""

    title: str
    asks: str
    settings: Callable[..., Any]
    run: Callable[[Snapshot, Any, Tick, Expect], HotSpots]


_LOADED = (
    "scipy.sparse",
    "scipy.special",
    "scipy.spatial",
    "geo.places.adjacency",
    "geo.analysis.hotspots.scan",
    "geo.analysis.hotspots.emerging",
)
"""What the methods compute with; it takes up to half a second to load, and is loaded part by part."""


def load(tick: Tick = nothing_done) -> None:
    """Load what the methods compute with, so that a computation tells its progress, and can be stopped, at once.

    ``tick`` is called after each part, and may raise `geo.errors.Cancelled`.
    """
    for name in _LOADED:
        import_module(name)
        tick(0.0)
    project(0.0, 0.0, CONFORMAL)
    tick(0.0)


def question(method: str, settings: Any) -> HotSpotQuestion:
    """The question for a method with its settings."""
    return HotSpotQuestion(method, tuple(sorted(asdict(settings).items())))


def answer(snapshot: Snapshot, tick: Tick = nothing_done, expect: Expect = nothing_expected) -> HotSpots | None:
    """The hot spots that the state asks for, computed if they are not kept; ``None`` if it asks for none.

    ``expect`` gets the seconds of what takes long, before it starts.

    Raises
    ------
    InputError
        If the settings do not suit each other or the period.
    Cancelled
        If ``tick`` raises it.
    """
    asked = snapshot.state.hot_spots
    if asked is None:
        return None
    method = METHODS[asked.method]
    settings = method.settings(**dict(asked.settings))

    def run() -> HotSpots:
        load(tick)
        return method.run(snapshot, settings, tick, expect)

    return snapshot.dataset.memo.get(_key(snapshot), run)


def answered(snapshot: Snapshot) -> HotSpots | None:
    """The hot spots that the state asks for if they are kept; ``None`` if it asks for none, or if they are not."""
    if snapshot.state.hot_spots is None or not snapshot.dataset.memo.holds(_key(snapshot)):
        return None
    return answer(snapshot)


def _key(snapshot: Snapshot) -> Hashable:
    return "hot spots", snapshot.state.hot_spots, snapshot.state.query


def _gistar(snapshot: Snapshot, settings: LocalSettings, tick: Tick, _expect: Expect) -> HotSpots:
    from geo.analysis.hotspots.local_hot_spots import gi_star_hot_spots

    return gi_star_hot_spots(snapshot, settings, tick)


def _moran(snapshot: Snapshot, settings: LocalSettings, tick: Tick, _expect: Expect) -> HotSpots:
    from geo.analysis.hotspots.local_hot_spots import local_moran_hot_spots

    return local_moran_hot_spots(snapshot, settings, tick)


def _emerging(snapshot: Snapshot, settings: EmergingSettings, tick: Tick, _expect: Expect) -> HotSpots:
    from geo.analysis.hotspots.emerging import emerging_hot_spots

    return emerging_hot_spots(snapshot, settings, tick)


def _scan(snapshot: Snapshot, settings: ScanSettings, tick: Tick, expect: Expect) -> HotSpots:
    from geo.analysis.hotspots.scan import permutation_scan

    return permutation_scan(snapshot, settings, tick, expect)


def _knox(snapshot: Snapshot, settings: NearRepeatSettings, tick: Tick, _expect: Expect) -> HotSpots:
    from geo.analysis.hotspots.near_repeat import near_repeats

    return near_repeats(snapshot, settings, tick)


def _density(snapshot: Snapshot, settings: DensitySettings, _tick: Tick, _expect: Expect) -> HotSpots:
    from geo.analysis.hotspots.density import densest_places

    return densest_places(snapshot, settings)


def _unusual(snapshot: Snapshot, settings: Any, _tick: Tick, _expect: Expect) -> HotSpots:
    from geo.analysis.hotspots.unusual_places import unusual_places

    return unusual_places(snapshot, settings)


def _unusual_settings(**given: Any) -> Any:
    from geo.analysis.unusual import Settings

    return Settings(**given)


METHODS: dict[str, Method] = {
    "gistar": Method("Hot and cold spots (Gi*)", "Do high counts, or low ones, lie close together?", LocalSettings,
                     _gistar),
    "emerging": Method("Emerging hot spots", "Is a hot spot new, lasting, growing, fading or past?", EmergingSettings,
                       _emerging),
    "moran": Method("Like and unlike neighbours (Moran)", "Is a place like its neighbours, or unlike them?",
                    LocalSettings, _moran),
    "scan": Method("Clusters in place and time (scan)", "Are there more incidents close together in place and time "
                   "than these places and these weeks have anyway?", ScanSettings, _scan),
    "unusual": Method("Unusual for the district", "Are there more or fewer incidents than usual there?",
                      _unusual_settings, _unusual),
    "knox": Method("Near repeats (Knox)", "Do incidents that are near in space follow each other more closely in time "
                   "than by chance?", NearRepeatSettings, _knox),
    "density": Method("Kernel density", "Which places have the most incidents per area?", DensitySettings, _density),
}  # fmt: skip
"""The methods by the name that the command line gives them."""

DRAWN_METHODS = ("gistar", "emerging", "moran", "scan", "unusual")
"""The methods whose answers are drawn. The density is the heat of the map, and near repeats have no place.

The panel offers all of `METHODS`.
"""
