"""User layers: read in the background, stored in the open workspace, or shown until the window is closed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.jobs import Jobs
from app.session import Command, Session
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
        self._awaited: tuple[UserLayer, ...] | None = None

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
        """Show a layer from now on, replacing one of its name or of ``instead_of``; a step of the history."""
        replaced = tuple(
            other
            for other in self._layers
            if other.name in (layer.name, instead_of) or (layer.is_districts and other.is_districts)
        )
        new_name = "" if any(other.name == layer.name for other in replaced) else layer.name
        self._record(_Edit((layer,), instead_of), _Edit(replaced, new_name))

    def remove(self, name: str) -> None:
        """Remove a layer; a step of the history."""
        removed = tuple(layer for layer in self._layers if layer.name == name)
        if removed:
            self._record(_Edit((), name), _Edit(removed))

    @property
    def _layers(self) -> tuple[UserLayer, ...]:
        """What is shown, or will be at once."""
        return self._session.dataset.user_layers if self._awaited is None else self._awaited

    def _record(self, edit: _Edit, back: _Edit) -> None:
        """Carry out an edit as a step of the history; ``back`` undoes it."""
        command = Command(partial(self._carry_out, back), partial(self._carry_out, edit))
        self._session.record(command)
        self._carry_out(edit, lambda: self._session.forget(command))

    def _carry_out(self, edit: _Edit, failed: Callable[[], None]) -> None:
        if self._opened.current is not None:
            self._opened.change(edit.write, keeps_history=True, failed=failed)
            return
        words = f"Removed: the layer {edit.removed}."
        if edit.stored:
            words = " ".join([*(f"{layer.name}: {layer.sentence}." for layer in edit.stored), NOT_STORED])
        self._show(edit.applied(self._layers), words, failed)

    def _show(self, layers: tuple[UserLayer, ...], sentence: str, failed: Callable[[], None]) -> None:
        """Show these layers without storing them."""
        dataset = self._session.dataset.as_stored
        self._awaited = layers

        def work() -> Any:
            from geo.places.gazetteer import bundled
            from geo.places.user_districts import gazetteer_with

            gazetteer = gazetteer_with(layers, bundled())
            return replace(dataset, user_layers=layers, gazetteer=gazetteer, memo=Memo())

        def then(changed: Any) -> None:
            self._awaited = None
            if self._session.dataset.as_stored is dataset:
                self._session.open(changed, keeps_view=True, keeps_history=True)
                self.changed.emit(sentence)

        def on_failure(message: str) -> None:
            self._awaited = None
            failed()
            self.failed.emit(message)

        self._jobs.run("layers", work, then, on_failure)


@dataclass(frozen=True, slots=True)
class _Edit:
    """Layers that are stored under their names, and the name of one that is removed; blank for none."""

    stored: tuple[UserLayer, ...]
    removed: str = ""

    def write(self, workspace: Workspace) -> str:
        """Change a workspace; what was done, in words."""
        if not self.stored:
            workspace.remove_layer(self.removed)
            return f"Removed from {workspace.name}: the layer {self.removed}."
        removed = self.removed
        for layer in self.stored:
            workspace.store_layer(layer, removed)
            removed = ""
        return " ".join(_stored_words(workspace, layer) for layer in self.stored)

    def applied(self, layers: tuple[UserLayer, ...]) -> tuple[UserLayer, ...]:
        """The layers after the edit; at most one provides the districts."""
        names = {self.removed, *(layer.name for layer in self.stored)}
        others = [layer for layer in layers if layer.name not in names]
        if any(layer.is_districts for layer in self.stored):
            others = [layer.styled(layer.style, is_districts=False) for layer in others]
        return (*others, *self.stored)


def _stored_words(workspace: Workspace, layer: UserLayer) -> str:
    from geo.places.user_districts import UserDistricts

    remark = f" {UserDistricts(layer).summary}" if layer.is_districts else ""
    return f"Stored in {workspace.name}: {layer.name}, {layer.sentence}.{remark}"
