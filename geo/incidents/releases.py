"""Releases: what was imported, when and from which file."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Release"]


@dataclass(frozen=True, slots=True)
class Release:
    """One import: what came in, when (UTC, ISO), from which file.

    ``accessed`` is the day on which the file was obtained, as far as that is known, ``options`` how it was read (a JSON
    object: layout, encoding, sheet, mapping).
    """

    name: str
    source: str
    imported_at: str
    file_name: str
    sha256: str
    rows: int
    licence: str = ""
    citation: str = ""
    accessed: str = ""
    options: str = ""
