"""From stored content to a `Dataset`: linked reports united, claims grouped, districts chosen. No database in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar
from weakref import ref

from geo.dataset import Before, Dataset, Memo, claims_by_incident, holds_made_up
from geo.errors import InputError
from geo.incidents import Claim, ContextEvent, Incident, Incidents, Release
from geo.incidents.linking import groups_of, united
from geo.incidents.made_up import NOTICE
from geo.incidents.terms import CAVEAT_JOINT
from geo.incidents.totals import Total
from geo.places.gazetteer import Gazetteer, bundled
from geo.places.user_districts import gazetteer_with
from geo.places.user_layers import UserLayer

__all__ = ["ChangedContent", "StoredContent", "assemble", "assemble_changed", "with_linked_ids"]

_T = TypeVar("_T")


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


@dataclass(frozen=True, slots=True)
class ChangedContent:
    """What a change of a few incidents has left of them in a workspace, and what it may have changed besides.

    ``ids`` are those of the incidents that were changed, added or withdrawn, with all that are linked to one of them
    (`with_linked_ids`); the other fields are as in `StoredContent`, of these ids alone where they are about incidents.
    """

    ids: frozenset[str]
    incidents: Incidents
    claims: Iterable[Claim]
    context_events: Iterable[ContextEvent]
    releases: Iterable[Release]
    first_releases: Mapping[str, str]
    is_made_up: bool


def assemble(content: StoredContent, origin: str) -> Dataset:
    """The data set that shows this content."""
    incidents, linked = _united(content.incidents, _same(content.links))
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
        caveat=_caveat(releases),
        is_made_up=is_made_up,
    )


def assemble_changed(before: Dataset, change: ChangedContent) -> Dataset | None:
    """The data set after a change of a few incidents, equal to one of all that is stored.

    ``None`` if the data are made up only before or only after it, which changes what they are called.
    """
    positions = before.incidents.positions
    rows, linked = _united(change.incidents, _same(before.decided))
    incidents = before.incidents.replaced((positions[i] for i in change.ids if i in positions), rows.rows())
    if before.is_made_up != (change.is_made_up or holds_made_up(incidents)):
        return None
    claims = _with_linked(claims_by_incident(change.claims), linked)
    releases = tuple(change.releases)
    return replace(
        before,
        incidents=incidents,
        claims={**_without(before.claims, change.ids), **claims},
        context_events=tuple(change.context_events),
        releases=releases,
        linked={**_without(before.linked, change.ids), **linked},
        first_releases={**_without(before.first_releases, change.ids), **change.first_releases},
        caveat=_caveat(releases),
        memo=Memo(before=Before(ref(before), change.ids)),
    )


def with_linked_ids(decided: Mapping[tuple[str, str], str], ids: Iterable[str]) -> frozenset[str]:
    """Ids of incidents with those of all that are linked to one of them."""
    changed = frozenset(ids)
    groups = (group for group in groups_of(_same(decided)) if not changed.isdisjoint(group))
    return changed.union(*groups)


def _without(values: Mapping[str, _T], ids: frozenset[str]) -> dict[str, _T]:
    return {name: value for name, value in values.items() if name not in ids}


def _same(decided: Mapping[tuple[str, str], str]) -> list[tuple[str, str]]:
    """The pairs that are one event."""
    return [pair for pair, verdict in decided.items() if verdict == "same"]


def _caveat(releases: Iterable[Release]) -> str:
    return CAVEAT_JOINT.join(dict.fromkeys(release.caveat for release in releases if release.caveat))


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
