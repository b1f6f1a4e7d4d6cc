"""The answer of ``table --by site``: what lies within some kilometres of each feature of a user layer."""

from __future__ import annotations

import argparse
from typing import Any

from app.cli.misuse import WrongUse
from app.cli.output import aligned, csv_cell, print_csv, print_json, print_line, visible
from app.cli.shapes import left_out, view_answer
from app.cli.texts import print_status
from geo.analysis.sites import FURTHEST_KM, Site, Sites, sites
from geo.analysis.sites_sheet import end_words, sites_sheet
from geo.analysis.table_sheet import TableSheet
from geo.calendar.days import from_day_number
from geo.errors import InputError
from geo.view.snapshot import Snapshot

__all__ = ["SITE", "add_options", "print_sites", "sites_content"]

SITE = "site"
"""The value of ``--by``."""

DEFAULT_KM = 20.0


def add_options(command: argparse.ArgumentParser) -> None:
    """Add the options of a table by site."""
    options = (
        ("--sites", str, "", "LAYER", "the user layer whose points, lines or areas are the rows"),
        ("--km", float, None, "KM", f"how far from each; up to {FURTHEST_KM:g}, default: {DEFAULT_KM:g}"),
    )
    for option, kind, default, shown, what in options:
        command.add_argument(option, type=kind, default=default, metavar=shown, help=f"with --by {SITE}: {what}")


def sites_content(arguments: argparse.Namespace, snapshot: Snapshot) -> TableSheet:
    """The table as a sheet; raises `WrongUse`."""
    try:
        return sites_sheet(snapshot, _layer(arguments, snapshot), _km(arguments))
    except InputError as error:
        raise WrongUse(str(error)) from None


def print_sites(arguments: argparse.Namespace, snapshot: Snapshot) -> None:
    """Print the table as JSON, CSV or text."""
    content = sites_content(arguments, snapshot)
    found = sites(snapshot, _layer(arguments, snapshot), _km(arguments))
    if arguments.json:
        print_json(_answer(snapshot, found))
    elif arguments.csv:
        print_csv([[csv_cell(cell) for cell in line] for line in (content.header, *content.rows)])
    else:
        columns = range(len(content.header))
        rows = [[visible(content.text(row, column)) for column in columns] for row in range(len(content.rows))]
        for line in aligned(content.header, rows, columns[1:]):
            print_line(line)
        print_line("")
        print_status(snapshot)
        print_line(f"  days since the last: to {end_words(found)}")
        for item in found.left_out:
            print_line(f"  in no row: {item.n:,} {item.reason}")


def _km(arguments: argparse.Namespace) -> float:
    return DEFAULT_KM if arguments.km is None else float(arguments.km)


def _layer(arguments: argparse.Namespace, snapshot: Snapshot) -> str:
    """The layer that was named, or the only one."""
    layers = snapshot.dataset.user_layers
    if arguments.across:
        raise WrongUse(f"--by {SITE} takes no --and: its columns are figures and quarters.")
    if not arguments.sites and len(layers) > 1:
        raise WrongUse(f"--by {SITE} needs --sites LAYER: one of {', '.join(layer.name for layer in layers)}.")
    return str(arguments.sites) or (layers[0].name if layers else "")


def _answer(snapshot: Snapshot, found: Sites) -> dict[str, Any]:
    return {
        "by": SITE,
        "layer": found.layer,
        "km": found.km,
        **view_answer(snapshot),
        "days_to": from_day_number(found.end).isoformat(),
        "quarters": list(found.quarters),
        "rows": [{SITE: site.name, **_site(site)} for site in found.rows],
        "in_no_quarter": found.in_no_quarter,
        "left_out": left_out((*snapshot.left_out, *found.left_out)),
        "total": _site(found.total),
    }


def _site(site: Site) -> dict[str, Any]:
    return {
        "incidents": site.within,
        "may_be_within": site.may_be,
        "nearest_km": None if site.nearest_km is None else round(site.nearest_km, 3),
        "last_day": None if site.last_day is None else from_day_number(site.last_day).isoformat(),
        "days_since_last": site.days_since,
        "days_since_possible": site.days_since_possible,
        "by_quarter": list(site.quarters),
    }
