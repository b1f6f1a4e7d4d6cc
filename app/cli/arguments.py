"""The arguments of the command line, declared once: help, checks and `docs/command-line.md` come from here."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from app.cli.filter_options import add_filters
from app.cli.misuse import WrongUse
from geo.errors import did_you_mean
from geo.reading.swapped_days import SWAPPED_CHOICES
from geo.sources.column_mapping.record import DATE_ORDERS, FIGURE_POINTS, TARGETS
from geo.sources.read_options import (
    AUTO,
    EVENTS,
    KEEP,
    PERIOD_UNITS,
    REPEATED_ROWS,
    REPEATED_TOTALS,
    layout_choices,
)
from geo.taxonomy import EVENT_TYPES, SUB_EVENT_TYPES

if TYPE_CHECKING:
    from geo.store import Workspace

__all__ = ["parser", "version"]

_PROGRAM = "incident-atlas"


def version() -> str:
    """The version that is installed; where the sources are run as they are, the one that they give themselves."""
    from importlib import metadata  # a tenth of the whole start-up

    try:
        return metadata.version(_PROGRAM)
    except metadata.PackageNotFoundError:
        return _version_of_sources(Path(__file__).parents[2] / "pyproject.toml")


def _version_of_sources(path: Path) -> str:
    import tomllib

    try:
        return str(tomllib.loads(path.read_text(encoding="utf-8"))["project"]["version"])
    except (OSError, ValueError, KeyError):
        return "unknown"


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
    from geo.export.file_format import endings_text
    from geo.export.problems_workbook import FORMAT

    command.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="ACLED, UCDP GED, GTD, the columns of this project, or any table",
    )
    command.add_argument(
        "--workspace", type=_at, metavar="FILE", required=True, help="the workspace to write; made if it is missing"
    )
    command.add_argument(
        "--layout", "--source", choices=layout_choices(), default=AUTO, help="the layout, if it is not to be detected "
        "(--source is the older name of the option)",
    )  # fmt: skip
    _reading_options(command)
    command.add_argument("--encoding", default="", help="the encoding of a text file, if it is not to be detected")
    command.add_argument("--sheet", default="", help="the sheet of a workbook, if it is not the first with a table")
    command.add_argument(
        "--problems", type=Path, metavar="FILE", help=f"write the list of problems; ends with {endings_text((FORMAT,))}"
    )
    _totals_options(command)
    command.add_argument("--dry-run", action="store_true", help="check and report what would happen; store nothing")
    command.add_argument(
        "--accept-good-rows", action="store_true", help="store the good rows of a file that also has faulty ones"
    )
    command.add_argument(
        "--withdraw",
        choices=("auto", "all", "none"),
        default="auto",
        help="which stored rows of the source to withdraw if the file lacks them: those that it would contain (auto, "
        "the default), all or none",
    )


def _totals_options(command: argparse.ArgumentParser) -> None:
    """Add what decides whether and how a file of numbers of events is kept."""
    command.add_argument(
        "--keep-totals", action="store_true", help="keep a file of numbers of events, which is refused otherwise, as "
        "totals of districts and periods; they are no incidents"
    )  # fmt: skip
    command.add_argument(
        "--row-period", choices=PERIOD_UNITS, default="", help="what the day of a row of totals stands for"
    )
    command.add_argument(
        "--repeated-totals", choices=REPEATED_TOTALS, default="", help="whether to add up totals of one place, period "
        "and type, or to refuse them"
    )  # fmt: skip


def _reading_options(command: argparse.ArgumentParser) -> None:
    """Add what decides how the columns of a table are read."""
    command.add_argument("--mapping", type=Path, metavar="FILE", help="the column mapping (JSON), for other tables")
    command.add_argument("--column", dest="columns", type=_column, action="append", default=[], metavar="NAME=HEADING",
                         help='the column of such a table for one of ours, for example date_start="Incident Date"; '
                         f"{EVENTS} is that of the numbers of events of totals; "
                         "several are joined by ' + ', none is a blank; can be given several times")  # fmt: skip
    command.add_argument("--repeated-rows", choices=REPEATED_ROWS, default=KEEP,
                         help="rows without ids that are the same as an earlier one: keep each as an incident (the "
                         "default), or once")  # fmt: skip
    command.add_argument(
        "--source-name", metavar="NAME", default="", help="a short name for the author of such a table"
    )
    command.add_argument("--date-order", choices=DATE_ORDERS, default="", help="how its days are written in numbers")
    command.add_argument(
        "--swapped-days",
        choices=SWAPPED_CHOICES,
        default="",
        help="whether to exchange day and month, or keep them, where a spreadsheet seems to have swapped them",
    )
    command.add_argument("--figure-point", choices=FIGURE_POINTS, default="",
                         help="what the point in its figures of people is, where they are like 1.000")  # fmt: skip
    command.add_argument("--type", type=_type_of_word, action="append", default=[], metavar="WORD=TYPE",
                         help="what a word for event types means, as an event type or a sub-event type; can be "
                         "given several times")  # fmt: skip


def _column(text: str) -> tuple[str, str]:
    """One of our columns and the heading that it has in a file; a blank heading is none."""
    target, separator, heading = text.partition("=")
    target = target.strip()
    if not separator:
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=HEADING")
    known = (*TARGETS, EVENTS)
    if target not in known:
        raise argparse.ArgumentTypeError(f"there is no column {target!r} to fill.{did_you_mean(target, known)}")
    return target, heading.strip()


def _type_of_word(text: str) -> tuple[str, str]:
    """A word of a file and the type that it means, from ``Strike=Air/drone strike``."""
    from geo.sources.column_mapping.type_words import type_of_words

    word, _, name = (part.strip() for part in text.rpartition("="))
    if not word:
        raise argparse.ArgumentTypeError(f"{text!r} is not a word, =, and a type: 'Strike=Air/drone strike'")
    if not (kind := type_of_words(name)):
        names = (*EVENT_TYPES, *chain.from_iterable(SUB_EVENT_TYPES.values()))
        raise argparse.ArgumentTypeError(f"there is no event type {name!r}.{did_you_mean(name, names)}")
    return word, kind


def _undo(command: argparse.ArgumentParser) -> None:
    command.add_argument("--workspace", type=_at, metavar="FILE", required=True, help="the workspace to write")


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
    command.add_argument("--csv", action="store_true", help="print CSV with all columns")
    add_filters(command)


def _table(command: argparse.ArgumentParser) -> None:
    from app.cli.sites import SITE, add_options
    from geo.analysis.comparison import AGAINST
    from geo.analysis.counts import GROUPINGS
    from geo.analysis.table_figures import FIGURES
    from geo.export.file_format import endings_text
    from geo.export.formats import TABLES

    _workspace(command)
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
    command.add_argument("--before", choices=tuple(AGAINST), default="previous",
                         help="what the change is against: the equal period before (the default), or the same days a "
                         "year before")  # fmt: skip
    command.add_argument("--out", type=Path, metavar="FILE", help=f"write the table; ends with {endings_text(TABLES)}")
    add_options(command)
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
    add_options(command)
    add_filters(command)


def _watch(command: argparse.ArgumentParser) -> None:
    from app.cli.watching import add_options

    command.add_argument("--workspace", type=_at, metavar="FILE", required=True, help="the workspace with the rules")
    add_options(command)
    add_filters(command)


def _example(command: argparse.ArgumentParser) -> None:
    command.add_argument("--out", type=Path, metavar="W.gpkg", required=True, help="the workspace to make")


def _snapshot(command: argparse.ArgumentParser) -> None:
    from app.cli.clusters import add_cluster_options
    from app.cli.sections import section_degrees
    from geo.analysis.hotspots.methods import DRAWN_METHODS
    from geo.draw.page.options import DPI_RANGE, ORIENTATIONS, SIZES, ZOOMS
    from geo.draw.style import THEMES
    from geo.export.file_format import endings_text
    from geo.export.formats import PAGES
    from geo.view.state import LAYERS, MEASURES

    _workspace(command)
    command.add_argument("--out", type=Path, metavar="FILE", required=True, help=f"ends with {endings_text(PAGES)}")
    command.add_argument("--title", metavar="TEXT", help="default: the places of the filters")
    command.add_argument("--size", choices=SIZES, default="a4", help="default: a4")
    command.add_argument("--dpi", type=int, metavar="N", default=200,
                         help=f"{DPI_RANGE[0]} to {DPI_RANGE[1]}; default: 200")  # fmt: skip
    command.add_argument("--orientation", choices=ORIENTATIONS, default="landscape", help="default: landscape")
    command.add_argument("--colour-by", choices=MEASURES, default="", help="colour the districts; default: not at all")
    command.add_argument("--hotspots", choices=DRAWN_METHODS, default="", help="draw hot spots by a method of the "
                         "command hotspots, with these of its options; default: none")  # fmt: skip
    add_cluster_options(command, DRAWN_METHODS)
    command.add_argument("--theme", choices=tuple(THEMES), default="light", help="default: light")
    ground = command.add_mutually_exclusive_group()
    ground.add_argument("--zoom-to", choices=ZOOMS, default="filters",
                        help="what the map shows; default: the places that the filters name")  # fmt: skip
    ground.add_argument("--extent", type=section_degrees, metavar="W,S,E,N",
                        help="the section that the map shows, in degrees: 69,32,72,34")  # fmt: skip
    command.add_argument("--layers", nargs="+", choices=LAYERS, metavar="LAYER",
                         help=f"what the map has, in place of its usual layers: {', '.join(LAYERS)}")  # fmt: skip
    command.add_argument("--no-symbols", action="store_true", help="no symbols of incidents on the map")
    add_filters(command)


def _recreate(command: argparse.ArgumentParser) -> None:
    from geo.export.file_format import endings_text
    from geo.export.formats import PAGES

    _workspace(command)
    command.add_argument("page", type=Path, metavar="PAGE", help="a page that this program wrote (PNG, PDF or SVG)")
    command.add_argument("--out", type=Path, metavar="FILE", required=True, help=f"ends with {endings_text(PAGES)}")


_COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "import": ("import files of incidents into a workspace", _import),
    "undo": ("undo the newest import as a whole", _undo),
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
    "recreate": ("make a page again from the record that it carries", _recreate),
    "watch": ("run the saved rules of the watch list; exit code 3 when something is new", _watch),
    "example": ("make a workspace of some 6,000 made-up incidents, to try the application with", _example),
}
