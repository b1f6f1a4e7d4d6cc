"""The rows of a file translated to our columns, as texts, with what was changed and left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Protocol

from geo import assets
from geo.errors import UnknownName
from geo.incidents.draft import Sheet
from geo.incidents.placing import NameResolver

__all__ = ["Translation", "Translator", "crosswalk", "each", "extras", "outside"]

OUTSIDE = "outside the two provinces"


@dataclass
class Translation:
    """The rows of a sheet in our columns.

    Attributes
    ----------
    columns
        Our columns as texts, one text a row; what could not be translated is as the file has it.
    names_in_file
        The names that the file has for columns of ours.
    left_out
        The reason by the position of a row that is no incident of this map.
    repairs
        The positions of the rows that a kind of change touched.
    doubts
        What is doubtful about a cell: the position of its row, our name of its column, and the reason.
    errors
        What keeps a row out, as for `doubts`.
    states_ranges
        Whether a blank figure of killed is unknown even where another one is given.
    keeps_words
        Whether a figure that cannot be read is stored as unknown, with a warning; otherwise it keeps its row out.
    is_mapped
        Whether it comes from a table with an unknown layout.
    """

    columns: dict[str, list[str]]
    names_in_file: dict[str, str] = field(default_factory=dict)
    left_out: dict[int, str] = field(default_factory=dict)
    repairs: dict[str, set[int]] = field(default_factory=dict)
    doubts: list[tuple[int, str, str]] = field(default_factory=list)
    errors: list[tuple[int, str, str]] = field(default_factory=list)
    states_ranges: bool = False
    keeps_words: bool = False
    is_mapped: bool = False


class Translator(Protocol):
    """Translates the tables of one layout; ``name`` is that of the layout, ``source`` the data set of the rows."""

    name: str
    source: str

    def translate(self, sheet: Sheet, names: NameResolver) -> Translation:
        """The rows of a part of a file in our columns."""
        ...


def each(texts: Iterable[str], read: Callable[[str], str]) -> list[str]:
    """A column read cell by cell; each distinct text is read once."""
    listed = list(texts)
    known = {text: read(text) for text in dict.fromkeys(listed)}
    return [known[text] for text in listed]


@cache
def crosswalk(name: str) -> dict[str, tuple[str, str]]:
    """Event type and sub-event type by the code of a source, case-folded; from ``assets/crosswalks``."""
    rows = assets.read_table("crosswalks", f"{name}.csv")
    return {row["code"].casefold(): (row["event_type"], row["sub_event_type"]) for row in rows}


def extras(sheet: Sheet, names: Sequence[str]) -> list[str]:
    """Columns that have no place in ours, as a JSON object a row, without what is blank."""
    import json

    held = [name for name in names if name in sheet.columns]
    if not held:
        return [""] * len(sheet)
    known: dict[tuple[str, ...], str] = {}
    extra = []
    for cells in zip(*(sheet.columns[name] for name in held), strict=True):
        if (text := known.get(cells)) is None:
            filled = {name: cell for name, cell in zip(held, cells, strict=True) if cell}
            text = known[cells] = json.dumps(filled, ensure_ascii=False) if filled else ""
        extra.append(text)
    return extra


_PAKISTAN = ("pakistan", "pak", "586", "153", "770")
"""The country by name, and by its codes of ISO 3166, of GTD and of Gleditsch and Ward (UCDP)."""


def outside(sheet: Sheet, columns: tuple[str, str], names: NameResolver) -> dict[int, str]:
    """The reason for each row that lies in another country, or in a province that is none of the two."""
    of_country, of_province = sheet.column(columns[0]), sheet.column(columns[1])
    known = {text: _is_ours(text, names) for text in dict.fromkeys(of_province)}
    reasons: dict[int, str] = {}
    for row, (where, province) in enumerate(zip(of_country, of_province, strict=True)):
        if where and where.strip().casefold() not in _PAKISTAN:
            reasons[row] = f"{OUTSIDE}: {where.strip()[:40]}"
        elif not known[province]:
            reasons[row] = f"{OUTSIDE}: {province.strip()[:40]}"
    return reasons


def _is_ours(text: str, names: NameResolver) -> bool:
    if not text.strip() or text.strip().casefold() in ("unknown", "n/a"):
        return True
    try:
        return bool(names.province(text.strip()))
    except UnknownName:
        return False
