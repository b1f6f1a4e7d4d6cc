"""Cells without what no text can hold, and with the letters that they had before a program spoiled them.

JSON can hold half of a character (a lone surrogate), which no file can be written with: it is replaced by the sign for
an unknown character, and the checks report each row that has it. In workbooks and layers, too, Arabic letters may have
been stored as Latin ones by the program that made them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from geo.incidents.findings import RawTable
from geo.sources.files.encoding import TOLD, restored_letters, stored_as_latin
from geo.sources.files.table import Progress, Table

__all__ = ["with_sound_texts"]

_HALVES = re.compile("[\ud800-\udfff]")
_UNKNOWN = "\ufffd"
_LOOKED_AT = 500


def with_sound_texts(table: Table, first: RawTable) -> tuple[Table, RawTable]:
    """The table with sound texts, and the first part of its records too."""
    if table.is_decoded:
        return table, first
    how = "" if "encoding" in table.opened_with else _spoiled(first)
    header = tuple(_sound(name, how) for name in table.header)

    def parts(progress: Progress) -> Iterator[RawTable]:
        for part in table.parts(progress):
            yield _sound_part(replace(part, header=header), how)

    notes = (*table.notes, TOLD[how]) if how else table.notes
    sound = replace(table, header=header, parts=parts, notes=notes)
    return sound, _sound_part(replace(first, header=header), how)


def _spoiled(first: RawTable) -> str:
    """How the letters of a table that is no text file were spoiled; blank if they were not."""
    cells = chain(first.header, chain.from_iterable(first.records[:_LOOKED_AT]))
    text = "\n".join(cell for cell in cells if not cell.isascii())
    return stored_as_latin(text) if text else ""


def _sound_part(part: RawTable, how: str) -> RawTable:
    if not how and _is_sound(part):
        return part
    return replace(part, records=[[_sound(cell, how) for cell in record] for record in part.records])


def _is_sound(part: RawTable) -> bool:
    text = "\x1f".join(chain.from_iterable(part.records))
    return text.isascii() or not _HALVES.search(text)


def _sound(cell: str, how: str) -> str:
    if cell.isascii():
        return cell
    return _HALVES.sub(_UNKNOWN, restored_letters(cell, how) if how else cell)
