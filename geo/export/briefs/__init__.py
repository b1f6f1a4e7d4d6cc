"""Briefs as files: slides, a document and a report of the same content.

What makes and writes them is loaded with the first brief: the registry of formats is read at the start.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from geo.export.file_format import FileFormat

if TYPE_CHECKING:
    from geo.export.briefs.request import BriefRequest

__all__ = ["FORMATS"]


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
