"""The options of ``intake``."""

from __future__ import annotations

import argparse

__all__ = ["add_options"]


def add_options(command: argparse.ArgumentParser) -> None:
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
