"""The panels left and right of the map, and the chips of the filters above it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from app.jobs import Jobs
from app.panels.chips import ChipBar
from app.panels.context.panel import ContextPanel
from app.panels.details.panel import DetailsPanel
from app.panels.districts import DistrictsPanel
from app.panels.filters.panel import FiltersPanel
from app.panels.focus import FocusBar
from app.panels.hot_spots.panel import HotSpotsPanel
from app.panels.incidents.panel import IncidentsPanel
from app.panels.layers import LayersPanel
from app.panels.trend.panel import ChartsPanel
from app.panels.watch.panel import WatchPanel
from app.session import Session
from app.widgets.emptiness import Cover, why_empty
from geo.view.snapshot import Snapshot

__all__ = ["Sides"]


class Sides:
    """Above the map: the chips, which the window places. Left: filters and layers. Right: the rest.

    On the right the district that is looked at stands above incidents, districts and trend; the details are below.
    """

    def __init__(self, session: Session, jobs: Jobs | None = None) -> None:
        self.filters = FiltersPanel(session)
        self.layers = LayersPanel(session)
        self.incidents = IncidentsPanel(session)
        self.districts = DistrictsPanel(session)
        self.charts = ChartsPanel(session)
        self.watch = WatchPanel(session, jobs)
        self.hot_spots = HotSpotsPanel(session, jobs)
        self.context = ContextPanel(session)
        self.details = DetailsPanel(session)
        self.focus = FocusBar(session)
        self.chips = ChipBar(session)
        self.left = _tabs("left", (("Filters", self.filters), ("Layers", self.layers)))
        tables = (
            ("Incidents", self.incidents),
            ("Districts", self.districts),
            ("Trend", self.charts),
            ("Watch", self.watch),
            ("Hot spots", self.hot_spots),
            ("Context", self.context),
        )
        self.tables = _tabs("right", tables)
        self.tables.tabBar().setExpanding(True)  # in a narrow window all titles are in view, in others they stand apart
        self.right = QSplitter(Qt.Orientation.Vertical)
        self.right.setObjectName("right side")
        self.right.addWidget(_below(self.focus, self.tables))
        self.right.addWidget(self.details)
        self.right.setStretchFactor(0, 3)
        self.right.setStretchFactor(1, 2)
        self.right.setChildrenCollapsible(False)
        self._session = session
        pages = self.tables.findChild(QStackedWidget)
        assert isinstance(pages, QStackedWidget)
        self._cover = Cover(pages)
        self.tables.currentChanged.connect(lambda _at: self._share_room())
        session.changed.connect(lambda _before, _after: self._share_room())
        session.replaced.connect(self._on_replaced)
        self._on_replaced(session.snapshot)

    def show(self, name: str) -> None:
        """Show a panel in front and give it the keyboard focus."""
        panel, focus = {
            "filters": (self.filters, self.filters.text),
            "layers": (self.layers, self.layers.boxes["incidents"]),
            "incidents": (self.incidents, self.incidents.view),
            "districts": (self.districts, self.districts.view),
            "trend": (self.charts, self.charts.incidents),
            "watch": (self.watch, self.watch),
            "hot_spots": (self.hot_spots, self.hot_spots),
            "context": (self.context, self.context),
            "details": (self.details, self.details.area),
        }[name]
        for tabs in (self.left, self.tables):
            if tabs.indexOf(panel) >= 0:
                tabs.setCurrentWidget(panel)
        if isinstance(panel, WatchPanel | HotSpotsPanel | ContextPanel):
            focus = panel.focus_widget()
        focus.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_replaced(self, snapshot: Snapshot) -> None:
        """Without incidents say why, in place of all panels on the right."""
        self._cover.show_words(why_empty(snapshot.dataset))
        self._share_room()

    def _share_room(self) -> None:
        """Give lists that have details of their own the room of the details while no incident is selected."""
        has_own = self.tables.currentWidget() in (self.watch, self.hot_spots, self.context)
        has_selection, has_incidents = bool(self._session.state.selected), bool(len(self._session.dataset.incidents))
        self.details.setVisible(has_incidents and (has_selection or not has_own))

    def mark_watch(self, n_new: int) -> None:
        """Say on the tab of the watch list how many findings are new."""
        self.tables.setTabText(self.tables.indexOf(self.watch), f"Watch ({n_new})" if n_new else "Watch")

    def restyle(self) -> None:
        """Redraw what does not follow the palette of the application by itself."""
        self.filters.restyle()
        self.incidents.restyle()

    def set_visible(self, visible: bool) -> None:
        """Show or hide both sides."""
        self.left.setVisible(visible)
        self.right.setVisible(visible)


def _below(*widgets: QWidget) -> QWidget:
    """Widgets below each other, without gaps; the last one gets the height that is left."""
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for widget in widgets:
        layout.addWidget(widget)
    layout.setStretch(len(widgets) - 1, 1)
    return column


def _tabs(name: str, panels: tuple[tuple[str, QWidget], ...]) -> QTabWidget:
    tabs = QTabWidget()
    tabs.setObjectName(name)
    tabs.setDocumentMode(True)
    tabs.tabBar().setDrawBase(False)
    tabs.setAccessibleName(" and ".join(title for title, _ in panels))
    for title, panel in panels:
        tabs.addTab(panel, title)
    return tabs
