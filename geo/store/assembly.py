"""From stored rows to a `Dataset`: linked reports united, claims grouped, districts chosen. No database in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np

from geo.dataset import Dataset, claims_by_incident, holds_made_up
from geo.errors import InputError
from geo.incidents import Claim, ContextEvent, Incident, Incidents, Release
from geo.incidents.columns import COLUMN_NAMES
from geo.incidents.linking import groups_of, united
from geo.incidents.made_up import NOTICE
from geo.incidents.terms import CAVEAT_JOINT
from geo.incidents.totals import Total
from geo.places.gazetteer import Gazetteer, bundled
from geo.places.user_districts import gazetteer_with
from geo.places.user_layers import UserLayer
from geo.store.values import require_values

__all__ = ["Row", "StoredContent", "assemble", "incident_of", "row_of"]

Row = tuple[Any, ...]
"""An incident in the order of `COLUMN_NAMES`, days as ISO texts."""

_DAYS = ("date_start", "date_end")


@dataclass(frozen=True, slots=True)
class StoredContent:
    """All that one state of a workspace holds, as it is stored.

    ``links`` are verdicts by pairs of ids; ``problems`` are sentences about parts that could not be read.
    ``is_made_up`` is the mark of the workspace; its rows tell it too. ``first_releases`` names the release in which an
    incident first appeared, by its id, where a later one revised it.
    """

    rows: Sequence[Row] = ()
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
    """The data set that shows this content; ValueError for values that no incident can have."""
    rows, linked = _united(content.rows, [pair for pair, verdict in content.links.items() if verdict == "same"])
    gazetteer, problem = _districts_of(content.user_layers)
    incidents = _incidents_of(rows)
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
    rows: Sequence[Row], pairs: Sequence[tuple[str, str]]
) -> tuple[Sequence[Row], dict[str, tuple[Incident, ...]]]:
    """The rows with one for each event that several of them report, and all reports of such events."""
    groups = groups_of(pairs)
    if not groups:
        return rows, {}
    wanted = {incident_id for group in groups for incident_id in group}
    known = {row[0]: incident_of(row) for row in rows if row[0] in wanted}
    reports = [tuple(known[i] for i in group if i in known) for group in groups]
    linked = {united(group).incident_id: group for group in reports if len(group) > 1}
    replaced = {report.incident_id for group in linked.values() for report in group}
    return [*(row for row in rows if row[0] not in replaced), *(row_of(united(g)) for g in linked.values())], linked


def row_of(incident: Incident) -> Row:
    """An incident as a row."""
    return tuple(_cell(getattr(incident, name)) for name in COLUMN_NAMES)


def _cell(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def incident_of(row: Sequence[Any]) -> Incident:
    """A row as an incident."""
    values = dict(zip(COLUMN_NAMES, row, strict=False))
    return Incident(**{**values, **{name: date.fromisoformat(values[name]) for name in _DAYS}})


def _incidents_of(rows: Sequence[Row]) -> Incidents:
    """Rows as a table, by first day and id."""
    if not rows:
        return Incidents.from_columns({name: [] for name in COLUMN_NAMES})
    columns: dict[str, Sequence[Any]] = dict(zip(COLUMN_NAMES, zip(*rows, strict=True), strict=True))
    require_values(columns)
    order = _order(columns["date_start"], columns["incident_id"])
    if order is not None:
        columns = {name: list(map(column.__getitem__, order)) for name, column in columns.items()}
    for name in _DAYS:
        columns[name] = np.array(columns[name], "datetime64[D]").view(np.int64)  # type: ignore[assignment]
    return Incidents.from_columns(columns)


def _order(days: Sequence[str], ids: Sequence[str]) -> list[int] | None:
    """The positions by first day and id; None if the rows are in that order already, as one import leaves them."""
    keys = list(zip(days, ids, strict=True))
    ordered = sorted(range(len(keys)), key=keys.__getitem__)
    return None if ordered == list(range(len(keys))) else ordered
