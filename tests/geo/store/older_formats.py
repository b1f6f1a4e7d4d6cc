"""Workspaces of older formats: one of today without what came with later ones."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

__all__ = ["turn_back"]

_COLUMNS = {
    2: (("incidents", "extra"), ("incidents", "fingerprint"), ("history", "extra"), ("releases", "accessed"),
        ("releases", "options")),
    6: (("claims", "url"), ("claims", "figure"), ("claims", "value"), ("context_events", "event_id"),
        ("context_events", "release")),
}  # fmt: skip
_TABLES = {2: ("links",), 3: ("reference_layers",), 4: ("totals", "totals_history"), 5: ("watch_rules",),
           6: ("context_history", "intake_texts")}  # fmt: skip


def turn_back(path: Path, number: int) -> None:
    """Make a workspace one of an older format."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for later in range(number + 1, max(_TABLES) + 1):
            for table, column in _COLUMNS.get(later, ()):
                connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
            for table in _TABLES[later]:
                connection.execute(f"DROP TABLE {table}")
                connection.execute("DELETE FROM gpkg_contents WHERE table_name = ?", (table,))
        connection.execute("UPDATE incident_atlas SET format = ?", (number,))
