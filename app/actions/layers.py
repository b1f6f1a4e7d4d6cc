"""User layers: add one from a file, change its style, remove it, zoom to it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFileDialog

from app.actions.action import Action, ActionHost, Area
from app.actions.importing import ImportProgress
from app.actions.messages import confirm, documents_folder, show_error

if TYPE_CHECKING:
    from geo.places.user_layers import UserLayer
    from geo.sources.user_layers import LayerFile

__all__ = ["AREA", "add_layer", "attach", "draw_line", "remove_layer", "show_file", "style_layer"]

LAYER_FILES = (
    "Layers (*.geojson *.json *.gpkg *.fgb *.shp *.zip *.kml *.kmz *.gpx *.csv *.tsv *.txt *.xlsx);;All files (*)"
)
MARGIN_DEG = 0.05
DRAWN = "Drawn line"


def attach(host: ActionHost) -> None:
    """Connect the panel of layers, dropped layers, and the messages about them."""
    host.user_layers.changed.connect(host.notice.show_message)
    host.user_layers.failed.connect(lambda message: show_error(host, message))
    host.imports.layer_found.connect(lambda path, file: _show_dropped(host, path, file))
    if host.report is None:
        ImportProgress(host.user_layers, host.window, "Add a user layer")
    host.map.line_drawn.connect(lambda points: _keep_line(host, points))
    panel = host.sides.layers
    panel.add_requested.connect(lambda: add_layer(host))
    panel.style_requested.connect(lambda name: style_layer(host, name))
    panel.removal_requested.connect(lambda name: remove_layer(host, name))
    panel.zoom_requested.connect(lambda name: _zoom_to(host, name))


def add_layer(host: ActionHost) -> None:
    """Let the user choose a file and show it as a layer."""
    name, _ = QFileDialog.getOpenFileName(host.window, "Add a layer", str(documents_folder()), LAYER_FILES)
    if name:
        show_file(host, Path(name))


def show_file(host: ActionHost, path: Path, layer: str = "", name_field: str = "") -> None:
    """Read a file in the background and let the user choose the style of its layer."""
    host.user_layers.read(path, layer, name_field, lambda file: _choose_style(host, path, file))


def _show_dropped(host: ActionHost, path: Path, file: LayerFile) -> None:
    host.imports.finish_current()
    _choose_style(host, path, file)


def _choose_style(host: ActionHost, path: Path, file: LayerFile) -> None:
    """Let the user choose how a layer is drawn, then keep it; read the file again if another part of it is chosen."""
    if host.report is not None:
        host.report(f"{path.name} is a layer: use layers --add {path} --workspace W.gpkg")
        return
    from app.dialogs.user_layer import UserLayerDialog

    dialog = UserLayerDialog(file.layer, file, _names(host), host.window)
    if dialog.exec() == QDialog.DialogCode.Accepted:
        host.user_layers.store(dialog.layer)
    elif dialog.reread is not None:
        layer, name_field = dialog.reread
        show_file(host, path, layer or (file.layer.name if len(file.offered) > 1 else ""), name_field)


def draw_line(host: ActionHost) -> None:
    """Let the user draw a line on the map, which becomes a user layer."""
    host.map.draw_line()


def _keep_line(host: ActionHost, points: list[tuple[float, float]]) -> None:
    """Keep a line as a user layer like any other, and offer to take it back."""
    import numpy as np

    from geo.places.measure import distance_km
    from geo.places.user_layers import Feature, LayerStyle, UserLayer

    name = next(name for name in _line_names() if name not in _names(host))
    lon, lat = np.array(points, np.float64).T
    km = float(distance_km(lon[:-1], lat[:-1], lon[1:], lat[1:]).sum())
    line = Feature(name, "LineString", [list(point) for point in points])

    def report(_snapshot: object) -> None:
        """Say so once it is shown; nothing if it could not be stored."""
        host.session.replaced.disconnect(report)
        if name in _names(host):
            words = host.notice.add_report(
                f"{name}: {km:,.1f} km. View › Tables… lists what lies near it; Ctrl+Z or the panel Layers removes it."
            )
            words.offer("Undo", "Remove the line again")
            words.button.clicked.connect(lambda: host.user_layers.remove(name))
            words.button.clicked.connect(lambda: words.closed.emit())

    host.session.replaced.connect(report)
    host.user_layers.store(UserLayer(name, (line,), LayerStyle(width=2.5), remarks=("drawn on the map",)))


def _line_names() -> Iterator[str]:
    yield DRAWN
    yield from (f"{DRAWN} {number}" for number in count(2))


def style_layer(host: ActionHost, name: str) -> None:
    """Let the user change name and style of a layer."""
    layer = _layer_named(host, name)
    if layer is None:
        return
    from app.dialogs.user_layer import UserLayerDialog

    dialog = UserLayerDialog(layer, None, _names(host) - {name}, host.window)
    if dialog.exec() == QDialog.DialogCode.Accepted:
        host.user_layers.store(dialog.layer, instead_of=name)


def remove_layer(host: ActionHost, name: str) -> None:
    """Remove a layer, after asking; its source file is not changed."""
    question = f"Remove the layer {name} from the map? The file that it came from is not changed."
    if confirm(host.window, "Remove a layer", question):
        host.user_layers.remove(name)


def _zoom_to(host: ActionHost, name: str) -> None:
    layer = _layer_named(host, name)
    if layer is not None and layer.features:
        west, south, east, north = layer.bounds
        host.map.fit((west - MARGIN_DEG, south - MARGIN_DEG, east + MARGIN_DEG, north + MARGIN_DEG))


def _layer_named(host: ActionHost, name: str) -> UserLayer | None:
    return next((layer for layer in host.session.dataset.user_layers if layer.name == name), None)


def _names(host: ActionHost) -> frozenset[str]:
    return frozenset(layer.name for layer in host.session.dataset.user_layers)


AREA = Area((
    Action("add_layer", "File", "data", "Add a user layer…", "Ctrl+Shift+L",
           "Sites, roads, areas or districts from a file, drawn beside the incidents", add_layer),
    Action("draw_line", "Map", "layers", "Draw a line", "Ctrl+Shift+G",
           "Draw a line on the map, to see what lies near it: click its points, double-click to end", draw_line),
), attach)  # fmt: skip
