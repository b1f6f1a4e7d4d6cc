"""The offline map: one HTML file that opens without a network, with the record of its view."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

from geo.analysis.coverage import coverage
from geo.briefing import Briefing, briefing_of, notes
from geo.briefing.figures import NO_DATA
from geo.briefing.record import Record, record_json
from geo.errors import ExportFailed
from geo.export.file_format import FileFormat
from geo.export.request import ExportRequest
from geo.whole_file import require_writable, write_whole
from geo.wording import plural

__all__ = ["FORMAT", "KIND", "MOST_HEAD", "MOST_INCIDENTS", "record_in_html"]

KIND = "offline"
"""The key under which the record has the settings of the file."""

MOST_INCIDENTS = 200_000
"""More make a file that a phone cannot read."""

_VIEW = re.compile(rb'<script type="application/json" id="incident-atlas-view">(\{[^<]*\})</script>')
MOST_HEAD = 8_000_000
"""The record stands before the incidents."""


def _write(path: Path, request: ExportRequest) -> Path:
    """The file, whole or not at all; raises `ExportFailed` if it cannot be written or would be too large to read."""
    from geo.draw.web.offline_data import OfflineMap
    from geo.draw.web.offline_page import offline_page

    if (shown := len(request.snapshot.rows)) > MOST_INCIDENTS:
        raise ExportFailed(
            f"{plural(shown, 'incident')} make a file that phones cannot read: choose a period or filters that show "
            f"at most {MOST_INCIDENTS:,}."
        )
    require_writable(path)
    briefing = _briefing(request)
    offline = OfflineMap(request.snapshot, request.among, briefing, request.about, request.theme)
    return write_whole(path, offline_page(offline))


def _briefing(request: ExportRequest) -> Briefing:
    """What the file says: of the incidents shown, out of all that the workspace holds; with its record."""
    snapshot, about = request.snapshot, request.about
    briefing = briefing_of(snapshot, request.title, request.made.date())
    counted = notes.counted(len(snapshot.rows), len(snapshot.dataset.incidents), snapshot.left_out, ())
    stated = notes.counted(len(snapshot.rows), about["of"], snapshot.left_out, ())
    said = replace(briefing.notes, counted=stated + briefing.notes.counted.removeprefix(counted))
    empty = "" if len(snapshot.rows) or not about["of"] else _nothing(request)
    return replace(
        briefing, notes=said, record=_record(briefing.record, request), nothing_found=empty or briefing.nothing_found
    )


def _nothing(request: ExportRequest) -> str:
    """Why nothing is shown of a workspace that holds incidents: behind the guard there is nothing else."""
    snapshot = request.snapshot
    if coverage(snapshot).is_none:
        return NO_DATA
    return "No incident passes these filters." if snapshot.state.query.is_filtered else "No incident in this period."


def _record(record: Record, request: ExportRequest) -> Record:
    """The record with what the workspace holds, and the settings of the file."""
    profile = {"name": request.profile.name, **request.profile.choices}
    view = json.loads(record.view) | {"shown": request.about["shown"], "of": request.about["of"]}
    settings = {"theme": request.theme, "made": request.made.isoformat(), "profile": profile}
    return replace(record, view=record_json(view)).with_settings(KIND, settings)


def record_in_html(content: bytes) -> str | None:
    """The record of an offline map as JSON; ``None`` if the content holds none."""
    found = _VIEW.search(content[:MOST_HEAD])
    return None if found is None else found[1].decode("utf-8", "replace")


FORMAT: FileFormat[ExportRequest] = FileFormat(
    "Offline map",
    ".html",
    "map, time bar, list and notes as one file for any current browser, without a network",
    _write,
)
