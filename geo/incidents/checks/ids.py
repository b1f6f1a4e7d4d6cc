"""The ids of rows: completed where they are missing, and unique over the whole file."""

from __future__ import annotations

import json
from uuid import UUID, uuid5

from geo.incidents.checks.header import READABLE
from geo.incidents.draft import Draft

__all__ = ["complete_ids"]

_OWN_ROWS = UUID("5f1c7a52-0c1e-5d0b-9a57-6b1f0f5c2d11")
"""The namespace of the ids of rows that come without one: the same row gets the same id in every import."""

_CONTENT = READABLE - {"release"}


def complete_ids(draft: Draft, seen: dict[str, int]) -> None:
    """Give each row an id and a source, and report ids that occur twice.

    ``seen`` holds the row number by the id of earlier parts of the file; the ids of this part are added.
    """
    ids = draft.columns["incident_id"]
    sources = [source or "own" for source in draft.columns["source"]]
    draft.columns["source"] = sources
    blank = [row for row, text in enumerate(ids) if not text]
    for row in blank:
        ids[row] = f"own:{uuid5(_OWN_ROWS, _content(draft, row))}"
    draft.repaired("incident_id: made from the content of the row", blank)
    bare = [row for row, text in enumerate(ids) if ":" not in text]
    for row in bare:
        ids[row] = f"{sources[row]}:{ids[row]}"
    draft.repaired("incident_id: the source put before it", bare)
    _check_unique(draft, ids, set(blank), seen)


def _content(draft: Draft, row: int) -> str:
    """The content of a row, whatever the order of the columns and however many are blank."""
    filled = {name: draft.columns[name][row] for name in sorted(_CONTENT) if draft.columns[name][row]}
    return json.dumps(filled, ensure_ascii=False, sort_keys=True)


def _check_unique(draft: Draft, ids: list[str], made: set[int], seen: dict[str, int]) -> None:
    if len(set(ids)) < len(ids) or not seen.keys().isdisjoint(ids):
        here: dict[str, str] = {}
        for row, incident_id in enumerate(ids):
            other = f"row {seen[incident_id]}" if incident_id in seen else here.get(incident_id)
            if other and row in made:
                draft.fault(row, "incident_id", f"The row is the same as {other}. Leave one of them out.", value="")
            elif other:
                draft.fault(row, "incident_id", f"The id {incident_id[:80]!r} is that of {other} already.")
            here.setdefault(incident_id, draft.record_of(row))
    seen.update(zip(ids, draft.numbers, strict=True))
