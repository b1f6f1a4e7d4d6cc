"""The options of ``intake``."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.store import Workspace

__all__ = ["add_options"]


def add_options(command: argparse.ArgumentParser, at: Callable[[str], Workspace]) -> None:
    """Add the options of ``intake`` to its parser."""
    command.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="reports: text, a saved web page, .docx, PDF with text, or mail (.eml); - reads standard input",
    )
    command.add_argument(
        "--published",
        metavar="DATE",
        default="",
        help="the day on which they were published, from which “on Tuesday” and “last month” are counted; default: "
        "what each file states",
    )
    command.add_argument(
        "--publisher", metavar="NAME", default="", help="who published them; default: what each file states"
    )
    command.add_argument("--url", metavar="URL", default="", help="where they were published; it is not opened")
    command.add_argument(
        "--workspace",
        type=at,
        metavar="FILE",
        help="say whether a report was taken in before, and store there with --store",
    )
    command.add_argument(
        "--store",
        metavar="NUMBERS",
        default="",
        help="store these candidates of the one report, by their numbers: 1,3; look at them first",
    )
    command.add_argument("--who", metavar="NAME", default="", help="with --store: who stores them, for the history")
