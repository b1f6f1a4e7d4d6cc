"""The options of the command ``incident``: one for each column, those of a claim, and who changes something and why."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from geo.incidents import CLAIM_KINDS
from geo.incidents.claims import FIGURES

if TYPE_CHECKING:
    from geo.store import Workspace

__all__ = ["CLAIM_FIELDS", "INCIDENT_FIELDS", "add_options", "add_reason"]

INCIDENT_FIELDS = {
    "date": ("date_start", "DATE", "the day, a range or a month: '3-5 Nov 2024', 'Nov 2024'; of a claim its day"),
    "to": ("date_end", "DATE", "the last day"),
    "date_precision": ("date_precision", "WORD", "day, week, month or year"),
    "place": ("location", "NAME", "the place by its name; where it is known it gives point and district"),
    "district": ("district", "NAME", "the district"),
    "province": ("province", "NAME", "the province"),
    "place_precision": ("place_precision", "WORD", "exact, near, district, province or country"),
    "type": ("event_type", "TYPE", "the event type, or a word for it such as IED"),
    "sub_type": ("sub_event_type", "TYPE", "the sub-event type"),
    "actor": ("actor1", "NAME", "the first actor"),
    "other_actor": ("actor2", "NAME", "the second actor"),
    "associated": ("actors_associated", "NAMES", "further actors, separated by semicolons"),
    "killed": ("killed_best", "N", "the deaths: 3, 3-5, 'at least 3', 0; unknown is not 0"),
    "killed_low": ("killed_low", "N", "the lowest number of deaths, where it is not in --killed"),
    "killed_high": ("killed_high", "N", "the highest number of deaths, where it is not in --killed"),
    "killed_security": ("killed_security", "N", "deaths among security forces"),
    "killed_militants": ("killed_militants", "N", "deaths among militants"),
    "killed_civilians": ("killed_civilians", "N", "deaths among civilians"),
    "injured": ("injured", "N", "the injured"),
    "abducted": ("abducted", "N", "the abducted"),
    "sources": ("sources", "NAMES", "who reported it, separated by semicolons"),
    "url": ("url", "TEXT", "address or title of a report; of a claim where it was published"),
    "notes": ("notes", "TEXT", "what happened"),
}  # fmt: skip
"""The options of an incident: the column, and what is shown in the help."""

CLAIM_FIELDS = {
    "kind": ("WORD", f"of a claim: {', '.join(CLAIM_KINDS)}"),
    "by": ("NAME", "of a claim: who says it"),
    "about": ("TEXT", "of a claim: of whom or of what"),
    "figure": ("NAME", f"of a claim: which figure it is about: {', '.join(FIGURES)}"),
    "value": ("N", "of a claim: the number that it states for the figure: 5, 3-5, 'at least 12'"),
    "source": ("NAME", "of a claim: who published it"),
    "quote": ("TEXT", "of a claim: its words"),
    "remark": ("TEXT", "of a claim: a reservation"),
}
"""The options of a claim alone; ``--date`` and ``--url`` are those of a claim too."""


def add_options(command: argparse.ArgumentParser, workspace_at: Callable[[str], Workspace]) -> None:
    """Add what is to be done, the workspace, and an option for each column."""
    command.add_argument(
        "words", nargs="+", metavar="WHAT", help="add · edit ID · copy ID · withdraw ID · restore ID · history ID · "
        "claim add ID · claim edit ID N · claim withdraw ID N (N: the number of the claim in the history) · decide "
        "(list the versions that imports offer) · decide ID take or keep"
    )  # fmt: skip
    command.add_argument("--workspace", type=workspace_at, metavar="FILE", required=True,
                         help="the workspace to write; add makes it if it is missing")  # fmt: skip
    add_reason(command)
    command.add_argument("--dry-run", action="store_true", help="check and report; store nothing")
    command.add_argument("--even-if-similar", action="store_true",
                         help="add it although a stored incident may be the same event")  # fmt: skip
    command.add_argument("--at", metavar="LON,LAT", help="the point in degrees, EPSG:4326")
    for name, (_, metavar, what) in INCIDENT_FIELDS.items():
        command.add_argument(f"--{name.replace('_', '-')}", dest=name, metavar=metavar, help=what)
    for name, (metavar, what) in CLAIM_FIELDS.items():
        command.add_argument(f"--{name}", metavar=metavar, help=what)


def add_reason(command: argparse.ArgumentParser) -> None:
    """Add who changes something, and why."""
    command.add_argument("--who", metavar="NAME", default="", help="who changes it, for the history; blank by default")
    command.add_argument("--why", metavar="TEXT", default="", help="why, for the history")
