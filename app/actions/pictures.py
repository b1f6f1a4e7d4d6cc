"""Set up a picture or page beside the map, and write it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.actions.action import Action, ActionHost, Area
from app.actions.messages import documents_folder
from app.actions.written_files import write_with_progress

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.dialogs.picture import PictureDialog, PictureRequest
    from geo.draw.page.options import Extent

__all__ = ["AREA", "save_picture"]

_SHARED_KEYS = ("undo", "redo")
"""Actions of the window whose keys work beside the map, too."""


def save_picture(host: ActionHost) -> None:
    """Open the window of a page beside the map, or bring the one that is open to the front."""
    from app.dialogs.picture import PictureDialog

    dialog = host.window.findChild(PictureDialog)
    if dialog is None:
        dialog = _opened(host)
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()


def _opened(host: ActionHost) -> PictureDialog:
    """A new window of a page, which follows the session and tells it what is chosen."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QAction

    from app.dialogs.picture import PictureDialog

    session = host.session
    theme = host.map.state.theme
    dialog = PictureDialog(session.snapshot, host.window, lambda: _section(host), theme, host.jobs)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.words.style_file.setText(host.settings.house_style)
    dialog.setup_changed.connect(lambda what: session.update(dialog.state, merge=what and f"page {what}"))
    dialog.save_requested.connect(lambda: _save(host, dialog))
    session.changed.connect(dialog.on_changed)
    session.replaced.connect(dialog.follow)
    host.map.caught_up.connect(dialog.look)
    keys = [host.window.findChild(QAction, name) for name in _SHARED_KEYS]
    dialog.addActions([action for action in keys if action is not None])
    _place_beside(host.window, dialog)
    return dialog


def _section(host: ActionHost) -> Extent | None:
    from app.map.section import section_of

    size = host.map.page_size
    return section_of(host.map.state.camera, size.width(), size.height())


def _place_beside(window: QWidget, dialog: QWidget) -> None:
    """Put a dialog right of a window, or over its right edge where the screen has no more room."""
    screen, frame = window.screen().availableGeometry(), window.frameGeometry()
    dialog.resize(min(dialog.width(), screen.width()), min(dialog.height(), screen.height()))
    left = min(frame.right() + 1, screen.right() + 1 - dialog.width())
    dialog.move(max(left, screen.left()), max(min(frame.top(), screen.bottom() - dialog.height()), screen.top()))


def _save(host: ActionHost, dialog: PictureDialog) -> None:
    """Let the user choose a file, and write the page."""
    request = dialog.request(documents_folder())
    if request is None:
        return
    host.settings.house_style = dialog.words.style_file.text().strip()
    host.session.update(request.state)
    _write(host, dialog, request)


def _write(host: ActionHost, dialog: PictureDialog, request: PictureRequest) -> None:
    """Write a page in the background and say where it is, or what is wrong; the user may end it."""
    from shiboken6 import isValid

    from geo.export.file_format import format_of
    from geo.export.formats import PAGES

    snapshot = replace(host.session.snapshot, state=request.state)
    path, options = request.path, replace(request.options, has_tiles=host.map.state.ground is not None)

    def write(_progress: object) -> Path:
        from geo.export.pages import shared_page

        return format_of(path, PAGES).write(path, shared_page(snapshot, options, request.sharing, request.against))

    def tell(message: str) -> None:
        if isValid(dialog):
            dialog.tell(message)

    host.notice.show_message(f"Writing {path.name} …")
    tell(f"Writing {path.name} …")
    write_with_progress(host, path, write, tell=tell)


AREA = Area((
    Action("save_picture", "File", "save", "Save a picture or page…", "Ctrl+S",
           "Set up a briefing page beside the map, with a preview, and write it (PNG, PDF or SVG)", save_picture),
))  # fmt: skip
