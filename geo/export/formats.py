"""The registry: every file format that the application writes, by what is written into it.

A new format is one module that declares a `FileFormat`, and its name here. The writers load what they need when they
run, so that the registry can be read at the start.
"""

from __future__ import annotations

from typing import Any

from geo.errors import ExportFailed
from geo.export import (
    briefs,
    excel,
    film,
    geojson,
    geopackage,
    hot_spots,
    incident_table,
    incidents_csv,
    kml,
    offline_html,
    pages,
    problems_workbook,
    tables,
)
from geo.export.file_format import FileFormat, endings_text
from geo.export.request import ExportRequest
from geo.export.sharing.profile import Profile

__all__ = [
    "ALL",
    "BRIEFS",
    "FILMS",
    "HAND_OVER",
    "HOT_SPOTS",
    "INCIDENTS",
    "OFFLINE",
    "PAGES",
    "PROBLEMS",
    "TABLES",
    "require_content",
]

PAGES = pages.FORMATS
"""Formats of briefing pages: their content is a `geo.export.pages.PageRequest`."""

BRIEFS = briefs.FORMATS
"""Formats of briefs: their content is a `geo.export.briefs.request.BriefRequest`."""

INCIDENTS = (incidents_csv.FORMAT,)
"""Formats of the incidents shown: their content is a snapshot."""

OFFLINE = offline_html.FORMAT
"""The offline map, one of `HAND_OVER`; it can be made again from its record."""

FILMS = film.FORMATS
"""Films of the time bar, some of `HAND_OVER`; they have options of their own."""

HAND_OVER: tuple[FileFormat[ExportRequest], ...] = (
    geopackage.FORMAT, excel.FORMAT, incident_table.FORMAT, geojson.FORMAT, OFFLINE, kml.KML, kml.KMZ, *FILMS,
)  # fmt: skip
"""Formats of the command ``export``: their content is a `geo.export.request.ExportRequest`."""

_ROWS_ONLY = (".csv", ".geojson", ".kml", ".kmz", ".html", ".gif", ".mp4", ".webm")
"""The endings of those that are nothing but a row for each incident."""

PROBLEMS = (problems_workbook.FORMAT,)
"""Formats of the problems of a file: their content is a sequence of problems."""

TABLES = tables.FORMATS
"""Formats of tables of counts: their content is a `geo.analysis.table_sheet.TableSheet`."""

HOT_SPOTS = hot_spots.FORMATS
"""Formats of hot spots: their content is a `geo.export.hot_spots.HotSpotsRequest`."""

ALL: tuple[FileFormat[Any], ...] = (*PAGES, *BRIEFS, *INCIDENTS, *HAND_OVER, *TABLES, *HOT_SPOTS, *PROBLEMS)
"""All formats, in the order of the documentation."""


def require_content(file_format: FileFormat[ExportRequest], profile: Profile) -> None:
    """Raise `ExportFailed` if a format of `HAND_OVER` has nothing to hold under a profile that lets no rows leave."""
    if not profile.rows and file_format.ending in _ROWS_ONLY:
        counts = [known for known in HAND_OVER if known.ending not in _ROWS_ONLY]
        raise ExportFailed(
            f"A {file_format.name} has a row for each incident, and the sharing profile {profile.name!r} lets none "
            f"leave. Counts are in {endings_text(counts)}."
        )
