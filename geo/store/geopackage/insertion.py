"""Many rows with one statement: one long step of SQLite, during which other threads of the program run.

To hand over a value takes longer than to store it. So the value of a column that has only one is handed over once, and
a column that is the same as another one not at all.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

__all__ = ["insert_columns", "update_columns"]

_MOST_ROWS = 1_000


def insert_columns(
    connection: sqlite3.Connection, head: str, names: Sequence[str], columns: Sequence[Sequence[Any]]
) -> None:
    """Insert the rows of columns of one length.

    Parameters
    ----------
    connection
        A connection with an open transaction.
    head
        What to do, without names and values: ``INSERT INTO main.incidents``. It holds no text from data.
    names
        The names of the columns.
    columns
        Their values.
    """
    for rows, values in _selected(connection, names, columns):
        connection.execute(f"{head} ({', '.join(names)}) {rows}", values)


def update_columns(
    connection: sqlite3.Connection, table: str, names: Sequence[str], columns: Sequence[Sequence[Any]]
) -> None:
    """Replace the values of rows of a table, which the first column tells; otherwise as `insert_columns`."""
    assigned = ", ".join(f"{name} = new.{name}" for name in names[1:])
    for rows, values in _selected(connection, names, columns):
        where = f"{table}.{names[0]} = new.{names[0]}"
        connection.execute(f"UPDATE main.{table} SET {assigned} FROM ({rows}) AS new WHERE {where}", values)  # noqa: S608


def _selected(
    connection: sqlite3.Connection, names: Sequence[str], columns: Sequence[Sequence[Any]]
) -> Iterator[tuple[str, list[Any]]]:
    """The rows as statements that select them, some hundreds each, with the values to bind."""
    total = len(columns[0])
    if not total:
        return
    single = [False, *(column.count(column[0]) == total for column in columns[1:])]
    bound, taken = _different([column for column, is_one in zip(columns, single, strict=True) if not is_one])
    places = iter(taken)
    values = [column[0] for column, is_one in zip(columns, single, strict=True) if is_one]
    given = ["?" if is_one else f"column{next(places) + 1}" for is_one in single]
    listed = ", ".join(f"{value} AS {name}" for value, name in zip(given, names, strict=True))
    row, cells = f"({', '.join('?' * len(bound))})", list(chain.from_iterable(zip(*bound, strict=True)))
    most = (connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER) - len(values)) // len(bound)
    rows_each = max(1, min(most, _MOST_ROWS))
    for first in range(0, total, rows_each):
        rows = min(rows_each, total - first)
        part = cells[first * len(bound) : (first + rows) * len(bound)]
        yield f"SELECT {listed} FROM (VALUES {', '.join([row] * rows)})", values + part  # noqa: S608


def _different(columns: Sequence[Sequence[Any]]) -> tuple[list[Sequence[Any]], list[int]]:
    """The columns without those that are the same as an earlier one, and for each column its position among these."""
    kept: list[Sequence[Any]] = []
    at = []
    for column in columns:
        same = next((i for i, other in enumerate(kept) if other[0] == column[0] and other == column), len(kept))
        at.append(same)
        if same == len(kept):
            kept.append(column)
    return kept, at
