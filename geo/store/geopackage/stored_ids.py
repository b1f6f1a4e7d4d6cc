"""What an import compares the records of a file with: the ids and fingerprints of the rows that are stored."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, field

__all__ = ["StoredIds", "read_stored_ids"]

_CHUNK = 100_000
# One value for many rows: to hand each row over would take longer than to read it.
_QUERY = """
SELECT max(fid), json_group_array(incident_id), json_group_array(fingerprint),
json_group_array(incident_id) FILTER (WHERE source != ?)
FROM main.incidents WHERE fid BETWEEN ? AND ?
"""
_NEXT = "SELECT min(fid) FROM main.incidents WHERE fid > ?"


@dataclass(slots=True)
class StoredIds:
    """The rows that were stored before an import.

    Attributes
    ----------
    by_fingerprint
        The id of the row whose record had a fingerprint.
    unseen
        The ids that the file has not contained so far; at first all.
    others
        The ids of rows of other sources than that of the import.
    last_fid
        The highest number of a row.
    """

    by_fingerprint: dict[str, str] = field(default_factory=dict)
    unseen: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)
    last_fid: int = 0


def read_stored_ids(connection: sqlite3.Connection, source: str) -> StoredIds:
    """All rows of a workspace, for an import of a source."""
    stored = StoredIds()
    first = connection.execute("SELECT min(fid) FROM main.incidents").fetchone()[0]
    while first is not None:
        stored.last_fid, *texts = connection.execute(_QUERY, (source, first, first + _CHUNK - 1)).fetchone()
        first = connection.execute(_NEXT, (stored.last_fid,)).fetchone()[0]
        ids, fingerprints, others = map(json.loads, texts)
        stored.by_fingerprint.update(zip(fingerprints, ids, strict=True))
        stored.unseen.update(ids)
        stored.others.update(others)
    stored.by_fingerprint.pop("", None)
    return stored
