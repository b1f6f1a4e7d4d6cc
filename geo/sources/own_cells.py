"""The cells of a file in the columns of this project that a person or a program has written anew.

A spreadsheet writes 18/11/2024 for 2024-11-18 and 1,200 for 1200, and a person IED for the name of its type. The rules
are those of every other table; what is written as the application writes it is left as it is.
"""

from __future__ import annotations

from collections.abc import Sequence

from geo.incidents.checks.header import column_of
from geo.incidents.columns import NUMBERS
from geo.incidents.draft import Draft
from geo.reading.date_order import ORDER_WORDS
from geo.reading.figures import states_people
from geo.sources.column_mapping.figures import read_point
from geo.sources.column_mapping.type_rows import Harm, TypeWords
from geo.sources.column_mapping.type_words import in_full, parent_of
from geo.sources.day_columns import DAY_COLUMNS, ReadDays
from geo.sources.day_reading import DayDecisions, DayReading, day_texts, decide_days
from geo.sources.layout_cells import ISO_DAY
from geo.sources.opening import OpenedFile
from geo.taxonomy import EVENT_TYPES, SUB_EVENT_TYPES, match_name

__all__ = ["own_days", "read_own_cells"]

_SUBS = tuple(sub for subs in SUB_EVENT_TYPES.values() for sub in subs)
_KILLED = tuple(name for name in NUMBERS if name.startswith("killed"))


def own_days(file: OpenedFile, decisions: DayDecisions) -> DayReading:
    """How the days of a file in our columns are read; it is looked through only if its first part needs it."""
    header = [column_of(name.strip()) for name in file.table.header]
    at = {name: header.index(name) for name in DAY_COLUMNS if name in header}
    width = len(header)
    first = {record[i].strip() for i in at.values() for record in file.first.records if len(record) == width}
    if all(map(_is_plain, first)):
        return DayReading(decisions.order)
    columns = {name: file.folded_header[i] for name, i in at.items()}
    return decide_days(day_texts(file.parts(), columns), decisions, has_date_cells=file.table.has_date_cells)


def _is_plain(text: str) -> bool:
    return not text or bool(ISO_DAY.fullmatch(text))


def read_own_cells(draft: Draft, days: DayReading, figure_point: str = "") -> None:
    """Write days and types as the application does, and note it; figures in words are read by the checks.

    ``figure_point`` is what the point in figures like 1.000 is; blank leaves them.
    """
    draft.keeps_words = True
    repairs: dict[str, set[int]] = {}
    read_point(draft.columns, figure_point, repairs)
    for what, rows in repairs.items():
        draft.repaired(what, rows)
    for name in DAY_COLUMNS:
        if not all(map(_is_plain, set(draft.columns[name]))):
            _read_days(draft, name, days)
    _read_types(draft)


def _read_days(draft: Draft, name: str, days: DayReading) -> None:
    texts = draft.columns[name]
    read = ReadDays(texts, days.order, days.swapped.get(name, ""))
    written = [
        one.day if one and one.precision == "day" and not one.last else text
        for text, one in zip(texts, read, strict=True)
    ]
    in_order = f", read {ORDER_WORDS[days.order]}" if days.order else ""
    draft.change(name, written, f"{name}: written as year-month-day{in_order}")
    for what, rows in read.changes(name).items():
        draft.repaired(what, rows)
    for row, doubt in read.doubts():
        draft.fault(row, name, doubt, "warning")


def _read_types(draft: Draft) -> None:
    """Replace words by the type that they mean without a doubt; the others are left to the check."""
    kinds, subs = draft.columns["event_type"], draft.columns["sub_event_type"]
    unknown = {text for text in {*kinds, *subs} if text.strip() and not _is_name(text.strip())}
    if not unknown:
        return
    words, by_word = TypeWords({}), dict[str, list[int]]()
    for row, texts in enumerate(zip(kinds, subs, strict=True)):
        if unknown.isdisjoint(texts):
            continue
        found = words.row(*texts, _harm(draft, row))
        if found.name and not found.message:
            shown = " / ".join(filter(None, map(str.strip, texts)))
            by_word.setdefault(f"event_type: {shown[:60]!r} read as {in_full(found.name)}", []).append(row)
            kinds[row] = parent_of(found.name)
            subs[row] = "" if found.name in EVENT_TYPES else found.name
    for what, rows in by_word.items():
        draft.repaired(what, rows)


def _is_name(text: str) -> bool:
    return bool(match_name(text, EVENT_TYPES) or match_name(text, _SUBS))


def _harm(draft: Draft, row: int) -> Harm:
    if _states(draft, row, _KILLED, "killed"):
        return Harm.KILLED
    return Harm.HURT if _states(draft, row, ("injured",), "injured") else Harm.NONE


def _states(draft: Draft, row: int, names: Sequence[str], people: str) -> bool:
    return any(states_people(draft.columns[name][row], people) for name in names)
