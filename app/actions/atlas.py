"""Make an atlas of what is shown: a page for each district or month."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from app.actions.action import Action, ActionHost, Area
from app.actions.messages import documents_folder, show_error
from app.actions.written_files import write_with_progress

__all__ = ["AREA", "make_atlas"]


def make_atlas(host: ActionHost) -> None:
    """Let the user choose the pages and a file or folder, and write them in the background."""
    from app.dialogs.atlas import AtlasDialog
    from geo.errors import ExportFailed
    from geo.export.atlas import require_place

    snapshot, shown = host.session.snapshot, host.map.state
    request = AtlasDialog(snapshot, host.window, shown.theme).request(documents_folder())
    if request is None:
        return
    try:
        require_place(request.path)
    except ExportFailed as error:
        show_error(host, str(error))
        return
    page = replace(request.page, has_tiles=shown.ground is not None)

    def work(progress: Callable[[float], None]) -> Path:
        from geo.export.atlas import write_atlas
        from geo.export.sharing.guard import picture_of

        def drawn(number: int, total: int) -> bool:
            progress(number / total)
            return True

        return write_atlas(request.path, picture_of(snapshot, request.sharing), page, request.atlas, drawn)

    write_with_progress(host, request.path, work)


AREA = Area((
    Action("make_atlas", "File", "save", "Make an atlas…", "",
           "Write a page for each district or month of what is shown, with a list of contents", make_atlas),
))  # fmt: skip
