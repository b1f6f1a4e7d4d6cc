"""The day on which each incident first came with an import."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from geo.incidents.releases import Release
from geo.incidents.table import Incident, Incidents

__all__ = ["first_known"]

ALWAYS = int(np.iinfo(np.int32).min)
"""The day of an incident whose import is not recorded."""


def first_known(
    incidents: Incidents,
    releases: Iterable[Release],
    earlier: Mapping[str, str],
    linked: Mapping[str, Sequence[Incident]],
) -> npt.NDArray[np.int32]:
    """For each row the day number of the release in which its incident first appeared (shape n).

    It is the smallest number where that is not recorded. Of linked reports it is the day of the first one.

    Parameters
    ----------
    incidents
        The rows, with the release that each came with as it is now.
    releases
        The imports.
    earlier
        The release in which an incident first appeared, by its id, where that is another one.
    linked
        All reports of an event that several sources report, by the id of the one that is shown.
    """
    days = {release.name: release.day for release in releases}
    column = incidents.coded["release"]
    found = np.array([*(days.get(name, ALWAYS) for name in column.names), ALWAYS], np.int32)[column.codes]
    if earlier or linked:
        positions = incidents.positions
        for incident_id, name in earlier.items():
            at = positions.get(incident_id)
            if at is not None:
                found[at] = min(found[at], days.get(name, ALWAYS))
        for shown, reports in linked.items():
            names = (earlier.get(each.incident_id, each.release) for each in reports)
            found[positions[shown]] = min(days.get(name, ALWAYS) for name in names)
    return found
