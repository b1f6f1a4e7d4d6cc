"""From stored content to a `Dataset`: linked reports united, claims grouped, districts chosen. No database in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from geo.dataset import Dataset, claims_by_incident, holds_made_up
from geo.errors import InputError
from geo.incidents import Claim, ContextEvent, Incident, Incidents, Release
from geo.incidents.linking import groups_of, united
from geo.incidents.made_up import NOTICE
from geo.incidents.terms import CAVEAT_JOINT
from geo.incidents.totals import Total
from geo.places.gazetteer import Gazetteer, bundled
from geo.places.user_districts import gazetteer_with
from geo.places.user_layers import UserLayer

__all__ = ["StoredContent", "assemble"]


@dataclass(frozen=True, slots=True)
class StoredContent:
    """All that one state of a workspace holds, as it is stored.

    ``links`` are verdicts by pairs of ids; ``problems`` are sentences about parts that could not be read.
    ``is_made_up`` is the mark of the workspace; its rows tell it too. ``first_releases`` names the release in which an
    incident first appeared, by its id, where a later one revised it.
    """

    incidents: Incidents = field(default_factory=lambda: Incidents.from_rows(()))
    claims: Iterable[Claim] = ()
    context_events: Iterable[ContextEvent] = ()
    releases: Iterable[Release] = ()
    links: Mapping[tuple[str, str], str] = field(default_factory=dict)
    user_layers: tuple[UserLayer, ...] = ()
    totals: tuple[Total, ...] = ()
    problems: tuple[str, ...] = ()
    is_made_up: bool = False
    first_releases: Mapping[str, str] = field(default_factory=dict)


def assemble(content: StoredContent, origin: str) -> Dataset:
    """The data set that shows this content."""
    pairs = [pair for pair, verdict in content.links.items() if verdict == "same"]
    incidents, linked = _united(content.incidents, pairs)
    gazetteer, problem = _districts_of(content.user_layers)
    is_made_up = content.is_made_up or holds_made_up(incidents)
    releases = tuple(content.releases)
    return Dataset(
        incidents=incidents,
        claims=_with_linked(claims_by_incident(content.claims), linked),
        context_events=tuple(content.context_events),
        releases=releases,
        origin=origin,
        linked=linked,
        decided=content.links,
        first_releases=content.first_releases,
        user_layers=content.user_layers,
        totals=content.totals,
        gazetteer=gazetteer,
        notice=" ".join(filter(None, (NOTICE if is_made_up else "", *content.problems, problem))),
        caveat=CAVEAT_JOINT.join(dict.fromkeys(release.caveat for release in releases if release.caveat)),
        is_made_up=is_made_up,
    )


def _districts_of(layers: Sequence[UserLayer]) -> tuple[Gazetteer, str]:
    """The districts of the user layer that provides them, or else the bundled ones and why."""
    try:
        return gazetteer_with(layers, bundled()), ""
    except InputError as error:
        return bundled(), f"{error} The bundled districts are shown."


def _with_linked(
    claims: Mapping[str, tuple[Claim, ...]], linked: Mapping[str, tuple[Incident, ...]]
) -> Mapping[str, tuple[Claim, ...]]:
    """Claims, where those of all linked reports belong to the report that is shown."""
    if not linked:
        return claims
    joined = {
        shown: tuple(claim for report in reports for claim in claims.get(report.incident_id, ()))
        for shown, reports in linked.items()
    }
    return {**claims, **{shown: group for shown, group in joined.items() if group}}


def _united(
    incidents: Incidents, pairs: Sequence[tuple[str, str]]
) -> tuple[Incidents, dict[str, tuple[Incident, ...]]]:
    """The table with one row for each event that several rows report, and all reports of such events."""
    groups = groups_of(pairs)
    if not groups:
        return incidents, {}
    positions = incidents.positions
    reports = [tuple(incidents.row(positions[i]) for i in group if i in positions) for group in groups]
    linked = {united(group).incident_id: group for group in reports if len(group) > 1}
    replaced = [positions[report.incident_id] for group in linked.values() for report in group]
    return incidents.replaced(replaced, map(united, linked.values())), linked
