"""Which kind of workspace an address names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from geo.store.geopackage.file import GeoPackageWorkspace, is_workspace_file
from geo.store.workspace import Workspace

__all__ = ["names_workspace", "workspace_at"]

_SERVERS: Mapping[str, Callable[[str], Workspace]] = {}
"""Kinds of workspaces on a server, by the scheme of their addresses; every other address is a path of a file."""


def workspace_at(address: str | Path, servers: Mapping[str, Callable[[str], Workspace]] = _SERVERS) -> Workspace:
    """The workspace under an address, whether it exists or not; nothing is opened yet."""
    scheme, separator, _ = str(address).partition("://")
    if separator and scheme in servers:
        return servers[scheme](str(address))
    return GeoPackageWorkspace(Path(address))


def names_workspace(address: str | Path) -> bool:
    """Whether an address is one of a workspace, of whatever format and state, and not of a file to be imported.

    A missing file that is named like a workspace counts as one: opening it gives the fitting message.
    """
    scheme, separator, _ = str(address).partition("://")
    return bool(separator and scheme in _SERVERS) or is_workspace_file(Path(address))
