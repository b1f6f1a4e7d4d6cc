"""The example with made-up data: made where the user wants it, and opened."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from app.actions.action import Action, ActionHost, Area
from app.actions.messages import WORKSPACE_FILES, documents_folder, show_error
from geo.store import Workspace, workspace_at

__all__ = ["AREA", "open_example"]

FILE_NAME = "example with made-up data.gpkg"


def open_example(host: ActionHost) -> None:
    """Let the user choose a file, make the example in it, and open it; one that is there already is only opened."""
    start = str(documents_folder() / FILE_NAME)
    options = QFileDialog.Option.DontConfirmOverwrite
    title = "Make the example with made-up data"
    name, _ = QFileDialog.getSaveFileName(host.window, title, start, WORKSPACE_FILES, options=options)
    if not name:
        return
    path = Path(name)
    path = path if path.suffix else path.with_name(f"{path.name}.gpkg")
    if path.exists():
        host.workspace.open(workspace_at(path))
        return

    def work() -> Workspace:
        from geo.sources.example import make_example

        return make_example(path)

    host.notice.show_message(f"Making {path.name} …")
    host.jobs.run("example", work, host.workspace.open, lambda text: show_error(host, text))


AREA = Area((
    Action("open_example", "Help", "example", "Example with made-up data…", "",
           "Some 6,000 invented incidents over five years, to see how the watch list works", open_example),
))  # fmt: skip
