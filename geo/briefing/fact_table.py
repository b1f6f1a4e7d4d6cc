"""Tables of a brief: the figures that its text, charts and documents take, and references to their cells."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geo.briefing.sentences import one_line

_NUMBER = re.compile(r"(?:over |less than )?[+−]?\d[\d.,]*(?:–\d[\d.,]*)?$|none$")

__all__ = ["Cell", "FactTable", "Reference", "shown"]

Cell = str | int | None
"""A text, a number, or ``None`` for what is not known."""


def shown(cell: Cell) -> str:
    """A cell as it is written: a dash for what is not known."""
    return "–" if cell is None else f"{cell:,}" if isinstance(cell, int) else cell


@dataclass(frozen=True, slots=True)
class Reference:
    """A cell of a table: the name of the table, the row from 0, and the name of the column."""

    table: str
    row: int
    column: str


@dataclass(frozen=True, slots=True)
class FactTable:
    """A table.

    Attributes
    ----------
    name
        Its name in references.
    title
        Its title in documents.
    header
        The names of the columns, each once.
    rows
        The cells, as many in each row as there are columns. Texts of the data are on one line.
    notes
        What a reader has to know, a sentence each.
    nothing
        What is said where there is no row.
    """

    name: str
    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    nothing: str = ""

    def texts(self) -> list[list[str]]:
        """The cells as they are written."""
        return [[one_line(shown(cell)) for cell in row] for row in self.rows]

    def text(self, reference: Reference) -> str:
        """The cell of a reference as it is written; `KeyError` if it is none of this table."""
        if reference.table != self.name or reference.column not in self.header or reference.row >= len(self.rows):
            raise KeyError(reference)
        return one_line(shown(self.rows[reference.row][self.header.index(reference.column)]))

    def cells(self, row: int, *columns: str) -> tuple[Reference, ...]:
        """References to some columns of a row."""
        return tuple(Reference(self.name, row, column) for column in columns)

    def is_numeric(self, column: int) -> bool:
        """Whether a column holds numbers or ranges, so that it is aligned at the right; the first one never does."""
        texts = [text for row in self.texts() if (text := row[column]) not in ("", "–")]
        return column > 0 and bool(texts) and all(map(_NUMBER.match, texts))
