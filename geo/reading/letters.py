"""One form for texts that are written alike: small letters, digits as 0 to 9, Arabic letters as Urdu writes them."""

from __future__ import annotations

import unicodedata

__all__ = ["folded"]

_URDU = {"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ہ", "ه": "ہ", "ۀ": "ہ", "ۂ": "ہ", "أ": "ا", "إ": "ا", "ؤ": "و",
         "،": ",", "۔": ".", "؍": "/", "٫": ".", "٬": ",", "؛": ";", "؟": "?",
         "‑": "-", "‐": "-", "‒": "-", "−": "-", "—": "–", "―": "–"}  # fmt: skip
"""Letters and signs that stand for each other; the dashes are of two kinds, hyphens and those between two ends."""

_LETTERS = str.maketrans(_URDU)


def folded(text: str) -> str:
    """A text in one form, with single spaces and without marks that are not seen (direction, joining, vowels)."""
    if text.isascii():
        return " ".join(text.split()).casefold()
    plain = unicodedata.normalize("NFKC", text).translate(_LETTERS)
    return " ".join("".join(map(_letter, plain)).casefold().split())


def _letter(character: str) -> str:
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    return "" if unicodedata.category(character) in ("Cf", "Mn") else character
