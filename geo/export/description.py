"""What a file that is handed over says of itself: what it shows, what it leaves out, where it comes from.

Plain values without anything personal: no name of a user, no path.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import PurePath
from typing import Any

from geo.analysis.coverage import coverage
from geo.briefing.citing import cited_once
from geo.briefing.notes import NEUTRALITY
from geo.briefing.record import query_record
from geo.briefing.scope import scope_of
from geo.briefing.sentences import filters_of, one_line
from geo.calendar.days import from_day_number
from geo.dataset import Dataset
from geo.export.sharing.profile import Profile
from geo.export.sharing.small_counts import HIDDEN
from geo.export.sharing.statement import grid_words, is_small, statement_of
from geo.export.versions import program_version
from geo.incidents import Release
from geo.places.user_districts import UserDistricts
from geo.query import Query
from geo.view.snapshot import Snapshot

__all__ = ["description_lines", "description_of", "workspace_sha256"]

_BUNDLED_DISTRICTS = "bundled districts, generalised and indicative, of about 2010"


def description_of(
    snapshot: Snapshot, shared: Snapshot, profile: Profile, title: str, made: datetime
) -> dict[str, Any]:
    """What a file is about, as plain values that JSON can hold; what is blank is left out.

    Parameters
    ----------
    snapshot, shared
        What is shown, before the sharing guard and behind it.
    profile
        The sharing profile.
    title
        The title that was chosen; blank for one that names the places of the filters.
    made
        When the file is made (UTC).
    """
    dataset, query = shared.dataset, shared.state.query
    releases = _releases_of(shared)
    shown = len(shared.answer)
    few = is_small(shown, profile)
    found = {
        "title": one_line(title) or f"Reported incidents {one_line(scope_of(query, dataset.gazetteer).words)}",
        "label": snapshot.dataset.label,
        "caveat": one_line(dataset.caveat),
        "notice": one_line(dataset.notice),
        "period": [from_day_number(day).isoformat() for day in snapshot.period],
        "period_words": snapshot.period_words,
        "coverage": one_line(coverage(snapshot).sentence),
        "filters": filters_of(query).text(50),
        "query": _query_record(query),
        "shown": f"<{profile.small_counts}" if few else shown,
        "of": len(snapshot.dataset.incidents),
        "left_out": [{"reason": item.reason, "n": HIDDEN if few else item.n} for item in shared.left_out],
        "sharing": _sharing(snapshot, profile),
        "sources": cited_once(releases) or [one_line(dataset.origin)],
        "licences": list(dict.fromkeys(filter(None, (one_line(release.licence) for release in releases)))),
        "boundaries": _boundaries(dataset),
        "borders": NEUTRALITY,
        "coordinates": "degrees of longitude and latitude, WGS 84 (EPSG:4326)",
        "made": made.isoformat(),
        "made_with": f"Incident Atlas {program_version()}",
        "workspace": {"name": PurePath(dataset.origin).name, "sha256": workspace_sha256(snapshot.dataset)},
        "releases": [_release(release) for release in releases],
    }
    return {name: value for name, value in found.items() if value not in ("", [], {}, None)}


def description_lines(about: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The description as names and texts, for notes and tables; of a list each item is a line."""
    for name, value in about.items():
        if name in ("query", "period"):
            continue
        heading = name.replace("_", " ")
        if isinstance(value, list):
            yield from ((heading, _line(item)) for item in value)
        elif name == "sharing":
            yield heading, f"profile {value['profile']}"
            yield from ((heading, sentence) for sentence in value["says"])
        else:
            yield heading, _line(value)


def _line(value: Any) -> str:
    if isinstance(value, dict) and set(value) == {"reason", "n"}:
        n = value["n"]
        return f"{n:,} {value['reason']}" if isinstance(n, int) else f"{value['reason']}: {n}"
    if isinstance(value, dict):
        return "; ".join(f"{name.replace('_', ' ')}: {part}" for name, part in value.items() if part != "")
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _sharing(snapshot: Snapshot, profile: Profile) -> dict[str, Any]:
    said = [*statement_of(snapshot, profile).sentences, grid_words(profile)]
    return {"profile": one_line(profile.name), **profile.choices, "says": [text for text in said if text]}


def _query_record(query: Query) -> dict[str, Any]:
    """The filters that are set as plain values; of a list of incidents the words, because ids tell nothing here."""
    record, nothing = query_record(query), query_record(Query())
    if query.listed is not None:
        record["listed"] = {"words": query.listed.words}
    return {name: value for name, value in record.items() if value != nothing[name]}


def _releases_of(snapshot: Snapshot) -> list[Release]:
    """The imports that the rows shown came with; of rows without a known one, those of their source."""
    dataset, rows = snapshot.dataset, snapshot.rows
    coded = dataset.incidents.coded
    names = {coded["release"].names[code] for code in set(coded["release"].codes[rows].tolist())}
    sources = {coded["source"].names[code] for code in set(coded["source"].codes[rows].tolist())}
    names |= {release.base for release in dataset.releases if release.name in names}
    releases = [release for release in dataset.releases if release.is_cited]
    found = [release for release in releases if release.name in names]
    named = {release.source for release in found}
    found += [release for release in releases if release.source in sources - named]
    return found or releases


def _release(release: Release) -> dict[str, Any]:
    stated = {"accessed": release.accessed} if release.accessed else {}
    return {"name": release.name, "sha256": release.sha256, "rows": release.rows, **stated}


def _boundaries(dataset: Dataset) -> dict[str, str]:
    if isinstance(dataset.gazetteer, UserDistricts):
        layer = dataset.gazetteer.layer
        return {"districts": f"{one_line(layer.name)}, supplied by the user", "sha256": layer.sha256}
    return {"districts": _BUNDLED_DISTRICTS}


def workspace_sha256(dataset: Dataset) -> str:
    """SHA-256 of what identifies the incidents of a workspace: ids, days and deaths, and the hashes of its imports."""
    digest = hashlib.sha256()
    incidents = dataset.incidents
    digest.update("\n".join(incidents.texts["incident_id"]).encode("utf-8", "surrogatepass"))
    for column in (incidents.start, incidents.end, incidents.numbers["killed_best"]):
        digest.update(column.astype(column.dtype.newbyteorder("<")).tobytes())
    digest.update("\n".join(f"{release.name} {release.sha256}" for release in dataset.releases).encode())
    return digest.hexdigest()
