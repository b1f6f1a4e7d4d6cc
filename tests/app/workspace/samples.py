"""Workspaces with incidents for the tests of the open workspace."""

from __future__ import annotations

from geo.incidents import Release
from geo.incidents.findings import Checked
from geo.store import Workspace
from tests.app.samples import incident
from tests.stored import store_rows

__all__ = ["stored"]


def stored(workspace: Workspace, count: int) -> Workspace:
    """The same workspace after an import of `count` incidents that withdraws all others."""
    rows = [incident(n, source="own", incident_id=f"own:{n}") for n in range(count)]
    store_rows(workspace, Checked(rows), Release(f"import of {count}", "own", "", "a.csv", "", 0), withdraw="all")
    return workspace
