"""Keeps the map and the session in step; only what differs between two snapshots crosses to the page."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QObject

from app.jobs import Jobs
from app.map.areas import area_colours
from app.map.cached_points import KeptPoints
from app.map.panel import NO_LAYERS, MapPanel
from app.session import Session
from app.settings import cache_folder
from geo.analysis.choropleth import class_bounds, has_class_bounds
from geo.draw.web.columns import first_day, packed
from geo.draw.web.points import pack_mask
from geo.incidents.words import PLACE_PRECISION_WORDS, date_words, figure_words
from geo.query import Query
from geo.sources.bundled import bundled
from geo.view.snapshot import Snapshot
from geo.view.state import MapView

__all__ = ["MapPresenter"]

NOTICE = "No incident matches the filters in this period."
EMPTY = "There are no incidents here yet. Drop a file on the window to bring some in."
LONGEST_NOTE = 220


class MapPresenter(QObject):
    """Shows the session on the map, and the map's gestures to the session."""

    def __init__(self, session: Session, panel: MapPanel, jobs: Jobs | None = None) -> None:
        super().__init__(panel)
        self._jobs = jobs
        self._session, self._panel = session, panel
        self._seen: MapView | None = None
        panel.set_card_provider(self._card)
        panel.selected.connect(self._select)
        panel.view_changed.connect(self._look)
        panel.reset_requested.connect(session.reset_filters)
        session.changed.connect(self._on_changed)
        session.replaced.connect(self._fill)
        self._fill(session.snapshot)

    def _fill(self, snapshot: Snapshot) -> None:
        dataset = snapshot.dataset
        points = (packed(dataset), len(dataset.incidents), first_day(dataset))
        self._panel.set_reference(_reference_of(snapshot))
        if not self._panel.holds(*points):
            self._panel.set_points(*points)
        self._show_mask(snapshot)
        self._show_rest(snapshot)
        if dataset is bundled():
            KeptPoints(cache_folder()).keep(*points, snapshot.period)

    def _on_changed(self, before: Snapshot, after: Snapshot) -> None:
        old, new = before.state, after.state
        if old.query != new.query:
            self._ask(old.query, after)
        if old.layers != new.layers:
            self._panel.set_layers(sorted(new.layers))
        if old.hidden != new.hidden:
            self._panel.set_hidden(sorted(new.hidden))
        if old.colour_by != new.colour_by or (new.colour_by and old.query != new.query):
            self._show_areas(after)
        if old.size_by != new.size_by:
            self._panel.set_size_by(new.size_by)
        if old.selected != new.selected:
            self._panel.set_selection(list(after.selected_rows))
        if new.view not in (old.view, self._seen):
            self._show_view(new.view)

    def _ask(self, old: Query, after: Snapshot) -> None:
        """Show the answer to another question."""
        new = after.state.query
        if old.any_time() != new.any_time():
            self._show_mask(after)
        if old.certain != new.certain:
            self._panel.set_certain(new.certain)
        self._panel.set_window(*after.period)
        self._show_notice(after)
        if old.within != new.within:
            self._show_range(after)

    def _show_view(self, view: MapView | None) -> None:
        """Look where the state says; where it says nothing, at both provinces."""
        self._seen = view
        if view is None:
            self._panel.fit()
        else:
            self._panel.set_view(view.lon, view.lat, view.zoom)

    def _show_mask(self, snapshot: Snapshot) -> None:
        mask = snapshot.mask
        everything = np.ones(len(snapshot.dataset.incidents), np.bool_)
        self._panel.set_mask(pack_mask(everything if mask is None else mask))

    def _show_rest(self, snapshot: Snapshot) -> None:
        self._panel.set_certain(snapshot.state.query.certain)
        self._panel.set_window(*snapshot.period)
        self._panel.set_layers(sorted(snapshot.state.layers))
        self._panel.set_hidden(sorted(snapshot.state.hidden))
        self._panel.set_size_by(snapshot.state.size_by)
        self._show_areas(snapshot)
        self._show_range(snapshot)
        self._panel.set_selection(list(snapshot.selected_rows))
        self._show_notice(snapshot)

    def _show_range(self, snapshot: Snapshot) -> None:
        """Draw how far "near" reaches."""
        within = snapshot.state.query.within
        if within is None:
            self._panel.set_range([])
            return
        from geo.places.target import outline_within

        self._panel.set_range(outline_within(within.target, within.km))

    def _show_areas(self, snapshot: Snapshot) -> None:
        """Colour the districts; bounds of classes that are yet to be found are looked for in the background."""
        if self._jobs is None or has_class_bounds(snapshot):
            self._panel.set_area_colours(area_colours(snapshot))
            return

        def then(_bounds: object) -> None:
            if self._session.snapshot is snapshot:
                self._panel.set_area_colours(area_colours(snapshot))

        self._jobs.run("classes", lambda: class_bounds(snapshot), then, lambda _message: None)

    def _show_notice(self, snapshot: Snapshot) -> None:
        has_incidents = len(snapshot.dataset.incidents) > 0
        said = "" if len(snapshot.answer) else NOTICE if has_incidents else snapshot.dataset.notice or EMPTY
        self._panel.set_notice(said, offers_reset=has_incidents)

    def _look(self, lon: float, lat: float, zoom: float) -> None:
        """Remember a move of the user."""
        self._seen = MapView(lon, lat, zoom)
        self._session.look(self._seen)

    def _select(self, rows: list[int]) -> None:
        ids = self._session.dataset.incidents.texts["incident_id"]
        self._session.select(tuple(ids[row] for row in rows if 0 <= row < len(ids)))

    def _card(self, row: int) -> dict[str, Any]:
        """What the short card beside the cursor says of one incident."""
        incident = self._session.dataset.incidents.row(row)
        claims = self._session.dataset.claims.get(incident.incident_id, ())
        note = incident.notes if len(incident.notes) <= LONGEST_NOTE else f"{incident.notes[:LONGEST_NOTE]}…"
        lines = [
            f"Killed: {figure_words(incident)}",
            *(claim.sentence() for claim in claims[:3]),
            PLACE_PRECISION_WORDS.get(incident.place_precision, ""),
            note,
        ]
        return {
            "title": incident.sub_event_type or incident.event_type,
            "date": date_words(incident),
            "place": ", ".join(filter(None, (incident.location, incident.district))),
            "lines": [line for line in lines if line],
        }


def _reference_of(snapshot: Snapshot) -> bytes:
    if not snapshot.dataset.user_layers:
        return NO_LAYERS
    from geo.draw.web.user_layers import user_layers_json

    return user_layers_json(snapshot.dataset)
