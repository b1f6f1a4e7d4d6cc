"""Releases: what was imported, when and from which file, and which rows of other sources it replaces."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Release", "ReleasePolicy"]


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


@dataclass(frozen=True, slots=True)
class ReleasePolicy:
    """Rules for the import of a source whose rows supersede, or are superseded by, those of other sources.

    A source covers every year up to the last one in which it has stored rows. The rules are a value, so that the
    workspace applies them without knowing any source by name.

    Attributes
    ----------
    replaces
        Sources whose stored rows are withdrawn in the years that this source covers.
    replaced_by
        Sources that supersede this one: rows of years that they cover are left out of the import.
    reason
        How the import report counts the rows that are left out.
    """

    replaces: tuple[str, ...] = ()
    replaced_by: tuple[str, ...] = ()
    reason: str = "rows of a year that another source covers"
