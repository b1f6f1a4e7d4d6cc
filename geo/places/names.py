"""How names are compared: spelling, case, script and punctuation folded away, in two steps of strictness.

`name_key` drops what never distinguishes two districts (case, diacritics, punctuation, the word "district", the place
of "upper" or "north"); `sound_key` also drops what transliteration varies freely (q or k, ll or l, ee or i). The second
is used only when the first gives no match, and only where it gives a single one. Nothing is guessed beyond that: a
near name is offered as "did you mean", never used.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

__all__ = ["NameIndex", "key_of_words", "name_key", "name_parts", "name_words", "readings", "sound_key", "split_list"]

T = TypeVar("T")

_WORD = re.compile(r"[^\W_]+")
_TAIL = re.compile(r"\s+-\s+|[(,/;،]")
_BETWEEN = re.compile(r"\s+-\s+|[(),/;،&]")
# "distrcit" is how the UCDP releases spell one district of Balochistan throughout.
_NOISE = frozenset({"district", "distrcit", "districts", "distt", "tribal", "zila", "zilla", "ضلع"})
_DIRECTIONS = frozenset({"upper", "lower", "central", "north", "south", "east", "west"})
_SCRIPT = str.maketrans({"ي": "ی", "ى": "ی", "ې": "ی", "ك": "ک", "ه": "ہ", "ة": "ہ", "ھ": "ہ"})
_SOUNDS = (("ee", "i"), ("oo", "u"), ("ou", "u"), ("ph", "f"), ("q", "k"), ("w", "v"), ("y", "i"))


def split_list(cell: str) -> tuple[str, ...]:
    """The parts of a cell that holds a list separated by semicolons; blanks are dropped."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _folded(text: str) -> str:
    """Lower case, without accents and joiners, with one letter for each of the Arabic-script variants."""
    if text.isascii():
        return text.lower()
    kept = (c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c) not in {"Mn", "Cf"})
    return "".join(kept).casefold().translate(_SCRIPT)


def name_words(text: str) -> list[str]:
    """The words of a text, folded."""
    return _WORD.findall(_folded(text))


def key_of_words(words: list[str]) -> str:
    """The `name_key` of a text with these words."""
    named = [w for w in words if w not in _NOISE] or words
    directions = sorted(w for w in named if w in _DIRECTIONS)
    return "".join(directions + [w for w in named if w not in _DIRECTIONS]) if directions else "".join(named)


def name_key(text: str) -> str:
    """The name without case, accents, spaces, punctuation and the word "district"; directions come first."""
    return key_of_words(name_words(text))


def sound_key(text: str) -> str:
    """The `name_key` without a final h, with interchangeable letters made equal and double ones single."""
    key = name_key(text)
    for spelling, sound in _SOUNDS:
        key = key.replace(spelling, sound)
    return re.sub(r"(.)\1+", r"\1", key.removesuffix("h"))


def name_parts(text: str) -> list[str]:
    """The parts of a text between brackets, commas, slashes and free dashes, the first one first."""
    return [part for part in map(str.strip, _BETWEEN.split(text)) if part]


def readings(text: str) -> Iterator[str]:
    """The text as it is, then without what follows a bracket, a comma, a slash or a dash: "FR Tank - Jandola"."""
    yield text
    head = _TAIL.split(text, maxsplit=1)[0].strip()
    if head not in {"", text}:
        yield head


class NameIndex(Generic[T]):
    """A lookup of values by any of their names; a name of several values gives all of them, in their order."""

    def __init__(self, named: Iterable[tuple[str, T]]) -> None:
        self._by_spelling: dict[str, list[T]] = {}
        self._by_sound: dict[str, list[T]] = {}
        for name, value in named:
            self._add(self._by_spelling, name_key(name), value)
            self._add(self._by_sound, sound_key(name), value)

    @staticmethod
    def _add(index: dict[str, list[T]], key: str, value: T) -> None:
        values = index.setdefault(key, [])
        if key and value not in values:
            values.append(value)

    def spelled(self, text: str) -> list[T]:
        """The values with this name, ignoring case, accents and punctuation."""
        return self._by_spelling.get(name_key(text), [])

    def sounding(self, text: str) -> list[T]:
        """The one value whose name sounds like this, in a list; empty if there is none or more than one."""
        found = self._by_sound.get(sound_key(text), [])
        return found if len(found) == 1 else []
