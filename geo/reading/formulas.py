"""Texts that a spreadsheet would run as a formula: neutralised where they are written, restored where they are read.

A spreadsheet may run a cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line break. Such a text is written
with an apostrophe before it, which reading removes; a text that begins with apostrophes before such a character gets
one more, so that the round trip loses nothing.
"""

from __future__ import annotations

import re

__all__ = ["neutralised", "restored"]

_BEGINS_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def neutralised(text: str) -> str:
    """The text as a cell that no spreadsheet runs."""
    return f"'{text}" if _BEGINS_FORMULA.match(text) else text


def restored(cell: str) -> str:
    """The text of a cell that `neutralised` may have written."""
    return cell[1:] if cell.startswith("'") and _BEGINS_FORMULA.match(cell) else cell
