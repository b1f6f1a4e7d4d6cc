"""What a user may choose of how a file is read; all else is found out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from geo.sources.column_mapping.record import TableMapping

__all__ = ["LAYOUTS", "Choices"]

LAYOUTS = ("auto", "acled", "ucdp", "gtd", "own", "table")
"""The layouts that are known; a table is any other one, read by a mapping."""


@dataclass(frozen=True, slots=True)
class Choices:
    """Choices for a file; blank is found out.

    Attributes
    ----------
    layout
        One of `LAYOUTS`, whatever the content seems to be.
    encoding, sheet
        How it is opened.
    source, date_order
        Answers for a table without a known layout, where no mapping is given: see `TableMapping`.
    mapping
        How the table is read, whatever its layout.
    asks
        Whether a person is to look through the columns although the layout is known.
    saved
        The mappings that were used before, by `geo.sources.column_mapping.record.key_of` the layout.
    """

    layout: str = "auto"
    encoding: str = ""
    sheet: str = ""
    source: str = ""
    date_order: str = ""
    mapping: TableMapping | None = None
    asks: bool = False
    saved: Mapping[str, TableMapping] = field(default_factory=dict)
