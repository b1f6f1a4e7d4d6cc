"""What the map shows: zoom, the filter by distance, layers."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QDialog

from app.actions.action import Action, ActionHost, Area, Need
from geo.analysis.focus import district_of
from geo.view.snapshot import Snapshot

__all__ = ["AREA", "filter_to_district", "fit_shown", "reveal", "show_district", "show_near", "toggle_layer"]

MARGIN_DEG = 0.1


def attach(host: ActionHost) -> None:
    """Connect the requests of map, filters and districts."""
    host.sides.filters.near_requested.connect(lambda: show_near(host))
    for panel in (host.sides.districts, host.sides.focus):
        panel.filter_requested.connect(lambda name: filter_to_district(host, name))
    for chooser in (host.sides.incidents, host.sides.details):
        chooser.incident_requested.connect(lambda position: reveal(host, position))
    host.sides.districts.district_requested.connect(lambda name: show_district(host, name))
    host.sides.focus.zoom_requested.connect(lambda name: show_district(host, name))


def reveal(host: ActionHost, position: int) -> None:
    """Pan the map to an incident, given by its position, if it is out of view."""
    bounds = _bounds(host.session.snapshot, [position], 0.0)
    if bounds is not None:
        host.map.reveal(bounds)


def fit_shown(host: ActionHost) -> None:
    """Zoom to the selection, or else to all that is shown."""
    snapshot = host.session.snapshot
    bounds = _bounds(snapshot, list(snapshot.selected_rows) or snapshot.rows.tolist())
    if bounds is None:
        host.notice.show_message("Nothing that is shown has a place on the map to zoom to.")
    else:
        host.map.fit(bounds)


def show_district(host: ActionHost, name: str) -> None:
    """Zoom to a district."""
    host.map.fit(host.session.dataset.gazetteer.bounds_of(name))


def filter_to_district(host: ActionHost, name: str) -> None:
    """Show only incidents of a district; it is looked at no more, because nothing else is left to see."""
    nothing: frozenset[str] = frozenset()
    places = {"provinces": nothing, "divisions": nothing, "districts": frozenset({name})}
    host.session.update(replace(host.session.state.with_query(**places), district=""))


def _looked_at(host: ActionHost) -> str:
    """The name of the district that is looked at; blank for none."""
    district = district_of(host.session.snapshot)
    return "" if district is None else district.name


def _is_looking(host: ActionHost) -> bool:
    return district_of(host.session.snapshot) is not None


_LOOKING = Need(_is_looking, "no district is looked at")


def show_near(host: ActionHost, place: str = "") -> None:
    """Let the user choose a place and a distance, show only incidents within it, and zoom to it."""
    from app.dialogs.near import DEFAULT_KM, NearDialog

    current = host.session.state.query.within
    text = place or (current.target.name if current else _selected_place(host))
    km, possible = (current.km, current.possible) if current else (DEFAULT_KM, False)
    dialog = NearDialog(host.session.dataset, text, km, host.window, possible=possible)
    if dialog.exec() == QDialog.DialogCode.Accepted:
        from geo.places.target import bounds_within

        host.session.set_filters(within=dialog.within)
        host.map.fit(bounds_within(dialog.within.target, dialog.within.km))


def _selected_place(host: ActionHost) -> str:
    """Latitude and longitude of the first selected incident that has a point; blank for none."""
    incidents = host.session.dataset.incidents
    placed = [row for row in host.session.snapshot.selected_rows if incidents.has_point[row]]
    return f"{incidents.lat[placed[0]]:.4f}, {incidents.lon[placed[0]]:.4f}" if placed else ""


def toggle_layer(host: ActionHost, name: str) -> None:
    """Switch a layer of the map on or off."""
    state = host.session.state
    host.session.update(replace(state, layers=state.layers ^ {name}))


def _is_shown(host: ActionHost, layer: str) -> bool:
    return layer in host.session.state.layers


def _bounds(
    snapshot: Snapshot, rows: list[int], margin_deg: float = MARGIN_DEG
) -> tuple[float, float, float, float] | None:
    """West, south, east and north of these rows on the map with a margin, in degrees; ``None`` if none is on it."""
    incidents = snapshot.dataset.incidents
    gazetteer = snapshot.dataset.gazetteer
    boxes = [
        (incidents.lon[i], incidents.lat[i], incidents.lon[i], incidents.lat[i]) for i in rows if incidents.has_point[i]
    ]
    areas = {int(snapshot.dataset.polygons[i]) for i in rows if not incidents.has_point[i]} - {-1}
    boxes += [gazetteer.bounds_of(gazetteer.drawn[number].name) for number in areas]
    if not boxes:
        return None
    wests, souths, easts, norths = zip(*boxes, strict=True)
    return (
        float(min(wests)) - margin_deg,
        float(min(souths)) - margin_deg,
        float(max(easts)) + margin_deg,
        float(max(norths)) + margin_deg,
    )


AREA = Area((
    Action("fit_everything", "Map", "zoom", "Both provinces", "Ctrl+0", "Show both provinces whole",
           lambda host: host.map.fit()),
    Action("fit_shown", "Map", "zoom", "Zoom to what is shown", "Ctrl+9",
           "Zoom to the selection, or else to all that is shown", fit_shown),
    Action("zoom_to_district", "Map", "zoom", "Zoom to the district looked at", "Ctrl+Shift+9",
           "Show the district that was clicked, or chosen in Districts, on the map",
           lambda host: show_district(host, _looked_at(host)), _LOOKING),
    Action("filter_to_district", "Map", "zoom", "Filter to the district looked at", "Ctrl+Shift+K",
           "Only incidents of the district that was clicked, or chosen in Districts",
           lambda host: filter_to_district(host, _looked_at(host)), _LOOKING),
    Action("show_near", "Map", "zoom", "Incidents near…", "Ctrl+K",
           "Only incidents within some kilometres of a town, a place of a user layer, or coordinates", show_near),
    Action("spread", "Map", "layers", "Spread the selected place", "Ctrl+G",
           "Lay out the incidents of one place around it, or together again",
           lambda host: host.map.spread_selection(),
           Need(lambda host: bool(host.session.state.selected), "no incident is selected")),
    Action("toggle_former_fata", "Map", "layers", "Former FATA / settled districts", "Ctrl+T",
           "Outline the former Federally Administered Tribal Areas", lambda host: toggle_layer(host, "former_fata"),
           is_on=lambda host: _is_shown(host, "former_fata")),
    Action("toggle_heat", "Map", "layers", "Heat", "Ctrl+H", "Incidents per 1,000 km², smoothed",
           lambda host: toggle_layer(host, "heat"), is_on=lambda host: _is_shown(host, "heat")),
    Action("toggle_labels", "Map", "layers", "Labels", "Ctrl+L", "Names on the map",
           lambda host: toggle_layer(host, "labels"), is_on=lambda host: _is_shown(host, "labels")),
), attach)  # fmt: skip
