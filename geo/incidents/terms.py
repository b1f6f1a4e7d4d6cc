"""The terms of incidents in a table: citation, licence and caveat, in columns of their own beside each row.

They are about the import that a row came with; a file of rows of several imports has several.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

__all__ = ["CAVEAT_JOINT", "TERMS_COLUMNS", "Terms", "joined_terms"]

CAVEAT_JOINT = " · "
"""Between caveats."""

_MOST = 12
"""More different texts in a column are no terms of imports, but something else of each row."""

_LONGEST = 2000


class Terms(NamedTuple):
    """How incidents are to be cited, under which licence they came, and what is written beside every number."""

    citation: str = ""
    licence: str = ""
    caveat: str = ""


TERMS_COLUMNS = Terms._fields
"""In CSV, behind the columns of the table and the claims."""


def joined_terms(columns: Iterable[Iterable[str]]) -> Terms:
    """The terms of a whole file from the different texts of its `TERMS_COLUMNS`; of too many texts the first ones."""
    joints = ("; ", "; ", CAVEAT_JOINT)
    return Terms(*(joint.join(_told(texts)) for joint, texts in zip(joints, columns, strict=True)))


def _told(texts: Iterable[str]) -> list[str]:
    told = [text[:_LONGEST] for text in dict.fromkeys(" ".join(text.split()) for text in texts) if text]
    return [*told[:_MOST], f"and {len(told) - _MOST} more"] if len(told) > _MOST else told
