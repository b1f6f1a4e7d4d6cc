"""User layers: read in the background, stored in the open workspace, or shown until the window is closed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.jobs import Jobs
from app.session import Session
from app.workspace.opened import OpenedWorkspace
from geo.dataset import Memo
from geo.errors import Cancelled
from geo.store import Workspace

if TYPE_CHECKING:
    from geo.places.user_layers import UserLayer

__all__ = ["UserLayers"]

NOT_STORED = "It is shown until the window is closed: no workspace is open that could store it. Open a workspace first."


class UserLayers(QObject):
    """Adds, changes and removes user layers."""

    changed = Signal(str)
    """Emitted with a sentence when a layer was added or removed without a workspace."""

    failed = Signal(str)
    """Emitted with a message when something could not be done; what is shown stays."""

    progressed = Signal(str, float)
    """Emitted with what is done and its share from 0 to 1, which is the end."""

    def __init__(self, session: Session, jobs: Jobs, opened: OpenedWorkspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs, self._opened = session, jobs, opened
        self._cancelled = Event()

    def read(self, path: Path, layer: str, name_field: str, then: Callable[[Any], None]) -> None:
        """Read a file in the background; ``then`` gets the `geo.sources.user_layers.LayerFile`."""
        cancelled = self._cancelled = Event()  # of its own: another reading that is cancelled already stays so

        def report(share: float) -> None:
            if cancelled.is_set():
                raise Cancelled(f"{path.name}: cancelled. Nothing was changed.")
            self.progressed.emit(f"Reading {path.name}", min(share, 0.99))

        def work() -> Any:
            from geo.sources.user_layers import read_layer_file

            return read_layer_file(path, layer, name_field, report)

        def done(file: Any) -> None:
            self.progressed.emit("", 1.0)
            then(file)

        def failed(message: str) -> None:
            self.progressed.emit("", 1.0)
            self.failed.emit(message)

        self._jobs.run("layer", work, done, failed)

    def cancel(self) -> None:
        """Stop reading the file."""
        self._cancelled.set()

    def store(self, layer: UserLayer, instead_of: str = "") -> None:
        """Show a layer from now on, replacing one of its name or of ``instead_of``."""
        if self._opened.current is not None:
            self._opened.change(lambda workspace: _store(workspace, layer, instead_of))
            return
        others = [other for other in self._session.dataset.user_layers if other.name not in (layer.name, instead_of)]
        if layer.is_districts:
            others = [other.styled(other.style, is_districts=False) for other in others]
        self._show((*others, layer), f"{layer.name}: {layer.sentence}. {NOT_STORED}")

    def remove(self, name: str) -> None:
        """Remove a layer."""
        if self._opened.current is not None:
            self._opened.change(lambda workspace: _remove(workspace, name))
            return
        rest = tuple(layer for layer in self._session.dataset.user_layers if layer.name != name)
        self._show(rest, f"Removed: the layer {name}.")

    def _show(self, layers: tuple[UserLayer, ...], sentence: str) -> None:
        """Show these layers without storing them."""
        dataset = self._session.dataset

        def work() -> Any:
            from geo.places.gazetteer import bundled
            from geo.places.user_districts import gazetteer_with

            gazetteer = gazetteer_with(layers, bundled())
            return replace(dataset, user_layers=layers, gazetteer=gazetteer, memo=Memo())

        def then(changed: Any) -> None:
            if self._session.dataset is dataset:
                self._session.open(changed, keeps_view=True)
                self.changed.emit(sentence)

        self._jobs.run("layer", work, then, self.failed.emit)


def _store(workspace: Workspace, layer: UserLayer, instead_of: str) -> str:
    from geo.places.user_districts import UserDistricts

    remark = f" {UserDistricts(layer).summary}" if layer.is_districts else ""
    workspace.store_layer(layer, instead_of)
    return f"Stored in {workspace.name}: {layer.name}, {layer.sentence}.{remark}"


def _remove(workspace: Workspace, name: str) -> str:
    workspace.remove_layer(name)
    return f"Removed from {workspace.name}: the layer {name}."
