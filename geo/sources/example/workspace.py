"""The example in a workspace, as its releases leave it: an incident comes with the first one after it is known."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, timedelta
from pathlib import Path

from geo import store
from geo.errors import WorkspaceError
from geo.incidents import Incident, Release
from geo.incidents.findings import Checked
from geo.incidents.made_up import SOURCE
from geo.sources.example import recipe
from geo.sources.example.rows import made_up_incidents

__all__ = ["make_example"]

CITATION = f"Made-up data of Incident Atlas, seed {recipe.SEED}; no incident in them is real. {recipe.COUNTS_SOURCE}"


def make_example(path: Path) -> store.Workspace:
    """Write the example to a new workspace file, whole or not at all.

    Raises
    ------
    WorkspaceError
        If there is a file of that name already, or it cannot be written.
    """
    workspace = store.workspace_at(path)
    if workspace.exists():
        raise WorkspaceError(f"There is already a file {path}. Choose another name for the example.")
    with workspace.importing() as transaction:
        for day, incidents in _by_release().items():
            session = transaction.begin(_release(day, len(incidents)))
            session.add(Checked(incidents))
            session.finish("none")
    return workspace


def _by_release() -> dict[date, list[Incident]]:
    """The incidents that each release brings, by its day; what is known after the last one is in none."""
    weeks = [*range(4, recipe.WEEKLY_FROM, 4), *range(recipe.WEEKLY_FROM, recipe.WEEKS + 1)]
    days = [recipe.FIRST_DAY + timedelta(weeks=week) for week in weeks]
    brought: dict[date, list[Incident]] = {day: [] for day in days}
    for known, incident in made_up_incidents():
        at = bisect_left(days, known)
        if at < len(days):
            brought[days[at]].append(incident)
    return {day: incidents for day, incidents in brought.items() if incidents}


def _release(day: date, rows: int) -> Release:
    return Release(
        name=f"example {day.isoformat()}",
        source=SOURCE,
        imported_at=f"{day.isoformat()}T06:00:00Z",
        file_name=f"example {day.isoformat()}",
        sha256="",
        rows=rows,
        licence="made-up data, free to use",
        citation=CITATION,
        accessed=day.isoformat(),
    )
