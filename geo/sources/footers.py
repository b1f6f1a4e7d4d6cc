"""Rows of a table that are none of its records: sums below or between them, and remarks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from operator import itemgetter, methodcaller

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


def without_footers(table: RawTable, names: Sequence[str]) -> tuple[RawTable, Counter[str]]:
    """The table without such rows, and how many there were by the reason; ``names`` are those of the file's columns."""
    reasons = {row: reason for row in _doubtful(table, names) if (reason := _reason(table.records[row], names))}
    if not reasons:
        return table, Counter()
    kept = [row for row in range(len(table.records)) if row not in reasons]
    return table.picked(kept), Counter(reasons.values())


def _doubtful(table: RawTable, names: Sequence[str]) -> Iterator[int]:
    """The rows that need a look: those that leave many columns blank, or begin like the names or numbers of columns."""
    width, most = len(names), _most_blank(len(names))
    firsts = {names[0].strip(), "1"} if width else set()
    blank, widths = list(map(methodcaller("count", ""), table.records)), list(map(len, table.records))
    if min(widths, default=0) == max(widths, default=0) == width and max(blank, default=0) <= most:
        column = list(map(str.strip, map(itemgetter(0), table.records))) if width else []
        if not firsts.isdisjoint(column):
            yield from (row for row, text in enumerate(column) if text in firsts)
        return
    for row, (count, length) in enumerate(zip(blank, widths, strict=True)):
        if count > most or length != width or (length and table.records[row][0].strip() in firsts):
            yield row


def _most_blank(width: int) -> int:
    """How many columns a record may leave blank and need no look."""
    return (width - 1) // 3 if width > _NARROW else 0


def _reason(record: Sequence[str], header: Sequence[str]) -> str:
    """Why a record is none; blank if it is one."""
    width = len(header)
    cells = [cell.strip() for cell in record]
    if cells and cells in ([name.strip() for name in header], [str(number + 1) for number in range(width)]):
        return NAMES
    if len(record) == width and record.count("") <= _most_blank(width):
        return ""
    filled = list(filter(None, cells))
    if width < _LEAST_COLUMNS:
        return ""
    sums = [cell for cell in filled if _SUM.fullmatch(cell)]
    if sums and all(_NUMBER.fullmatch(cell) for cell in filled if cell not in sums):
        return TOTAL
    is_alone = len(filled) == 1 or (len(record) < width and not any(map(_NUMBER.fullmatch, filled)))
    return REMARK if filled and is_alone and _REMARK.fullmatch(filled[0]) else ""
