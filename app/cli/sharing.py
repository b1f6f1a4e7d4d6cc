"""The options of the sharing guard: under which profile something leaves the program."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.misuse import WrongUse
from app.cli.output import print_error, visible
from geo.errors import InputError
from geo.wording import plural

if TYPE_CHECKING:
    from geo.analysis.table_sheet import TableSheet
    from geo.draw.page import PageOptions
    from geo.export.sharing.profile import Profile
    from geo.view.snapshot import Snapshot

__all__ = ["add_sharing", "chosen_profile", "shared", "shared_paper", "shared_table"]

_LARGEST = 1_000_000


def add_sharing(command: argparse.ArgumentParser, default: str = "as-is") -> None:
    """Add the profile and the file of further ones."""
    from geo.export.sharing.profile import PROFILES

    names = ", ".join(PROFILES)
    command.add_argument("--share-as", metavar="PROFILE", default=default,
                         help=f"what may leave: {names}, or a name of --profiles; default: {default}")  # fmt: skip
    command.add_argument(
        "--profiles", type=Path, metavar="FILE", help="a JSON file of further sharing profiles by name"
    )


def chosen_profile(arguments: argparse.Namespace) -> Profile:
    """The sharing profile of the arguments; raises `WrongUse` if there is none of that name."""
    from geo.export.sharing.profile import profile_named

    try:
        return profile_named(arguments.share_as, _profiles_in(arguments.profiles) if arguments.profiles else None)
    except InputError as error:
        raise WrongUse(f"--share-as: {error}") from None


def _profiles_in(path: Path) -> dict[str, Profile]:
    import json

    from geo.export.sharing.profile import profiles_from

    try:
        with path.open("rb") as handle:
            text = handle.read(_LARGEST + 1)
        if len(text) > _LARGEST:
            raise InputError(f"{path} is too large for sharing profiles.")
        return profiles_from(json.loads(text))
    except (ValueError, RecursionError):
        raise InputError(f"{path} is no JSON file of sharing profiles.") from None
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}.") from None


def shared(arguments: argparse.Namespace, snapshot: Snapshot, *, has_rows: bool = False) -> Snapshot:
    """The snapshot as it may leave, and on standard error what stays out.

    Parameters
    ----------
    has_rows
        Whether a row for each incident leaves. Counts and pictures may show rows that may not be passed on.

    Raises
    ------
    WrongUse
        If there is no such profile, or nothing leaves: tables and hot spots are shared as files.
    """
    if arguments.share_as == "as-is":
        if arguments.command == "list":
            _warn_of_rights(snapshot)
        return snapshot
    from dataclasses import replace

    from app.cli.sites import SITE
    from geo.export.sharing.guard import guarded, picture_of
    from geo.export.sharing.statement import statement_of

    profile = chosen_profile(arguments)
    if not has_rows and getattr(arguments, "out", None) is None:
        raise WrongUse("--share-as is about a file that leaves: name it with --out.")
    if getattr(arguments, "by", "") == SITE:
        raise WrongUse(f"--share-as {profile.name}: a table by {SITE} needs the places themselves.")
    if has_rows and not profile.rows:
        raise WrongUse(f"--share-as {profile.name}: no rows may leave, and a list has a row for each incident.")
    if arguments.command != "table":  # nothing else hides small counts, and so nothing else says that it does
        if profile.small_counts and arguments.command != "list":
            print_error("Small counts are written: only the commands table and export hide them.")
        profile = replace(profile, small_counts=0)
    if not has_rows:
        profile = replace(profile, restricted=True, rows=False)
    stated = statement_of(snapshot, profile)
    for sentence in stated.sentences if has_rows else stated.of_picture:
        print_error(visible(sentence))
    return guarded(snapshot, profile) if has_rows else picture_of(snapshot, profile)


def _warn_of_rights(snapshot: Snapshot) -> None:
    """Say on standard error which rows may not be passed on."""
    from geo.export.sharing.guard import without_rights

    for item in without_rights(snapshot):
        print_error(visible(f"Not to be passed on: {plural(item.n, 'row')} {item.reason}."))


def shared_paper(arguments: argparse.Namespace, options: PageOptions) -> PageOptions:
    """The options of a page as they may leave; says on standard error what of the typed ones is not used."""
    if arguments.share_as == "as-is":
        return options
    from geo.export.pages import shared_options

    profile = chosen_profile(arguments)
    typed = [f"--{name}" for name in ("extent", "inset", "annotate", "callouts") if getattr(arguments, name, None)]
    if typed and profile.hides_places:
        print_error(f"Not used, because it would show a place: {', '.join(typed)}.")
    return shared_options(options, profile)


def shared_table(arguments: argparse.Namespace, snapshot: Snapshot, table: TableSheet) -> TableSheet:
    """A table as it may leave: without small counts, if the profile hides them."""
    if arguments.share_as == "as-is":
        return table
    from geo.analysis.table_sheet import sheet
    from geo.export.sharing.tables import without_small_counts

    profile = chosen_profile(arguments)
    counts = sheet(snapshot, arguments.by, arguments.across, against=arguments.before) if arguments.across else table
    try:
        return without_small_counts(table, counts, profile.small_counts)
    except InputError as error:
        raise WrongUse(str(error)) from None
