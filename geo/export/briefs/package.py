"""Files of Office as packages: the same bytes for the same brief, nothing personal, and the record inside.

The libraries put the moment of writing into every package, and their own template has an author and a thumbnail. Both
are replaced here. The record is a custom XML part, which Office keeps when it saves a file. In slides it is a custom
property too: of the two LibreOffice keeps the part in documents and the property in slides.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

from geo.briefing.record import Record
from geo.draw.page.fonts import is_arabic

__all__ = ["NAMESPACE", "add_record", "add_record_property", "begins_arabic", "describe", "plain_text", "records_in",
           "repacked"]  # fmt: skip

NAMESPACE = "urn:incident-atlas:view"
"""The namespace of the element that holds the record."""

_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_PROPERTY = "incident-atlas-view"
_PROPERTIES_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_PROPERTIES_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties '
    'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="{_PROPERTY}">'
)
_ITEM = re.compile(r"customXml/item\d+\.xml|docProps/custom\.xml")
_VIEW = re.compile(
    rf'<(?:\w+:)?view [^>]*"{re.escape(NAMESPACE)}"[^>]*>([^<]*)</|name="{_PROPERTY}"[^>]*><vt:lpwstr>([^<]*)</'
)
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that an archive can hold."""

_MOST_PROPERTY = 255
_MAKER = "Incident Atlas"


def plain_text(text: str) -> str:
    """A text that XML can hold: control characters and surrogates become a replacement mark."""
    return _NOT_IN_XML.sub("\ufffd", text)


def begins_arabic(text: str) -> bool:
    """Whether the first letter is Arabic, so that the paragraph runs from right to left."""
    return is_arabic(next((letter for letter in text if letter.isalpha()), ""))


def describe(properties: Any, record: Record) -> None:
    """Fill the core properties of a presentation or document; nothing in them names a person."""
    from datetime import datetime

    moment = datetime(record.made.year, record.made.month, record.made.day)  # noqa: DTZ001  the format has no zone
    texts = {
        "title": record.title, "subject": record.description, "comments": f"Sources: {record.source}",
        "author": _MAKER, "last_modified_by": _MAKER, "keywords": "", "category": "", "language": "en",
    }  # fmt: skip
    for name, text in texts.items():
        setattr(properties, name, _property(text))
    properties.created = properties.modified = moment
    properties.revision = 1


def _property(text: str) -> str:
    text = plain_text(text)
    return text if len(text) <= _MOST_PROPERTY else f"{text[: _MOST_PROPERTY - 1]}…"


def add_record(main: Any, kind: Any, record: Record) -> None:
    """Add the record to a presentation or document.

    Parameters
    ----------
    main, kind
        Its main part, and the class of parts of the same library.
    record
        The record.
    """
    xml = f'<?xml version="1.0" encoding="UTF-8"?>\n<view xmlns="{NAMESPACE}">{escape(plain_text(record.view))}</view>'
    name = main.package.next_partname("/customXml/item%d.xml")
    main.relate_to(kind(name, "application/xml", package=main.package, blob=xml.encode()), _RELATION)


def add_record_property(package: Any, record: Record) -> None:
    """Add the record to a package of slides as a custom property, unless its template has custom properties."""
    from pptx.opc.package import Part
    from pptx.opc.packuri import PackURI

    if any(relation.reltype == _PROPERTIES_RELATION for relation in package._rels.values()):
        return
    xml = f"{_PROPERTIES_HEAD}<vt:lpwstr>{escape(plain_text(record.view))}</vt:lpwstr></property></Properties>"
    part = Part(PackURI("/docProps/custom.xml"), _PROPERTIES_TYPE, package=package, blob=xml.encode())
    package.relate_to(part, _PROPERTIES_RELATION)


def records_in(content: bytes, most: int) -> Iterator[str]:
    """The texts of a package that may be records, each of at most ``most`` bytes; none if it is no package."""
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError):
        return
    for info in package.infolist():
        if _ITEM.fullmatch(info.filename) and info.file_size <= most:
            for match in _VIEW.finditer(_text_of(package, info)):
                yield html.unescape(match[1] or match[2])


def _text_of(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> str:
    """The text of a member; blank if it is damaged, encrypted, or packed in a way that is not known."""
    try:
        return package.read(info).decode("utf-8", "replace")
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError):
        return ""


def repacked(content: bytes, made: date) -> bytes:
    """A package with the day on which it was made in place of every moment of writing, without a thumbnail."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, blob in _members(old, made):
            new.writestr(zipfile.ZipInfo(name, _EPOCH), blob, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _members(package: zipfile.ZipFile, made: date) -> Iterator[tuple[str, bytes]]:
    day = f"{made.isoformat()}T00:00:00Z".encode()
    for name in package.namelist():
        blob = package.read(name)
        if "thumbnail" in name:
            continue
        if name == "_rels/.rels":
            blob = re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", blob)
        elif name.endswith("docProps/core.xml"):
            blob = _MOMENT.sub(day, blob)
        elif name.endswith(".xlsx"):
            blob = repacked(blob, made)
        yield name, blob
