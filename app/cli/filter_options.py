"""The options by which incidents are chosen, the same for all commands that take them."""

from __future__ import annotations

import argparse

from geo.incidents.attribution import ATTRIBUTIONS
from geo.incidents.columns import PLACE_PRECISIONS
from geo.incidents.whose_figures import FIXED, PUBLISHER

__all__ = ["add_filters", "add_view", "band_key"]


def _range_km(text: str) -> float:
    number = float(text)
    if not 0 < number <= 500:
        raise argparse.ArgumentTypeError("more than 0, at most 500")
    return number


def add_filters(command: argparse.ArgumentParser) -> None:
    """Add the options by which incidents are chosen."""
    group = command.add_argument_group("filters", "Several names of one option are joined by or, options by and.")
    for option, dest, what in (
        ("--from", "first", "first day (inclusive): 2024-11-18, 18 Nov 2024, Nov 2024 or 2024"),
        ("--to", "last", "last day (inclusive); of a month or a year its last one"),
    ):
        group.add_argument(option, dest=dest, metavar="DATE", help=what)
    for name, what in (
        ("type", "event type, for example Battles"),
        ("sub-type", "sub-event type, for example 'Suicide bomb'"),
        ("actor", "actor in any role, by name or abbreviation"),
        ("province", "province, for example KP"),
        ("division", "division of 2023"),
        ("district", "district of today or of the past"),
        ("source", "dataset that the rows come from"),
    ):
        dest = f"{name.replace('-', '_')}s"
        group.add_argument(f"--{name}", dest=dest, nargs="+", action="extend", default=[], metavar="NAME", help=what)
    group.add_argument("--attribution", choices=ATTRIBUTIONS, nargs="+", action="extend",
                       default=[], help="what the claims about an incident say of who did it")  # fmt: skip
    group.add_argument("--min-killed", type=int, default=0, metavar="N", help="fewest reported deaths")
    group.add_argument(
        "--place-precision",
        choices=PLACE_PRECISIONS,
        default="country",
        help="the coarsest to include; default: country",
    )
    group.add_argument(
        "--within", type=_range_km, metavar="KM", help="at most so many km from the place of --of; up to 500"
    )
    group.add_argument(
        "--of", metavar="PLACE", default="", help="a town, a user layer, one of its features, or LAT,LON"
    )
    group.add_argument(
        "--possibly", action="store_true", help="with --within: also what is only near, and may lie within"
    )
    _border_filters(group)
    group.add_argument("--certain-days", action="store_true", help="only what cannot have happened outside the period")
    group.add_argument("--text", default="", metavar="WORDS", help="words in place, note, sources or names")


def _border_filters(group: argparse._ArgumentGroup) -> None:
    from geo.places.border_bands import BAND_NAMES

    group.add_argument("--within-km-of-border", nargs=2, metavar=("COUNTRY", "KM"), default=None,
                       help="at most so many km from the border with afghanistan, iran or either")  # fmt: skip
    group.add_argument("--border-band", choices=[band_key(name) for name in BAND_NAMES], default="",
                       help="the band of distance from the nearer border, in km")  # fmt: skip


def band_key(name: str) -> str:
    """The name of a band as it is typed: ``0-10`` or ``50+``."""
    return name.replace("–", "-").removesuffix(" km")


def add_view(command: argparse.ArgumentParser) -> None:
    """Add the option that names a saved view."""
    command.add_argument("--view", metavar="NAME", default="", help="the filters, period, layers and colours of a "
                         "saved view of the workspace; of the filters only --from and --to can be given with it, in "
                         "place of its period")  # fmt: skip
    command.add_argument("--figures", metavar="WHOSE", default="", help="whose figures of killed, injured, abducted: "
                         f"{', '.join(FIXED)} or {PUBLISHER}NAME; default: best")  # fmt: skip
