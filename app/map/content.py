"""The state of the page for a snapshot: one table with a line for each part of the picture.

A part is made anew only if what it is made from has changed since the state that is shown, so that a step of the time
bar costs a few comparisons however many incidents there are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from app.map.page_state import NO_LAYERS, Notice, PageState, Piece, Points
from app.widgets.emptiness import why_empty
from geo.analysis.choropleth import has_class_bounds
from geo.analysis.focus import district_of
from geo.analysis.heat import heat_classes
from geo.dataset import Dataset
from geo.draw.web.areas import area_colours
from geo.draw.web.columns import first_day, packed
from geo.draw.web.points import pack_mask
from geo.incidents.whose_figures import in_brackets
from geo.view.figures import figures_words
from geo.view.snapshot import Snapshot

__all__ = ["NOTICE", "page_state"]

NOTICE = "No incident matches the filters in this period."


@dataclass(frozen=True, slots=True)
class _Part:
    """How one field of `PageState` is made.

    Attributes
    ----------
    source
        What it is made from: values that are compared to tell whether it has to be made anew.
    make
        Makes it.
    """

    source: Callable[[Snapshot], tuple[object, ...]]
    make: Callable[[Snapshot], Any]


def page_state(snapshot: Snapshot, shown: PageState) -> PageState:
    """What the page is to show for a snapshot. Pure: equal arguments give equal states.

    Theme, base map and camera are not in a snapshot; they are those of ``shown``. Nor are expensive bounds of
    classes computed: as long as they are not cached, the districts keep the colours that are shown, if they are
    still the same districts.
    """
    sources = {name: part.source(snapshot) for name, part in _PARTS.items()}
    changes = {name: part.make(snapshot) for name, part in _PARTS.items() if shown.sources.get(name) != sources[name]}
    state = replace(shown, **changes, sources=sources)
    if not has_class_bounds(snapshot) and state.user_layers == shown.user_layers:
        return replace(state, areas=shown.areas)
    return state


def _points(snapshot: Snapshot) -> Points:
    dataset = snapshot.dataset
    return Points(packed(dataset), rows=len(dataset.incidents), day0=first_day(dataset))


def _user_layers(snapshot: Snapshot) -> Piece:
    if not snapshot.dataset.user_layers:
        return Piece(NO_LAYERS)
    from geo.draw.web.user_layers import user_layers_json

    return Piece(user_layers_json(snapshot.dataset))


def _mask(snapshot: Snapshot) -> Piece:
    mask = snapshot.mask
    return Piece(pack_mask(np.ones(len(snapshot.dataset.incidents), np.bool_) if mask is None else mask))


def _areas(snapshot: Snapshot) -> dict[str, Any] | None:
    """The districts by class: hot spots where they are shown, else by the figure that is chosen."""
    if snapshot.state.hot_spots is not None:
        from geo.draw.web.hot_spots import hot_spot_areas

        if (areas := hot_spot_areas(snapshot)) is not None:
            return areas
    return area_colours(snapshot) if has_class_bounds(snapshot) else None


def _spots(snapshot: Snapshot) -> dict[str, Any] | None:
    if snapshot.state.hot_spots is None:
        return None
    from geo.draw.web.hot_spots import hot_spot_shapes

    return hot_spot_shapes(snapshot)


def _spots_source(snapshot: Snapshot) -> tuple[object, ...]:
    """What is drawn of hot spots: the question, and its answer for these data and filters once it is there."""
    if snapshot.state.hot_spots is None:
        return ()
    from geo.analysis.hotspots.methods import answered

    return *_query(snapshot), snapshot.state.hot_spots, answered(snapshot)


def _heat(snapshot: Snapshot) -> dict[str, Any] | None:
    if "heat" not in snapshot.state.layers:
        return None
    return {"classes": list(heat_classes(snapshot)), "days": snapshot.period.width_days}


def _period(snapshot: Snapshot) -> tuple[int, int]:
    first, last = snapshot.period
    return first, last


def _range_lines(snapshot: Snapshot) -> tuple[tuple[float, ...], ...]:
    """The edge of what is near enough."""
    within = snapshot.state.query.within
    if within is None:
        return ()
    from geo.places.target import outline_within

    return tuple(tuple(line) for line in outline_within(within.target, within.km))


def _district(snapshot: Snapshot) -> int:
    district = district_of(snapshot)
    return -1 if district is None else district.index


def _selection(snapshot: Snapshot) -> tuple[int, ...]:
    """The rows of the selection, the one that list and details show first."""
    rows = snapshot.selected_rows
    current = snapshot.dataset.incidents.positions.get(snapshot.state.current, -1)
    return (current, *(row for row in rows if row != current)) if current in rows else rows


def _notice(snapshot: Snapshot) -> Notice:
    if len(snapshot.answer):
        return Notice()
    why = why_empty(snapshot.dataset)
    return Notice(why, offers_reset=False) if why else Notice(NOTICE)


def _label(snapshot: Snapshot) -> str:
    """What the data are, and whose figures size the symbols where these are not the best."""
    words = figures_words(snapshot.dataset)
    return " · ".join(filter(None, (snapshot.dataset.label, words[:1].upper() + words[1:])))


def _dataset(snapshot: Snapshot) -> tuple[Dataset]:
    return (snapshot.dataset,)


def _heat_source(snapshot: Snapshot) -> tuple[object, ...]:
    """What the classes of the heat depend on; nothing while it is hidden."""
    if "heat" not in snapshot.state.layers:
        return ()
    return snapshot.dataset, snapshot.state.query.any_time(), snapshot.period.width_days


def _query(snapshot: Snapshot) -> tuple[object, ...]:
    return snapshot.dataset, snapshot.state.query


_PARTS: dict[str, _Part] = {
    "points": _Part(_dataset, _points),
    "user_layers": _Part(_dataset, _user_layers),
    "mask": _Part(lambda s: (s.dataset, s.state.query.any_time()), _mask),
    "layers": _Part(lambda s: (s.state.layers,), lambda s: tuple(sorted(s.state.layers))),
    "hidden": _Part(lambda s: (s.state.hidden,), lambda s: tuple(sorted(s.state.hidden))),
    "certain": _Part(lambda s: (s.state.query.certain,), lambda s: s.state.query.certain),
    "period": _Part(_period, _period),
    "size_by": _Part(lambda s: (s.state.size_by,), lambda s: s.state.size_by),
    "figures": _Part(_dataset, lambda s: in_brackets(s.dataset.figures)),
    "areas": _Part(lambda s: (*_query(s), s.state.colour_by, has_class_bounds(s), *_spots_source(s)), _areas),
    "spots": _Part(_spots_source, _spots),
    "heat": _Part(lambda s: (*_heat_source(s), s.state.layers & {"heat", "heat_districts"}), _heat),
    "range_lines": _Part(lambda s: (s.state.query.within,), _range_lines),
    "district": _Part(lambda s: (s.dataset, district_of(s)), _district),
    "selection": _Part(lambda s: (s.dataset, s.state.selected, s.state.current), _selection),
    "notice": _Part(_query, _notice),
    "label": _Part(_dataset, _label),
}
