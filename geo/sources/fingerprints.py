"""Fingerprints of records: a record that is stored as it is need not be checked again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from geo.incidents.findings import RawTable

__all__ = ["StoredLookup", "none_stored", "with_fingerprints", "without_stored"]

StoredLookup = Callable[[Sequence[str]], Mapping[str, str]]
"""The ids of the stored rows that have these fingerprints, by fingerprint; see `geo.store.ImportSession.known_ids`."""

CHECKS_VERSION = "2"
"""The version of layouts and checks: after a change of it, records that are stored are checked again."""

_SEPARATOR = "\x1f"


def none_stored(_fingerprints: Sequence[str]) -> Mapping[str, str]:
    """The lookup of an empty workspace."""
    return {}


def with_fingerprints(table: RawTable, reading: str) -> RawTable:
    """The table with a fingerprint for each record, which depends on the header and on how the columns are read."""
    prefix = hashlib.blake2b(_SEPARATOR.join((CHECKS_VERSION, reading, *table.header)).encode(), digest_size=15)
    fingerprints = []
    for record in table.records:
        digest = prefix.copy()
        digest.update(_SEPARATOR.join(record).encode("utf-8", "surrogatepass"))
        fingerprints.append(digest.hexdigest())
    return replace(table, fingerprints=fingerprints)


def without_stored(table: RawTable, stored: StoredLookup, seen: dict[str, int]) -> tuple[RawTable, list[str]]:
    """The records that have to be checked, and the ids of those that are stored as they are.

    ``seen`` holds the row number by the id of earlier rows of the file; the ids of unchanged rows are added.
    """
    fingerprints = table.fingerprints or ()
    known = stored(fingerprints)
    changed, unchanged = [], []
    numbers = table.numbered()
    for row, fingerprint in enumerate(fingerprints) if known else ():
        incident_id = known.get(fingerprint)
        if incident_id is None or incident_id in seen:
            changed.append(row)
        else:
            seen[incident_id] = numbers[row]
            unchanged.append(incident_id)
    return (table.picked(changed) if unchanged else table), unchanged
