"""The difference between two states of a workspace, as values that every kind of workspace returns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from geo.calendar.days import from_day_number
from geo.errors import UnknownName, did_you_mean
from geo.incidents import Incident, Release
from geo.reading.typed_days import parse_typed_day, two_ways

__all__ = ["Changes", "DistrictChange", "Revision", "changes_of", "nothing_yet", "position_of"]


@dataclass(frozen=True, slots=True)
class Revision:
    """An incident as it was and as it is, and the columns that differ (``claims`` among them)."""

    before: Incident
    after: Incident
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DistrictChange:
    """How many incidents a district had and has; by its name, blank where the district is not known."""

    district: str
    before: int
    after: int
    added: int
    withdrawn: int


@dataclass(frozen=True, slots=True)
class Changes:
    """What has changed in the incidents of a workspace since an import.

    Attributes
    ----------
    since
        The import after which the changes are counted; None before the first.
    added, revised, withdrawn
        Incidents by their first day.
    by_district
        The districts whose count, or one of whose incidents, has changed; the greatest change first.
    """

    since: Release | None
    added: tuple[Incident, ...]
    revised: tuple[Revision, ...]
    withdrawn: tuple[Incident, ...]
    by_district: tuple[DistrictChange, ...]


def position_of(releases: Sequence[Release], when: str) -> int:
    """The position of an import by its name or by a day (UTC); -1 if none was made until the end of that day.

    Raises
    ------
    UnknownName
        If it is neither.
    """
    names = [release.name for release in releases]
    if when in names:
        return names.index(when)
    number = parse_typed_day(when)
    if number is None or number != parse_typed_day(when, end=True):
        remedy = f" {two_ways(when)}".rstrip() or did_you_mean(when, names)
        raise UnknownName(f"There is no import {when!r}, and it is no single day.{remedy}")
    day = from_day_number(number).isoformat()
    return sum(release.imported_at[:10] <= day for release in releases) - 1


def nothing_yet(workspace: str, releases: Sequence[Release], when: str) -> UnknownName:
    """The error for a day before the first import."""
    first = f"the first import was made on {releases[0].imported_at[:10]}" if releases else "nothing was imported"
    return UnknownName(f"{workspace} held nothing yet on {when}: {first}.")


def changes_of(
    since: Release | None,
    added: Iterable[Incident],
    revised: Iterable[Revision],
    withdrawn: Iterable[Incident],
    totals: Mapping[str, int],
) -> Changes:
    """Sorted changes with the counts of each district; ``totals`` are the incidents of today by district."""
    came = tuple(sorted(added, key=_day_and_id))
    changed = tuple(sorted(revised, key=lambda revision: _day_and_id(revision.after)))
    gone = tuple(sorted(withdrawn, key=_day_and_id))
    return Changes(since, came, changed, gone, _by_district(totals, came, changed, gone))


def _day_and_id(incident: Incident) -> tuple[date, str]:
    return incident.date_start, incident.incident_id


def _by_district(
    totals: Mapping[str, int], added: Sequence[Incident], revised: Sequence[Revision], withdrawn: Sequence[Incident]
) -> tuple[DistrictChange, ...]:
    came = Counter(incident.district for incident in added)
    gone = Counter(incident.district for incident in withdrawn)
    moved = [r for r in revised if r.before.district != r.after.district]
    shifted = Counter(r.after.district for r in moved)
    shifted.subtract(r.before.district for r in moved)
    changes = []
    for name in {*came, *gone, *shifted, *(r.after.district for r in revised)}:
        after = totals.get(name, 0)
        before = after - came[name] + gone[name] - shifted[name]
        changes.append(DistrictChange(name, before, after, came[name], gone[name]))
    return tuple(sorted(changes, key=lambda d: (-abs(d.after - d.before), -d.added - d.withdrawn, d.district)))
