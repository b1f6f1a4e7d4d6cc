"""The text of a PDF that has some: a scan without text, and a file with a password, are refused in words."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.errors import FileRefused
from geo.intake.readers.head import day_of
from geo.intake.readers.report_text import LONGEST_TEXT, ReportText, line_of, report_text
from geo.sources.files.table import require_regular

if TYPE_CHECKING:
    from pypdf import PdfReader

__all__ = ["read_pdf"]

LARGEST_PDF = 50 * 2**20
MOST_PAGES = 300
_MOMENT = re.compile(
    r"D:(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(?:\d{2})?)?(?:(Z)|([+-]\d{2})'?(\d{2})?'?)?.*", re.ASCII
)
_DAMAGED = (
    ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError, OSError, RecursionError, TypeError,
    ValueError, NotImplementedError,
)  # fmt: skip
"""What the library may raise besides its own errors for a file that is no sound PDF."""


def read_pdf(path: Path) -> ReportText:
    """The text of a PDF; raises `FileRefused` for one that is damaged, encrypted, too long, or has no text."""
    size = require_regular(path)
    if size > LARGEST_PDF:
        raise FileRefused(f"{path.name} has {size / 2**20:,.0f} MB; at most {LARGEST_PDF // 2**20} MB are read.")
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    with _silenced(), path.open("rb") as handle:
        try:
            reader = PdfReader(handle, strict=False)
            _require_open(reader, path.name)
            text = _text(reader, path.name)
            found = _about(reader)
        except (PyPdfError, *_DAMAGED) as fault:
            raise FileRefused(f"{path.name} is a damaged PDF. Get another copy, or paste its text.") from fault
    if not any(map(str.isalpha, text)):
        raise FileRefused(
            f"{path.name} is a PDF without text: a scan, most likely. Run a text recognition on it, or type "
            "what it says."
        )
    return report_text(text, path.name, found)


@contextmanager
def _silenced() -> Iterator[None]:
    """Keep the library's remarks about damaged parts from the standard error of the program."""
    logger = logging.getLogger("pypdf")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)


def _require_open(reader: PdfReader, name: str) -> None:
    from pypdf.errors import DependencyError

    try:
        is_open = not reader.is_encrypted or bool(reader.decrypt(""))
    except (DependencyError, NotImplementedError):
        is_open = False
    if not is_open:
        raise FileRefused(f"{name} is encrypted. Save it without a password, or paste its text.")


def _text(reader: PdfReader, name: str) -> str:
    pages = len(reader.pages)
    if pages > MOST_PAGES:
        raise FileRefused(
            f"{name} has {pages:,} pages; at most {MOST_PAGES} are read. Take those that report incidents."
        )
    texts: list[str] = []
    for page in reader.pages:
        texts.append(page.extract_text())
        if sum(map(len, texts)) > LONGEST_TEXT:
            break  # it is refused for its length
    return "\n\n".join(texts)


def _about(reader: PdfReader) -> ReportText:
    information: Mapping[str, Any] = reader.metadata or {}
    day = _day(information.get("/CreationDate"))
    note = "The publication date is the day on which the PDF was made; correct it if the report is of another day."
    return ReportText("", title=line_of(_plain(information.get("/Title"))), published=day, day_note=note if day else "")


def _plain(value: Any) -> str | None:
    return str(value) if isinstance(value, str) else None


def _day(value: Any) -> date | None:
    """The day in Pakistan of a moment as PDF writes it: D:20260512203000+00'00'."""
    match = _MOMENT.fullmatch(_plain(value) or "")
    if match is None:
        return None
    year, month, day, hour, minute, is_utc, ahead, minutes = match.groups()
    zone = "Z" if is_utc else f"{ahead}:{minutes or '00'}" if ahead else ""
    return day_of(f"{year}-{month}-{day}" + (f"T{hour}:{minute}:00{zone}" if hour else ""))
