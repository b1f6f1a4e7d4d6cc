"""Workspaces in which another program has replaced values by ones of wrong kinds, sizes and forms."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from geo import store
from geo.incidents import Claim, Release
from geo.incidents.findings import Checked
from geo.places.user_layers import Feature, LayerStyle, UserLayer
from tests.app.samples import incident
from tests.stored import store_rows

__all__ = ["VALUES", "changed", "columns_of", "good_workspace", "layer_texts", "replace_value"]

VALUES: dict[str, Any] = {
    "nothing": None, "a negative number": -1, "a large number": 2**62, "a huge number": 1e308, "infinite": 9e999,
    "a blank text": "", "a long text": "x" * 200_000, "a text with NUL": "a\0b", "bytes": b"\xff\x00GP\x01",
    "half an object": "{", "a list": "[]", "null": "null", "an object": '{"a": [1]}', "no day": "9999-99-99",
    "deep lists": "[" * 100_000, "digits": "12", "an override": "\u202egnp",
}  # fmt: skip
NO_UTF8 = "not UTF-8"
_RING = [[70.0, 33.0], [71.0, 33.0], [71.0, 34.0], [70.0, 33.0]]
_LAYER = UserLayer(
    "Sites", (Feature("a", "Polygon", [_RING]), Feature("p", "Point", [70.0, 33.0])), LayerStyle(fill=0.2), "f.geojson",
    "ab", "2026", ("read",),
)  # fmt: skip


def good_workspace(path: Path) -> Path:
    """A workspace with something in each of its tables."""
    workspace = store.workspace_at(path)
    workspace.create()
    other = incident(0, source="b", incident_id="b:1")
    rows = [incident(n, source="own", incident_id=f"own:{n}") for n in range(6)]
    claim = Claim("own:2", "claimed", "X", "", rows[0].date_start)
    first = Release("r1", "own", "2026-01-01T00:00:00Z", "a.csv", "", 0, options='{"encoding": "utf-8"}')
    store_rows(workspace, Checked(rows, claims=[claim]), first)
    changed = Checked([replace(rows[0], notes="changed"), *rows[2:]], claims=[claim])
    store_rows(workspace, changed, replace(first, name="r2", imported_at="2026-02-01T00:00:00Z"), withdraw="all")
    store_rows(workspace, Checked([other]), replace(first, name="r3", source="b", imported_at="2026-03-01T00:00:00Z"))
    workspace.set_links([("b:1", "own:0", "same")])
    workspace.store_layer(_LAYER)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO settings (name, value) VALUES ('mapping:x', '{}')")
        connection.execute(
            "INSERT INTO context_events (date_start, date_end, title) VALUES ('2024-11-01', '2024-11-09', 'Closure')"
        )
        connection.commit()
    return path


def columns_of(path: Path) -> list[tuple[str, str]]:
    """Table and name of each column."""
    with closing(sqlite3.connect(path)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        tables = [name for name in names if not name.startswith("sqlite_")]
        return [(table, row[1]) for table in tables for row in connection.execute(f"PRAGMA table_info({table})")]


@contextmanager
def changed(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that commits each statement and does not wait for the disk: a thousand files are changed."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        yield connection


def replace_value(path: Path, table: str, column: str, name: str) -> bool:
    """Replace the values of a column; whether the table takes the value."""
    with changed(path) as connection:
        value = "CAST(x'ff41' AS TEXT)" if name == NO_UTF8 else "?"
        try:
            given = () if name == NO_UTF8 else (VALUES[name],)
            connection.execute(f"UPDATE OR REPLACE {table} SET {column} = {value}", given)
        except sqlite3.Error:
            return False
    return True


_BAD = [None, [], {}, "x", -1, 1e308, True, "<b>", [[1]], {"a": 1}, [None], float("nan")]
_COORDINATES = [
    [[70, 33]], [[[70, 33], [71]]], [70], [[[[70, 33, 1, 2]]]], [["a", "b"]], [[[70, 33], [71, 33], [71, None]]],
    [1e308, 1e308], [500, -500], [[]], [[[]]], [[True, False]], "1233", [_RING[:2]],
]  # fmt: skip


def layer_texts() -> Iterator[str]:
    """The stored text of a layer, each with one value replaced."""
    good = json.loads(_LAYER.text)
    for key in good:
        yield from (json.dumps({**good, key: bad}) for bad in _BAD)
    for key in good["style"]:
        yield from (json.dumps({**good, "style": {**good["style"], key: bad}}) for bad in _BAD)
    for at in range(5):
        for bad in [*_BAD, *_COORDINATES, "Polygon", "MultiPolygon", "LineString"]:
            for feature in good["features"]:
                changed = [*feature[:at], bad, *feature[at + 1 :]]
                yield json.dumps({**good, "features": [changed, *good["features"]]})
