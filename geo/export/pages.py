"""Briefing pages as PNG, PDF or SVG, the same bytes for the same page, with the view written into the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from geo.briefing.record import Record
from geo.draw.page import PageOptions, render
from geo.export.file_format import FileFormat
from geo.view.snapshot import Snapshot
from geo.whole_file import write_whole

__all__ = ["FORMATS", "VIEW_KEY", "PageRequest"]

VIEW_KEY = "incident-atlas-view"
"""The key of a PNG under which the view is written."""

_MAKER = "Incident Atlas"


@dataclass(frozen=True, slots=True)
class PageRequest:
    """A page that is to be written: what it shows, and how."""

    snapshot: Snapshot
    options: PageOptions = field(default_factory=PageOptions)


def _write(kind: str, metadata: Callable[[Record], dict[str, Any]], path: Path, request: PageRequest) -> Path:
    page = render(request.snapshot, request.options)
    return write_whole(path, page.encoded(kind, metadata(page.record)))


def _png(record: Record) -> dict[str, Any]:
    texts = {"Title": record.title, "Description": record.description, "Source": record.source}
    return {**texts, VIEW_KEY: record.view, "Software": _MAKER, "Creation Time": record.made.isoformat()}


def _pdf(record: Record) -> dict[str, Any]:
    moment = datetime(record.made.year, record.made.month, record.made.day, tzinfo=UTC)
    texts = {"Title": record.title, "Subject": f"{record.description} · {record.source}"}
    return {**texts, "Keywords": record.view, "Creator": _MAKER, "Producer": _MAKER, "CreationDate": moment}


def _svg(record: Record) -> dict[str, Any]:
    texts = {"Title": record.title, "Description": record.description, "Source": record.source}
    return {**texts, "Keywords": [record.view], "Creator": [_MAKER], "Date": record.made.isoformat()}


FORMATS: tuple[FileFormat[PageRequest], ...] = (
    FileFormat("PNG picture", ".png", "a briefing page as pixels", partial(_write, "png", _png)),
    FileFormat("PDF document", ".pdf", "a briefing page, to print", partial(_write, "pdf", _pdf)),
    FileFormat("SVG drawing", ".svg", "a briefing page as shapes, to edit", partial(_write, "svg", _svg)),
)
