"""The text of a Word document: paragraphs and tables in their order, with insertions and without what was deleted."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from geo.errors import FileRefused
from geo.intake.readers.report_text import ReportText, line_of, report_text
from geo.sources.files.archive import DAMAGED, checked_archive, refuse_entities
from geo.sources.files.table import require_regular

__all__ = ["read_document"]

LARGEST_DOCUMENT = 50 * 2**20
MOST_MARKUP = 60 * 2**20
"""Bytes of unpacked XML; a report of `LONGEST_TEXT` characters has far less."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_LEFT_OUT = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", _FALLBACK})
_MODEL = ("python-docx", date(2013, 12, 23))
"""The author and the day of an empty document that programs fill: they say nothing about the report."""
_MODEL_TITLE = "Word Document"
"""Its title where a program sets none."""


def read_document(path: Path) -> ReportText:
    """The text of a .docx file; raises `FileRefused` for one that is damaged, encrypted, dangerous or empty."""
    size = require_regular(path)
    if size > LARGEST_DOCUMENT:
        raise FileRefused(f"{path.name} has {size / 2**20:,.0f} MB; at most {LARGEST_DOCUMENT // 2**20} MB are read.")
    if "word/document.xml" not in checked_archive(path):
        raise FileRefused(f"{path.name} is no Word document (.docx). Save its text as a text file.")
    refuse_entities(path)
    _require_little_markup(path)
    from docx import Document

    try:
        document = Document(str(path))
        found = _about(document.core_properties)
        text = "\n\n".join(filter(None, _blocks(document.element.body)))
    except (KeyError, TypeError, AttributeError, SyntaxError, *DAMAGED) as fault:
        raise FileRefused(f"{path.name} is a damaged Word document. Save it again, or as a text file.") from fault
    return report_text(text, path.name, found)


def _require_little_markup(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        size = sum(each.file_size for each in archive.infolist() if each.filename.endswith((".xml", ".rels")))
    if size > MOST_MARKUP:
        raise FileRefused(
            f"{path.name} would unpack to {size / 2**20:,.0f} MB of text and markup: refused as a zip bomb."
        )


def _about(properties: Any) -> ReportText:
    """Title and day from the properties of the document; its author is a person, no publisher."""
    made = properties.created
    day = made.date() if isinstance(made, datetime) else None
    title = None if properties.title == _MODEL_TITLE else line_of(properties.title)
    if (properties.author, day) == _MODEL or day is None:
        return ReportText("", title=title)
    note = "The publication date is the day on which the document was made; correct it if the report is of another day."
    return ReportText("", title=title, published=day, day_note=note)


def _blocks(parent: Any) -> Iterator[str]:
    """The paragraphs and tables within an element; a row of a table is a line."""
    for element in parent.iterchildren():
        if element.tag == f"{_W}p":
            yield _paragraph(element).strip()
        elif element.tag == f"{_W}tbl":
            yield "\n".join(_rows(element))
        elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _blocks(element)


def _rows(table: Any) -> Iterator[str]:
    for row in table.iterchildren(f"{_W}tr"):
        cells = (" ".join(" ".join(_blocks(cell)).split()) for cell in row.iterchildren(f"{_W}tc"))
        if line := " | ".join(cells).strip("| "):
            yield line


def _paragraph(element: Any) -> str:
    parts = []
    stack = [element]
    while stack:
        node = stack.pop()
        if node.tag in _LEFT_OUT:
            continue
        parts.append((node.text or "") if node.tag == f"{_W}t" else _SIGNS.get(node.tag, ""))
        stack += reversed(list(node))
    return "".join(parts)
