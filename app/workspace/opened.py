"""The open workspace: what is shown, whether it may be written here, and changes to it in the background."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Event

from PySide6.QtCore import QObject, Signal

from app.jobs import Jobs
from app.session import Session
from app.settings import Settings
from app.workspace.lock import WorkspaceLock
from app.workspace.opening import load_prepared, without_layers
from app.workspace.watcher import FileWatcher
from geo.dataset import Dataset
from geo.incidents.linking import Verdict
from geo.sources.bundled import bundled
from geo.store import Backup, Workspace
from geo.wording import plural

__all__ = ["LOCKED", "OpenedWorkspace"]

LOCKED = "is open in another window of the application, which may change it: it can only be looked at here."
"""The message about a workspace that another window has locked, after its name."""


class OpenedWorkspace(QObject):
    """Opens workspaces and changes the open one; the session gets each new state as a `Dataset`."""

    opened = Signal(str)
    """Emitted with the name of what is shown from now on."""

    changed = Signal(str)
    """Emitted with a sentence when the open workspace has changed, by this window or by another program."""

    failed = Signal(str)
    """Emitted with a message when something could not be done; what is shown stays."""

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        settings: Settings,
        workspace: Workspace | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._jobs, self._settings = session, jobs, settings
        self._workspace = workspace
        self._layers_aside: Workspace | None = None
        self._after_first: Callable[[], None] | None = None
        self._last_change, self._count, self._shown = Event(), 0, 0
        self._last_change.set()
        self._lock, self._watcher = WorkspaceLock(), FileWatcher(self)
        self._watcher.changed.connect(self._reload)
        if workspace is not None:
            settings.workspace = workspace.address
        self._is_locked_elsewhere = not self._lock.acquire(workspace)
        self._watcher.watch(workspace)

    # state

    @property
    def current(self) -> Workspace | None:
        """The open workspace; ``None`` while the bundled incidents are shown."""
        return self._workspace

    @property
    def is_starting(self) -> bool:
        """Whether the workspace that the window starts with is still being read."""
        return self._after_first is not None

    @property
    def notice(self) -> str:
        """The text above the map: what the data are, and whether the workspace is read-only here."""
        own = self._session.dataset.notice
        if not self._is_locked_elsewhere or self._workspace is None:
            return own
        return f"{self._workspace.name} {LOCKED} What is changed there is shown here. {own}".strip()

    # opening

    def open(self, workspace: Workspace, *, layers: bool = True) -> None:
        """Open a workspace, with its user layers or without them; on failure the open one stays."""
        self._settings.begin("workspace", workspace.address)
        self._layers_aside = None if layers else workspace
        self._jobs.run(
            "open",
            lambda: self.load(workspace),
            lambda dataset: self.show(workspace, dataset),
            self._not_opened,
        )

    def load(self, workspace: Workspace) -> Dataset:
        """What the window shows of a workspace, prepared; to be called in the background."""
        dataset = load_prepared(workspace)
        return without_layers(dataset) if workspace == self._layers_aside else dataset

    def open_first(self, workspace: Workspace, then: Callable[[], None]) -> None:
        """Open the workspace that the window starts with, or the bundled incidents if that fails; then call back."""
        self._after_first = then
        self.open(workspace)

    def open_bundled(self) -> None:
        """Show the bundled incidents."""
        self._jobs.cancel("open")
        self.show(None, bundled())

    def open_as_of(self, when: str) -> None:
        """Show the open workspace as it was after an import; on failure what is shown stays."""
        workspace = self._workspace
        if workspace is None:
            return

        def then(dataset: Dataset) -> None:
            self._watcher.watch(None)
            self._session.open(dataset)
            self.opened.emit(dataset.origin)

        self._jobs.run("open", lambda: workspace.load_as_of(when), then, self.failed.emit)

    def show(
        self,
        workspace: Workspace | None,
        dataset: Dataset,
        *,
        keeps_view: bool = False,
        keeps_history: bool = False,
    ) -> None:
        """Make a workspace that has been read the open one; ``None`` with the bundled incidents."""
        self._workspace = workspace
        self._is_locked_elsewhere = not self._lock.acquire(workspace)
        self._watcher.watch(workspace)
        self._settings.begin("workspace", workspace.address if workspace else "")
        self._settings.workspace = workspace.address if workspace else ""
        self._session.open(dataset, keeps_view=keeps_view, keeps_history=keeps_history)
        then, self._after_first = self._after_first, None
        self.opened.emit(workspace.name if workspace else "Bundled incidents")
        if then is not None:
            then()

    def close(self) -> None:
        """Release the lock and stop watching."""
        self._watcher.watch(None)
        self._lock.release()

    def _not_opened(self, message: str) -> None:
        if self.is_starting:  # nothing is open yet
            remembered = self._settings.workspace
            self.show(None, bundled())
            self._settings.workspace = remembered
            self._settings.fail("workspace", remembered)
        self._settings.finish("workspace")
        self.failed.emit(message)

    def _reload(self) -> None:
        """Show what another program has written; the filters stay."""
        workspace = self._workspace
        if workspace is None or self._jobs.is_busy:
            return  # the watcher checks again soon

        def then(dataset: Dataset) -> None:
            if self._workspace == workspace:
                self.show(workspace, dataset, keeps_view=True)
                self.changed.emit(f"{workspace.name} was changed elsewhere and is shown as it is now.")

        def failed(message: str) -> None:
            self._watcher.watch(workspace)
            self.failed.emit(message)

        self._jobs.run("open", lambda: self.load(workspace), then, failed)

    # changing

    def undo_last(self) -> None:
        """Revert the newest import or change by hand; on failure what is shown stays."""
        if self._workspace is None:
            self.failed.emit("The bundled incidents cannot be changed: there is nothing to undo.")
            return
        self.change(lambda workspace: f"Undone: {workspace.undo_last()}.", keeps_view=False)

    def set_links(self, verdicts: Sequence[tuple[str, str, Verdict | None]]) -> None:
        """Store verdicts on pairs of reports in the open workspace; the filters stay."""

        def write(workspace: Workspace) -> str:
            workspace.set_links(verdicts)
            return f"Stored: the verdict on {plural(len(verdicts), 'pair')} of reports."

        self.change(write)

    def restore(self, backup: Backup) -> None:
        """Replace the open workspace by a backup; the present state becomes a backup."""

        def write(workspace: Workspace) -> str:
            workspace.restore(backup)
            return f"Restored: {workspace.name} as it was on {backup.words}."

        self.change(write, keeps_view=False)

    def change(
        self,
        write: Callable[[Workspace], str],
        *,
        keeps_view: bool = True,
        keeps_history: bool = False,
        done: Callable[[], None] | None = None,
        failed: Callable[[], None] | None = None,
    ) -> None:
        """Change the open workspace in the background and show the result; on failure what is shown stays.

        ``write`` gets the workspace and returns the sentence that is shown afterwards; ``done`` is called in this
        thread once the result is shown, ``failed`` if it fails. Changes are carried out one after another in the order
        in which they were asked for.
        """
        target = self._workspace
        if target is None or not self.may_write(target):
            if failed is not None:
                failed()
            return
        before, written = self._last_change, Event()
        self._last_change = written
        self._count += 1
        number = self._count

        def work() -> tuple[Dataset, str]:
            before.wait()
            try:
                sentence = write(target)
                return self.load(target), sentence
            finally:
                written.set()

        def then(result: tuple[Dataset, str]) -> None:
            if number > self._shown:  # the result of an earlier change may arrive later: it is shown no more
                self._shown = number
                self.show(target, result[0], keeps_view=keeps_view, keeps_history=keeps_history)
            self.changed.emit(result[1])
            if done is not None:
                done()

        def on_failure(message: str) -> None:
            if failed is not None:
                failed()
            self.failed.emit(message)

        # A key of its own: whoever asked for an earlier change waits for its end.
        self._jobs.run(f"store {number}", work, then, on_failure)

    def begin(
        self, target: Workspace, write: Callable[[Workspace], str], done: Callable[[], None], failed: Callable[[], None]
    ) -> None:
        """Make a workspace by storing something in it, in the background, and open it; else as `change`."""

        def work() -> tuple[Dataset, str]:
            sentence = write(target)
            return self.load(target), sentence

        def then(result: tuple[Dataset, str]) -> None:
            self.show(target, result[0], keeps_view=True)
            self.changed.emit(result[1])
            done()

        def on_failure(message: str) -> None:
            failed()
            self.failed.emit(message)

        self._jobs.run("open", work, then, on_failure)

    def change_aside(self, write: Callable[[Workspace], str], then: Callable[[str], None]) -> None:
        """Change something of the open workspace that no `Dataset` holds, in the background; what is shown stays.

        ``write`` gets the workspace and returns a sentence, which ``then`` gets in this thread.
        """
        target = self._workspace
        if target is None or not self.may_write(target):
            return

        def done(sentence: str) -> None:
            if self._workspace == target:
                self._watcher.watch(target)  # its version has changed, and nothing that is shown
                then(sentence)

        self._jobs.run("aside", lambda: write(target), done, self.failed.emit)

    def may_write(self, workspace: Workspace) -> bool:
        """Whether a workspace may be written here; if another window has locked it, `failed` is emitted."""
        if workspace != self._workspace:
            return True
        if self._lock.acquire(workspace):
            self._is_locked_elsewhere = False
            return True
        self.failed.emit(f"{workspace.name} {LOCKED} Close it there, or import the file there.")
        return False
