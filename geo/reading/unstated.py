"""Words that say that a cell states nothing: ``n/a``, ``tbc``, ``-``."""

from __future__ import annotations

__all__ = ["is_unstated"]

_WORDS = frozenset({
    "-", "--", "---", ".", "?", "??", "n/a", "na", "n.a.", "n.a", "#n/a", "nan", "nil", "none", "null", "unknown",
    "unk", "not known", "not stated", "not given", "not available", "not recorded", "not provided", "unspecified",
    "missing", "no data", "blank", "various", "multiple", "tbc", "tbd", "t.b.c.", "t.b.d.", "to be confirmed",
    "to be determined", "pending", "awaited", "معلوم نہیں", "نامعلوم",
})  # fmt: skip


def is_unstated(text: str) -> bool:
    """Whether a cell is blank, or says in a word that its value is not known."""
    plain = text.strip()
    return not plain or plain.casefold() in _WORDS
