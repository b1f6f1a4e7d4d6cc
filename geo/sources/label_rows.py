"""Rows below the names of the columns that are no records: units, formats, labels of a form, tags of HXL."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from geo.incidents.findings import RawTable
from geo.reading.dates import names_a_day
from geo.sources.column_mapping.figure_headings import figure_reading
from geo.sources.column_mapping.headings import folded, heading_readings
from geo.sources.files.table import Progress, Table

__all__ = ["TAGS", "is_tags", "without_label_rows"]

TAGS = "a row of HXL tags left out"

_MOST_ROWS = 3
_LOOKED_AT = 50
_MOSTLY = 0.8
_LONGEST = 120
_VALUE = re.compile(r"[\d\W_]*\d[\d\W_]*", re.ASCII)
_UNITS = frozenset((
    "text", "string", "str", "varchar", "char", "number", "numeric", "integer", "int", "float", "double", "decimal",
    "real", "date", "time", "datetime", "category", "categorical", "select", "select one", "select multiple", "yes no",
    "y n", "boolean", "bool", "n", "nr", "count", "code", "free text", "list", "dropdown", "drop down",
    "mandatory", "required", "optional", "degrees", "decimal degrees", "deg", "dd", "wgs84", "wgs 84", "m", "km",
    "people", "persons", "unit", "units", "label", "field", "short text", "long text", "whole number", "geopoint",
))  # fmt: skip
"""What stands for the kind of the cells below, folded."""

_UNSTATED = frozenset(("unknown", "not", "no", "none", "missing", "pending", "tbc", "na"))
_MARKS = re.compile(r"[\W_]+")
_FORM = re.compile(r"[dmyhs]{1,4}(?:[-/.: ][dmyhs]{1,4}){1,5}", re.IGNORECASE)
"""How days and times are to be written: dd/mm/yyyy."""

_EXAMPLE = re.compile(r"(?:e\.?g\.?|for example|example|format|as)\b.*", re.IGNORECASE | re.DOTALL)
_RULE = re.compile(r":?[-=_]{3,}:?")
"""The line below the names in a table that is drawn with signs."""

_BRACKETED = re.compile(r"[(\[<{].*[)\]>}]", re.DOTALL)


def without_label_rows(table: Table, first: RawTable) -> tuple[Table, RawTable]:
    """The table without such rows, which a note states, and the first part of its records too."""
    notes, count = [], 0
    while count < min(_MOST_ROWS, len(first.records)) and (note := _note(first, count)):
        notes.append(note)
        count += 1
    if not count:
        return table, first

    def parts(progress: Progress) -> Iterator[RawTable]:
        for number, part in enumerate(table.parts(progress)):
            yield part if number else part.picked(range(count, len(part.records)))

    kept = first.picked(range(count, len(first.records)))
    return replace(table, parts=parts, notes=(*table.notes, *notes)), kept


def is_tags(record: Sequence[str]) -> bool:
    """Whether a record holds nothing but tags of HXL."""
    filled = [cell.strip() for cell in record if cell.strip()]
    return bool(filled) and all(cell.startswith("#") for cell in filled)


def _note(first: RawTable, at: int) -> str:
    """What a record is, if it is none; blank for a record."""
    if is_tags(first.records[at]):
        return TAGS
    if not _is_of_labels(first, at):
        return ""
    filled = [cell.strip() for cell in first.records[at] if cell.strip()]
    shown = ", ".join(repr(cell[:30]) for cell in filled[:3])
    return (
        f"a row of units or labels below the names of the columns left out ({shown}{', …' if len(filled) > 3 else ''})"
    )


def _is_of_labels(first: RawTable, at: int) -> bool:
    """Whether a record has words for what stands in the columns, and no value where the records below it have one."""
    cells = [cell.strip() for cell in first.records[at]]
    filled = [place for place, cell in enumerate(cells) if cell]
    if any(len(cells[place]) > _LONGEST or _is_value(cells[place]) for place in filled):
        return False
    named = [place for place in filled if _is_label(cells[place])]
    if len(named) < len(filled) / 2:
        return False
    below = first.records[at + 1 : at + 1 + _LOOKED_AT]
    return any(_holds_values([row[place].strip() for row in below if place < len(row)]) for place in named)


def _is_label(cell: str) -> bool:
    plain = folded(cell)
    if cell in ("#", "№") or plain in _UNITS or any(pattern.fullmatch(cell) for pattern in (_FORM, _EXAMPLE, _RULE)):
        return True
    if not _UNSTATED.isdisjoint(_MARKS.split(plain)) or not any(map(str.isalpha, plain)):
        return False
    if cell.endswith(("?", "؟")) or _BRACKETED.fullmatch(cell):
        return True
    return figure_reading(cell) is not None or bool(heading_readings(cell))


def _is_value(cell: str) -> bool:
    return bool(_VALUE.fullmatch(cell)) or names_a_day(cell)


def _holds_values(cells: Sequence[str]) -> bool:
    """Whether a column holds numbers or days."""
    filled = [cell for cell in cells if cell and not cell.startswith("#")]
    return bool(filled) and sum(map(_is_value, filled)) >= _MOSTLY * len(filled)
