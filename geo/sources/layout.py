"""What a source layout declares: how it is recognised and translated, and the terms of the data that it carries."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from geo.incidents.findings import RawTable
from geo.incidents.releases import ReleasePolicy
from geo.sources.layout_cells import CellKind
from geo.sources.layout_names import CellTest
from geo.sources.translation import Translator

__all__ = ["DataSource", "Layout", "Recogniser", "RowJoiner", "has_columns", "has_columns_or"]

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
    columns
        All names of its columns in their usual order: they are recognised when they were cut or renamed, too.
    cells
        What is written in the columns that the translator reads: numbers with a decimal comma, codes with a decimal
        point and days in any order are put into the form that it expects.
    tests
        What the cells of a column must be like, where its name, when cut, is that of another column too.
    needs
        Groups of columns of which a file must have one each; one that lacks a group is refused with the reason.
    expects
        What it means for the rows that a column is missing, in words; that is stated in a note.
    """

    name: str
    title: str
    recognise: Recogniser
    translator: Callable[[Sequence[str], RawTable], Translator]
    sources: tuple[DataSource, ...]
    column_names: Callable[[Sequence[str]], Sequence[str]] | None = None
    join_rows: RowJoiner | None = None
    columns: tuple[str, ...] = ()
    cells: Mapping[str, CellKind] = field(default_factory=dict, compare=False)
    tests: Mapping[str, CellTest] = field(default_factory=dict, compare=False)
    needs: tuple[tuple[str, ...], ...] = ()
    expects: Mapping[str, str] = field(default_factory=dict, compare=False)


def has_columns(*names: str) -> Recogniser:
    """A recogniser of tables that have all these columns; the score is their number."""
    required = frozenset(names)

    def score(header: Sequence[str], _first: RawTable) -> int:
        return len(required) if required <= set(header) else 0

    return score


def has_columns_or(columns: Sequence[str], rare: Sequence[str], least: int) -> Recogniser:
    """A recogniser of tables that have all these columns, or at least some that hardly any other table has."""
    whole, telling = has_columns(*columns), frozenset(rare)

    def score(header: Sequence[str], first: RawTable) -> int:
        known = len(telling & set(header))
        return whole(header, first) + known if whole(header, first) or known >= least else 0

    return score
