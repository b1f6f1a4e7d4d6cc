"""What is shown at the start, and how a workspace is read so that the window can show it without a pause."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.settings import Settings
from geo.analysis.duplicates import candidates
from geo.analysis.preparation import prepare
from geo.dataset import Dataset, Memo
from geo.draw.web.columns import packed
from geo.errors import AtlasError, WorkspaceBusy, WorkspaceDamaged, WorkspaceMissing
from geo.incidents import Incidents
from geo.places import gazetteer
from geo.places.outlines import is_near_line
from geo.places.user_districts import gazetteer_with
from geo.places.user_layers import UserLayer
from geo.reading.direction import without_overrides
from geo.sources.bundled import bundled
from geo.store import Workspace, names_workspace, workspace_at
from geo.view.snapshot import resolve
from geo.view.state import State

__all__ = [
    "First",
    "first_dataset",
    "load_prepared",
    "load_showable",
    "prepared",
    "without_layers",
    "without_workspace",
]

_log = logging.getLogger(__name__)

LAYERS_ASIDE = "Its user layers are not shown. Open the workspace again to show them."
LAYER_ASIDE = "The layer {name} cannot be shown ({why}) and is left out. Add it again."
LONGEST_NAME, LONGEST_REASON = 60, 80
LARGE_BYTES = 4_000_000
"""A larger workspace takes longer to read than the window may block."""


@dataclass(frozen=True, slots=True)
class First:
    """What is shown at the start.

    Attributes
    ----------
    dataset
        What is shown at once.
    workspace
        The workspace that the data set was read from, if any.
    others
        Files that are to be imported.
    error
        Why the workspace could not be read; blank if it could.
    pending
        A workspace that is so large that it is read while the window is shown already.
    put_aside
        The address of the workspace that did not work at the last start, and is not opened; blank for none.
    """

    dataset: Dataset
    workspace: Workspace | None = None
    others: tuple[Path, ...] = ()
    error: str = ""
    pending: Workspace | None = None
    put_aside: str = ""


def first_dataset(paths: Sequence[Path], settings: Settings) -> First:
    """The workspace named first, or else the one that was open last, or else the bundled incidents.

    One that did not work last time is put aside, unless it is named again.
    """
    named = next((path for path in paths if names_workspace(path)), None)
    others = tuple(path for path in paths if path != named)
    put_aside = settings.put_aside("workspace") if not paths else ""
    address = str(named) if named else "" if paths else settings.workspace
    if not address:
        return First(bundled(), others=others, put_aside=put_aside)
    workspace = workspace_at(address)
    settings.begin("workspace", workspace.address)
    size = workspace.size_bytes()
    if size is None or size > LARGE_BYTES:
        notice = f"Opening {workspace.name}…"
        nothing = Dataset(Incidents.from_rows([]), origin=workspace.name, notice=notice, is_loading=True)
        return First(nothing, others=others, pending=workspace, put_aside=put_aside)
    try:
        return First(load_showable(workspace), workspace, others, put_aside=put_aside)
    except (WorkspaceMissing, WorkspaceBusy) as error:
        settings.finish("workspace")  # it may be there again at the next start
        return First(bundled(), others=others, error=str(error), put_aside=put_aside)
    except AtlasError as error:
        settings.fail("workspace", workspace.address)
        return First(bundled(), others=others, error=str(error), put_aside=put_aside)


def load_showable(workspace: Workspace) -> Dataset:
    """The present state of a workspace of which the window can be made; raises as `load_prepared` does."""
    return _loaded(workspace, _make_parts)


def load_prepared(workspace: Workspace) -> Dataset:
    """The present state of a workspace, prepared for the window; to be called in the background.

    Raises
    ------
    WorkspaceError
        If it cannot be read, or holds something that cannot be shown because another program has changed it.
    """
    return _loaded(workspace, prepared)


def _loaded(workspace: Workspace, make: Callable[[Dataset], object]) -> Dataset:
    """The present state of a workspace, from which ``make`` has made what is shown.

    A user layer of which it cannot be made is left out alone, and the notice says which.
    """
    dataset = workspace.load()
    error = _failure(make, dataset)
    if error is not None and dataset.user_layers:
        dataset = _without_failing(dataset, make)
        error = _failure(make, dataset)
    if error is not None:
        raise error if isinstance(error, AtlasError) else WorkspaceDamaged(_cannot_be_shown(workspace, error))
    return dataset


def _failure(make: Callable[[Dataset], object], dataset: Dataset) -> Exception | None:
    """What goes wrong when what is shown is made from the data; ``None`` if nothing does."""
    try:
        make(dataset)
    except Exception as error:  # noqa: BLE001  whatever a file of another program leads to
        if not isinstance(error, AtlasError):
            _log.exception("data could not be shown")
        return error
    return None


def _without_failing(dataset: Dataset, make: Callable[[Dataset], object]) -> Dataset:
    """The same data without the user layers that fail where the data without any do not."""
    if _failure(make, _with_layers(dataset, ())) is not None:
        return dataset
    failures = {layer: _failure(make, _with_layers(dataset, (layer,))) for layer in dataset.user_layers}
    working = tuple(layer for layer, failure in failures.items() if failure is None)
    words = (
        LAYER_ASIDE.format(name=without_overrides(layer.name)[:LONGEST_NAME], why=str(failure)[:LONGEST_REASON])
        for layer, failure in failures.items()
        if failure is not None
    )
    return replace(_with_layers(dataset, working), notice=" ".join((dataset.notice, *words)).strip())


def _with_layers(dataset: Dataset, layers: tuple[UserLayer, ...]) -> Dataset:
    """The same data with these user layers alone, and their districts if one has them."""
    districts = gazetteer_with(layers, gazetteer.bundled())
    return replace(dataset, user_layers=layers, gazetteer=districts, memo=Memo())


def without_layers(dataset: Dataset) -> Dataset:
    """The same data without user layers, which may be what did not work last time; the bundled districts are shown."""
    notice = f"{dataset.notice} {LAYERS_ASIDE}".strip()
    return prepared(replace(_with_layers(dataset, ()), notice=notice))


def without_workspace(first: First, error: Exception, settings: Settings) -> First:
    """What is shown at the start instead, where no panels can be made for a workspace; it is put aside."""
    if first.workspace is None:
        return first
    settings.fail("workspace", first.workspace.address)
    return First(bundled(), others=first.others, error=_cannot_be_shown(first.workspace, error))


def _cannot_be_shown(workspace: Workspace, error: Exception) -> str:
    return (
        f"{workspace.address} cannot be shown ({str(error)[:80]}): another program has changed it. "
        "Open a backup or an earlier copy."
    )


def _make_parts(dataset: Dataset) -> None:
    """Compute what the window needs at once and keeps: whatever fails does so before a panel is made."""
    packed(dataset)
    resolve(dataset, State())
    if dataset.user_layers:
        from geo.draw.web.user_layers import user_layers_json

        user_layers_json(dataset)


def prepared(dataset: Dataset) -> Dataset:
    """The same data set with everything computed that the window needs at once; to be called in the background."""
    _make_parts(dataset)
    dataset.prepare()
    candidates(dataset)
    prepare(resolve(dataset, State()))
    is_near_line(0.0, 0.0)  # reads the outline of the districts into its cache
    return dataset
