"""The texts that wait to be read, and the one that is being read in the background."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal

from app.dialogs.intake.folder_watch import FolderWatch
from app.dialogs.intake.reading import Source, WasRead, read, read_again
from app.jobs import Jobs
from geo.dataset import Dataset
from geo.intake.readers.report_text import ReportText
from geo.store import Workspace
from geo.wording import plural

__all__ = ["Texts", "sources_in"]

_JOB = "intake reading"


def sources_in(data: QMimeData) -> list[Source]:
    """What was copied or dropped: files, or words; nothing if neither."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [Source(path) for path in paths] or ([Source(text=data.text())] if data.text().strip() else [])


class Texts(QObject):
    """Reads one text after another.

    Parameters
    ----------
    jobs
        Reads in the background.
    known
        Returns the stored incidents to compare with, and the open workspace or None.
    """

    was_read = Signal(object)
    """Emitted with a text that was read, as `WasRead`."""

    refused = Signal(str)
    """Emitted with a message for a text that cannot be read."""

    changed = Signal()
    """Emitted when other texts wait, or reading begins or ends."""

    def __init__(
        self, jobs: Jobs, known: Callable[[], tuple[Dataset, Workspace | None]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._jobs, self._known = jobs, known
        self.waiting: list[Source] = []
        self.reading = ""
        self.folder = FolderWatch(self)
        self.folder.arrived.connect(lambda path: self.add([Source(path)]))

    @property
    def words(self) -> str:
        """How many texts wait, with the name of the next, and which folder is watched; blank for nothing."""
        told = []
        if self.waiting:
            told.append(f"{plural(len(self.waiting), 'text')} waiting; next: {self.waiting[0].name}")
        if self.folder.folder is not None:
            told.append(f"watching {self.folder.folder.name}")
        return " · ".join(told)

    def add(self, sources: Iterable[Source]) -> None:
        """Let these texts wait."""
        self.waiting += sources
        self.changed.emit()

    def read_next(self) -> None:
        """Read the next text that waits, if there is one and none is being read."""
        if self.waiting and not self.reading:
            source, (dataset, workspace) = self.waiting.pop(0), self._known()
            self._run(source.name, lambda: read(source, dataset, workspace))

    def read_again(self, report: ReportText) -> None:
        """Read a report from its present day of publication."""
        dataset, workspace = self._known()
        self._run("the text again", lambda: read_again(report, dataset, workspace))

    def cancel(self) -> None:
        """Drop what is being read."""
        self._jobs.cancel(_JOB)
        self.reading = ""
        self.changed.emit()

    def _run(self, name: str, work: Callable[[], WasRead]) -> None:
        self.reading = name
        self._jobs.run(_JOB, work, self._on_read, self._on_refused)
        self.changed.emit()

    def _on_read(self, found: WasRead) -> None:
        self.reading = ""
        self.was_read.emit(found)

    def _on_refused(self, message: str) -> None:
        self.reading = ""
        self.refused.emit(message)
        self.changed.emit()
