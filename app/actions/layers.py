"""The actions on layers of the user's own: add one, draw it otherwise, remove it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox

from app.actions.shell import LAYER_FILES, Parts, box, complain, documents
from app.workspace.user_layers import UserLayers

if TYPE_CHECKING:
    from geo.sources.user_layers import LayerFile

__all__ = ["LayerCommands"]


class LayerCommands:
    """What menus and the panel of layers do, on the parts of one window."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._layers = UserLayers(parts.session, parts.jobs, parts.workspace, parts.window)
        self._layers.changed.connect(parts.notice.say)
        self._layers.failed.connect(lambda message: complain(parts, message))
        parts.imports.layer_found.connect(self._dropped)
        panel = parts.sides.layers
        panel.add_wished.connect(self.add_layer)
        panel.style_wished.connect(self.style_layer)
        panel.removal_wished.connect(self.remove_layer)
        panel.look_wished.connect(self._fit)

    def add_layer(self) -> None:
        """Ask for a file and show it as a layer."""
        name, _ = QFileDialog.getOpenFileName(self._parts.window, "Add a layer", str(documents()), LAYER_FILES)
        if name:
            self.show_file(Path(name))

    def show_file(self, path: Path, layer: str = "", name_field: str = "") -> None:
        """Read a file and ask how its layer is to be drawn."""
        self._layers.read(path, layer, name_field, lambda file: self._ask(path, file))

    def _dropped(self, path: Path, file: LayerFile) -> None:
        self._parts.imports.finish_current()
        self._ask(path, file)

    def _ask(self, path: Path, file: LayerFile) -> None:
        if self._parts.tell is not None:
            self._parts.tell(f"{path.name} is a layer: use layers --add {path} --workspace W.gpkg")
            return
        from app.dialogs.user_layer import UserLayerDialog

        taken = frozenset(layer.name for layer in self._parts.session.dataset.user_layers)
        dialog = UserLayerDialog(file.layer, file, taken, self._parts.window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._layers.keep(dialog.layer)
        elif dialog.reread is not None:
            layer, name_field = dialog.reread
            self.show_file(path, layer or (file.layer.name if len(file.offered) > 1 else ""), name_field)

    def style_layer(self, name: str) -> None:
        """Ask how a layer is to be drawn."""
        shown = next((layer for layer in self._parts.session.dataset.user_layers if layer.name == name), None)
        if shown is None:
            return
        from app.dialogs.user_layer import UserLayerDialog

        others = frozenset(layer.name for layer in self._parts.session.dataset.user_layers) - {name}
        dialog = UserLayerDialog(shown, None, others, self._parts.window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._layers.keep(dialog.layer, instead_of=name)

    def remove_layer(self, name: str) -> None:
        """Remove a layer, after asking; the file it came from is not touched."""
        question = f"Remove the layer {name} from the map? The file that it came from stays as it is."
        asked = box(self._parts.window, "Remove a layer", question)
        asked.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.Cancel)
        if asked.exec() == QMessageBox.StandardButton.Yes:
            self._layers.remove(name)

    def _fit(self, name: str) -> None:
        shown = next((layer for layer in self._parts.session.dataset.user_layers if layer.name == name), None)
        if shown is not None:
            west, south, east, north = shown.bounds
            self._parts.map.fit((west - 0.05, south - 0.05, east + 0.05, north + 0.05))
