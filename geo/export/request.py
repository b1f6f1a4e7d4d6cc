"""What is handed over: the snapshot behind the sharing guard, and what every such file says of itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from geo.export.sharing.profile import AS_IS, Profile
from geo.view.snapshot import Snapshot

__all__ = ["ExportRequest", "hand_over"]


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


@dataclass(frozen=True, eq=False)
class ExportRequest:
    """A file that is to be written: the content of all formats of `geo.export.formats.HAND_OVER`.

    Attributes
    ----------
    snapshot
        What is written. The guard has been applied: a writer sees no other incidents.
    title
        The title of the file; blank for one that names the places of the filters.
    theme
        The theme of pictures: ``light`` or ``dark``.
    profile
        The sharing profile that was applied.
    made
        When the file is made (UTC).
    hxl
        Whether a table has a row of HXL tags below its header.
    """

    snapshot: Snapshot
    title: str = ""
    theme: str = "light"
    profile: Profile = AS_IS
    made: datetime = field(default_factory=_now)
    hxl: bool = False


def hand_over(
    snapshot: Snapshot, profile: Profile, *, title: str = "", theme: str = "light", hxl: bool = False
) -> ExportRequest:
    """The request for a file of a snapshot, with the sharing guard applied."""
    return ExportRequest(snapshot, title, theme, profile, hxl=hxl)
