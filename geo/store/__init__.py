"""Workspaces: incidents, claims, history, user layers and settings, kept in a file or elsewhere.

`workspace_at` gives the `Workspace` for an address; nothing outside this package knows how it is stored.
"""

from geo.store.changes import Changes, DistrictChange, Revision
from geo.store.intake_texts import IntakeText, most_alike
from geo.store.kinds import names_workspace, workspace_at
from geo.store.report import ImportReport
from geo.store.rules import StoredRule
from geo.store.stored_versions import StoredVersion, differing_fields
from geo.store.workspace import (
    Backup,
    Description,
    Edited,
    HandChanges,
    ImportSession,
    ImportTransaction,
    TotalsSession,
    Withdraw,
    Workspace,
)

__all__ = [
    "Backup",
    "Changes",
    "Description",
    "DistrictChange",
    "Edited",
    "HandChanges",
    "ImportReport",
    "ImportSession",
    "ImportTransaction",
    "IntakeText",
    "Revision",
    "StoredRule",
    "StoredVersion",
    "TotalsSession",
    "Withdraw",
    "Workspace",
    "differing_fields",
    "most_alike",
    "names_workspace",
    "workspace_at",
]
