"""Make a brief of what is shown, and copy its paragraph with the map."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.actions.action import Action, ActionHost, Area
from app.actions.messages import documents_folder, show_error
from app.actions.written_files import write_with_progress
from geo.export.sharing.guard import guarded
from geo.export.sharing.profile import AS_IS, Profile
from geo.view.snapshot import Snapshot

if TYPE_CHECKING:
    from app.dialogs.brief import BriefChoice, BriefDialog
    from geo.briefing.what_changed import Earlier
    from geo.draw.page import PageOptions
    from geo.store import Workspace

__all__ = ["AREA", "copy_paragraph", "make_brief"]

_MAP_MM = (254.0, 142.9)
"""The picture that is copied: three quarters of a slide wide."""

_COPY_DPI = 144


def make_brief(host: ActionHost) -> None:
    """Let the user choose what a brief has and its file, and write it in the background."""
    from app.dialogs.brief import BriefDialog

    snapshot, workspace = host.session.snapshot, host.workspace.current
    releases = (
        [one for one in snapshot.dataset.releases if not (one.is_of_totals or one.is_by_hand)] if workspace else []
    )
    dialog = BriefDialog(snapshot, releases, host.window)
    dialog.paragraph_wanted.connect(lambda since: _write_paragraph(host, dialog, snapshot, since))
    dialog.copy_requested.connect(lambda text: _copy(host, snapshot, lambda _: text, dialog.sharing.profile))
    _write_paragraph(host, dialog, snapshot, "")
    choice = dialog.choice(documents_folder())
    host.jobs.cancel("paragraph")
    if choice is not None:
        _write(host, snapshot, choice)


def copy_paragraph(host: ActionHost) -> None:
    """Copy a paragraph on what is shown as text, and the map as a picture."""
    snapshot = host.session.snapshot

    def text(shown: Snapshot) -> str:
        from geo.briefing.brief import brief_of

        return brief_of(shown).text

    _copy(host, snapshot, text, AS_IS)


def _write_paragraph(host: ActionHost, dialog: BriefDialog, snapshot: Snapshot, since: str) -> None:
    """Write the paragraph of a dialog in the background."""
    from shiboken6 import isValid

    workspace, profile = host.workspace.current, dialog.sharing.profile

    def work() -> str:
        from geo.briefing.brief import brief_of

        return brief_of(guarded(snapshot, profile), earlier=_earlier(workspace, since)).text

    def then(text: str) -> None:
        if isValid(dialog):
            dialog.set_paragraph(text)

    host.jobs.run("paragraph", work, then, lambda message: show_error(host, message))


def _earlier(workspace: Workspace | None, since: str) -> Earlier | None:
    if workspace is None or not since:
        return None
    from geo.export.briefs.since import earlier_of

    return earlier_of(workspace, since)


def _page(host: ActionHost, profile: Profile) -> PageOptions:
    """How the map is drawn, as far as it may leave: the section of the screen, or both provinces; light."""
    from app.map.section import section_of
    from geo.draw.page import PageOptions
    from geo.draw.page.options import within_reach
    from geo.export.pages import shared_options

    size, shown = host.map.page_size, host.map.state
    section = section_of(shown.camera, size.width(), size.height())
    options = PageOptions(zoom_to="region", has_tiles=shown.ground is not None)
    whole = options if section is None else replace(options, extent=within_reach(section))
    return shared_options(whole, profile)


def _write(host: ActionHost, snapshot: Snapshot, choice: BriefChoice) -> None:
    """Write a brief in the background and show its path, with what could not be used of its template."""
    workspace, page, notes = host.workspace.current, _page(host, choice.sharing), list[str]()

    def work(_progress: object) -> Path:
        from geo.export.briefs.request import BriefRequest
        from geo.export.briefs.template import read_template
        from geo.export.file_format import format_of
        from geo.export.formats import BRIEFS
        from geo.whole_file import require_writable

        require_writable(choice.path)
        template = None if choice.template is None else read_template(choice.template)
        shown, earlier = guarded(snapshot, choice.sharing), _earlier(workspace, choice.since)
        request = BriefRequest(shown, choice.options, earlier, page, template)
        notes.extend(() if template is None else template.notes)
        return format_of(choice.path, BRIEFS).write(choice.path, request)

    host.notice.show_message(f"Writing {choice.path.name} …")
    write_with_progress(host, choice.path, work, notes=lambda: notes)


def _copy(host: ActionHost, snapshot: Snapshot, text: Callable[[Snapshot], str], profile: Profile) -> None:
    """Put a text of what leaves under a profile and the picture of its map into the clipboard, once it is drawn."""
    page = replace(_page(host, profile), dpi=_COPY_DPI)

    def work() -> tuple[str, bytes]:
        from geo.briefing import briefing_of
        from geo.draw.page.map_picture import map_picture

        shown = guarded(snapshot, profile)
        return text(shown), map_picture(shown, briefing_of(shown), _MAP_MM, page).png

    def then(made: tuple[str, bytes]) -> None:
        from PySide6.QtCore import QMimeData
        from PySide6.QtGui import QGuiApplication, QImage

        data = QMimeData()
        data.setText(made[0])
        data.setImageData(QImage.fromData(made[1]))
        QGuiApplication.clipboard().setMimeData(data)
        host.notice.show_message("Copied: the paragraph as text, and the map as a picture.")

    host.notice.show_message("Drawing the map to be copied …")
    host.jobs.run("copied paragraph", work, then, lambda message: show_error(host, message))


AREA = Area((
    Action("make_brief", "File", "save", "Make a brief…", "Ctrl+B",
           "Write slides, a document or a report of what is shown, with a paragraph to edit", make_brief),
    Action("copy_paragraph", "Edit", "find", "Copy the paragraph", "Ctrl+Shift+C",
           "Copy a paragraph on what is shown as text, and the map as a picture", copy_paragraph),
))  # fmt: skip
