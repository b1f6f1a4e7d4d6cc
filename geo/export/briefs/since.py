"""Since when a brief tells what changed: an import, a day, or an earlier brief or page, by what its record holds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from geo.briefing.what_changed import Earlier
from geo.calendar.days import day_text, from_day_number
from geo.errors import InputError, UnknownName
from geo.export.page_record import is_page, record_in
from geo.incidents import Release
from geo.reading.typed_days import parse_typed_day
from geo.store import Workspace

__all__ = ["earlier_of"]


def earlier_of(workspace: Workspace, since: str) -> Earlier:
    """The state that a brief is compared with, and what has changed in a workspace from then on.

    Parameters
    ----------
    workspace
        The workspace.
    since
        The name of an import, a day, or the path of a brief or page that was made earlier.

    Raises
    ------
    InputError
        If it is none of these, or an earlier file that has no record.
    """
    releases = workspace.describe().releases
    names = [release.name for release in releases]
    if since not in names and is_page(Path(since)):
        return _of_file(workspace, Path(since), releases)
    words = f"since the import of {since}" if since in names else f"since {_day_words(since)}"
    return Earlier(workspace.changes_since(since), words, since)


def _day_words(text: str) -> str:
    number = parse_typed_day(text)
    return text if number is None else day_text(from_day_number(number))


def _of_file(workspace: Workspace, path: Path, releases: Sequence[Release]) -> Earlier:
    """Since the last import that a file held; if that is not stored here, since the day on which the file was made."""
    record = record_in(path)
    known = {release.name for release in releases}
    held = [name for name in map(_name_of, record.get("releases", ())) if name in known]
    made = str(record.get("made", ""))
    if not held and not made:
        raise InputError(f"{path.name} does not say what it held, nor when it was made.")
    when = held[-1] if held else made
    try:
        changes = workspace.changes_since(when)
    except UnknownName as error:
        raise InputError(f"{path.name}: {error}") from None
    return Earlier(changes, f"since the brief of {_day_words(made) if made else path.name}", when)


def _name_of(release: Any) -> str:
    return str(release.get("name", "")) if isinstance(release, dict) else ""
