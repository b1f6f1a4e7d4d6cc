"""The options of the command ``import``: its files, how they are read, and what is kept of them."""

from __future__ import annotations

import argparse
from itertools import chain
from pathlib import Path
from typing import get_args

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
from geo.store import Edited
from geo.taxonomy import EVENT_TYPES, SUB_EVENT_TYPES

__all__ = ["add_import_options"]


def add_import_options(command: argparse.ArgumentParser) -> None:
    """Add the files, how they are read, and what is kept of them."""
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
    command.add_argument("--edited", choices=get_args(Edited), default="keep",
                         help="what to do where the file has a newer version of an incident that was edited by hand: "
                         "keep the edited one and store that version beside (the default), or replace it")  # fmt: skip


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
