"""Whether the language of a text is one that the intake reads."""

from __future__ import annotations

import re

__all__ = ["is_not_read"]

_WORD = re.compile(r"[^\W\d_]+")
_COMMON = frozenset(
    "the of and to were by from with said at for on has had ka ki ke mein ne se aur hai ko par".split()  # noqa: SIM905
)
"""Small words that stand in nearly every sentence of English, and of Urdu in Latin letters."""
_FIRST = 5_000
_LEAST_WORDS, _LEAST_LETTERS = 10, 10
_LEAST_SHARE = 0.05


def is_not_read(plain: str) -> bool:
    """Whether a text is long enough to tell, and neither English nor Urdu.

    Parameters
    ----------
    plain
        The text; its first 5,000 characters are looked at.
    """
    words = _WORD.findall(plain[:_FIRST].lower())
    latin = [word for word in words if word[0] < "\u0250"]
    arabic = [word for word in words if "\u0600" <= word[0] <= "\u06ff"]
    letters = sum(map(len, words))
    if letters - sum(map(len, latin)) - sum(map(len, arabic)) > max(letters // 2, _LEAST_LETTERS):
        return True
    is_long = len(latin) >= _LEAST_WORDS and len(latin) > len(arabic)
    return is_long and sum(word in _COMMON for word in latin) < _LEAST_SHARE * len(latin)
