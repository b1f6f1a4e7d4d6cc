"""The facts of one incident by name, as the details panel and the offline map list them. All texts are plain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geo.incidents import Claim, Incident
from geo.incidents.attribution import actors_words
from geo.incidents.whose_figures import BEST, in_brackets
from geo.incidents.words import figure_words, place_words
from geo.places.outlines import NEAR_LINE_KM, is_near_line
from geo.wording import source_name

__all__ = ["facts_of", "origin_of"]


def facts_of(
    incident: Incident, drawn: str, claims: Sequence[Claim] = (), figures: str = BEST
) -> Iterator[tuple[str, str]]:
    """The facts by name; ``drawn`` says where the point lies if that is not where the incident is counted.

    ``claims`` are those about it, ``figures`` whose figures it has. A blank name stands for more about the fact before.
    """
    yield "Type", incident.event_type
    yield "Killed", f"{figure_words(incident)}{in_brackets(figures)}"
    parts = (
        (incident.killed_security, "security forces"),
        (incident.killed_militants, "called militants by the source"),
        (incident.killed_civilians, "civilians"),
    )
    known = [f"{n} {who}" for n, who in parts if n is not None]
    if known:
        yield "Of these", ", ".join(known)
    yield "Injured", "not stated" if incident.injured is None else f"{incident.injured:,}"
    if incident.abducted is not None:
        yield "Abducted", f"{incident.abducted:,}"
    yield "Actors", actors_words(incident.actors, claims) or "not stated"
    given = "; ".join(filter(None, (incident.actor1_as_given, incident.actor2_as_given)))
    if given and given != "; ".join(filter(None, (incident.actor1, incident.actor2))):
        yield "As given", given
    yield "Place", place_words(incident)
    if drawn:
        yield "", drawn
    elif incident.lon is not None and incident.lat is not None and is_near_line(incident.lon, incident.lat):
        yield "", f"within {NEAR_LINE_KM:.0f} km of a district line: it may lie in the next district"


def origin_of(incident: Incident) -> Iterator[tuple[str, str]]:
    """Who reported an incident, and where it comes from."""
    yield "Reported by", incident.sources or "not stated"
    if incident.url:
        yield "Report", incident.url
    yield "Dataset", source_name(incident.source, "")
    yield "Id", incident.incident_id
    if incident.district_as_given and incident.district_as_given != incident.district:
        yield "District as given", incident.district_as_given
