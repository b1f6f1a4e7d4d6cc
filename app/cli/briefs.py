"""``brief``: what is shown as slides, as a document and as a report, its paragraph alone, or an atlas."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli.atlas import add_atlas_options, atlas, is_atlas
from app.cli.misuse import WrongUse
from app.cli.output import print_error, print_json, print_line, visible
from app.cli.progress import working
from app.cli.sharing import chosen_profile, shared, shared_paper
from app.cli.targets import require_place
from geo.errors import ExportFailed, InputError
from geo.view.snapshot import Snapshot
from geo.wording import plural

if TYPE_CHECKING:
    from geo.briefing.what_changed import Earlier
    from geo.export.briefs.request import BriefRequest
    from geo.export.file_format import FileFormat

__all__ = ["add_brief_options", "brief"]

_OF_BRIEF = ("title", "parts", "most_incidents", "most_districts", "chart")
_OF_PAGE = ("dpi", "theme", "zoom_to", "extent")


def add_brief_options(command: argparse.ArgumentParser) -> None:
    """Add what a brief has, and how its map is drawn."""
    from app.cli.page_options import add_chart_option
    from app.cli.sections import section_degrees
    from geo.briefing.brief import PARTS
    from geo.draw.page.options import DPI_RANGE, ZOOMS
    from geo.draw.style import THEMES
    from geo.export.file_format import endings_text
    from geo.export.formats import BRIEFS
    from geo.view.state import MEASURES

    command.add_argument("--out", type=Path, metavar="DIR|FILE", help="a folder for all three files, or a file that "
                         f"ends with {endings_text(BRIEFS)}")  # fmt: skip
    command.add_argument("--paragraph", action="store_true", help="print the paragraph; with --json also the cells of "
                         "the tables from which each sentence comes")  # fmt: skip
    command.add_argument("--own-paragraph", dest="own_text", type=Path, metavar="FILE", default=None,
                         help="a file with the paragraph as you edited it (UTF-8)")  # fmt: skip
    command.add_argument("--since", metavar="RELEASE|DATE|FILE", default="",
                         help="what changed since an import, a day, or an earlier brief or page")  # fmt: skip
    command.add_argument("--template", type=Path, metavar="T.pptx", help="the presentation whose layouts slides take")
    command.add_argument("--title", metavar="TEXT", help="default: the places of the filters")
    command.add_argument("--parts", nargs="+", choices=tuple(PARTS), metavar="PART", default=tuple(PARTS),
                         help=f"what the brief has: {', '.join(PARTS)}; default: all")  # fmt: skip
    for name, what in (("incidents", "incidents"), ("districts", "districts")):
        command.add_argument(f"--most-{name}", type=int, metavar="N", default=10,
                             help=f"how many {what} are named at most; default: 10")  # fmt: skip
    add_chart_option(command)
    command.add_argument("--colour-by", choices=MEASURES, default="", help="colour the districts; default: not at all")
    command.add_argument("--theme", choices=tuple(THEMES), default="light", help="of the map; default: light")
    command.add_argument("--dpi", type=int, metavar="N", default=200,
                         help=f"of map and chart, {DPI_RANGE[0]} to {DPI_RANGE[1]}; default: 200")  # fmt: skip
    ground = command.add_mutually_exclusive_group()
    ground.add_argument("--zoom-to", choices=ZOOMS, default="filters",
                        help="what the map shows; default: the places that the filters name")  # fmt: skip
    ground.add_argument("--extent", type=section_degrees, metavar="W,S,E,N",
                        help="the section that the map shows, in degrees: 69,32,72,34")  # fmt: skip
    add_atlas_options(command)


def brief(arguments: argparse.Namespace, snapshot_of: Callable[[argparse.Namespace], Snapshot]) -> int:
    """Write briefs or an atlas, or print the paragraph; raises `WrongUse` for options that do not go together."""
    if is_atlas(arguments):
        return atlas(arguments, lambda given: shared(given, snapshot_of(given)))
    with _new_folder(arguments.out):
        return _brief(arguments, snapshot_of)


def _brief(arguments: argparse.Namespace, snapshot_of: Callable[[argparse.Namespace], Snapshot]) -> int:
    targets = _targets(arguments)
    if not targets and not arguments.paragraph:
        raise WrongUse("Give --out for files, or --paragraph to print the paragraph.")
    request = _request(arguments, snapshot_of)
    written = [_written(target, file_format, request) for target, file_format in targets]
    if arguments.json:
        print_json(_answer(request, written, with_tables=arguments.paragraph))
        return 0
    if arguments.paragraph:
        print_line(visible(request.brief.text))
    for path in written:
        shown = plural(len(request.snapshot.answer), "incident")
        print_line(f"Written: {visible(str(path))} ({shown}).")
    return 0


@contextlib.contextmanager
def _new_folder(out: Path | None) -> Iterator[None]:
    """Remove the folders that are made for the files again, if nothing was written."""
    made = [] if out is None else [folder for folder in (out, *out.parents) if not folder.exists()]
    try:
        yield
    finally:
        with contextlib.suppress(OSError):  # not empty: the files are there
            for folder in made:
                folder.rmdir()


def _targets(arguments: argparse.Namespace) -> list[tuple[Path, FileFormat[BriefRequest]]]:
    """The files that are to be written, each of which can be written there; a folder gets one of each format."""
    from geo.export.file_format import format_of
    from geo.export.formats import BRIEFS

    out: Path | None = arguments.out
    if out is None:
        return []
    if not out.suffix or out.is_dir():
        try:
            out.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ExportFailed(f"{out} cannot be made: {error.strerror or error}.") from None
        targets = [(out / f"brief{known.ending}", known) for known in BRIEFS]
    else:
        try:
            targets = [(out, format_of(out, BRIEFS))]
        except ExportFailed as error:
            raise WrongUse(f"--out: {error}") from None
    if arguments.template is not None and all(known.ending != ".pptx" for _, known in targets):
        raise WrongUse("--template is for slides: end the name of --out with .pptx.")
    for path, _ in targets:
        require_place(path, overwrite=arguments.overwrite)
    return targets


def _request(arguments: argparse.Namespace, snapshot_of: Callable[[argparse.Namespace], Snapshot]) -> BriefRequest:
    from geo.briefing.brief import BriefOptions
    from geo.draw.page import PageOptions
    from geo.export.briefs.request import BriefRequest

    try:
        options = BriefOptions(**{name: getattr(arguments, name) for name in _OF_BRIEF})
        page = PageOptions(**{name: getattr(arguments, name) for name in _OF_PAGE})
    except InputError as error:
        raise WrongUse(str(error)) from None
    if arguments.own_text is not None:
        options = replace(options, paragraph=_own_text(arguments.own_text))
    template = None
    if arguments.template is not None:
        from geo.export.briefs.template import read_template

        template = read_template(arguments.template)
        for note in template.notes:
            print_error(visible(f"{template.name}: {note}"))
    return BriefRequest(_shared(arguments, snapshot_of), options, _earlier(arguments),
                        shared_paper(arguments, page), template)  # fmt: skip


def _shared(arguments: argparse.Namespace, snapshot_of: Callable[[argparse.Namespace], Snapshot]) -> Snapshot:
    """What is shown as it may leave: a brief names incidents, which are rows."""
    if arguments.share_as != "as-is":
        if arguments.since:
            raise WrongUse("--since tells of incidents as the workspace has them: it does not go with --share-as.")
        if not chosen_profile(arguments).rows:
            raise WrongUse(f"--share-as {arguments.share_as}: no rows may leave, and a brief names incidents.")
    return shared(arguments, snapshot_of(arguments), has_rows=True)


_MOST_TEXT = 100_000


def _own_text(path: Path) -> str:
    try:
        if path.stat().st_size > _MOST_TEXT:
            raise InputError(f"{path.name} is too long for a paragraph.")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"{path.name} is no text in UTF-8.") from None


def _earlier(arguments: argparse.Namespace) -> Earlier | None:
    if not arguments.since:
        return None
    if arguments.workspace is None:
        raise WrongUse("--since needs --workspace: the bundled incidents have one state.")
    from geo.export.briefs.since import earlier_of

    return earlier_of(arguments.workspace, arguments.since)


def _written(path: Path, file_format: FileFormat[BriefRequest], request: BriefRequest) -> Path:
    with working(f"Writing {path.name}"):
        return file_format.write(path, request)


def _answer(request: BriefRequest, written: Sequence[Path], *, with_tables: bool) -> dict[str, Any]:
    """The files, and the paragraph with the cells of its sentences; the tables too where they are asked for."""
    from app.cli.shapes import view_answer
    from geo.briefing.brief import as_json

    content = as_json(request.brief)
    if not with_tables:
        del content["tables"]
    notes = list(request.template.notes) if request.template else []
    return {
        "out": [str(path) for path in written],
        "shown": len(request.snapshot.answer),
        "of": len(request.snapshot.dataset.incidents),
        **view_answer(request.snapshot),
        "since": request.earlier.since if request.earlier else None,
        "notes": notes,
        **content,
    }
