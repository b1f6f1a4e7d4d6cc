"""The arguments of the command line, declared once: help, checks and `docs/command-line.md` come from here."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from app.cli.filter_options import add_filters, add_view
from app.cli.misuse import WrongUse
from app.cli.sharing import add_sharing
from app.cli.targets import add_overwrite

if TYPE_CHECKING:
    from geo.export.file_format import FileFormat
    from geo.store import Workspace

__all__ = ["parser", "version"]

_PROGRAM = "incident-atlas"


def version() -> str:
    """The version of the program; its module is loaded only by those who ask."""
    from geo.export.versions import program_version

    return program_version()


def _at(address: str) -> Workspace:
    """The workspace under an address; the store is imported only by commands that use one."""
    from geo.store import workspace_at

    return workspace_at(address)


def parser(command: str = "") -> argparse.ArgumentParser:
    """The parser of all commands.

    With the name of a ``command`` only that one gets its options: those of the others would have more modules loaded
    than the command itself.
    """
    top: argparse.ArgumentParser = _Parser(
        prog=_PROGRAM,
        description="Map, filter and chart reported incidents in Khyber Pakhtunkhwa and Balochistan.",
        epilog="Without a command the window opens. Exit codes: 0 success, 1 an error of the data, 2 wrong use.",
        allow_abbrev=False,
    )
    top.add_argument("--version", action=_Version, nargs=0, help="print the version")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, (what, add_options) in _COMMANDS.items():
        one = commands.add_parser(name, help=what, description=f"{what[0].upper()}{what[1:]}.", allow_abbrev=False)
        if command in ("", name):
            one.add_argument("--json", action="store_true", help="print one JSON object")
            add_options(one)
            _ignore_case(one)
    return top


class _Parser(argparse.ArgumentParser):
    """Raises `WrongUse` instead of ending the process, so that an error can be an answer in JSON as well."""

    def error(self, message: str) -> NoReturn:
        raise WrongUse(message, usage=self.format_usage().rstrip())


def _ignore_case(command: argparse.ArgumentParser) -> None:
    """Take the choices of each option in capitals too."""
    for option in command._actions:
        if option.choices and option.type is None:
            option.type = str.casefold


class _Version(argparse.Action):
    """Looks the version up only when it is to be printed."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        sys.stdout.write(f"{parser.prog} {version()}\n")
        parser.exit()


def _workspace(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--workspace", type=_at, metavar="FILE", help="the workspace to read; default: the bundled incidents"
    )
    command.add_argument(
        "--as-of", metavar="RELEASE|DATE", default="", help="the workspace as it was after an import, or at a day's end"
    )


def _import(command: argparse.ArgumentParser) -> None:
    from app.cli.import_options import add_import_options

    command.add_argument(
        "--workspace", type=_at, metavar="FILE", required=True, help="the workspace to write; made if it is missing"
    )
    add_import_options(command)


def _intake(command: argparse.ArgumentParser) -> None:
    from app.cli.intake_options import add_options

    add_options(command, _at)


def _undo(command: argparse.ArgumentParser) -> None:
    command.add_argument("--workspace", type=_at, metavar="FILE", required=True, help="the workspace to write")


def _incident(command: argparse.ArgumentParser) -> None:
    from app.cli.incident_options import add_options

    add_options(command, _at)


def _context(command: argparse.ArgumentParser) -> None:
    from app.cli.context_options import add_options

    add_options(command, _at)


def _changes(command: argparse.ArgumentParser) -> None:
    command.add_argument("--workspace", type=_at, metavar="FILE", required=True, help="the workspace to read")
    command.add_argument(
        "--since", metavar="RELEASE|DATE", required=True, help="the name of an import (info lists them), or a day"
    )


def _duplicates(command: argparse.ArgumentParser) -> None:
    from geo.analysis.duplicates import DAYS, KM

    command.add_argument("--workspace", type=_at, metavar="FILE", required=True, help="the workspace to read")
    command.add_argument("--days", type=int, choices=range(32), default=DAYS, metavar="N",
                         help=f"largest distance in days, 0 to 31; default: {DAYS}")  # fmt: skip
    command.add_argument("--km", type=_kilometres, default=KM, metavar="N",
                         help=f"largest distance in km, 1 to 100; default: {KM:g}")  # fmt: skip


def _kilometres(text: str) -> float:
    number = float(text)
    if not 1 <= number <= 100:
        raise argparse.ArgumentTypeError("1 to 100")
    return number


def _link(command: argparse.ArgumentParser) -> None:
    from geo.incidents.linking import VERDICTS

    command.add_argument("--workspace", type=_at, metavar="FILE", required=True, help="the workspace to write")
    command.add_argument("first_id", metavar="FIRST_ID", help="the id of an incident")
    command.add_argument("second_id", metavar="SECOND_ID", help="the id of another one")
    command.add_argument("verdict", choices=(*VERDICTS, "none"), help="the verdict; none removes it")


def _layers(command: argparse.ArgumentParser) -> None:
    command.add_argument("--workspace", type=_at, metavar="FILE", required=True, help="the workspace to read or write")
    command.add_argument("--add", type=Path, metavar="FILE", help="a file of points, lines or polygons")
    command.add_argument("--name", default="", help="the name of the layer; default: that of the file")
    command.add_argument("--layer", default="", help="the layer of a GeoPackage, where it is not the first")
    command.add_argument("--names", metavar="FIELD", default="", help="the field that names its features")
    command.add_argument("--use-as-districts", action="store_true", help="count, filter and label by its polygons")
    command.add_argument("--remove", metavar="NAME", default="", help="the layer to remove")


def _list(command: argparse.ArgumentParser) -> None:
    _workspace(command)
    add_view(command)
    command.add_argument("--csv", action="store_true", help="print CSV with all columns")
    add_sharing(command)
    add_filters(command)


def _table(command: argparse.ArgumentParser) -> None:
    from app.cli.sites import SITE, add_options
    from geo.analysis.comparison import AGAINST
    from geo.analysis.counts import GROUPINGS
    from geo.analysis.table_figures import FIGURES
    from geo.export.file_format import endings_text
    from geo.export.formats import TABLES

    _workspace(command)
    add_view(command)
    command.add_argument("--csv", action="store_true", help="print CSV")
    command.add_argument("--by", choices=(*GROUPINGS, SITE), required=True, help="what to count by")
    command.add_argument(
        "--and", dest="across", choices=tuple(GROUPINGS), default="", help="what to count by as well: the columns of "
        "a table whose rows are those of --by"
    )  # fmt: skip
    command.add_argument(
        "--figure", choices=tuple(FIGURES), default="incidents", help="what is in the cells of a table with --and, in "
        "text, CSV and files; default: incidents"
    )  # fmt: skip
    command.add_argument("--before", choices=tuple(AGAINST),
                         help="what the change is against: the equal period before (the default), or the same days a "
                         "year before; for tables that have a change")  # fmt: skip
    command.add_argument("--out", type=Path, metavar="FILE", help=f"write the table; ends with {endings_text(TABLES)}")
    add_overwrite(command, of_pages=False)
    add_options(command)
    add_sharing(command)
    add_filters(command)


def _totals(command: argparse.ArgumentParser) -> None:
    _workspace(command)
    command.add_argument("--csv", action="store_true", help="print CSV")
    command.add_argument("--from", dest="first", metavar="DATE", help="only periods that begin on this day or later")
    command.add_argument("--to", dest="last", metavar="DATE", help="only periods that end on this day or earlier")
    for name, what in (
        ("province", "only totals in a province"),
        ("district", "only totals of a district"),
        ("source", "only totals of a source"),
    ):
        command.add_argument(f"--{name}", dest=f"{name}s", nargs="+", action="extend", default=[], metavar="NAME",
                             help=what)  # fmt: skip


def _hotspots(command: argparse.ArgumentParser) -> None:
    from app.cli.hotspots import add_options

    _workspace(command)
    add_view(command)
    add_options(command)
    add_sharing(command)
    add_filters(command)


def _watch(command: argparse.ArgumentParser) -> None:
    from app.cli.watching import add_options

    command.add_argument("--workspace", type=_at, metavar="FILE", required=True, help="the workspace with the rules")
    add_options(command)
    add_filters(command)


def _example(command: argparse.ArgumentParser) -> None:
    command.add_argument("--out", type=Path, metavar="W.gpkg", required=True, help="the workspace to make")


def _snapshot(command: argparse.ArgumentParser) -> None:
    from app.cli.page_options import add_page_options
    from geo.export.file_format import endings_text
    from geo.export.formats import PAGES

    _workspace(command)
    add_view(command)
    command.add_argument("--out", type=Path, metavar="FILE", required=True, help=f"ends with {endings_text(PAGES)}")
    add_overwrite(command)
    add_page_options(command)
    add_sharing(command)
    add_filters(command)


def _export(command: argparse.ArgumentParser) -> None:
    from app.cli.exporting import add_options

    _workspace(command)
    add_view(command)
    add_options(command)
    add_filters(command)


def _brief(command: argparse.ArgumentParser) -> None:
    from app.cli.briefs import add_brief_options

    _workspace(command)
    add_view(command)
    add_overwrite(command)
    add_brief_options(command)
    add_sharing(command)
    add_filters(command)


def _recreate(command: argparse.ArgumentParser) -> None:
    from geo.export.file_format import endings, endings_text
    from geo.export.formats import BRIEFS, OFFLINE, PAGES

    _workspace(command)
    pages: tuple[FileFormat[Any], ...] = (*PAGES, OFFLINE)
    known = endings_text((*pages, *(each for each in BRIEFS if each.ending not in endings(pages))))
    command.add_argument("page", type=Path, metavar="PAGE", help="a page, map or brief that this program wrote "
                         f"({known})")  # fmt: skip
    command.add_argument("--out", type=Path, metavar="FILE", required=True, help=f"ends with {known}")
    command.add_argument("--style", type=Path, metavar="FILE", help="the house style of the page, for its fonts")
    add_overwrite(command)


_COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "import": ("import files of incidents into a workspace", _import),
    "intake": ("read reports: candidate incidents, each with the words that it was read from", _intake),
    "undo": ("undo the newest import or change by hand, as a whole", _undo),
    "incident": ("enter, correct, withdraw or restore an incident by hand, and show its versions", _incident),
    "context": ("list, enter, correct or withdraw context events: operations, ceasefires, statements", _context),
    "changes": ("list what was added, revised and withdrawn since an import or a day", _changes),
    "duplicates": ("list incidents of different sources that may be one event", _duplicates),
    "link": ("store whether two incidents of different sources are one event", _link),
    "layers": ("list, add or remove user layers: sites, roads, areas, districts", _layers),
    "info": ("show what is in a workspace: rows, period, sources, precision, releases", _workspace),
    "list": ("list the incidents that pass the filters", _list),
    "table": ("count the incidents that pass the filters", _table),
    "totals": ("list totals that sources state, beside the counts of stored incidents", _totals),
    "hotspots": ("say where the incidents that pass the filters are unusual or hot", _hotspots),
    "snapshot": ("write a briefing page as a picture", _snapshot),
    "export": ("write the incidents that pass the filters as a file to hand over", _export),
    "brief": ("write slides, a document and a report of what is shown, or print a paragraph on it", _brief),
    "recreate": ("make a page or an offline map again from the record that it carries", _recreate),
    "watch": ("run the saved rules of the watch list; exit code 3 when something is new", _watch),
    "example": ("make a workspace of some 6,000 made-up incidents, to try the application with", _example),
}
