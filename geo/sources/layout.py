"""What a source layout declares: how it is recognised and translated, and the terms of the data that it carries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from geo.incidents.findings import RawTable
from geo.incidents.releases import ReleasePolicy
from geo.sources.translation import Translator

__all__ = ["DataSource", "Layout", "Recogniser", "RowJoiner", "has_columns"]

Recogniser = Callable[[Sequence[str], RawTable], int]
"""Scores a table by its header (folded to lower case) and its first records; 0 is another layout.

The layout with the highest score is used, so a layout that needs more columns wins over a more general one.
"""

RowJoiner = Callable[[RawTable], tuple[RawTable, int]]
"""Gives the table with one row an event, and the number of rows that were joined to others."""


@dataclass(frozen=True, slots=True)
class DataSource:
    """A data set that rows can come from.

    Attributes
    ----------
    name
        The value of the column ``source``.
    citation, licence
        How its provider wants to be cited, and the terms of use; blank if unknown.
    policy
        Which other sources its releases replace, or are replaced by.
    """

    name: str
    citation: str = ""
    licence: str = ""
    policy: ReleasePolicy = field(default_factory=ReleasePolicy)


@dataclass(frozen=True, slots=True)
class Layout:
    """The layout of the files of one provider.

    Attributes
    ----------
    name
        The value of ``import --layout``; equal to the name of the module that defines the layout.
    title
        What such a file is, with an article, for messages: ``an ACLED export``.
    recognise
        Scores a table; see `has_columns` for the usual case.
    translator
        Makes the translator for a table from its header and its first records.
    sources
        The data sets that such files hold.
    column_names
        For files that are published without a header: the names of the columns if a line is already a record, else
        nothing.
    join_rows
        For files that may repeat an event, once for each actor: joins the rows of one event.
    """

    name: str
    title: str
    recognise: Recogniser
    translator: Callable[[Sequence[str], RawTable], Translator]
    sources: tuple[DataSource, ...]
    column_names: Callable[[Sequence[str]], Sequence[str]] | None = None
    join_rows: RowJoiner | None = None


def has_columns(*names: str) -> Recogniser:
    """A recogniser of tables that have all these columns; the score is their number."""
    required = frozenset(names)

    def score(header: Sequence[str], _first: RawTable) -> int:
        return len(required) if required <= set(header) else 0

    return score
