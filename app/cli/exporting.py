"""``export``: the incidents that pass the filters as a file to hand over."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.misuse import WrongUse
from app.cli.output import print_json
from geo.errors import ExportFailed

if TYPE_CHECKING:
    from geo.export.file_format import FileFormat
    from geo.export.request import ExportRequest
    from geo.view.snapshot import Snapshot

__all__ = ["add_options", "export"]


def add_options(command: argparse.ArgumentParser) -> None:
    """Add the file and what it holds."""
    from geo.draw.style import THEMES
    from geo.export.file_format import endings_text
    from geo.export.formats import HAND_OVER

    command.add_argument("--out", type=Path, metavar="FILE", required=True, help=f"ends with {endings_text(HAND_OVER)}")
    command.add_argument("--overwrite", action="store_true", help="replace a file that is there")
    command.add_argument("--title", default="", metavar="TEXT", help="default: the places of the filters")
    command.add_argument("--theme", choices=tuple(THEMES), default="light", help="of pictures; default: light")
    command.add_argument("--hxl", action="store_true", help="in CSV, a row of HXL tags below the header")


def export(arguments: argparse.Namespace, snapshot_of: Callable[[], Snapshot]) -> int:
    """Write the file; its ending and its place are checked before anything is read."""
    from app.cli import shapes, texts
    from app.cli.progress import working
    from geo.export.request import hand_over
    from geo.export.sharing.profile import AS_IS

    file_format = _checked_format(arguments.out, arguments.overwrite)
    snapshot = snapshot_of()
    request = hand_over(snapshot, AS_IS, title=arguments.title, theme=arguments.theme, hxl=arguments.hxl)
    with working(f"Writing {arguments.out.name}"):
        written = file_format.write(arguments.out, request)
    answer = {"out": str(written), "shown": len(snapshot.answer), "of": len(snapshot.dataset.incidents)}
    print_json(answer | shapes.view_answer(snapshot)) if arguments.json else texts.print_written(written, snapshot)
    return 0


def _checked_format(path: Path, overwrite: bool) -> FileFormat[ExportRequest]:
    """The format of the file, once it is known that it can be written and replaces none unasked."""
    from geo.export.file_format import format_of
    from geo.export.formats import HAND_OVER
    from geo.whole_file import require_writable

    try:
        file_format = format_of(path, HAND_OVER)
    except ExportFailed as error:
        raise WrongUse(f"--out: {error}") from None
    if path.exists() and not path.is_dir() and not overwrite:
        raise ExportFailed(f"{path} is there already: add --overwrite to replace it, or choose another name.")
    require_writable(path)
    return file_format
