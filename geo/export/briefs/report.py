"""A brief as a report in PDF, with its record among the metadata as pages have it."""

from __future__ import annotations

from pathlib import Path

from geo.export.briefs.request import BriefRequest
from geo.export.pages import pdf_metadata
from geo.whole_file import write_whole

__all__ = ["write_report"]


def write_report(path: Path, request: BriefRequest) -> Path:
    """Write a report, whole or not at all; the path. Raises `ExportFailed`."""
    from geo.draw.page.report import report_bytes

    metadata = pdf_metadata(request.record)
    return write_whole(path, report_bytes(request.brief, request.snapshot, request.page, metadata))
