"""What is handed over: the snapshot behind the sharing guard, and what every such file says of itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.draw.film.options import FilmOptions
from geo.export.description import description_of
from geo.export.sharing.guard import guarded, only_shown
from geo.export.sharing.profile import OWN, PROFILES, Profile
from geo.view.snapshot import Snapshot

__all__ = ["ExportRequest", "hand_over", "nothing_said"]


def nothing_said(_share: float) -> None:
    """Nobody wants to know how far the work is."""


@dataclass(frozen=True, eq=False)
class ExportRequest:
    """A file that is to be written: the content of all formats of `geo.export.formats.HAND_OVER`.

    `hand_over` makes it, so that no writer gets a snapshot that the guard has not seen.

    Attributes
    ----------
    snapshot
        What is written: the incidents shown as they may leave. Its dataset holds no others.
    find_among
        Finds what is shown among all that may leave, see `among`; ``None``: nothing else is known.
    profile
        The sharing profile that was applied; one of the user's own is not named, because its name may be a person's.
    about
        What the file says of itself, see `geo.export.description.description_of`: title, label, period, filters in
        words, what is left out, sharing, sources, licences, boundaries, hashes, time of making.
    made
        When the file is made (UTC).
    theme
        The theme of pictures: ``light`` or ``dark``.
    hxl
        Whether a table has a row of HXL tags below its header.
    film
        The options of a film.
    progress
        Called with the share of the work that is done, by formats that take long; what it raises ends the work.
    """

    snapshot: Snapshot
    profile: Profile
    about: Mapping[str, Any]
    made: datetime
    theme: str = "light"
    hxl: bool = False
    film: FilmOptions = field(default_factory=FilmOptions)
    progress: Callable[[float], None] = nothing_said
    find_among: Callable[[], Snapshot] | None = None

    @cached_property
    def among(self) -> Snapshot:
        """What is shown among all that may leave, as pages have it: for scales and for changes against days before.

        No writer puts its other rows into a file.
        """
        return self.snapshot if self.find_among is None else self.find_among()

    @property
    def title(self) -> str:
        """The title of the file: the one that was chosen, or one that names the places of the filters."""
        return str(self.about["title"])

    @property
    def label(self) -> str:
        """What stands on everything that shows the incidents: that they are made up; blank for nothing."""
        return str(self.about.get("label", ""))

    @property
    def has_point(self) -> npt.NDArray[np.bool_]:
        """Which rows of the dataset are a point in a layer: those known to one, and those that the guard placed.

        What a source knows only to an area is no point, even where it states the middle of the area: its coordinates
        are columns. The profile that gives places by district puts all of a district at one point, on purpose.
        """
        incidents = self.snapshot.dataset.incidents
        by_district = self.profile.places == "district"
        return ~np.isnan(incidents.lon + incidents.lat) if by_district else incidents.has_point


def hand_over(
    snapshot: Snapshot,
    profile: Profile,
    *,
    title: str = "",
    theme: str = "light",
    made: datetime | None = None,
) -> ExportRequest:
    """The request for a file of a snapshot, with the sharing guard applied; expensive for many incidents."""
    profile = replace(profile, name=profile.name if profile.name in PROFILES else OWN)
    moment = made or datetime.now(UTC).replace(microsecond=0)
    shared = guarded(only_shown(snapshot), profile)
    about = description_of(snapshot, shared, profile, title, moment)
    return ExportRequest(shared, profile, about, moment, theme, find_among=lambda: guarded(snapshot, profile))
