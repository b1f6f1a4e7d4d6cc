"""Files that wait to be imported: each is read, checked, shown to the user, and stored or dropped."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.jobs import Jobs
from app.workspace.arrivals import Arrivals, arrivals
from app.workspace.opened import OpenedWorkspace
from geo.dataset import Dataset
from geo.errors import Cancelled, FileRefused, HoldsTotals
from geo.incidents.findings import Findings
from geo.store import Workspace, names_workspace, workspace_at

if TYPE_CHECKING:
    from geo.sources.incident_file import IncidentFile
    from geo.sources.read_options import ReadOptions
    from geo.sources.totals.file import CheckedTotals, TotalsFile
    from geo.sources.user_layers import LayerFile

__all__ = ["ImportQueue", "Pending", "PendingTotals"]

APART = "The bundled incidents are not part of this workspace; File › Open the bundled incidents shows them again."


@dataclass(frozen=True, slots=True)
class Pending:
    """A file that was read and checked, before anything of it is stored."""

    file: IncidentFile
    findings: Findings


@dataclass(frozen=True, slots=True)
class PendingTotals:
    """A file of counts: why it holds no incidents, and what of it can be kept as totals.

    ``checked`` is None as long as the file leaves a question open.
    """

    file: TotalsFile
    checked: CheckedTotals | None
    why: str


class ImportQueue(QObject):
    """Imports one file after the other; `finish_current` lets the next one start."""

    unclear = Signal(object)
    """Emitted with an `IncidentFile` that a person has to decide about: call `check_with` or `finish_current`."""

    layer_found = Signal(object, object)
    """Emitted with the path and the `LayerFile` of lines or areas, which are not incidents: call `finish_current`."""

    checked = Signal(object)
    """Emitted with a `Pending` file, for the user to decide on: call `store` or `finish_current`."""

    totals_found = Signal(object)
    """Emitted with `PendingTotals`, to be kept or not: call `store`, `check_with` or `finish_current`."""

    progressed = Signal(str, float)
    """Emitted with what is being done and how far it is, from 0 to 1; at 1 it has ended."""

    stored = Signal(object)
    """Emitted with the `Arrivals` of an import that has ended."""

    failed = Signal(str)
    """Emitted with a message when a file could not be read or stored."""

    def __init__(self, opened: OpenedWorkspace, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._opened, self._jobs = opened, jobs
        self._waiting: deque[Path] = deque()
        self._is_busy = False
        self._is_cancelled = Event()
        opened.opened.connect(self._start_next)

    # the queue

    def receive(self, paths: Sequence[Path]) -> None:
        """Handle files that were dropped or named: a workspace is opened, any other file is checked for import."""
        for path in paths:
            if names_workspace(path):
                self._opened.open(workspace_at(path))
            else:
                self.check(path)

    def check(self, path: Path) -> None:
        """Append a file: it is read and checked when the ones before are finished. Nothing is stored."""
        self._waiting.append(path)
        self._start_next()

    def finish_current(self) -> None:
        """The current file is done with, stored or not; start the next one."""
        self._is_busy = False
        self._start_next()

    def _start_next(self) -> None:
        """Check the next file, unless one is in work or it is not yet known which workspace it would go into."""
        if self._is_busy or not self._waiting or self._opened.is_starting:
            return
        self._is_busy = True
        self._read(self._waiting.popleft(), None)

    # the current file

    def check_with(self, path: Path, options: ReadOptions) -> None:
        """Read the current file again with the options that a person has chosen."""
        self._read(path, options)

    def read_as_layer(self, path: Path) -> None:
        """Read the current file as a layer, because a person has chosen that."""

        def work() -> LayerFile:
            from geo.sources.user_layers import read_layer_file

            return read_layer_file(path, progress=self._layer_progress(path))

        self._run("check", work, lambda file: self.layer_found.emit(path, file))

    def cancel(self) -> None:
        """Stop reading or storing the current file; what is stored stays as it was."""
        self._is_cancelled.set()

    def _read(self, path: Path, options: ReadOptions | None) -> None:
        workspace = self._opened.current

        def then(result: Pending | IncidentFile | LayerFile | PendingTotals) -> None:
            if isinstance(result, Pending):
                self.checked.emit(result)
            elif isinstance(result, PendingTotals):
                self.totals_found.emit(result)
            elif hasattr(result, "layer"):
                self.layer_found.emit(path, result)
            else:
                self.unclear.emit(result)

        self._run("check", lambda: self._looked_at(path, options, workspace), then)

    def _looked_at(
        self, path: Path, options: ReadOptions | None, workspace: Workspace | None
    ) -> Pending | IncidentFile | LayerFile | PendingTotals:
        """A file as what it is found to be; runs in a job."""
        from geo.sources.user_layers import has_shapes, read_layer_file

        if options is None and has_shapes(path):
            return read_layer_file(path, progress=self._layer_progress(path))
        if options is not None and options.keep_totals:
            return self._totals(path, options, "")
        try:
            return self._incidents(path, options, workspace)
        except HoldsTotals as why:
            return self._totals(path, options, str(why))

    def _incidents(
        self, path: Path, options: ReadOptions | None, workspace: Workspace | None
    ) -> Pending | IncidentFile:
        """A file of incidents, checked if it leaves nothing open."""
        from geo.sources.importing import known_places, preview, with_saved_mappings
        from geo.sources.incident_file import IncidentFile

        file = IncidentFile(path, with_saved_mappings(options, workspace), known_places(workspace))
        if file.guess is not None and file.column_mapping is not None:
            with suppress(FileRefused):  # reads the polygons into their cache, which would hold up the dialog
                file.reading(file.column_mapping, "place")
        if file.guess is not None or file.questions:
            return file
        return Pending(file, preview(file, self._progress("Reading")))

    def _totals(self, path: Path, options: ReadOptions | None, why: str) -> PendingTotals:
        """What can be kept of a file of counts; raises `FileRefused` with both reasons if nothing can."""
        from geo.sources.read_options import ReadOptions
        from geo.sources.totals.file import TotalsFile

        try:
            file = TotalsFile(path, replace(options or ReadOptions(), keep_totals=True))
            report = self._progress("Reading")
            checked = None if file.questions else file.read(lambda share: report(path.name, share))
        except FileRefused as fault:
            raise FileRefused(f"{why}\n\n{fault}".strip()) from None
        return PendingTotals(file, checked, why)

    def store(self, pending: Pending | PendingTotals, target: Workspace) -> None:
        """Store the good rows of a checked file in a workspace, which is made if it is missing, and open it."""
        if not self._opened.may_write(target):
            self.finish_current()
            return

        def work() -> tuple[Dataset, Arrivals]:
            from geo.sources.importing import ImportOptions, import_files

            options = ImportOptions(accept_good_rows=True)
            outcomes, _ = import_files([pending.file], target, options, self._progress("Storing"))
            dataset = self._opened.load(target)
            return dataset, arrivals(pending.file.path.name, outcomes[0].report, target, dataset)

        shown = self._opened.current

        def then(result: tuple[Dataset, Arrivals]) -> None:
            if self._opened.current == shown:
                self._opened.show(target, result[0], keeps_view=target == shown)
            self.stored.emit(result[1] if shown else replace(result[1], remark=APART))
            self.finish_current()

        self._run("store", work, then)

    def _run(self, key: str, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """Work on the current file in the background; if that fails the next one starts."""
        self._is_cancelled.clear()

        def done(result: object) -> None:
            self.progressed.emit("", 1.0)
            then(result)

        def failed(message: str) -> None:
            self.progressed.emit("", 1.0)
            self.failed.emit(message)
            self.finish_current()

        self._jobs.run(key, work, done, failed)

    def _layer_progress(self, path: Path) -> Callable[[float], None]:
        report = self._progress("Reading")
        return lambda share: report(path.name, share)

    def _progress(self, what: str) -> Callable[[str, float], None]:
        """A progress callback, which raises `Cancelled` in the job when the user has cancelled."""

        def report(name: str, share: float) -> None:
            if self._is_cancelled.is_set():
                raise Cancelled(f"{name}: cancelled. Nothing was changed.")
            self.progressed.emit(f"{what} {name}", min(share, 0.99))

        return report
