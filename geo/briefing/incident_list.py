"""The list of incidents of a page: all of them if they have room, else those with most reported deaths.

Incidents whose licence does not allow to pass rows on are counted and not listed; the list says how many.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from geo.briefing.citing import outlets
from geo.briefing.rights import may_be_named, not_listed
from geo.briefing.sentences import one_line
from geo.incidents.attribution import actors_words
from geo.incidents.claims import Claim
from geo.incidents.table import Incident
from geo.incidents.words import date_words
from geo.taxonomy import EVENT_TYPES
from geo.view.snapshot import Snapshot
from geo.wording import plural

__all__ = ["MOST_LISTED", "IncidentList", "IncidentRow", "callout_words", "incident_list"]

MOST_LISTED = 120
"""No sheet has room for more."""

_LONGEST_WHAT = 400
_MOST_OUTLETS = 3


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """An incident: when, where, its type (position in the taxonomy), what was reported, deaths, and who reported it."""

    day: int
    incident_id: str
    date: str
    place: str
    kind: int
    what: str
    killed: str
    source: str


@dataclass(frozen=True, slots=True)
class IncidentList:
    """The first `MOST_LISTED` of ``total`` incidents, those with most reported deaths first.

    ``not_listed`` says how many others are counted and may not be listed, and why; blank for none.
    """

    EMPTY: ClassVar[str] = "No incidents."

    rows: tuple[IncidentRow, ...]
    total: int
    not_listed: str = ""

    def first(self, most: int) -> tuple[IncidentRow, ...]:
        """As many as there is room for: all in the order of their days, or those with most reported deaths."""
        if most >= self.total:
            return tuple(sorted(self.rows, key=lambda row: (row.day, row.incident_id)))
        return self.rows[:most]

    def title(self, shown: int) -> str:
        """What the first ``shown`` rows are."""
        if shown >= self.total:
            return "Incidents"
        return f"Most reported killed: {shown:,} of {plural(self.total, 'incident')}"


def incident_list(snapshot: Snapshot) -> IncidentList:
    """The incidents that may be listed; those without a figure of deaths come last, of equal ones the latest first."""
    incidents, rows = snapshot.dataset.incidents, snapshot.rows[may_be_named(snapshot, snapshot.rows)]
    killed = np.nan_to_num(incidents.killed[rows], nan=-1.0)
    order = np.lexsort((rows, -incidents.start[rows], -killed))[:MOST_LISTED]
    listed = tuple(
        _row(each, snapshot.dataset.claims.get(each.incident_id, ())) for each in incidents.rows(rows[order].tolist())
    )
    return IncidentList(listed, len(rows), not_listed(snapshot, snapshot.rows))


def _row(incident: Incident, claims: Sequence[Claim]) -> IncidentRow:
    kind = EVENT_TYPES.index(incident.event_type) if incident.event_type in EVENT_TYPES else -1
    return IncidentRow(
        day=incident.date_start.toordinal(),
        incident_id=incident.incident_id,
        date=date_words(incident),
        place=_place(incident),
        kind=kind,
        what=_what(incident, claims),
        killed=_killed(incident),
        source=_source(incident),
    )


def _place(incident: Incident) -> str:
    """Town and district; a district alone where no place is known."""
    known = one_line(incident.location) if incident.place_precision in ("exact", "near") else ""
    district = one_line(incident.district)
    names = [known, "" if district and district in known else district] if known else [district]
    return ", ".join(filter(None, names)) or one_line(incident.province) or "place not known"


def _what(incident: Incident, claims: Sequence[Claim]) -> str:
    """What the source says, or type and actors where it says nothing."""
    if told := one_line(incident.notes):
        return told if len(told) <= _LONGEST_WHAT else f"{told[:_LONGEST_WHAT].rsplit(' ', 1)[0]} …"
    actors = actors_words([one_line(name) for name in incident.actors[:2]], claims, " – ")
    kind = one_line(incident.sub_event_type or incident.event_type)
    return f"{kind}: {actors}" if actors else kind


def _killed(incident: Incident) -> str:
    low, best, high = incident.killed_low, incident.killed_best, incident.killed_high
    if best is None:
        return "–"
    low, high = best if low is None else low, best if high is None else high
    return f"{best:,}" if low == high else f"{best:,} ({low:,}–{high:,})"


def _source(incident: Incident) -> str:
    """Who reported it, or the name of its source where no reporter is stated."""
    names = outlets(incident.sources)
    rest = len(names) - _MOST_OUTLETS
    shown = ", ".join(one_line(name) for name in names[:_MOST_OUTLETS])
    return f"{shown} and {rest} more" if rest > 0 else shown or one_line(incident.source)


def callout_words(incident: Incident) -> tuple[str, str]:
    """What stands on the map beside an incident: when and where, and the deaths reported."""
    best = incident.killed_best
    killed = "deaths not stated" if best is None else f"{_killed(incident)} killed"
    return f"{date_words(incident)} · {one_line(incident.location) or _place(incident)}", killed
