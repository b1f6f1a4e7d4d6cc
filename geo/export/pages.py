"""Briefing pages as PNG, PDF or SVG, the same bytes for the same page, with the view written into the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.analysis.sides import Against
from geo.briefing.record import Record
from geo.draw.page import PageOptions, render, render_comparison
from geo.errors import ExportFailed
from geo.export.file_format import FileFormat
from geo.export.sharing.profile import Profile
from geo.view.snapshot import Snapshot
from geo.whole_file import require_writable, write_whole

if TYPE_CHECKING:
    from geo.draw.page.figure import PageFigure

__all__ = ["FORMATS", "VIEW_KEY", "PageRequest", "pdf_metadata", "png_metadata", "shared_options", "shared_page",
           "sheet_path"]  # fmt: skip

VIEW_KEY = "incident-atlas-view"
"""The key of a PNG under which the view is written."""

_MAKER = "Incident Atlas"


@dataclass(frozen=True, slots=True)
class PageRequest:
    """A page that is to be written: what it shows, how, and what that is put beside (``None`` for nothing)."""

    snapshot: Snapshot
    options: PageOptions = field(default_factory=PageOptions)
    against: Against | None = None


def shared_page(
    snapshot: Snapshot, options: PageOptions, profile: Profile, against: Against | None = None
) -> PageRequest:
    """A page as it leaves under a sharing profile, beside what ``against`` names if there is one."""
    from geo.export.sharing.guard import picture_of

    return PageRequest(picture_of(snapshot, profile), shared_options(options, profile), against)


def shared_options(options: PageOptions, profile: Profile) -> PageOptions:
    """The options of a page as they leave under a profile.

    Where places are hidden, its map has no narrow section: that would show where the incidents are.
    """
    return replace(options, extent=None, inset=None) if profile.hides_places else options


def _write(kind: str, metadata: Callable[[Record], dict[str, Any]], path: Path, request: PageRequest) -> Path:
    """Write the first sheet, and those that follow beside it; nothing is written before all are drawn.

    Whether the file can be written is found out before anything is drawn.
    """
    require_writable(path)
    if request.against is None:
        page: PageFigure = render(request.snapshot, request.options)
    else:
        page = render_comparison(request.snapshot, request.against, request.options)
    texts = metadata(page.record)
    first, further = page.encoded(kind, texts), page.further_encoded(kind, texts)
    beside = [(sheet_path(path, number), content) for number, content in enumerate(further, 2)]
    for sheet, _ in beside:
        _require_ours(sheet)
    for sheet, content in beside:
        write_whole(sheet, content)
    return write_whole(path, first)


def sheet_path(path: Path, number: int) -> Path:
    """Where a sheet after the first one is written, as PNG or SVG: ``NAME-2.png``."""
    return path.with_stem(f"{path.stem}-{number}")


def _require_ours(path: Path) -> None:
    """Raise `ExportFailed` if there is a file that this program did not write: nobody was asked about its name."""
    try:
        is_ours = not path.exists() or _MAKER.encode() in path.read_bytes()
    except OSError:
        is_ours = False
    if not is_ours:
        raise ExportFailed(f"The page has a second sheet, and {path.name} is another file. Choose another name.")


def png_metadata(record: Record) -> dict[str, Any]:
    """The texts of a PNG by name."""
    texts = {"Title": record.title, "Description": record.description, "Source": record.source}
    return {**texts, VIEW_KEY: record.view, "Software": _MAKER, "Creation Time": record.made.isoformat()}


def pdf_metadata(record: Record) -> dict[str, Any]:
    """The record as metadata of a PDF, in matplotlib's terms."""
    moment = datetime(record.made.year, record.made.month, record.made.day, tzinfo=UTC)
    texts = {"Title": record.title, "Subject": f"{record.description} · {record.source}"}
    return {**texts, "Keywords": record.view, "Creator": _MAKER, "Producer": _MAKER, "CreationDate": moment}


def _svg(record: Record) -> dict[str, Any]:
    texts = {"Title": record.title, "Description": record.description, "Source": record.source}
    return {**texts, "Keywords": [record.view], "Creator": [_MAKER], "Date": record.made.isoformat()}


FORMATS: tuple[FileFormat[PageRequest], ...] = (
    FileFormat("PNG picture", ".png", "a briefing page as pixels", partial(_write, "png", png_metadata)),
    FileFormat("PDF document", ".pdf", "a briefing page, to print", partial(_write, "pdf", pdf_metadata)),
    FileFormat("SVG drawing", ".svg", "a briefing page as shapes, to edit", partial(_write, "svg", _svg)),
)
