"""Hot spots: the panel, the map, and files of the answer."""

from __future__ import annotations

from app.actions.action import Action, ActionHost, Area
from app.actions.map_view import show_district
from app.actions.messages import documents_folder, show_error
from app.actions.view import show_panel

__all__ = ["AREA"]


def attach(host: ActionHost) -> None:
    """Connect the panel with the map and with files."""
    panel = host.sides.hot_spots
    panel.district_requested.connect(lambda name: show_district(host, name))
    panel.place_requested.connect(host.map.fit)
    panel.save_requested.connect(lambda found: _save(host, found))


def _save(host: ActionHost, found: object) -> None:
    """Let the user choose a file and write an answer with its method."""
    from app.widgets.file_names import ask_for_file
    from geo.analysis.hotspots.result import HotSpots
    from geo.export.file_format import format_of
    from geo.export.formats import HOT_SPOTS
    from geo.export.hot_spots import HotSpotsRequest

    assert isinstance(found, HotSpots)
    start = documents_folder() / f"hot spots{HOT_SPOTS[0].ending}"
    path = ask_for_file(host.window, "Save the hot spots", start, HOT_SPOTS)
    if path is None:
        return
    request = HotSpotsRequest(host.session.snapshot, found)
    host.jobs.run(
        f"hot spots {path}",
        lambda: format_of(path, HOT_SPOTS).write(path, request),
        lambda written: host.notice.show_message(f"Written: {written}"),
        lambda text: show_error(host, text),
    )


AREA = Area((
    Action("show_hot_spots", "View", "panels", "Hot spots", "Ctrl+Shift+H",
           "Where incidents cluster, by a method of your choice, as a list and on the map",
           lambda host: show_panel(host, "hot_spots")),
), attach)  # fmt: skip
