"""Briefs as files: slides, a document and a report of the same content.

The libraries that write them are loaded with the first brief.
"""

from __future__ import annotations

from pathlib import Path

from geo.export.briefs.request import BriefRequest
from geo.export.file_format import FileFormat

__all__ = ["FORMATS", "BriefRequest"]


def _write_slides(path: Path, request: BriefRequest) -> Path:
    from geo.export.briefs.slides import write_slides

    return write_slides(path, request)


def _write_document(path: Path, request: BriefRequest) -> Path:
    from geo.export.briefs.document import write_document

    return write_document(path, request)


def _write_report(path: Path, request: BriefRequest) -> Path:
    from geo.export.briefs.report import write_report

    return write_report(path, request)


FORMATS: tuple[FileFormat[BriefRequest], ...] = (
    FileFormat("PowerPoint slides", ".pptx", "a brief as slides: texts, tables and a chart to edit, the map as picture",
               _write_slides),
    FileFormat("Word document", ".docx", "a brief as a document: texts and tables to edit, map and chart as pictures",
               _write_document),
    FileFormat("PDF report", ".pdf", "a brief to print, on several sheets", _write_report),
)  # fmt: skip
