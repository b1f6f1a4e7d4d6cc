"""``export``: the incidents that pass the filters as a file to hand over."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.misuse import WrongUse
from app.cli.output import print_json, print_line, visible
from app.cli.targets import add_overwrite, require_new
from geo.errors import ExportFailed

if TYPE_CHECKING:
    from geo.export.file_format import FileFormat
    from geo.export.request import ExportRequest
    from geo.view.snapshot import Snapshot

__all__ = ["add_options", "export"]


def add_options(command: argparse.ArgumentParser) -> None:
    """Add the file and what it holds."""
    from app.cli.film_options import add_film_options
    from app.cli.sharing import add_sharing
    from geo.draw.style import THEMES
    from geo.export.file_format import endings_text
    from geo.export.formats import HAND_OVER
    from geo.export.sharing.profile import CAREFUL

    command.add_argument("--out", type=Path, metavar="FILE", required=True, help=f"ends with {endings_text(HAND_OVER)}")
    add_overwrite(command, of_pages=False)
    add_sharing(command, CAREFUL.name)
    command.add_argument("--title", default="", metavar="TEXT", help="default: the places of the filters")
    command.add_argument("--theme", choices=tuple(THEMES), default="light", help="of pictures; default: light")
    command.add_argument("--beside", action="store_true", help="write what the file is about beside it, too, as JSON: "
                         "FILE.about.json")  # fmt: skip
    command.add_argument("--hxl", action="store_true", help="in CSV, a row of HXL tags below the header")
    add_film_options(command)


def export(arguments: argparse.Namespace, snapshot_of: Callable[[], Snapshot]) -> int:
    """Write the file; its ending, its place and the sharing profile are checked before anything is read."""
    import json
    from dataclasses import replace

    from app.cli import shapes
    from app.cli.film_options import film_options
    from app.cli.progress import progress
    from app.cli.sharing import chosen_profile
    from geo.export.formats import FILMS, require_content
    from geo.export.request import hand_over
    from geo.whole_file import write_whole

    profile, film = chosen_profile(arguments), film_options(arguments)
    file_format = _checked_format(arguments.out, arguments.overwrite)
    try:
        require_content(file_format, profile)
    except ExportFailed as error:
        raise WrongUse(str(error)) from None
    beside = arguments.out.with_name(f"{arguments.out.name}.about.json")
    if arguments.beside:
        require_new(beside, overwrite=arguments.overwrite)
    snapshot = snapshot_of()
    with progress("Writing") as show:
        show(arguments.out.name, 0)
        request = hand_over(snapshot, profile, title=arguments.title, theme=arguments.theme)
        request = replace(request, hxl=arguments.hxl, film=film, progress=lambda share: show(arguments.out.name, share))
        written = file_format.write(arguments.out, request)
        if arguments.beside:
            write_whole(beside, json.dumps(dict(request.about), ensure_ascii=False, indent=1).encode())
    if arguments.json:
        counts = {"shown": request.about["shown"], "of": request.about["of"]}
        print_json({"out": str(written), **counts, **shapes.view_answer(snapshot), "sharing": request.about["sharing"],
                    "left_out": request.about.get("left_out", [])})  # fmt: skip
    else:
        _print_written(written, request, is_film=file_format in FILMS)
    return 0


def _print_written(path: Path, request: ExportRequest, *, is_film: bool) -> None:
    from geo.draw.film.options import not_drawn

    about = request.about
    print_line(visible(f"{path}: {about['period_words']}, {about['filters']}"))
    for sentence in about["sharing"]["says"]:
        print_line(visible(f"  {sentence}"))
    if is_film and (left_out := not_drawn(request.snapshot.state)):
        print_line(f"  {left_out}")


def _checked_format(path: Path, overwrite: bool) -> FileFormat[ExportRequest]:
    """The format of the file, once it is known that it can be written and replaces none unasked."""
    from geo.export.file_format import format_of
    from geo.export.formats import HAND_OVER

    try:
        file_format = format_of(path, HAND_OVER)
    except ExportFailed as error:
        raise WrongUse(f"--out: {error}") from None
    require_new(path, overwrite=overwrite)
    return file_format
