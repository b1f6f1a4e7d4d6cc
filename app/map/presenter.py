"""Connects the map and the session: the snapshot as the state of the page, the map's gestures as changes of it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from app.jobs import Jobs
from app.map.cached_points import CachedPoints
from app.map.cards import district_card, rows_card
from app.map.content import page_state
from app.map.page_state import Camera, Notice, PageState
from app.map.panel import MapPanel
from app.session import Session
from app.settings import cache_folder
from geo.analysis.choropleth import class_bounds, has_class_bounds
from geo.analysis.districts import is_listed
from geo.analysis.focus import district_of
from geo.draw.web.areas import classes_query
from geo.sources.bundled import bundled
from geo.view.snapshot import Snapshot
from geo.view.state import MapView

__all__ = ["MapPresenter"]


BUSY = Notice("The districts are being coloured…", offers_reset=False)
BUSY_MS = 200
"""So long a colouring may take before the map says that it is under way."""


class MapPresenter(QObject):
    """Shows the session on the map, and passes the map's gestures to the session."""

    def __init__(self, session: Session, panel: MapPanel, jobs: Jobs | None = None) -> None:
        super().__init__(panel)
        self._jobs = jobs
        self._session, self._panel = session, panel
        self._page_view: MapView | None = None
        self._classes_under_way: tuple[object, ...] | None = None
        self._classes_failed: tuple[object, ...] | None = None
        self._patience = QTimer(self, singleShot=True, interval=BUSY_MS)
        self._patience.timeout.connect(lambda: self._panel.show_state(self._with_sign(self._panel.state)))
        panel.set_card_provider(lambda rows: rows_card(session.dataset, rows))
        panel.set_district_card_provider(lambda number: district_card(session.snapshot, number))
        panel.selected.connect(self._select)
        panel.district_selected.connect(self._select_district)
        panel.view_changed.connect(self._on_moved)
        panel.reset_requested.connect(session.reset_filters)
        session.changed.connect(self._on_changed)
        session.replaced.connect(self._on_replaced)
        self._on_replaced(session.snapshot)

    def _on_replaced(self, snapshot: Snapshot) -> None:
        """Another dataset is shown."""
        self._classes_failed = None
        self._show(snapshot)
        if snapshot.dataset is bundled():
            CachedPoints(cache_folder()).write(self._panel.state)

    def _on_changed(self, before: Snapshot, after: Snapshot) -> None:
        view, camera = after.state.view, self._panel.state.camera
        if view not in (before.state.view, self._page_view):
            self._page_view = view
            camera = camera.at_bounds(None) if view is None else camera.at_view(view.lon, view.lat, view.zoom)
        self._show(after, camera)

    def _show(self, snapshot: Snapshot, camera: Camera | None = None) -> None:
        """Show a snapshot, from where the map looks or from elsewhere."""
        self._prepare_classes(snapshot)
        shown = self._panel.state
        new = page_state(snapshot, shown if camera is None else shown.with_camera(camera))
        self._panel.show_state(self._with_sign(new))

    def _with_sign(self, state: PageState) -> PageState:
        """A state with the sign that the districts are being coloured if that takes long, else without it."""
        bare = replace(state, notice=Notice()) if state.notice == BUSY else state
        is_awaited = self._classes_under_way is not None and not has_class_bounds(self._session.snapshot)
        if bare.notice.text or not is_awaited or self._patience.isActive():
            return bare
        return replace(bare, notice=BUSY)

    def _prepare_classes(self, snapshot: Snapshot) -> None:
        """Compute the bounds of the classes of districts in the background if they are not cached.

        The answer goes into the dataset's cache; then the state of the page is made anew, for whatever is shown by
        then.
        """
        if has_class_bounds(snapshot):
            return
        query = classes_query(snapshot)
        if query in (self._classes_under_way, self._classes_failed):
            return
        if self._jobs is None:
            class_bounds(snapshot)
            return
        self._classes_under_way = query
        self._patience.start()
        self._jobs.run("classes", lambda: class_bounds(snapshot), self._on_classes, self._on_classes_failed)

    def _on_classes(self, _bounds: object) -> None:
        self._classes_under_way = None
        self._show(self._session.snapshot)

    def _on_classes_failed(self, message: str) -> None:
        """Show the error, and do not try again until something else is to be computed."""
        self._classes_failed, self._classes_under_way = self._classes_under_way, None
        self._panel.show_message(f"The districts could not be coloured. {message}")
        self._panel.show_state(replace(self._with_sign(self._panel.state), areas=None))

    def _on_moved(self, lon: float, lat: float, zoom: float) -> None:
        """The user moved the map: a step of the history, which must not move the map again."""
        self._page_view = MapView(lon, lat, zoom)
        self._session.look(self._page_view)

    def _select(self, rows: list[int]) -> None:
        """Select incidents, the newest first as in the list; beside all districts, look at none any more."""
        ids = self._session.dataset.incidents.texts["incident_id"]
        known = sorted((row for row in rows if 0 <= row < len(ids)), reverse=True)
        district = district_of(self._session.snapshot)
        if district is not None and not any(self._session.dataset.polygons[row] == district.index for row in known):
            self._session.look_at_district("")
        self._session.select(tuple(ids[row] for row in known))

    def _select_district(self, number: int) -> None:
        drawn = self._session.dataset.gazetteer.drawn
        if number < len(drawn) and is_listed(self._session.snapshot)[number]:
            self._session.look_at_district(drawn[number].name)
        else:
            self._select([])
