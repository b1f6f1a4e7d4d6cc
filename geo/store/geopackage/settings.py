"""Settings in a workspace file: texts by kind and name."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from geo.errors import InputError, UnknownName, did_you_mean
from geo.store.geopackage.connection import reading, writing

__all__ = ["read_settings", "remove_setting", "store_setting", "write_setting"]

LONGEST = 1_000_000


def read_settings(path: Path, kind: str) -> dict[str, str]:
    """The settings of a kind (the part before the colon) by the rest of their name.

    Raises
    ------
    WorkspaceError
        If the file is not a workspace that can be read.
    """
    with reading(path) as connection:
        query = "SELECT name, value FROM settings WHERE substr(name, 1, ?) = ? AND length(value) < ?"
        begins = f"{kind}:"
        rows = connection.execute(query, (len(begins), begins, LONGEST)).fetchall()
    return {name[len(begins) :]: value for name, value in rows if isinstance(name, str) and isinstance(value, str)}


def write_setting(connection: sqlite3.Connection, kind: str, name: str, value: str) -> bool:
    """Store a setting on an open transaction; whether its value was another one before."""
    query = "SELECT value FROM main.settings WHERE name = ?"
    found = connection.execute(query, (f"{kind}:{name}",)).fetchone()
    if found is not None and found[0] == value:
        return False
    connection.execute("DELETE FROM main.settings WHERE name = ?", (f"{kind}:{name}",))
    connection.execute("INSERT INTO main.settings (name, value) VALUES (?, ?)", (f"{kind}:{name}", value))
    return True


def store_setting(path: Path, kind: str, name: str, value: str) -> None:
    """Store a setting in a transaction of its own.

    Raises
    ------
    InputError
        If the value is too long to be read again.
    WorkspaceError
        If the workspace cannot be written; it is as it was.
    """
    if len(value) >= LONGEST:
        raise InputError(f"{name} is too long to be kept: {len(value):,} characters, {LONGEST - 1:,} at most.")
    with writing(path) as connection:
        write_setting(connection, kind, name, value)


def remove_setting(path: Path, kind: str, name: str) -> None:
    """Remove a setting; raises `UnknownName` if there is none of that kind and name."""
    known = read_settings(path, kind)
    if name not in known:
        raise UnknownName(f"There is no {kind} {name!r} in {path.name}.{did_you_mean(name, tuple(known))}")
    with writing(path) as connection:
        connection.execute("DELETE FROM main.settings WHERE name = ?", (f"{kind}:{name}",))
