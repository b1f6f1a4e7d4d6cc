"""Opening workspaces and bringing files in: the reading is done in the background, the session gets the result."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.jobs import Jobs
from app.session import Session
from app.settings import Settings
from app.workspace.following import FileWatcher, WorkspaceLock
from app.workspace.opening import is_workspace, opened
from geo import store
from geo.dataset import Dataset
from geo.errors import Cancelled
from geo.incidents.findings import Findings
from geo.incidents.linking import Verdict
from geo.sources.bundled import bundled
from geo.store import Backup

if TYPE_CHECKING:
    from geo.sources.incident_file import IncidentFile
    from geo.sources.read_options import ReadOptions
    from geo.sources.user_layers import LayerFile

__all__ = ["Pending", "Workspaces"]

GUEST = "is open in another window of the application, which may change it: it can only be looked at here."
APART = "The bundled incidents are not part of this workspace; File › Open the bundled incidents shows them again."


@dataclass(frozen=True, slots=True)
class Pending:
    """A file that was read and checked, before anything of it is stored."""

    file: IncidentFile
    findings: Findings


class Workspaces(QObject):
    """What is open, and what may come into it."""

    opened = Signal(str)
    """Emitted with the name of what has been opened."""

    unclear = Signal(object)
    """Emitted with an `IncidentFile` whose columns a person has to look at: call `check_so` or `let_go` then."""

    layer_found = Signal(object, object)
    """Emitted with the path and the `LayerFile` of lines or areas, which are no incidents: call `let_go` then."""

    checked = Signal(object)
    """Emitted with a `Pending` file, for the user to look at."""

    progressed = Signal(str, float)
    """Emitted with what is being done and how far it is, from 0 to 1; at 1 it has ended."""

    stored = Signal(str)
    """Emitted with what an import has changed, in words."""

    failed = Signal(str)
    """Emitted with a message when something could not be done."""

    def __init__(
        self, session: Session, jobs: Jobs, settings: Settings, path: Path | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._jobs, self._settings = session, jobs, settings
        self._path = path
        self._waiting: deque[Path] = deque()
        self._is_busy = False
        self._after_first: Callable[[], None] | None = None
        self._is_cancelled = Event()
        self._hold, self._follower = WorkspaceLock(), FileWatcher(self)
        self._follower.changed.connect(self._read_again)
        if path is not None:
            settings.workspace = path
        self._is_guest = not self._hold.take(path)
        self._follower.follow(path)

    @property
    def path(self) -> Path | None:
        """The open workspace; ``None`` while the bundled incidents are shown."""
        return self._path

    @property
    def is_guest(self) -> bool:
        """Whether another window holds the open workspace, so that it can only be looked at here."""
        return self._is_guest

    @property
    def notice(self) -> str:
        """What stands above the map as long as this is shown: how it can be used, or what the data are."""
        own = self._session.dataset.notice
        if not self._is_guest or self._path is None:
            return own
        return f"{self._path.name} {GUEST} What is changed there is shown here. {own}".strip()

    def close(self) -> None:
        """Let go of the open workspace."""
        self._follower.follow(None)
        self._hold.release()

    def open_bundled(self) -> None:
        """Show the bundled incidents."""
        self._jobs.cancel("open")
        self._take(None, bundled())

    def open(self, path: Path) -> None:
        """Open a workspace file; on failure what is open stays."""
        self._jobs.run("open", lambda: opened(path), lambda found: self._take(path, found), self._not_opened)

    def _not_opened(self, message: str) -> None:
        if self._after_first is not None:  # nothing is open yet; what was to be opened is tried again at the next start
            remembered = self._settings.workspace
            self._take(None, bundled())
            self._settings.workspace = remembered
        self._fail(message)

    def open_first(self, path: Path, then: Callable[[], None]) -> None:
        """Open the workspace that the window starts with, or the bundled incidents if that fails; go on then.

        Files that come meanwhile wait until it is clear what they are to be brought into.
        """
        self._after_first = then
        self.open(path)

    def receive(self, paths: Sequence[Path]) -> None:
        """Take files that were dropped or named: a workspace is opened, anything else is checked for import."""
        for path in paths:
            if is_workspace(path):
                self.open(path)
            else:
                self.check(path)

    def check(self, path: Path) -> None:
        """Read a file and check it; nothing is stored. Of several each waits until the one before is done with."""
        self._waiting.append(path)
        self._check_next()

    def _check_next(self) -> None:
        if self._is_busy or not self._waiting or self._after_first is not None:
            return
        self._is_busy = True
        path = self._waiting.popleft()

        self._look(path, None)

    def check_so(self, path: Path, options: ReadOptions) -> None:
        """Read the file whose turn it is as a person has said."""
        self._look(path, options)

    def _look(self, path: Path, options: ReadOptions | None) -> None:
        workspace = self._path

        def work() -> Pending | IncidentFile | LayerFile:
            from geo.sources.importing import known_places, preview, with_saved_mappings
            from geo.sources.incident_file import IncidentFile
            from geo.sources.user_layers import has_shapes, read_layer_file

            if options is None and has_shapes(path):
                return read_layer_file(path)
            file = IncidentFile(path, with_saved_mappings(options, workspace), known_places(workspace))
            return file if file.guess is not None else Pending(file, preview(file, self._telling("Reading")))

        def then(found: Pending | IncidentFile | LayerFile) -> None:
            if isinstance(found, Pending):
                self.checked.emit(found)
            elif hasattr(found, "layer"):
                self.layer_found.emit(path, found)
            else:
                self.unclear.emit(found)

        self._run("check", work, then)

    def take_as_layer(self, path: Path) -> None:
        """Read the file whose turn it is as a layer, because a person has said that it is one."""

        def work() -> LayerFile:
            from geo.sources.user_layers import read_layer_file

            return read_layer_file(path)

        self._run("check", work, lambda found: self.layer_found.emit(path, found))

    def cancel(self) -> None:
        """End the reading or storing of a file; what is stored stays as it was."""
        self._is_cancelled.set()

    def let_go(self) -> None:
        """The file that was checked is done with, stored or not; the next one comes."""
        self._is_busy = False
        self._check_next()

    def store(self, pending: Pending, target: Path) -> None:
        """Store the good rows of a checked file in a workspace, which is created if there is none, and open it."""
        if not self._may_write(target):
            self.let_go()
            return

        def work() -> tuple[Dataset, str]:
            from geo.sources.importing import ImportOptions, import_files

            options = ImportOptions(accept_good_rows=True)
            outcomes, _ = import_files([pending.file], target, options, self._telling("Storing"))
            return opened(target), outcomes[0].report.sentence()

        shown = self._path

        def then(result: tuple[Dataset, str]) -> None:
            if self._path == shown:
                self._take(target, result[0])
            said = result[1] if shown else f"{result[1]} {APART}"
            self.stored.emit(said)
            self.let_go()

        self._run("store", work, then)

    def _run(self, key: str, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """Work on the file whose turn it is; if that fails the next one comes."""
        self._is_cancelled.clear()

        def done(result: object) -> None:
            self.progressed.emit("", 1.0)
            then(result)

        def failed(message: str) -> None:
            self.progressed.emit("", 1.0)
            self._fail(message)
            self.let_go()

        self._jobs.run(key, work, done, failed)

    def _telling(self, what: str) -> Callable[[str, float], None]:
        """What a job tells of its progress; it ends there when the user cancels."""

        def told(name: str, share: float) -> None:
            if self._is_cancelled.is_set():
                raise Cancelled(f"{name}: cancelled. Nothing was changed.")
            self.progressed.emit(f"{what} {name}", min(share, 0.99))

        return told

    def undo_import(self) -> None:
        """Take back the newest import of the open workspace, whole; what is open stays if that fails."""
        if self._path is None:
            self._fail("The bundled incidents were not imported: there is nothing to undo.")
            return
        self.change(lambda path: f"Undone: the import of {store.undo_import(path)}.", keeps_view=False)

    def set_links(self, said: Sequence[tuple[str, str, Verdict | None]]) -> None:
        """Keep what was said of pairs of reports in the open workspace; the filters stay."""

        def write(path: Path) -> str:
            store.set_links(path, said)
            return f"Kept: what was said of {len(said):,} pair{'s' if len(said) != 1 else ''} of reports."

        self.change(write)

    def restore(self, backup: Backup) -> None:
        """Put a backup in the place of the open workspace; what is there now becomes a backup."""

        def write(path: Path) -> str:
            store.restore(path, backup.path)
            return f"Restored: {path.name} as it was on {backup.words}."

        self.change(write, keeps_view=False)

    def change(self, write: Callable[[Path], str], *, keeps_view: bool = True) -> None:
        """Change the open workspace in the background and show it as it is then; on failure what is shown stays.

        ``write`` is given its path, and gives the sentence that is told afterwards.
        """
        target = self._path
        if target is None or not self._may_write(target):
            return

        def work() -> tuple[Dataset, str]:
            said = write(target)
            return opened(target), said

        def then(result: tuple[Dataset, str]) -> None:
            self._take(target, result[0], keeps_view=keeps_view)
            self.stored.emit(result[1])

        self._jobs.run("store", work, then, self._fail)

    def open_as_of(self, when: str) -> None:
        """Show the open workspace as it was after an import; on failure what is shown stays."""
        path = self._path
        if path is None:
            return

        def then(found: Dataset) -> None:
            self._follower.follow(None)
            self._session.open(found)
            self.opened.emit(found.origin)

        self._jobs.run("open", lambda: store.open_as_of(path, when), then, self._fail)

    def _may_write(self, path: Path) -> bool:
        """Whether a workspace may be written from here; what another window holds may not, and that is told."""
        if path != self._path or self._hold.take(path):
            self._is_guest &= path != self._path
            return True
        self._fail(f"{path.name} {GUEST} Close it there, or bring the file in there.")
        return False

    def _read_again(self) -> None:
        """Show what another program has made of the open workspace; the filters stay."""
        path = self._path
        if path is None or self._jobs.is_busy:
            return  # it looks again soon

        def then(found: Dataset) -> None:
            if self._path == path:
                self._take(path, found, keeps_view=True)
                self.stored.emit(f"{path.name} was changed elsewhere and is shown as it is now.")

        def failed(message: str) -> None:
            self._follower.follow(path)
            self._fail(message)

        self._jobs.run("open", lambda: opened(path), then, failed)

    def _take(self, path: Path | None, dataset: Dataset, *, keeps_view: bool = False) -> None:
        self._path = path
        self._is_guest = not self._hold.take(path)
        self._follower.follow(path)
        self._settings.workspace = path
        self._session.open(dataset, keeps_view=keeps_view)
        self.opened.emit(path.name if path else "Bundled incidents")
        if self._after_first is not None:
            then, self._after_first = self._after_first, None
            then()
            self._check_next()

    def _fail(self, message: str) -> None:
        self.failed.emit(message)
