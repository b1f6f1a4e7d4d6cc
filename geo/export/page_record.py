"""The record that a file carries: a page as PNG, PDF or SVG, a brief as slides or document, an offline map."""

from __future__ import annotations

import html
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from geo.analysis.sides import Against
from geo.briefing.reopening import state_of
from geo.draw.page import PageOptions
from geo.draw.page.recording import options_of
from geo.errors import InputError
from geo.export.offline_html import KIND, MOST_HEAD, record_in_html
from geo.export.pages import VIEW_KEY
from geo.view.state import State

__all__ = ["against_in", "is_page", "page_in", "record_in"]

_MOST_BYTES = 100_000_000
_PNG = b"\x89PNG\r\n\x1a\n"
_BEGINNINGS = {
    ".png": _PNG,
    ".pdf": b"%PDF-",
    ".svg": b"<?xml",
    ".pptx": b"PK",
    ".docx": b"PK",
    ".html": b"<!DOCTYPE html>",
}
_KEYWORDS = re.compile(rb"/Keywords \(((?:[^()\\]|\\.)*)\)", re.DOTALL)
_SVG_RECORD = re.compile(rb"<rdf:li>(\{[^<]*\})</rdf:li>")
_MOST_TEXT = 16_000_000


def is_page(path: Path) -> bool:
    """Whether a file may be a page, by the ending of its name and its first bytes."""
    beginning = _BEGINNINGS.get(path.suffix.casefold())
    if beginning is None:
        return False
    if path.suffix.casefold() == ".html":
        return _is_offline_map(path)
    try:
        with path.open("rb") as file:
            return file.read(len(beginning)) == beginning
    except OSError:
        return False


def _is_offline_map(path: Path) -> bool:
    """Whether a file of HTML, which may also be a table of incidents, has the record of an offline map."""
    try:
        with path.open("rb") as file:
            return record_in_html(file.read(MOST_HEAD)) is not None
    except OSError:
        return False


def record_in(path: Path) -> dict[str, Any]:
    """The record of a page.

    Raises
    ------
    InputError
        If the file cannot be read or has no record.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise InputError(f"{path.name} is too large to be a page.")
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path.name} cannot be read: {error.strerror or error}.") from None
    for text in _candidates(content):
        try:
            found = json.loads(text)
        except ValueError:
            continue
        if isinstance(found, dict) and "query" in found:
            return found
    raise InputError(f"{path.name} is no page of Incident Atlas, or its record was removed.")


def page_in(path: Path) -> tuple[State, PageOptions]:
    """The state and the options of a page, to show or to draw it again; an offline map has no paper but the default.

    Raises
    ------
    InputError
        If the file cannot be read, has no record, or one that is not understood.
    """
    record = record_in(path)
    state = state_of(record)
    try:
        made = date.fromisoformat(record["made"])
        if KIND in record:
            options = PageOptions(record["title"], made=made, theme=record[KIND]["theme"])
        else:
            options = options_of(record["title"], made, record["page"])
    except (AttributeError, KeyError, TypeError, ValueError):
        raise InputError(f"{path.name} has no complete record of its paper.") from None
    return state, options


def against_in(record: Mapping[str, Any]) -> Against | None:
    """What the page of a record puts its view beside; ``None`` for nothing.

    Raises
    ------
    InputError
        If that is not understood.
    """
    found = record.get("comparison")
    if found is None:
        return None
    try:
        return Against.from_record(found)
    except (KeyError, TypeError, ValueError):
        raise InputError("The page has no complete record of what it compares.") from None


def _candidates(content: bytes) -> Iterator[str]:
    """Texts of a file that may be its record."""
    if content.startswith(_PNG):
        yield from _png_texts(content)
    elif content.startswith(_BEGINNINGS[".html"]):
        yield from filter(None, (record_in_html(content),))
    elif content.startswith(b"%PDF-"):
        for match in _KEYWORDS.finditer(content):
            yield _pdf_text(match[1])
    elif content.startswith(b"PK"):
        from geo.export.briefs.package import records_in

        yield from records_in(content, _MOST_TEXT)
    else:
        yield from _svg_texts(content)


def _png_texts(content: bytes) -> Iterator[str]:
    at = len(_PNG)
    while at + 12 <= len(content):
        length, kind = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        key, _, rest = content[at + 8 : at + 8 + length].partition(b"\0")
        if key == VIEW_KEY.encode() and kind == b"tEXt":
            yield rest.decode("latin-1")
        elif key == VIEW_KEY.encode() and kind == b"iTXt":
            text = rest[2:].split(b"\0", 2)[-1]
            yield (_inflated(text) if rest[:1] == b"\1" else text).decode("utf-8", "replace")
        at += 12 + length


def _inflated(packed: bytes) -> bytes:
    """The text of a packed part, as far as it is of a sensible length."""
    try:
        return zlib.decompressobj().decompress(packed, _MOST_TEXT)
    except zlib.error:
        return b""


def _pdf_text(literal: bytes) -> str:
    plain = re.sub(
        rb"\\(.)", lambda m: {b"n": b"\n", b"r": b"\r", b"t": b"\t"}.get(m[1], m[1]), literal, flags=re.DOTALL
    )
    return plain[2:].decode("utf-16-be", "replace") if plain.startswith(b"\xfe\xff") else plain.decode("latin-1")


def _svg_texts(content: bytes) -> Iterator[str]:
    for match in _SVG_RECORD.finditer(content):
        yield html.unescape(match[1].decode("utf-8", "replace"))
