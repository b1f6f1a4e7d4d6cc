"""The data sets that were read from workspace files, so that a small change need not read all of a file again.

The file stays the truth. A data set is found by the mark of the file that it was read from: its state on the disk, and
the number of changes that SQLite counts in its header. Whoever else writes the file changes the mark, and then all is
read. A data set is kept as long as something shows it.
"""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import NamedTuple
from weakref import WeakValueDictionary

from geo.dataset import Dataset
from geo.store.geopackage.database import FileState, file_state, is_known_sound
from geo.store.geopackage.file_head import head_and_size

__all__ = ["Mark", "known", "mark_of", "remember", "remember_change"]

_HEADER = 100
_COUNTER = slice(24, 28)
_MODES = slice(18, 20)
_ROLLBACK = b"\1\1"
_WRAP = 1 << 32


class Mark(NamedTuple):
    """What differs after any change of a file, and its name, which data sets show."""

    name: str
    state: FileState
    changes: int


_lock = Lock()
_datasets: WeakValueDictionary[Mark, Dataset] = WeakValueDictionary()
_newest: list[Dataset] = []
"""The data set after the newest small change, until it is asked for."""


def mark_of(path: Path) -> Mark | None:
    """The mark of a file; None while something lies beside it, or while its changes are not counted in it."""
    file = path.resolve()
    state = file_state(file)
    if state is None:
        return None
    try:
        header, _size = head_and_size(file, _HEADER)
    except OSError:
        return None
    if header[_MODES] != _ROLLBACK:
        return None
    return Mark(path.name, state, int.from_bytes(header[_COUNTER], "big"))


def known(mark: Mark | None) -> Dataset | None:
    """The data set of a file with this mark; None if it is not at hand."""
    with _lock:
        found = None if mark is None else _datasets.get(mark)
        if found is not None:
            _newest.clear()
        return found


def remember(path: Path, before: Mark | None, dataset: Dataset) -> None:
    """Keep what was read from a file that had a mark before it was read, unless it was written since or just before."""
    if before is not None and is_known_sound(before.state) and mark_of(path) == before:
        with _lock:
            _datasets[before] = dataset


def remember_change(path: Path, before: Mark, dataset: Dataset) -> None:
    """Keep the data set after one change of a file, unless another program has written it as well."""
    after = mark_of(path)
    if after is None or not is_known_sound(after.state) or after.changes != (before.changes + 1) % _WRAP:
        return
    with _lock:
        _datasets[after] = dataset
        _newest[:] = [dataset]
