"""Made-up incidents and others are not stored in one workspace.

The label of made-up data would have to stand on the real ones too, or an import would put it on a workspace that people
rely on; neither would be noticed in time. So the import is refused, in both directions, and nothing is stored. Where
another program has mixed them all the same, the label stays on the whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from geo.errors import WorkspaceError
from geo.incidents.made_up import names_made_up
from geo.incidents.rows import Rows

__all__ = ["OneKind"]


class OneKind:
    """Lets either made-up incidents or others into a workspace.

    Parameters
    ----------
    is_made_up
        What the workspace holds so far; ``None`` if it holds nothing.
    """

    def __init__(self, is_made_up: bool | None) -> None:
        self.is_made_up = is_made_up

    def admit(self, rows: Rows) -> None:
        """Take note of rows that are to be stored; raises `WorkspaceError` if they are of the other kind."""
        kinds = {names_made_up(cells[:1], cells[1:]) for cells in _distinct(rows)}
        if len(kinds) > 1:
            raise WorkspaceError(
                "This file mixes made-up incidents with others. They are not stored together: nothing was stored."
            )
        for is_made_up in kinds:
            self._admit(is_made_up)

    def admit_real(self) -> None:
        """Take note of something that is not made up; raises `WorkspaceError` in a workspace of made-up data."""
        self._admit(False)

    def _admit(self, is_made_up: bool) -> None:
        if self.is_made_up is None:
            self.is_made_up = is_made_up
        if is_made_up and not self.is_made_up:
            raise WorkspaceError(
                "These incidents are made up, and the workspace holds others. They are not stored together: import "
                "them into a new workspace."
            )
        if not is_made_up and self.is_made_up:
            raise WorkspaceError(
                "The workspace holds made-up incidents (the example). Others are not stored beside them: make a "
                "workspace of your own."
            )


def _distinct(rows: Rows) -> set[tuple[Any, ...]]:
    columns: Sequence[Sequence[Any]] = [rows.columns[name] for name in ("source", "actor1", "actor2")]
    return set(zip(*columns, strict=True))
