"""Rows of a table that are none of its records: sums below or between them, and remarks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from geo.incidents.findings import RawTable

__all__ = ["NAMES", "REMARK", "TOTAL", "without_footers"]

TOTAL = "a row of totals, which is no incident"
REMARK = "a remark in a single cell, which is no incident"

NAMES = "the names or numbers of the columns again, which is no incident"

_SUM = re.compile(
    r"(?:(?:grand|overall|sub)[\s-]*)?totals?(?:\s+(?:of\s+)?[a-z ]{0,30})?\W*\d*|(?:in )?(?:total|sum|all)"
    r"|کل|میزان|کل میزان|مجموعہ",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[\d.,\s%]+")
_REMARK = re.compile(
    r"(?:sources?|notes?|remarks?|n\.?b|disclaimer|legend|footnotes?)\s*[:.-].*|\*.*"
    r"|(?:prepared|compiled|reported|exported|generated|printed|updated|last updated|page|end of)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_NARROW = 8
_LEAST_COLUMNS = 3


def without_footers(table: RawTable) -> tuple[RawTable, Counter[str]]:
    """The table without such rows, and how many there were by the reason."""
    left_out: Counter[str] = Counter()
    kept = []
    width = len(table.header)
    again = ([name.strip() for name in table.header], [str(number + 1) for number in range(width)])
    for row, record in enumerate(table.records):
        # Records that fill most of their columns need no look; it is a hot path.
        blank = record.count("")
        if len(record) == width and (not blank or (width > _NARROW and 3 * blank < width)):
            # Nor do those whose first cell is neither the first name nor a 1.
            if record and record[0].strip() in (again[0][0], "1") and [cell.strip() for cell in record] in again:
                left_out[NAMES] += 1
            else:
                kept.append(row)
        elif reason := _reason(record, width):
            left_out[reason] += 1
        else:
            kept.append(row)
    return (table.picked(kept) if left_out else table), left_out


def _reason(record: Sequence[str], width: int) -> str:
    """Why a record is none; blank if it is one."""
    filled = [cell.strip() for cell in record if cell.strip()]
    if width < _LEAST_COLUMNS:
        return ""
    sums = [cell for cell in filled if _SUM.fullmatch(cell)]
    if sums and all(_NUMBER.fullmatch(cell) for cell in filled if cell not in sums):
        return TOTAL
    is_alone = len(filled) == 1 or (len(record) < width and not any(map(_NUMBER.fullmatch, filled)))
    return REMARK if filled and is_alone and _REMARK.fullmatch(filled[0]) else ""
