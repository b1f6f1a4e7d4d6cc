"""Stores rows in a workspace without a source file."""

from __future__ import annotations

from pathlib import Path

from geo.incidents import Release
from geo.incidents.findings import Checked
from geo.incidents.releases import ReleasePolicy
from geo.store import ImportReport, Withdraw, Workspace
from geo.store.geopackage.file import GeoPackageWorkspace

__all__ = ["store_rows"]


def store_rows(
    workspace: Path | Workspace,
    checked: Checked,
    release: Release,
    policy: ReleasePolicy | None = None,
    *,
    withdraw: Withdraw = "none",
    backup: bool = False,
) -> ImportReport:
    """Import the valid rows in one transaction; a workspace given as a path is backed up only if `backup`."""
    if isinstance(workspace, Path):
        workspace = GeoPackageWorkspace(workspace, keeps_backups=backup)
    with workspace.importing() as transaction:
        session = transaction.begin(release, policy)
        session.add(checked)
        return session.finish(withdraw)
