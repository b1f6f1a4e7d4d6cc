"""What is shown first, and how a workspace is read so that the window can show it at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.settings import Settings
from geo import store
from geo.analysis.duplicates import candidates
from geo.analysis.preparation import prepare
from geo.dataset import Dataset
from geo.draw.web.columns import packed
from geo.errors import AtlasError
from geo.incidents import Incidents
from geo.places.outlines import is_near_line
from geo.sources.bundled import bundled
from geo.view.snapshot import resolve
from geo.view.state import State

__all__ = ["First", "first_dataset", "is_workspace", "opened", "readied"]

SUFFIX = ".gpkg"
LARGE_BYTES = 4_000_000
"""A workspace file beyond this size takes longer to read than a window may keep anybody waiting."""


@dataclass(frozen=True, slots=True)
class First:
    """What is shown first: a dataset, its workspace if it has one, files yet to be taken in, and what went wrong.

    ``coming`` is a workspace that is so large that it is read while the window stands.
    """

    dataset: Dataset
    path: Path | None = None
    others: tuple[Path, ...] = ()
    trouble: str = ""
    coming: Path | None = None


def first_dataset(paths: Sequence[Path], settings: Settings) -> First:
    """The workspace named first, or else the one that was open last, or else the bundled incidents."""
    named = next((path for path in paths if is_workspace(path)), None)
    others = tuple(path for path in paths if path != named)
    path = named or (None if paths else settings.workspace)
    if path is None:
        return First(bundled(), None, others)
    if path.exists() and path.stat().st_size > LARGE_BYTES:
        nothing = Dataset(Incidents.from_rows([]), origin=path.name, notice=f"Opening {path.name}…")
        return First(nothing, None, others, coming=path)
    try:
        return First(store.open_workspace(path), path, others)
    except AtlasError as error:
        return First(bundled(), None, others, str(error))


def is_workspace(path: Path) -> bool:
    """Whether to open it; a missing one too, so that the message says what it was taken for."""
    return path.suffix.casefold() == SUFFIX and (not path.exists() or store.is_workspace(path))


def opened(path: Path) -> Dataset:
    """A workspace, and what the window asks of it at once that takes long: to be called in the background."""
    return readied(store.open_workspace(path))


def readied(dataset: Dataset) -> Dataset:
    """The same, with all that is asked of it as soon as it is shown: to be called in the background."""
    dataset.prepare()
    candidates(dataset)
    packed(dataset)
    prepare(resolve(dataset, State()))
    is_near_line(0.0, 0.0)  # the line is read from a file when it is first asked for
    return dataset
