"""What a file that is handed over says of itself: what it shows, what it leaves out, where it comes from.

Plain values without anything personal: no name of a user, no path.
"""

from __future__ import annotations

import hashlib
from pathlib import PurePath
from typing import Any

from geo.analysis.coverage import coverage
from geo.briefing.citing import cited_once
from geo.briefing.notes import NEUTRALITY
from geo.briefing.scope import scope_of
from geo.briefing.sentences import filters_of, one_line
from geo.calendar.days import from_day_number
from geo.dataset import Dataset
from geo.export.request import ExportRequest
from geo.incidents import Release
from geo.places.user_districts import UserDistricts

__all__ = ["description_of", "title_of", "workspace_sha256"]

PROGRAM = "Incident Atlas"
_BUNDLED_DISTRICTS = "bundled districts, generalised and indicative, of about 2010"


def title_of(request: ExportRequest) -> str:
    """The title of a file: the one that was chosen, else the places of the filters."""
    dataset, query = request.snapshot.dataset, request.snapshot.state.query
    places = one_line(scope_of(query, dataset.gazetteer).words)
    return one_line(request.title) or f"Reported incidents {places}"


def description_of(request: ExportRequest) -> dict[str, Any]:
    """What the file is about, as plain values that JSON can hold; what is blank is left out."""
    snapshot, dataset = request.snapshot, request.snapshot.dataset
    releases = [release for release in dataset.releases if not release.is_of_totals]
    found = {
        "title": title_of(request),
        "label": dataset.label,
        "caveat": one_line(dataset.caveat),
        "notice": one_line(dataset.notice),
        "period": [from_day_number(day).isoformat() for day in snapshot.period],
        "period_words": snapshot.period_words,
        "coverage": one_line(coverage(snapshot).sentence),
        "filters": filters_of(snapshot.state.query).text(50),
        "shown": len(snapshot.answer),
        "of": len(dataset.incidents),
        "left_out": [{"reason": item.reason, "n": item.n} for item in snapshot.left_out],
        "sources": cited_once(releases) or [one_line(dataset.origin)],
        "licences": list(dict.fromkeys(filter(None, (one_line(release.licence) for release in releases)))),
        "boundaries": _boundaries(dataset),
        "borders": NEUTRALITY,
        "coordinates": "degrees of longitude and latitude, WGS 84 (EPSG:4326)",
        "made": request.made.isoformat(),
        "made_with": PROGRAM,
        "workspace": {"name": PurePath(dataset.origin).name, "sha256": workspace_sha256(dataset)},
        "releases": [_release(release) for release in dataset.releases],
    }
    return {name: value for name, value in found.items() if value not in ("", [], None)}


def _release(release: Release) -> dict[str, Any]:
    return {"name": release.name, "sha256": release.sha256, "rows": release.rows, "accessed": release.accessed}


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
