"""Context events in a workspace file: those that it was made with, and own ones with their earlier versions."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import astuple, replace
from datetime import date
from typing import Any
from uuid import uuid4

from geo.errors import UnknownName
from geo.incidents import ContextEvent, Release
from geo.store.geopackage.schema import CONTEXT_COLUMNS, CONTEXT_HISTORY_COLUMNS, insert_into, select_from

__all__ = [
    "context_as_of",
    "context_events_of",
    "insert_event",
    "move_event",
    "stored_event",
    "undo_context",
    "with_new_id",
]

_NAMES = ", ".join((*CONTEXT_COLUMNS, "release"))
_ORDER = "ORDER BY date_start, fid"


def context_events_of(connection: sqlite3.Connection) -> list[ContextEvent]:
    """All of them by their first day; ValueError for values that none can have."""
    return list(map(_event, connection.execute(select_from("context_events", CONTEXT_COLUMNS, _ORDER))))


def context_as_of(connection: sqlite3.Connection, releases: Sequence[Release], at: int) -> list[ContextEvent]:
    """Those that there were after an import or a change by hand, by its position among all."""
    later = json.dumps([release.name for release in releases[at + 1 :]])
    is_later = "IN (SELECT value FROM json_each(?))"
    now = select_from("context_events", (*CONTEXT_COLUMNS, "fid"), f"WHERE release NOT {is_later}")
    then = select_from(
        "context_history", (*CONTEXT_COLUMNS, "fid"), f"WHERE release NOT {is_later} AND replaced_by {is_later}"
    )
    rows = connection.execute(f"{now} UNION ALL {then} {_ORDER}", (later, later, later))
    return [_event(row[:-1]) for row in rows]


def with_new_id(event: ContextEvent) -> ContextEvent:
    """The event under a new id."""
    return replace(event, event_id=f"own:{uuid4()}")


def stored_event(connection: sqlite3.Connection, event_id: str) -> ContextEvent:
    """An own context event; raises `UnknownName` if there is none of that id."""
    query = select_from("main.context_events", CONTEXT_COLUMNS, "WHERE event_id = ?")
    row = connection.execute(query, (event_id,)).fetchone() if event_id else None
    if row is None:
        raise UnknownName(
            f"There is no context event {event_id[:80]!r} that was entered here. Those that came with the application "
            "cannot be changed."
        )
    return _event(row)


def insert_event(connection: sqlite3.Connection, event: ContextEvent, release: str) -> None:
    """Store an event that came with a change by hand."""
    cells = tuple(map(str, astuple(event)))
    connection.execute(insert_into("main.context_events", (*CONTEXT_COLUMNS, "release")), (*cells, release))


def move_event(connection: sqlite3.Connection, event_id: str, change: str, release: Release) -> None:
    """Move the stored version of an event to the history."""
    connection.execute(
        f"INSERT INTO main.context_history ({', '.join(CONTEXT_HISTORY_COLUMNS)}) "  # noqa: S608 - names of ours
        f"SELECT {_NAMES}, ?, ?, ? FROM main.context_events WHERE event_id = ?",
        (change, release.name, release.imported_at, event_id),
    )
    connection.execute("DELETE FROM main.context_events WHERE event_id = ?", (event_id,))


def undo_context(connection: sqlite3.Connection, release: str) -> None:
    """Remove the events that came with a change by hand, and put those back that it moved."""
    connection.execute("DELETE FROM main.context_events WHERE release = ?", (release,))
    connection.execute(
        f"INSERT INTO main.context_events ({_NAMES}) SELECT {_NAMES} FROM main.context_history "  # noqa: S608
        "WHERE replaced_by = ? ORDER BY fid",
        (release,),
    )
    connection.execute("DELETE FROM main.context_history WHERE replaced_by = ?", (release,))


def _event(row: Sequence[Any]) -> ContextEvent:
    values = dict(zip(CONTEXT_COLUMNS, row, strict=True))
    wrong = next((name for name, value in values.items() if not isinstance(value, str)), None)
    if wrong is not None:
        raise ValueError(f"context_events: {wrong} is not a text")
    days = {name: date.fromisoformat(values[name]) for name in ("date_start", "date_end")}
    return ContextEvent(**{**values, **days})
