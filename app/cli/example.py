"""``example``: make the workspace of made-up incidents."""

from __future__ import annotations

import argparse

from app.cli.misuse import WrongUse
from app.cli.output import print_json, print_line, visible
from app.cli.progress import working
from geo.incidents.made_up import LABEL, NOTICE
from geo.store import names_workspace
from geo.wording import plural

__all__ = ["example"]


def example(arguments: argparse.Namespace) -> int:
    """Write the workspace and say what is in it; raises `WorkspaceError`."""
    from geo.sources.example import make_example

    path = arguments.out
    if not names_workspace(path):
        raise WrongUse(f"--out: {path.name!r} is no name of a workspace: end it with .gpkg.")
    with working(f"Making {path.name}"):
        found = make_example(path).describe()
    first, last = (day.isoformat() if day else None for day in (found.first_day, found.last_day))
    if arguments.json:
        print_json({
            "out": str(path), "incidents": found.incidents, "first_day": first, "last_day": last,
            "releases": len(found.releases), "made_up": True,
        })  # fmt: skip
    else:
        print_line(f"{LABEL}.")
        counts = (
            f"{plural(found.incidents, 'incident')}, {first} to {last}, in {plural(len(found.releases), 'release')}"
        )
        print_line(visible(f"{path}: {counts}."))
        print_line(NOTICE)
    return 0
