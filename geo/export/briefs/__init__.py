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


FORMATS: tuple[FileFormat[BriefRequest], ...] = (
    FileFormat("PowerPoint slides", ".pptx", "a brief as slides: texts, tables and a chart to edit, the map as picture",
               _write_slides),
)  # fmt: skip
