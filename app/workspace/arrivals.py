"""What an import has brought: the report of the workspace, and the ids of the incidents that are new."""

from __future__ import annotations

from dataclasses import dataclass, field

from geo.dataset import Dataset
from geo.store import ImportReport, Workspace

__all__ = ["Arrivals", "arrivals"]


@dataclass(frozen=True, slots=True)
class Arrivals:
    """The result of the import of one file.

    Attributes
    ----------
    file_name
        The name of the file.
    report
        What changed in the workspace, in rows.
    new_ids
        The ids of the incidents that were added and are shown; reports that are linked to another one are not.
    remark
        What else the user should know, in a sentence; blank for nothing.
    """

    file_name: str
    report: ImportReport
    new_ids: frozenset[str] = field(default=frozenset(), repr=False)
    remark: str = ""

    @property
    def sentence(self) -> str:
        """The result in words."""
        return f"{self.file_name}: {self.report.sentence()} {self.remark}".strip()


def arrivals(file_name: str, report: ImportReport, workspace: Workspace, dataset: Dataset) -> Arrivals:
    """What an import has brought into a workspace, from its state afterwards.

    Reads the history of the workspace if rows were revised.
    """
    column = dataset.incidents.coded["release"]
    ids = dataset.incidents.texts["incident_id"]
    with_release = frozenset(ids[row] for row in column.isin({report.release}).nonzero()[0].tolist())
    if not report.release or not report.revised:  # else all rows of the release are new
        return Arrivals(file_name, report, with_release if report.added else frozenset())
    names = [release.name for release in dataset.releases]
    before = names[names.index(report.release) - 1]
    added = {incident.incident_id for incident in workspace.changes_since(before).added}
    return Arrivals(file_name, report, with_release & added)
