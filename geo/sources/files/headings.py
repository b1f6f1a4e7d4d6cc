"""Where the names of the columns stand: below titles, in one row or in two, in text files and workbooks alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median

from geo import assets
from geo.incidents.columns import COLUMN_NAMES
from geo.reading.dates import read_date, readings_by_order
from geo.sources.column_mapping.headings import group_role
from geo.wording import plural

__all__ = ["SEARCHED", "Heading", "find_heading", "has_values", "is_record", "known_names"]

SEARCHED = 30
"""The names of the columns are in one of the first rows."""

_MARKS = re.compile(r"[\W_]+")
_VALUE = re.compile(r"[\d\W_]*\d[\d\W_]*", re.ASCII)
_DEGREES = re.compile(r"[+-]?\d{1,3}[.,]\d+", re.ASCII)
_NEUTRAL = frozenset((
    "a", "about", "and", "basic", "casualties", "casualty", "data", "detail", "details", "event", "events", "general",
    "human", "impact", "incident", "incidents", "info", "information", "location", "losses", "of", "place", "report",
    "reported", "summary", "the", "what", "when", "where", "who",
))  # fmt: skip
"""Words over a group of columns that add nothing to the names below them."""

_LONGEST_NAME = 80
_SHARE = 0.6
_FEW = 2
_STRAY = 0.1
"""One cell in ten may by chance be like the name of a column."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The names of the columns.

    Attributes
    ----------
    names
        The names, those of two rows joined.
    first, below
        The positions of their first row and of the first row below them.
    above
        The filled rows above them.
    is_joined
        Whether they stand in two rows.
    """

    names: tuple[str, ...]
    first: int
    below: int
    above: tuple[str, ...] = ()
    is_joined: bool = False

    @property
    def notes(self) -> list[str]:
        """What was decided, in words."""
        notes = []
        if count := len(self.above):
            what = f"{plural(count, 'row')} above the names of the columns left out"
            notes.append(f"{what} ({self.above[0][:60]!r}{', …' if count > 1 else ''})")
        if self.is_joined:
            listed = ", ".join(repr(name) for name in self.names if name.endswith(")"))
            notes.append(f"names of columns in two rows joined{f': {listed[:200]}' if listed else ''}")
        return notes


def find_heading(rows: Sequence[Sequence[str]]) -> Heading:
    """The heading of a table from its first rows; titles stand above it, and its parts may stand in a second row."""
    top = rows[:SEARCHED]
    at = _main_row(top)
    first, last = at, at
    if at > 0 and _are_groups(top[at - 1], top[at]):
        first = at - 1
    elif at + 2 < len(top) and _are_parts(top[at], top[at + 1], top[at + 2]):
        last = at + 1
    names = list(top[first]) if first == last else _joined(top[first], top[last])
    texts = [dict.fromkeys(cell.strip() for cell in row if cell.strip()) for row in top[:first]]
    above = tuple("; ".join(filled) for filled in texts if filled)
    return Heading(tuple(names), first, last + 1, above, first != last)


def _main_row(rows: Sequence[Sequence[str]]) -> int:
    """The row with the most names that are known; without such the first one that is about as wide as any."""
    # A title that is merged over the table is in many cells, and is one text.
    widths = [len({cell.strip() for cell in row} - {""}) for row in rows]
    widest = min(max(widths, default=0), 1.5 * median(filter(None, widths))) if any(widths) else 0
    usual = next((i for i, n in enumerate(widths) if n >= 2 and n >= _SHARE * widest), 0)
    known = [0 if has_values(row) else len(known_names(row)) for row in rows]
    best = max(range(len(rows)), key=lambda i: (known[i], -i), default=0)
    if known[best] < 2 or known[best] < 2 * known[usual]:
        return usual
    is_sure = known[best] >= 3 and known[best] >= _SHARE * widths[best]
    return best if is_sure or best < usual or widths[best] > widths[usual] or has_values(rows[usual]) else usual


def is_record(names: Sequence[str]) -> bool:
    """Whether what stands for the names of columns is a row of the table: days or numbers, and hardly a known name."""
    filled = [name.strip() for name in names if name.strip()]
    known = known_names([name for name in filled if len(name) > 1])  # x and y can be cells as well
    if len(known) > _STRAY * len(filled):
        return False
    degrees = sum(bool(_DEGREES.fullmatch(name)) for name in filled)
    numbers = sum(bool(_VALUE.fullmatch(name)) for name in filled)
    return any(map(_is_day, filled)) or degrees >= _FEW or numbers > _FEW


def _is_day(text: str) -> bool:
    """Whether a text is a day, whatever the order of its numbers."""
    written = read_date(text)
    return bool(readings_by_order(text)) or (written is not None and written.precision == "day")


def known_names(cells: Sequence[str]) -> set[str]:
    """The columns of ours or of a provider that these names mean."""
    return {column for cell in cells if (column := _names().get(_folded(cell)))}


def has_values(row: Sequence[str]) -> bool:
    """Whether a row holds numbers or days, which names of columns are not."""
    return any(_VALUE.fullmatch(cell.strip()) for cell in row if cell.strip())


@cache
def _names() -> dict[str, str]:
    """Names of columns as tables have them, folded, with the column of ours or of a provider that they mean."""
    from geo.sources.layout_registry import layouts

    of_layouts = {name: name for layout in layouts() for name in layout.columns}
    headings = {row["heading"]: row["column"] for row in assets.read_table("crosswalks", "headings.csv")}
    named = {**of_layouts, **{name: name for name in COLUMN_NAMES}, **headings}
    return {_folded(name): column for name, column in named.items()}


def _folded(name: str) -> str:
    return _MARKS.sub(" ", name.casefold()).strip()


def _are_groups(above: Sequence[str], names: Sequence[str]) -> bool:
    """Whether a row stands for groups of the columns named below it, and is no title."""
    filled = [at for at, cell in enumerate(above) if cell.strip()]
    count = sum(bool(cell.strip()) for cell in names)
    is_title = (0 in filled and len({above[at].strip() for at in filled}) == 1) or filled == [*range(len(filled))][:3]
    return bool(filled) and not is_title and len(filled) <= count and not has_values(above) and _is_short(above)


def _are_parts(names: Sequence[str], parts: Sequence[str], record: Sequence[str]) -> bool:
    """Whether a second row names parts of the columns above it; the first record below it has numbers or days."""
    if has_values(names) or has_values(parts) or not has_values(record) or not _is_short(parts):
        return False
    texts = [cell.strip() for cell in names] + [""] * (len(parts) - len(names))
    if any(cell.strip().startswith("#") for cell in parts):  # HXL tags
        return False
    gaps = [at for at, text in enumerate(texts) if not text or (at and text == texts[at - 1])]
    below = [at for at, cell in enumerate(parts) if cell.strip() and cell.strip() != texts[at]]
    return len(below) >= 2 and bool(set(gaps) & set(below)) and len(below) < len(parts)


def _is_short(row: Sequence[str]) -> bool:
    return all(len(cell) <= _LONGEST_NAME for cell in row)


def _joined(above: Sequence[str], below: Sequence[str]) -> list[str]:
    width = max(len(above), len(below))
    upper = [cell.strip() for cell in above] + [""] * (width - len(above))
    lower = [cell.strip() for cell in below] + [""] * (width - len(below))
    names, group = [], ""
    for over, under in zip(upper, lower, strict=True):
        group = over or (group if under else "")
        names.append(_name(group if under else over, under))
    return names


def _tells_apart(group: str) -> bool:
    """Whether a name above others makes other things of them: the district of a victim, the killed of one group."""
    return bool(group_role(_folded(group).split()))


def _name(over: str, under: str) -> str:
    """One name for a column that has two: what is counted, and for whom."""
    if not over or not under or over == under:
        return over or under
    if set(_folded(over).split()) <= _NEUTRAL and not _tells_apart(over):
        return under
    of_group, of_part = (_names().get(_folded(text), "") for text in (over, under))
    if of_part and not of_group.startswith(("killed", "injured")):
        return under if of_group and not _tells_apart(over) else f"{under} ({over})"
    return f"{over} ({under})"
