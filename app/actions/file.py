"""Open workspaces and files, save what is shown, quit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from app.actions import base_maps
from app.actions.action import Action, ActionHost, Area
from app.actions.messages import WORKSPACE_FILES, documents_folder, show_error
from app.widgets.file_names import completed_path
from geo.tiles.archive import SUFFIXES

__all__ = ["AREA", "open_bundled", "open_workspace", "receive", "save_picture", "save_table"]


def attach(host: ActionHost) -> None:
    """Show what workspaces report."""
    host.workspaces.failed.connect(lambda message: show_error(host, message))
    host.workspaces.stored.connect(host.notice.show_message)


def receive(host: ActionHost, paths: Sequence[Path]) -> None:
    """Handle dropped or named files: tiles become the base map, a workspace is opened, anything else is checked."""
    tiles = [path for path in paths if path.suffix.casefold() in SUFFIXES]
    for path in tiles[-1:]:
        base_maps.use_file(host, path)
    host.workspaces.receive([path for path in paths if path not in tiles])


def open_workspace(host: ActionHost) -> None:
    """Let the user choose a workspace and open it."""
    start = str(documents_folder())
    name, _ = QFileDialog.getOpenFileName(host.window, "Open a workspace", start, WORKSPACE_FILES)
    if name:
        host.workspaces.open(Path(name))


def open_bundled(host: ActionHost) -> None:
    """Show the bundled incidents."""
    host.workspaces.open_bundled()


def save_picture(host: ActionHost) -> None:
    """Let the user choose title, size and file, and write the page in the background."""
    from app.dialogs.picture import PictureDialog, PictureRequest

    snapshot = host.session.snapshot
    request = PictureDialog(snapshot, host.window).wish(documents_folder())
    if request is None:
        return

    def work(request: PictureRequest = request) -> Path:
        from geo.draw.page import PageOptions, save

        return save(snapshot, request.path, PageOptions(title=request.title, size=request.size, dpi=request.dpi))

    host.notice.show_message(f"Writing {request.path.name} …")
    _write(host, f"picture {request.path}", work)


def save_table(host: ActionHost) -> None:
    """Let the user choose a file and write the incidents shown in the background."""
    start = str(documents_folder() / "incidents.csv")
    name, _ = QFileDialog.getSaveFileName(host.window, "Save the incidents shown", start, "CSV (*.csv)")
    path = completed_path(host.window, name, ".csv", (".csv",)) if name else None
    if path is None:
        return
    snapshot = host.session.snapshot

    def work() -> Path:
        from geo.sources.csvfile import write_csv

        dataset = snapshot.dataset
        write_csv(path, dataset.incidents.rows(snapshot.rows.tolist()), dataset.claims)
        return path

    _write(host, f"table {path}", work)


def _write(host: ActionHost, key: str, work: Callable[[], Path]) -> None:
    """Write a file in the background and show its path, or the error."""
    host.jobs.run(
        key, work, lambda path: host.notice.show_message(f"Written: {path}"), lambda text: show_error(host, text)
    )


AREA = Area((
    Action("open_workspace", "File", "open", "Open workspace…", "Ctrl+O", "Open a workspace file (.gpkg)",
           open_workspace),
    Action("open_bundled", "File", "open", "Open the bundled incidents", "",
           "Show the sample that comes with the application", open_bundled),
    Action("save_picture", "File", "save", "Save a picture or page…", "Ctrl+S",
           "Write what is shown as a briefing page (PNG, PDF or SVG)", save_picture),
    Action("save_table", "File", "save", "Save the incidents shown…", "Ctrl+Shift+S",
           "Write the incidents shown as a CSV file", save_table),
    Action("quit", "File", "quit", "Quit", "Ctrl+Q", "Close the window", lambda host: host.window.close()),
), attach)  # fmt: skip
