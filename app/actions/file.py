"""Open workspaces and files, save what is shown, quit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from app.actions import base_maps
from app.actions.action import Action, ActionHost, Area
from app.actions.intake import take_in
from app.actions.messages import WORKSPACE_FILES, documents_folder, show_error
from app.actions.saved_views import show_state
from app.actions.written_files import write_with_progress
from geo.store import workspace_at
from geo.tiles.archive import SUFFIXES

if TYPE_CHECKING:
    from geo.draw.film.options import FilmOptions
    from geo.export.file_format import FileFormat
    from geo.export.request import ExportRequest

_PAGES = (".png", ".pdf", ".svg", ".pptx", ".docx", ".html")
_REPORTS = (".pdf", ".docx", ".eml", ".html", ".htm")

__all__ = ["AREA", "export", "open_bundled", "open_workspace", "receive", "save_table", "show_page"]


def attach(host: ActionHost) -> None:
    """Show what the session, the open workspace and the imports report."""
    host.session.failed.connect(lambda message: show_error(host, message))
    host.workspace.failed.connect(lambda message: show_error(host, message))
    host.imports.failed.connect(lambda message: show_error(host, message))
    host.workspace.changed.connect(host.notice.show_message)


def receive(host: ActionHost, paths: Sequence[Path]) -> None:
    """Handle dropped or named files: tiles become the base map, a page is shown again, a workspace is opened.

    A document or a web page that is no page of the application is read as a report. Anything else is checked for an
    import.
    """
    tiles = [path for path in paths if path.suffix.casefold() in SUFFIXES]
    for path in tiles[-1:]:
        base_maps.use_file(host, path)
    pages = [path for path in paths if path.suffix.casefold() in _PAGES and _is_page(path)]
    for path in pages[-1:]:
        show_page(host, path)
    others = [path for path in paths if path not in tiles and path not in pages]
    reports = [path for path in others if path.suffix.casefold() in _REPORTS]
    if reports and host.report is None:
        take_in(host, reports)
        others = [path for path in others if path not in reports]
    host.imports.receive(others)


def _is_page(path: Path) -> bool:
    from geo.export.page_record import is_page

    return is_page(path)


def show_page(host: ActionHost, path: Path) -> None:
    """Show on the screen what a page shows: its filters, period, layers, colours, section and selection."""
    from geo.errors import InputError
    from geo.export.page_record import page_in

    try:
        state, options = page_in(path)
    except InputError as error:
        show_error(host, str(error))
        return
    show_state(host, state)
    if options.extent is not None:
        host.map.fit(options.extent)
    host.notice.show_message(f"Shown as on the page {path.name}.")


def open_workspace(host: ActionHost) -> None:
    """Let the user choose a workspace and open it."""
    start = str(documents_folder())
    name, _ = QFileDialog.getOpenFileName(host.window, "Open a workspace", start, WORKSPACE_FILES)
    if name:
        host.workspace.open(workspace_at(name))


def open_bundled(host: ActionHost) -> None:
    """Show the bundled incidents."""
    host.workspace.open_bundled()


def save_table(host: ActionHost) -> None:
    """Let the user choose what leaves and a file, and write the incidents shown as CSV in the background."""
    from geo.export.formats import HAND_OVER

    _export(host, [known for known in HAND_OVER if known.ending == ".csv"])


def export(host: ActionHost) -> None:
    """Let the user choose format, what leaves and a file, and write what is shown in the background."""
    from geo.export.formats import HAND_OVER

    _export(host, HAND_OVER)


def _export(host: ActionHost, formats: Sequence[FileFormat[ExportRequest]]) -> None:
    from app.dialogs.sharing import SharingDialog
    from app.widgets.file_names import ask_for_file
    from geo.errors import ExportFailed
    from geo.export.formats import FILMS
    from geo.export.request import hand_over
    from geo.whole_file import require_writable

    snapshot, theme = host.session.snapshot, host.map.state.theme
    dialog = SharingDialog(snapshot, formats, host.settings.sharing_profiles, host.window)
    if dialog.exec() != SharingDialog.DialogCode.Accepted:
        return
    known, profile, title = dialog.file_format, dialog.profile, dialog.title.text()
    film = _ask_about_film(host) if known in FILMS else None
    if known in FILMS and film is None:
        return
    path = ask_for_file(host.window, dialog.windowTitle(), documents_folder() / f"incidents{known.ending}", [known])
    if path is None:
        return
    if dialog.remembered is not None:
        host.settings.remember_profile(dialog.remembered)
    try:
        require_writable(path)
    except ExportFailed as error:
        show_error(host, str(error))
        return

    def work(progress: Callable[[float], None]) -> Path:
        request = replace(hand_over(snapshot, profile, title=title, theme=theme), progress=progress)
        return known.write(path, request if film is None else replace(request, film=film))

    write_with_progress(host, path, work)


def _ask_about_film(host: ActionHost) -> FilmOptions | None:
    """The options of a film of the period that is shown; ``None`` if the user cancelled."""
    from app.dialogs.film import FilmDialog

    dialog = FilmDialog(host.session.snapshot, host.window)
    return dialog.options if dialog.exec() == FilmDialog.DialogCode.Accepted else None


AREA = Area((
    Action("open_workspace", "File", "open", "Open workspace…", "Ctrl+O", "Open a workspace file (.gpkg)",
           open_workspace),
    Action("open_bundled", "File", "open", "Open the bundled incidents", "",
           "Show the sample that comes with the application", open_bundled),
    Action("save_table", "File", "save", "Save the incidents shown…", "Ctrl+Shift+S",
           "Write the incidents shown as a CSV file, as far as they may leave", save_table),
    Action("export", "File", "save", "Export…", "Ctrl+Shift+E",
           "Write what is shown to hand over: GPKG, GEOJSON, KML, KMZ, HTML, GIF, MP4, WEBM, XLSX or CSV",
           export),
    Action("quit", "File", "quit", "Quit", "Ctrl+Q", "Close the window", lambda host: host.window.close()),
), attach)  # fmt: skip
