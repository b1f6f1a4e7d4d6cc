"""Which reader takes a file: by its first bytes, and by the ending of its name where those do not tell."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from geo.errors import FileRefused
from geo.intake.readers.document import read_document
from geo.intake.readers.mail import read_mail
from geo.intake.readers.page import read_page
from geo.intake.readers.pdf import read_pdf
from geo.intake.readers.report_text import LONGEST_TEXT, ReportText, report_text, require_short
from geo.sources.files.encoding import Encoding, decoded_lines, encoding_of
from geo.sources.files.table import require_regular

__all__ = ["ENDINGS", "read_report_file"]

ENDINGS = (".txt", ".html", ".htm", ".docx", ".pdf", ".eml")
"""Of files with reports, for dialogs and for a folder that is watched."""

_KINDS = "text, web pages, Word documents (.docx), PDF with text, and mail (.eml)"
_HEAD = 2048
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_BYTES = 4 * LONGEST_TEXT + 3
"""No text of `LONGEST_TEXT` characters has more in UTF-8."""


def read_report_file(path: Path) -> ReportText:
    """The text of a report file, with title, publisher, day and address where the file states them.

    Raises
    ------
    FileRefused
        With what to do about it: another kind of file, a scan, a password, too long a text, a damaged file.
    """
    require_regular(path)
    with path.open("rb") as handle:
        head = handle.read(_HEAD)
    if not head.strip():
        raise FileRefused(f"{path.name} is empty.")
    return _reader(path, head)(path)


def _reader(path: Path, head: bytes) -> Callable[[Path], ReportText]:
    ending = path.suffix.lower()
    if head.lstrip().startswith(b"%PDF-"):
        return read_pdf
    if head.startswith(b"PK"):
        return read_document
    if head.startswith(_OLD_WORD):
        raise FileRefused(f"{path.name} is an old Word document (.doc), or one with a password. Save it as .docx.")
    if head.startswith(b"{\\rtf"):
        raise FileRefused(f"{path.name} is an RTF document. Save it as .docx or as a text file.")
    if ending == ".eml":
        return read_mail
    if ending in (".html", ".htm", ".xhtml") or _PAGE.match(head):
        return read_page
    if ending in (".pdf", ".docx"):
        raise FileRefused(f"{path.name} is no {ending[1:].upper()} file, whatever its name says. Get another copy.")
    return _read_text


def _read_text(path: Path) -> ReportText:
    size = path.stat().st_size
    if size > _MOST_BYTES:
        require_short(size, path.name)
    encoding = _encoding(path)
    report = report_text("".join(decoded_lines(path, encoding)), path.name)
    return report.noting(f"{path.name}: {encoding.note}.") if encoding.note else report


def _encoding(path: Path) -> Encoding:
    """The encoding of a text; raises `FileRefused` for what is none."""
    try:
        return encoding_of(path)
    except FileRefused as fault:
        with path.open("rb") as handle:
            is_text = b"\0" not in handle.read(_HEAD)
        if is_text:
            raise
        raise FileRefused(f"{path.name} is no text file. Reports are read from {_KINDS}.") from fault
