"""What is shown at the start, and how a workspace is read so that the window can show it without a pause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.settings import Settings
from geo.analysis.duplicates import candidates
from geo.analysis.preparation import prepare
from geo.dataset import Dataset
from geo.draw.web.columns import packed
from geo.errors import AtlasError
from geo.incidents import Incidents
from geo.places.outlines import is_near_line
from geo.sources.bundled import bundled
from geo.store import Workspace, names_workspace, workspace_at
from geo.view.snapshot import resolve
from geo.view.state import State

__all__ = ["First", "first_dataset", "load_prepared", "prepared"]

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
    """

    dataset: Dataset
    workspace: Workspace | None = None
    others: tuple[Path, ...] = ()
    error: str = ""
    pending: Workspace | None = None


def first_dataset(paths: Sequence[Path], settings: Settings) -> First:
    """The workspace named first, or else the one that was open last, or else the bundled incidents."""
    named = next((path for path in paths if names_workspace(path)), None)
    others = tuple(path for path in paths if path != named)
    address = str(named) if named else "" if paths else settings.workspace
    if not address:
        return First(bundled(), others=others)
    workspace = workspace_at(address)
    size = workspace.size_bytes()
    if size is None or size > LARGE_BYTES:
        nothing = Dataset(Incidents.from_rows([]), origin=workspace.name, notice=f"Opening {workspace.name}…")
        return First(nothing, others=others, pending=workspace)
    try:
        return First(workspace.load(), workspace, others)
    except AtlasError as error:
        return First(bundled(), others=others, error=str(error))


def load_prepared(workspace: Workspace) -> Dataset:
    """The present state of a workspace, prepared for the window; to be called in the background."""
    return prepared(workspace.load())


def prepared(dataset: Dataset) -> Dataset:
    """The same data set with everything computed that the window needs at once; to be called in the background."""
    dataset.prepare()
    candidates(dataset)
    packed(dataset)
    prepare(resolve(dataset, State()))
    is_near_line(0.0, 0.0)  # reads the outline of the districts into its cache
    return dataset
