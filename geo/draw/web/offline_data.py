"""What an offline map holds of a snapshot: only the rows that it shows, as files by the names that the page reads.

The scales of districts in colour and of heat are computed here, for periods of each length; the page finds the classes
of a period itself. Hot spots are computed for the whole period of the file. The page shows them only for that period,
because it cannot compute them for another one, and says so.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from geo.analysis.coverage import coverage
from geo.analysis.focus import district_of
from geo.briefing import Briefing
from geo.calendar.period import Period
from geo.draw import basemap
from geo.draw.web import files as webfiles
from geo.draw.web.areas import area_colours
from geo.draw.web.columns import columns_of, first_day
from geo.draw.web.offline_colours import scales_of_file
from geo.draw.web.offline_texts import incident_texts
from geo.draw.web.page_config import page_config
from geo.draw.web.points import PointColumns, pack_points
from geo.draw.web.user_layers import user_layers_json
from geo.incidents.whose_figures import in_brackets
from geo.query import PLACES
from geo.view.snapshot import Snapshot
from geo.wording import plural

__all__ = ["OfflineMap", "files_of"]

_FONTS = ("Latin-400.ttf", "Latin-600.ttf")
_MARGIN_DEGREES = 0.3
_OFFLINE = (
    "This file holds the map, the incidents and these notes. It needs no network and asks for none. "
    "Hot spots are shown for the whole period of the file only."
)


@dataclass(frozen=True, slots=True)
class OfflineMap:
    """An offline map that is to be made: what it shows, what is said of it, and the theme it opens with.

    ``among`` is what it shows among all that may leave, see `geo.export.request.ExportRequest.among`; ``about`` says
    what the file holds, as `geo.export.description.description_of` gives it.
    """

    snapshot: Snapshot
    among: Snapshot
    briefing: Briefing
    about: Mapping[str, Any]
    theme: str = "light"


def files_of(offline: OfflineMap) -> dict[str, bytes]:
    """The files of an offline map by name.

    Raises
    ------
    AssetMissing
        If the installation lacks one of the bundled files.
    """
    snapshot = offline.snapshot
    return {
        "config.json": _json(page_config()),
        "basemap.json": basemap.basemap_json(),
        "state.json": _json(_state(offline)),
        "colours.json": _json(scales_of_file(offline.among, Period(*_days(snapshot)))),
        "points.bin": pack_points(_columns(snapshot)),
        "user_layers.json": user_layers_json(snapshot.dataset),
        "incidents.json": _json(incident_texts(snapshot)),
        "about.json": _json(_about(offline)),
        **{name: webfiles.read(name)[1] for name in _FONTS},
    }


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def _columns(snapshot: Snapshot) -> PointColumns:
    """The columns of the rows that are shown."""
    whole = columns_of(snapshot.dataset)
    picked = {one.name: getattr(whole, one.name)[snapshot.rows] for one in fields(whole) if one.name != "day0"}
    return PointColumns(**picked, day0=whole.day0)


def _state(offline: OfflineMap) -> dict[str, Any]:
    """The state of the page, as ``PageState`` of ``data/changes.js`` describes it."""
    snapshot, district = offline.snapshot, district_of(offline.snapshot)
    state = snapshot.state
    return {
        "user_layers": {"version": 1},
        "points": {"version": 1, "rows": len(snapshot.rows), "day0": first_day(snapshot.dataset)},
        "theme": offline.theme,
        "ground": None,
        "layers": sorted(state.layers),
        "hidden": sorted(state.hidden),
        "certain": state.query.certain,
        "period": list(_days(snapshot)),
        "size_by": state.size_by,
        "figures": in_brackets(snapshot.dataset.figures),
        "areas": _areas(offline),
        "spots": _spots(snapshot),
        "heat": None,
        "range_lines": _range_lines(snapshot),
        "district": -1 if district is None else district.index,
        "selection": [],
        "camera": _camera(snapshot),
        "notice": {"text": offline.briefing.nothing_found, "offers_reset": False},
        "label": offline.briefing.label,
    }


def _days(snapshot: Snapshot) -> tuple[int, int]:
    """The days that the time bar covers: those of the period on which anything may lie; a day where nothing does."""
    incidents, rows, period = snapshot.dataset.incidents, snapshot.rows, snapshot.period
    if not len(rows):
        return (period.first, max(period.first, period.last))
    first, last = int(incidents.start[rows].min()), int(incidents.end[rows].max())
    if snapshot.state.query.first is None:
        period = period._replace(first=max(first, period.first))
    if snapshot.state.query.last is None:
        period = period._replace(last=min(last, period.last))
    return period.first, period.last


def _areas(offline: OfflineMap) -> dict[str, Any] | None:
    """The districts by class: hot spots where they are shown, else by the figure that is chosen."""
    snapshot = offline.snapshot
    if snapshot.state.hot_spots is not None:
        from geo.draw.web.hot_spots import hot_spot_areas

        if (areas := hot_spot_areas(snapshot)) is not None:
            return areas
    return area_colours(offline.among)


def _spots(snapshot: Snapshot) -> dict[str, Any] | None:
    if snapshot.state.hot_spots is None:
        return None
    from geo.draw.web.hot_spots import hot_spot_shapes

    return hot_spot_shapes(snapshot)


def _range_lines(snapshot: Snapshot) -> list[list[float]]:
    within = snapshot.state.query.within
    if within is None:
        return []
    from geo.places.target import outline_within

    return outline_within(within.target, within.km)


def _camera(snapshot: Snapshot) -> dict[str, Any]:
    """The view of the screen; else the points of a filter by place, else both provinces."""
    view, query, incidents = snapshot.state.view, snapshot.state.query, snapshot.dataset.incidents
    if view is not None:
        return {"view": [view.lon, view.lat, view.zoom]}
    points = snapshot.rows[incidents.has_point[snapshot.rows]]
    if not len(points) or not (query.within or any(getattr(query, field) for field in PLACES)):
        return {}
    lon, lat = incidents.lon[points], incidents.lat[points]
    corners = np.array([lon.min(), lat.min(), lon.max(), lat.max()])
    return {"bounds": np.round(corners + _MARGIN_DEGREES * np.array([-1, -1, 1, 1]), 4).tolist()}


def _about(offline: OfflineMap) -> dict[str, Any]:
    """What the page says of itself; see ``About`` in ``offline/about.js``."""
    snapshot, briefing, about = offline.snapshot, offline.briefing, offline.about
    notes, dataset = briefing.notes, snapshot.dataset
    shown, total = len(snapshot.rows), plural(about["of"], "incident")
    parts = [
        ("Period", snapshot.period_words),
        ("Filters", briefing.filters.text(50)),
        ("Not covered", briefing.coverage),
        ("Doubts", " ".join(briefing.doubts)),
        ("What the data are", briefing.caveat),
        *notes.headed(notes.mapped.whole),
        ("Sharing", " ".join(about["sharing"]["says"])),
        ("Citation and licence", "\n".join(_terms(snapshot))),
        ("Offline", _OFFLINE),
    ]
    return {
        "title": briefing.title,
        "label": briefing.label,
        "caveat": briefing.caveat,
        "coverage": briefing.coverage,
        "filters": briefing.filters.text(),
        "of": f"{shown:,} of {total}",
        "covered": [list(days) for days in coverage(snapshot).covered],
        "districts": [district.name for district in dataset.gazetteer.drawn],
        "parts": [[name, text] for name, text in parts if text],
        "made": briefing.record.made.isoformat(),
        "record": json.loads(briefing.record.view),
    }


def _terms(snapshot: Snapshot) -> list[str]:
    """The citation and the licence of each release, once each."""
    releases = [release for release in snapshot.dataset.releases if release.is_cited]
    lines = (" · ".join(filter(None, (each.citation, each.licence))) for each in releases)
    return list(dict.fromkeys(line for line in lines if line))
