"""What a file that is exported never replaces: a workspace, with its history and what was entered by hand."""

from __future__ import annotations

from pathlib import Path

from geo.errors import ExportFailed
from geo.whole_file import holds_geopackage

__all__ = ["refuse_workspace"]


def refuse_workspace(path: Path) -> None:
    """Raise `ExportFailed` if a workspace is there, of whatever format and state; any other file may be replaced."""
    if not holds_geopackage(path):
        return
    from geo.store import names_workspace  # loads the database library, which a list or table does without

    if names_workspace(path):
        raise ExportFailed(f"{path} is a workspace and is not replaced by an exported file. Choose another name.")
