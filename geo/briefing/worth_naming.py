"""Incidents worth naming: those that are selected, then those with most reported deaths, each with who reported it.

Incidents whose licence does not allow to pass rows on are not named; how many they are is said.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from geo.briefing.citing import outlets
from geo.briefing.fact_table import Cell, FactTable
from geo.briefing.rights import may_be_named, not_listed
from geo.briefing.sentences import joined, one_line
from geo.incidents.attribution import actors_words
from geo.incidents.claims import Claim
from geo.incidents.table import Incident
from geo.incidents.words import PLACE_PRECISION_WORDS, date_words
from geo.reading.direction import without_overrides
from geo.view.snapshot import Snapshot
from geo.wording import plural

__all__ = ["HEADER", "deaths_of", "incident_facts", "place_of", "what_of", "who_reported"]

_MOST_OUTLETS, _MOST_CLAIMS = 3, 3
_LONGEST, _LONGEST_WHAT = 120, 320
_Rows = npt.NDArray[np.int32]
HEADER = ("Date", "Place", "What", "Killed", "Range", "Reported by")


def incident_facts(snapshot: Snapshot, most: int) -> FactTable:
    """At most ``most`` incidents: the selected ones that are shown, then those with most reported deaths."""
    rows, n_selected = _rows(snapshot, most)
    incidents = list(snapshot.dataset.incidents.rows(rows))
    lines = tuple(_line(incident, snapshot.dataset.claims.get(incident.incident_id, ())) for incident in incidents)
    without_rights = not_listed(snapshot, snapshot.rows)
    notes = [without_rights] if without_rights else []
    if n_selected:
        notes.append(f"First {plural(n_selected, 'incident')} selected by the author, then those with most deaths.")
    if hidden := sum(row not in snapshot.rows for row in snapshot.selected_rows):
        notes.append(f"{plural(hidden, 'selected incident')} left out: the filters or the period leave them out.")
    if vague := _n_vague(snapshot):
        words = plural(vague, "report") + " known only to a year or to the country"
        notes.append(f"{words}, which may sum up several events: named only if selected.")
    if rest := len(_nameable(snapshot)) - len(rows):
        notes.append(f"{plural(rest, 'further incident')} not named.")
    notes.append("Killed: everyone reported killed, attackers included. Who did it is what somebody says.")
    return FactTable(
        "incidents", "Incidents worth naming", HEADER, lines, tuple(notes) if lines else (),
        f"No incident with reported deaths that may be named. {without_rights}" if without_rights
        else "No incident with reported deaths, and none selected.",
    )  # fmt: skip


def _rows(snapshot: Snapshot, most: int) -> tuple[list[int], int]:
    """The rows, and how many of them are selected."""
    shown, killed = _nameable(snapshot), snapshot.dataset.incidents.killed
    selected = [row for row in snapshot.selected_rows if row in shown][:most]
    deadly = shown[(killed[shown] > 0) & ~_are_vague(snapshot, shown)]  # unknown is not a number, and so not greater
    ranked = deadly[np.lexsort((deadly, -killed[deadly]))].tolist()
    others = [row for row in ranked if row not in selected]
    return [*selected, *others[: most - len(selected)]], len(selected)


def _nameable(snapshot: Snapshot) -> _Rows:
    """The incidents shown that may be named."""
    return snapshot.rows[may_be_named(snapshot, snapshot.rows)]


def _are_vague(snapshot: Snapshot, rows: _Rows) -> npt.NDArray[np.bool_]:
    """Which of these incidents are known only to a year or to the country."""
    coded = snapshot.dataset.incidents.coded
    return np.asarray(coded["date_precision"].isin(("year",))[rows] | coded["place_precision"].isin(("country",))[rows])


def _n_vague(snapshot: Snapshot) -> int:
    rows = _nameable(snapshot)
    killed = snapshot.dataset.incidents.killed[rows]
    return int(np.count_nonzero((killed > 0) & _are_vague(snapshot, rows)))


def _line(incident: Incident, claims: tuple[Claim, ...]) -> tuple[Cell, ...]:
    said = [one_line(claim.sentence()) for claim in claims[:_MOST_CLAIMS]]
    more = len(claims) - len(said)
    if more > 0:
        said.append(f"{plural(more, 'further claim')}")
    what = _cut(". ".join([what_of(incident, claims), *said]), _LONGEST_WHAT)
    return date_words(incident), place_of(incident), what, *deaths_of(incident), who_reported(incident)


def deaths_of(incident: Incident) -> tuple[int | None, str]:
    """The number by which its deaths are counted, and the range where reports differ, else blank."""
    low, best, high = incident.killed_low, incident.killed_best, incident.killed_high
    counted = next((figure for figure in (best, low, high) if figure is not None), None)
    ends = [counted if end is None else end for end in (low, high)]
    return counted, "" if ends[0] == ends[1] else "–".join(f"{end:,}" for end in ends if end is not None)


def place_of(incident: Incident) -> str:
    """Where it was, with how precisely the place is known unless it is exact."""
    names = dict.fromkeys(filter(None, (incident.location, incident.district or incident.province)))
    place = ", ".join(map(_text, names)) or "place not known"
    if incident.place_precision == "near":
        return f"near {place}"
    if incident.place_precision == "exact":
        return place
    words = PLACE_PRECISION_WORDS.get(incident.place_precision, "")
    return f"{place} ({words})" if words else place


def what_of(incident: Incident, claims: Sequence[Claim] = ()) -> str:
    """The kind of event, and the actors as the source codes them; that their attribution is disputed, if it is."""
    kind = _text(incident.sub_event_type or incident.event_type)
    named = joined([_text(name) for name in incident.actors[:4]]) if incident.actors else ""
    actors = actors_words((named,), claims)
    return f"{kind}: {actors}" if actors else kind


def who_reported(incident: Incident) -> str:
    """Who reported it; the source of the row where nobody is named."""
    names = [_text(name) for name in outlets(incident.sources)]
    if not names:
        return _text(incident.source)
    more = len(names) - _MOST_OUTLETS
    return ", ".join(names[:_MOST_OUTLETS]) + (f" and {more:,} more" if more > 0 else "")


def _text(text: str) -> str:
    """A text of the data on one line, cut where it is very long."""
    return _cut(one_line(without_overrides(text)), _LONGEST)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
