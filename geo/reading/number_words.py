"""Numbers in words: English, Roman Urdu and Urdu, with the digits of all three scripts."""

from __future__ import annotations

import re

from geo.reading.letters import folded

__all__ = ["read_number"]

_SPELLINGS = (
    ("one", "single", "ek", "aik", "ایک"),
    ("two", "couple", "a couple", "pair", "a pair", "both", "do", "دو"),
    ("three", "teen", "tin", "theen", "تین"),
    ("four", "char", "chaar", "چار"),
    ("five", "panch", "paanch", "پانچ"),
    ("six", "chay", "chhay", "chhe", "cheh", "چھ", "چھے"),
    ("seven", "saat", "سات"),
    ("eight", "aath", "آٹھ"),
    ("nine", "nau", "naw", "نو"),
    ("ten", "das", "dus", "دس"),
    ("eleven", "gyarah", "gyara", "گیارہ"),
    ("twelve", "barah", "bara", "بارہ"),
    ("thirteen", "terah", "تیرہ"),
    ("fourteen", "chaudah", "چودہ"),
    ("fifteen", "pandrah", "pandra", "پندرہ"),
    ("sixteen", "solah", "sola", "سولہ"),
    ("seventeen", "satrah", "satra", "سترہ"),
    ("eighteen", "atharah", "athara", "اٹھارہ"),
    ("nineteen", "unnees", "unees", "انیس"),
)
_TENS = (
    (20, ("twenty", "bees", "بیس")),
    (30, ("thirty", "tees", "تیس")),
    (40, ("forty", "fourty", "chalis", "chalees", "چالیس")),
    (50, ("fifty", "pachas", "پچاس")),
    (60, ("sixty", "saath", "ساٹھ")),
    (70, ("seventy", "sattar", "ستر")),
    (80, ("eighty", "assi", "اسی")),
    (90, ("ninety", "nawway", "نوے")),
)
_MULTIPLES = {"dozen": 12, "darjan": 12, "darjun": 12, "درجن": 12, "hundred": 100, "sau": 100, "سو": 100,
              "thousand": 1000, "hazar": 1000, "hazaar": 1000, "ہزار": 1000}  # fmt: skip
_HALVES = ("half a", "half", "aadha", "adha", "آدھا", "آدھی")
_GROUPED = re.compile(r"\d{1,3}(?:[, '’]\d{3})+|\d{1,2}(?:,\d{2})*,\d{3}|\d{1,7}", re.ASCII)
"""Digits, in groups of three or as lakh and crore are grouped."""

_PLAIN = re.compile(r"(.+?)(?:\.0{1,2}|\.0{4,})?", re.ASCII)
"""Three zeros after a point can be a thousand as well; two of them, or four, cannot."""

_ZERO = re.compile(r"0\.0+", re.ASCII)


def read_number(plain: str) -> int | None:
    """The whole number that a folded text is, in digits or in words; None if it is none."""
    if _ZERO.fullmatch(plain):
        return 0
    match = _PLAIN.fullmatch(plain)
    if match and _GROUPED.fullmatch(match[1]):
        return int(re.sub(r"\D", "", match[1]))
    return _in_words(plain.replace("-", " "))


def _in_words(plain: str) -> int | None:
    if plain in _WORDS:
        return _WORDS[plain]
    head, _, last = plain.rpartition(" ")
    if last in _MULTIPLES:
        number = 0.5 if head in _HALVES else _of(head) if head else 1
        return None if number is None else int(number * _MULTIPLES[last])
    tens, unit = _WORDS.get(head, 0), _WORDS.get(last, 0)
    return tens + unit if tens >= 20 and 0 < unit < 10 else None


def _of(head: str) -> int | None:
    """The number before a multiple: 2 in two dozen and in 2 dozen."""
    if head in ("a", "an"):
        return 1
    return int(head) if head.isdecimal() and len(head) < 4 else _WORDS.get(head)


_WORDS = {word: number for number, words in enumerate(_SPELLINGS, 1) for word in words}
_WORDS |= {word: number for number, words in _TENS for word in words}
_WORDS = {folded(word): number for word, number in _WORDS.items()}
