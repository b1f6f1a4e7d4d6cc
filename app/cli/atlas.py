"""An atlas: a page for each district or month, as one PDF file or a folder of pictures."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli.misuse import WrongUse
from app.cli.output import print_json, print_line, visible
from app.cli.progress import progress
from app.cli.targets import require_place
from geo.errors import InputError
from geo.view.snapshot import Snapshot
from geo.wording import plural

if TYPE_CHECKING:
    from geo.briefing.atlas import AtlasOptions
    from geo.draw.page import PageOptions

__all__ = ["add_atlas_options", "atlas", "atlas_again", "is_atlas"]

_OF_PAGE = ("title", "dpi", "theme", "chart")
_OF_ATLAS = {"by": "--by", "every": "--all", "size": "--size", "orientation": "--orientation"}
"""Options of an atlas that a brief does not have."""

_OF_BRIEF = {"paragraph": "--paragraph", "own_text": "--own-paragraph", "since": "--since", "template": "--template",
             "extent": "--extent"}  # fmt: skip
"""Options of a brief that an atlas does not have."""


def add_atlas_options(command: argparse.ArgumentParser) -> None:
    """Add what an atlas has a page for, and what ranks the pages."""
    from geo.briefing.atlas import MEASURES, UNITS
    from geo.draw.page.options import ORIENTATIONS
    from geo.export.atlas import SIZES

    command.add_argument("--atlas", choices=UNITS, default="", help="a page for each district or month with incidents, "
                         "and a list of contents: --out is a PDF file or a new folder")  # fmt: skip
    command.add_argument("--by", choices=MEASURES, default=None, help="of an atlas: what ranks its pages; order for "
                         "that of names or of time; default: incidents")  # fmt: skip
    command.add_argument("--all", dest="every", action="store_true", help="of an atlas: a page for those without "
                         "incidents, too")  # fmt: skip
    command.add_argument("--size", choices=SIZES, default=None, help="of the pages of an atlas; default: a4")
    command.add_argument("--orientation", choices=ORIENTATIONS, default=None, help="of the pages of an atlas; "
                         "default: landscape")  # fmt: skip


def is_atlas(arguments: argparse.Namespace) -> bool:
    """Whether an atlas is asked for; raises `WrongUse` for its options without it, and for those of a brief with it."""
    if not arguments.atlas:
        if given := [option for name, option in _OF_ATLAS.items() if getattr(arguments, name)]:
            raise WrongUse(f"{', '.join(given)}: of an atlas only. Add --atlas district or --atlas month.")
        return False
    others = [option for name, option in _OF_BRIEF.items() if getattr(arguments, name)]
    if arguments.zoom_to != "filters":
        others.append("--zoom-to")
    if others:
        raise WrongUse(f"An atlas has no {', '.join(others)}.")
    if arguments.out is None:
        raise WrongUse("Give --out for an atlas: a name that ends with .pdf, or a new folder.")
    return True


def atlas(arguments: argparse.Namespace, snapshot_of: Callable[[argparse.Namespace], Snapshot]) -> int:
    """Write an atlas; raises `WrongUse` for options that are not offered."""
    from geo.briefing.atlas import AtlasOptions
    from geo.draw.page import PageOptions

    chosen: dict[str, Any] = {name: getattr(arguments, name) for name in _OF_PAGE}
    chosen |= {"size": arguments.size or "a4", "orientation": arguments.orientation or "landscape"}
    try:
        options = AtlasOptions(arguments.atlas, arguments.by or "incidents", arguments.every)
        page = PageOptions(**chosen)
    except InputError as error:
        raise WrongUse(str(error)) from None
    _require_place(arguments)
    return _write(arguments, snapshot_of(arguments), page, options)


def atlas_again(
    arguments: argparse.Namespace, record: dict[str, Any], shown: Callable[[], tuple[Snapshot, PageOptions]]
) -> int:
    """Write an atlas again from its record; raises `InputError` if that is not understood."""
    from geo.briefing.atlas import AtlasOptions

    _require_place(arguments)
    try:
        options = AtlasOptions(**record["atlas"])
    except TypeError:
        raise InputError("The atlas has no complete record of its pages.") from None
    return _write(arguments, *shown(), options)


def _require_place(arguments: argparse.Namespace) -> None:
    """Raise `ExportFailed` if the atlas cannot be put there, or would replace a file of another program."""
    from geo.export import atlas as written

    written.require_place(arguments.out)
    if arguments.out.is_file():
        require_place(arguments.out, overwrite=arguments.overwrite)


def _write(arguments: argparse.Namespace, snapshot: Snapshot, page: PageOptions, options: AtlasOptions) -> int:
    from geo.export.atlas import write_atlas

    out: Path = arguments.out
    pages = 0
    with progress("Drawing") as show:

        def drawn(number: int, total: int) -> bool:
            nonlocal pages
            pages = total
            show(out.name, number / total)
            return True

        written = write_atlas(out, snapshot, page, options, drawn)
    if arguments.json:
        print_json({"out": str(written), "pages": pages, "atlas": options.of, "by": options.by})
    else:
        print_line(f"Written: {visible(str(written))} ({plural(pages, 'page')}).")
    return 0
