"""Layers of the user's own: read in the background, kept in the open workspace, or shown while the window is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.jobs import Jobs
from app.session import Session
from app.workspace.workspaces import Workspaces
from geo import store
from geo.dataset import Memo

if TYPE_CHECKING:
    from geo.places.user_layers import UserLayer

__all__ = ["UserLayers"]

NOT_KEPT = "It is shown until the window is closed: with the bundled incidents nothing is kept. Open a workspace first."


class UserLayers(QObject):
    """What is done with layers of the user's own."""

    told = Signal(str)
    """Emitted with what was done, in a sentence."""

    failed = Signal(str)
    """Emitted with a message when something could not be done; what is shown stays."""

    def __init__(self, session: Session, jobs: Jobs, workspaces: Workspaces, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs, self._workspaces = session, jobs, workspaces

    def read(self, path: Path, layer: str, name_field: str, then: Callable[[Any], None]) -> None:
        """Read a file in the background and hand the `geo.sources.user_layers.LayerFile` on."""

        def work() -> Any:
            from geo.sources.user_layers import read_layer_file

            return read_layer_file(path, layer, name_field)

        self._jobs.run("layer", work, then, self.failed.emit)

    def keep(self, layer: UserLayer, instead_of: str = "") -> None:
        """Show a layer from now on, in the place of one of its name or of ``instead_of``."""
        if self._workspaces.path is not None:
            self._workspaces.change(lambda path: _kept(path, layer, instead_of))
            return
        others = [other for other in self._session.dataset.user_layers if other.name not in (layer.name, instead_of)]
        if layer.is_districts:
            others = [other.styled(other.style, is_districts=False) for other in others]
        self._show((*others, layer), f"{layer.name}: {layer.sentence}. {NOT_KEPT}")

    def remove(self, name: str) -> None:
        """Remove a layer."""
        if self._workspaces.path is not None:
            self._workspaces.change(lambda path: _removed(path, name))
            return
        rest = tuple(layer for layer in self._session.dataset.user_layers if layer.name != name)
        self._show(rest, f"Removed: the layer {name}.")

    def _show(self, layers: tuple[UserLayer, ...], said: str) -> None:
        """Show these layers beside what is open, without keeping them."""
        dataset = self._session.dataset

        def work() -> Any:
            from geo.places.gazetteer import bundled
            from geo.places.user_districts import gazetteer_with

            gazetteer = gazetteer_with(layers, bundled())
            return replace(dataset, user_layers=layers, gazetteer=gazetteer, memo=Memo())

        def then(found: Any) -> None:
            if self._session.dataset is dataset:
                self._session.open(found, keeps_view=True)
                self.told.emit(said)

        self._jobs.run("layer", work, then, self.failed.emit)


def _kept(path: Path, layer: UserLayer, instead_of: str) -> str:
    from geo.places.user_districts import UserDistricts

    said = f" {UserDistricts(layer).said}" if layer.is_districts else ""
    store.keep_layer(path, layer, instead_of)
    return f"Kept in {path.name}: {layer.name}, {layer.sentence}.{said}"


def _removed(path: Path, name: str) -> str:
    store.remove_layer(path, name)
    return f"Removed from {path.name}: the layer {name}."
