"""A page into a file: PNG, PDF or SVG, whole or not at all, the same bytes for the same page."""

from __future__ import annotations

import contextlib
import io
import os
import secrets
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.draw.page.record import Record
from geo.errors import ExportFailed

if TYPE_CHECKING:
    from geo.draw.page.briefing import BriefingPage

__all__ = ["FORMATS", "VIEW_KEY", "format_of", "save_page", "write_whole"]

VIEW_KEY = "incident-atlas-view"
_MAKER = "Incident Atlas"


def _png(record: Record) -> dict[str, Any]:
    said = {"Title": record.title, "Description": record.description, "Source": record.source}
    return {**said, VIEW_KEY: record.view, "Software": _MAKER, "Creation Time": record.made.isoformat()}


def _pdf(record: Record) -> dict[str, Any]:
    moment = datetime(record.made.year, record.made.month, record.made.day, tzinfo=UTC)
    said = {"Title": record.title, "Subject": f"{record.description} · {record.source}", "Author": record.source}
    return {**said, "Keywords": record.view, "Creator": _MAKER, "Producer": _MAKER, "CreationDate": moment}


def _svg(record: Record) -> dict[str, Any]:
    said = {"Title": record.title, "Description": record.description, "Source": record.source}
    return {**said, "Keywords": [record.view], "Creator": [_MAKER], "Date": record.made.isoformat()}


FORMATS: dict[str, Callable[[Record], dict[str, Any]]] = {"png": _png, "pdf": _pdf, "svg": _svg}
"""The formats by the ending of the name, and how a record is written into each."""


def format_of(path: Path) -> str:
    """The format that a file's name asks for.

    Raises
    ------
    ExportFailed
        If the name ends with none of the three.
    """
    found = path.suffix.lower().lstrip(".")
    if found not in FORMATS:
        raise ExportFailed(f"{path.name!r} does not say what to write: end the name with .png, .pdf or .svg.")
    return found


def save_page(page: BriefingPage, path: Path) -> Path:
    """Write a page; the path of the file.

    Raises
    ------
    ExportFailed
        If the format is not offered, or the file cannot be written; a file that was there stays as it was.
    """
    kind = format_of(path)
    made = io.BytesIO()
    with drawing():
        page.savefig(made, format=kind, dpi=page.options.dpi, metadata=FORMATS[kind](page.record))
    write_whole(path, made.getvalue())
    return path


_ONE_AT_A_TIME = threading.RLock()


@contextlib.contextmanager
def drawing() -> Iterator[None]:
    """Settings of matplotlib under which a page is drawn and written, whatever the user's own are.

    They hold for the whole process, so that only one page at a time is drawn.
    """
    import matplotlib

    with _ONE_AT_A_TIME, matplotlib.rc_context():
        matplotlib.rcdefaults()
        settings: dict[Any, Any] = dict(_SETTINGS)
        matplotlib.rcParams.update(settings)
        yield


_SETTINGS: dict[str, Any] = {
    "svg.hashsalt": "incident-atlas",
    "svg.fonttype": "path",
    "pdf.fonttype": 42,
    "pdf.compression": 9,
    "text.hinting": "none",
    "hatch.linewidth": 0.45,
    "path.simplify": False,
    "axes.unicode_minus": False,
}


def write_whole(path: Path, content: bytes) -> None:
    """Put a file in its place in one step: written beside it, flushed to the disk, then renamed.

    Raises
    ------
    ExportFailed
        If that is not possible; a file that was there stays as it was.
    """
    target = path.resolve()
    beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        _write_through(beside, content)
        beside.replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        reason = error.strerror or str(error)
        raise ExportFailed(f"{path} could not be written: {reason}. Choose another folder or name.") from error


def _write_through(path: Path, content: bytes) -> None:
    with path.open("xb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())
