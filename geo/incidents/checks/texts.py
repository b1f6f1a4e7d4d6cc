"""Cells as texts: white space and null characters removed, lost characters and runaway cells reported."""

from __future__ import annotations

from operator import ne

from geo.incidents.draft import CLAIMS_COLUMN, Draft

__all__ = ["LONGEST_NAME", "trim_cells"]

_UNKNOWN = "\ufffd"
_UNKNOWN_TOLD = f"The cell holds a character that is lost ({_UNKNOWN}): the program that wrote the file spoiled it."

LONGEST_NAME = 500
"""Names, words, days and figures are short; comparing a runaway cell with every known name would take minutes."""

_SAMPLE = 200

_FREE = frozenset({"notes", "sources", "url", "location", "location_as_given", "extra", CLAIMS_COLUMN})
"""Columns whose cells may be of any length."""


def trim_cells(draft: Draft) -> None:
    """Remove white space around cells and null characters in them; report and cut cells that are far too long."""
    for name in draft.given:
        texts = _texts(draft.columns[name])
        if any(map(ne, texts, map(str.strip, texts))):
            draft.change(name, list(map(str.strip, draft.columns[name])), "white space around a cell removed")
        joined = "".join(texts)
        if _UNKNOWN in joined:
            for row in [row for row, text in enumerate(draft.columns[name]) if _UNKNOWN in text]:
                draft.fault(row, name, _UNKNOWN_TOLD, "warning")
        if "\0" in joined:
            cleaned = [text.replace("\0", "").strip() for text in draft.columns[name]]
            draft.change(name, cleaned, "null characters removed")
        if name not in _FREE and max(map(len, texts), default=0) > LONGEST_NAME:
            _cut(draft, name)


def _texts(column: list[str]) -> list[str]:
    """The different texts of a column; all of them where most differ, because to look at each takes less time then."""
    sample = column[:_SAMPLE]
    return column if len(set(sample)) * 2 > len(sample) else list(set(column))


def _cut(draft: Draft, name: str) -> None:
    """Cut cells before they are looked at."""
    column = draft.columns[name]
    for row in [row for row, text in enumerate(column) if len(text) > LONGEST_NAME]:
        draft.fault(row, name, f"The cell has {len(column[row]):,} characters. Is a quote missing above it?")
        column[row] = column[row][:LONGEST_NAME]
