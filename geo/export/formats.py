"""The registry: every file format that the application writes, by what is written into it.

A new format is one module that declares a `FileFormat`, and its name here. The writers load what they need when they
run, so that the registry can be read at the start.
"""

from __future__ import annotations

from typing import Any

from geo.export import geojson, hot_spots, incident_table, incidents_csv, pages, problems_workbook, tables
from geo.export.file_format import FileFormat
from geo.export.request import ExportRequest

__all__ = ["ALL", "HAND_OVER", "HOT_SPOTS", "INCIDENTS", "PAGES", "PROBLEMS", "TABLES"]

PAGES = pages.FORMATS
"""Formats of briefing pages: their content is a `geo.export.pages.PageRequest`."""

INCIDENTS = (incidents_csv.FORMAT,)
"""Formats of the incidents shown: their content is a snapshot."""

HAND_OVER: tuple[FileFormat[ExportRequest], ...] = (incident_table.FORMAT, geojson.FORMAT)
"""Formats of the command ``export``: their content is a `geo.export.request.ExportRequest`."""

PROBLEMS = (problems_workbook.FORMAT,)
"""Formats of the problems of a file: their content is a sequence of problems."""

TABLES = tables.FORMATS
"""Formats of tables of counts: their content is a `geo.analysis.table_sheet.TableSheet`."""

HOT_SPOTS = hot_spots.FORMATS
"""Formats of hot spots: their content is a `geo.export.hot_spots.HotSpotsRequest`."""

ALL: tuple[FileFormat[Any], ...] = (*PAGES, *INCIDENTS, *HAND_OVER, *TABLES, *HOT_SPOTS, *PROBLEMS)
"""All formats, in the order of the documentation."""
