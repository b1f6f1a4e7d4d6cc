"""Pieces of sentences: lists of names, counts with their noun, and text on one line."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

__all__ = ["joined", "listed", "one_line", "plural"]

_BLANK = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
_UNPRINTABLE = frozenset({"Cs", "Cn"})
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def one_line(text: str) -> str:
    """The text on one line: control characters become spaces, surrogates and unassigned ones a replacement mark."""
    return " ".join("".join(map(_printable, text)).split())


def _printable(character: str) -> str:
    category = unicodedata.category(character)
    if category in _BLANK:
        return " "
    return _REPLACEMENT if category in _UNPRINTABLE else character


def listed(names: Sequence[str], most: int, joint: str = " or ") -> str:
    """Names joined; of more than ``most`` names their number, the first ones and how many more there are."""
    if len(names) <= most:
        return joint.join(names)
    return f"any of {len(names)}: {', '.join(names[:most])} … and {len(names) - most} more"


def joined(names: Sequence[str]) -> str:
    """Names joined by commas and a last "and"."""
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]


def plural(count: int, noun: str) -> str:
    """A count with its noun: "1 incident", "2 incidents"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
