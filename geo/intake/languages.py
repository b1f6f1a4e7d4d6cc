"""Whether the language of a text is one that the intake reads: English, and Urdu by some of its words."""

from __future__ import annotations

import re

__all__ = ["language_note"]

_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset("the of and to were by from with said at for on has had that who after".split())  # noqa: SIM905
_ROMAN_URDU = frozenset("ka ki ke mein main ne se aur hai hain ko par gaye gaya hua huay wale".split())  # noqa: SIM905
"""Small words that stand in nearly every sentence of English, and of Urdu in Latin letters."""

_FIRST = 5_000
_LEAST_WORDS, _LEAST_LETTERS, _FEW = 10, 10, 2
_LEAST_SHARE = 0.05
_URDU = "The text is mostly in Urdu, of which only some words are read: check every field."
_OTHER = "The text does not seem to be in English or Urdu, the languages that are read: check every field."


def language_note(plain: str) -> str:
    """A sentence on a text that is not in English and long enough to tell; blank for any other.

    Parameters
    ----------
    plain
        The text; its first 5,000 characters are looked at.
    """
    words = _WORD.findall(plain[:_FIRST].lower())
    latin = [word for word in words if word[0] < "\u0250"]
    arabic = [word for word in words if "\u0600" <= word[0] <= "\u06ff"]
    letters = sum(map(len, words))
    others = letters - sum(map(len, latin)) - sum(map(len, arabic))
    if others > max(letters // 2, _LEAST_LETTERS):
        return _OTHER
    if len(arabic) > max(len(latin), _FEW):
        return _URDU
    return _note_of_latin(latin) if len(latin) >= _LEAST_WORDS and len(latin) > len(arabic) else ""


def _note_of_latin(words: list[str]) -> str:
    english, urdu = (sum(word in common for word in words) for common in (_ENGLISH, _ROMAN_URDU))
    if max(english, urdu) < _LEAST_SHARE * len(words):
        return _OTHER
    return _URDU if urdu > english else ""
