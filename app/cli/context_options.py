"""The options of the command ``context``."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from app.cli.incident_options import add_reason

if TYPE_CHECKING:
    from geo.store import Workspace

__all__ = ["CONTEXT_FIELDS", "add_options"]

CONTEXT_FIELDS = {
    "date": ("date_start", "DATE", "the first day, a range or a month"),
    "to": ("date_end", "DATE", "the last day; default: that of --date"),
    "title": ("title", "TEXT", "what happened, in a few words"),
    "scope": ("scope", "TEXT", "where it applies"),
    "category": ("category", "WORD", "operation, ceasefire, statement, …"),
    "source": ("source", "NAME", "who reported it"),
    "notes": ("notes", "TEXT", "further words"),
}
"""The options of a context event: its field, and what is shown in the help."""


def add_options(command: argparse.ArgumentParser, workspace_at: Callable[[str], Workspace]) -> None:
    """Add what is to be done, the workspace, and an option for each field."""
    command.add_argument("words", nargs="+", metavar="WHAT", help="list · add · edit ID · withdraw ID")
    command.add_argument("--workspace", type=workspace_at, metavar="FILE",
                         help="the workspace; without it list shows the bundled ones")  # fmt: skip
    add_reason(command)
    for name, (_, metavar, what) in CONTEXT_FIELDS.items():
        command.add_argument(f"--{name}", metavar=metavar, help=what)
