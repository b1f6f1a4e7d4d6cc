"""Fingerprints of records: a record that is stored as it is need not be checked again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from geo.incidents.findings import RawTable
from geo.sources.files.records import TextRecords

__all__ = ["StoredLookup", "none_stored", "with_fingerprints", "without_stored"]

StoredLookup = Callable[[Sequence[str]], Sequence[str | None]]
"""The id of the stored row that has a fingerprint, for each of these; see `geo.store.ImportSession.known_ids`."""

CHECKS_VERSION = "3"
"""The version of layouts and checks: after a change of it, records that are stored are checked again."""

_SEPARATOR = "\x1f"
_DIGITS = 32
"""Hexadecimal digits of a SHA-256 that are kept: 128 bits."""


def none_stored(fingerprints: Sequence[str]) -> Sequence[str | None]:
    """The lookup of an empty workspace."""
    return [None] * len(fingerprints)


def with_fingerprints(table: RawTable, reading: str) -> RawTable:
    """The table with a fingerprint for each record, which depends on the header and on how the columns are read."""
    delimiter, texts = _texts(table.records)
    about = _SEPARATOR.join((CHECKS_VERSION, delimiter, reading, *table.header, ""))
    sha256 = hashlib.sha256
    prefix = sha256(about.encode("utf-8", "surrogatepass")).digest()
    return replace(table, fingerprints=[sha256(prefix + text).hexdigest()[:_DIGITS] for text in texts])


def _texts(records: Sequence[Sequence[str]]) -> tuple[str, Iterable[bytes]]:
    """What separates the cells of records, and each record as one text in UTF-8."""
    if isinstance(records, TextRecords):  # they are not divided yet, and most of them need not be
        return records.delimiter, records.texts
    return _SEPARATOR, (_SEPARATOR.join(record).encode("utf-8", "surrogatepass") for record in records)


def without_stored(table: RawTable, stored: StoredLookup, seen: dict[str, int]) -> tuple[RawTable, list[str]]:
    """The records that have to be checked, and the ids of those that are stored as they are.

    ``seen`` holds the row number by the id of earlier rows of the file; the ids of unchanged rows are added.
    """
    ids = stored(table.fingerprints or ())
    rows = [row for row, incident_id in enumerate(ids) if incident_id is not None and incident_id not in seen]
    if not rows:
        return table, []
    first = dict(zip(map(ids.__getitem__, reversed(rows)), reversed(rows), strict=True))
    if len(first) < len(rows):
        rows = sorted(first.values())
    unchanged = [incident_id for row in rows if (incident_id := ids[row]) is not None]
    seen.update(zip(unchanged, map(table.numbered().__getitem__, rows), strict=True))
    skipped = set(rows)
    return table.picked([row for row in range(len(ids)) if row not in skipped]), unchanged
