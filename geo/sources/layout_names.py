"""The columns of a known layout under other names: cut short, abbreviated, prefixed, in another spelling.

A Shapefile holds ten characters of a name, and numbers the names that become equal (``assoc_acto``, ``assoc_ac_1``); R
abbreviates names instead (``evnt_dt``); a join of two layers puts a prefix before them or a number behind them. The
better kinds of likeness are tried first, and each column of a layout is given once, in the order of the file: so names
that are equal when cut are told apart by their order, and by what their cells hold.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from geo.incidents.findings import RawTable

__all__ = ["CellTest", "layout_header", "renamed"]

CellTest = Callable[[str], bool]
"""Whether a cell can stand in a column of a layout."""

_MARKS = re.compile(r"[\W_]+")
_NUMBERED = re.compile(r"(?:_x|_y|_?\d{1,2})\Z")
_CUT_NUMBER = re.compile(r"(.{5,9}?)_?\d{1,2}\Z")
_LIMIT = 10
"""Characters of a column name in a dBASE file, which is part of a Shapefile."""
_SHORTEST = 8
"""A shorter beginning of a name tells too little."""
_SHARE = 0.8
_LEAST_PREFIXED = 4
_ABBREVIATED = range(5, 10)


def layout_header(
    header: Sequence[str], columns: Sequence[str], first: RawTable, tests: Mapping[str, CellTest] | None = None
) -> tuple[str, ...]:
    """The header under the names of a layout; a column that it does not know keeps its own name, folded.

    Parameters
    ----------
    header
        The names of the columns as the file has them.
    columns
        The names of the layout in their usual order.
    first
        The first records, for ``tests``.
    tests
        What the cells of a column must be like, where columns can be mistaken for each other.
    """
    folded = [name.strip().casefold() for name in header]
    if set(columns) <= set(folded):
        return tuple(folded)
    plain = _without_prefix([_plain(name) for name in header], set(columns))
    given: dict[int, str] = {}
    for (_, key_of), known in zip(_LIKENESSES, _known_by_likeness(tuple(columns)), strict=True):
        for position, name in enumerate(plain):
            if position not in given and name:
                offered = [c for c in known.get(key_of(name), ()) if c not in given.values()]
                fitting = (c for c in offered if _fits(first, position, (tests or {}).get(c)))
                if column := next(fitting, ""):
                    given[position] = column
    return tuple(given.get(position, name) for position, name in enumerate(folded))


@lru_cache(64)
def _known_by_likeness(columns: tuple[str, ...]) -> tuple[dict[str, list[str]], ...]:
    """For each kind of likeness the columns of a layout by what can remain of their names; the same for each file."""
    kinds: list[dict[str, list[str]]] = []
    for keys_of, _ in _LIKENESSES:
        kinds.append({})
        for column in columns:
            for key in keys_of(column):
                kinds[-1].setdefault(key, []).append(column)
    return tuple(kinds)


def renamed(header: Sequence[str], names: Sequence[str]) -> list[tuple[str, str]]:
    """The columns of a file that have another name in the layout, each with that name."""
    pairs = zip(header, names, strict=True)
    return [(theirs.strip(), ours) for theirs, ours in pairs if theirs.strip().casefold() != ours]


def _plain(name: str) -> str:
    return _MARKS.sub("_", name.strip().casefold()).strip("_")


def _without_prefix(names: list[str], columns: set[str]) -> list[str]:
    """The names without a prefix that several of them share, if more of them are known then."""
    prefixes = Counter(name[: at + 1] for name in names for at, sign in enumerate(name) if sign == "_")
    best, most = "", sum(name in columns for name in names)
    for prefix, count in prefixes.items():
        known = sum(name.removeprefix(prefix) in columns for name in names)
        if count >= _LEAST_PREFIXED and known > most:
            best, most = prefix, known
    return [name.removeprefix(best) for name in names]


def _fits(first: RawTable, position: int, test: CellTest | None) -> bool:
    if test is None:
        return True
    cells = [record[position].strip() for record in first.records[:200] if position < len(record)]
    filled = [cell for cell in cells if cell]
    return not filled or sum(map(test, filled)) >= _SHARE * len(filled)


def _own(name: str) -> list[str]:
    return [name]


def _letters(name: str) -> str:
    return name.replace("_", "")


def _unnumbered(name: str) -> str:
    return _NUMBERED.sub("", name)


def _beginnings(column: str) -> Iterator[str]:
    """What can remain of a long name: a beginning, or one that leaves room for a number."""
    if len(column) > _SHORTEST:
        yield from (column[:length].rstrip("_") for length in range(_SHORTEST, len(column)))
    if len(column) > _LIMIT:
        yield from (f"{column[:length].rstrip('_')}#" for length in range(5, _LIMIT))


def _beginning(name: str) -> str:
    match = _CUT_NUMBER.fullmatch(name) if len(name) <= _LIMIT else None
    return f"{match[1].rstrip('_')}#" if match and not name.endswith("_") else name.rstrip("_")


def _cut_whole(name: str) -> str:
    return name.rstrip("_")


def _abbreviations(column: str) -> Iterator[str]:
    return (_abbreviated(column, length).strip("_") for length in _ABBREVIATED)


def _abbreviated(name: str, length: int) -> str:
    """A name as R's ``abbreviate`` shortens it: without vowels, then without small letters, from the right."""
    letters = list(name)
    for dropped in ("aeiou", "abcdefghijklmnopqrstuvwxyz"):
        for at in range(len(letters) - 1, 0, -1):
            if len(letters) <= length:
                return "".join(letters)
            if letters[at] in dropped:
                del letters[at]
    return "".join(letters)


_LIKENESSES: tuple[tuple[Callable[[str], Iterator[str] | list[str]], Callable[[str], str]], ...] = (
    (_own, lambda name: name),
    (lambda column: [_letters(column)], _letters),
    (_own, _unnumbered),
    (_beginnings, _cut_whole),
    (_beginnings, _beginning),
    (_abbreviations, lambda name: name),
)
"""How a name can be like one of the layout, the best first: the keys of a column, and that of a name of a file."""
