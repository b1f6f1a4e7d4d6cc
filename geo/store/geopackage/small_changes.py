"""A change of a few incidents on one transaction, after which the data set of the file is known without reading all."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from geo.store.assembly import ChangedContent, assemble_changed, with_linked_ids
from geo.store.geopackage import latest
from geo.store.geopackage.connection import writing
from geo.store.geopackage.database import remember_sound
from geo.store.geopackage.loading import changed_content_of

__all__ = ["changing"]


@contextmanager
def changing(path: Path, changed: Callable[[], Collection[str]]) -> Iterator[sqlite3.Connection]:
    """A transaction for a change of a few incidents, kept at the end of the block as `writing` does.

    Parameters
    ----------
    path
        The workspace.
    changed
        Gives at the end the ids of the incidents that were changed, added or removed.
    """
    content: ChangedContent | None = None
    with writing(path, is_small=True) as connection:
        mark = latest.mark_of(path)  # nobody else writes from here on
        before = latest.known(mark)
        yield connection
        if before is not None and connection.in_transaction:
            content = changed_content_of(connection, with_linked_ids(before.decided, changed()))
    remember_sound(path)
    if before is not None and mark is not None and content is not None:
        after = assemble_changed(before, content)
        if after is not None:
            latest.remember_change(path, mark, after)
