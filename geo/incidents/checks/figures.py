"""Numbers of people: read, completed where only one figure is given, and in order from low to high."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping

from geo.incidents.columns import NUMBERS
from geo.incidents.draft import Draft
from geo.reading.cells import CellReading, read_count_cell
from geo.reading.figures import is_in_words, read_figure, single_number, states_no_number, why_not_read

__all__ = ["check_figures"]

_KILLED = ("killed_low", "killed_best", "killed_high")
_PARTS = ("killed_security", "killed_militants", "killed_civilians")
_BOUNDS_DROPPED = (
    "The figures of killed do not rise from low to best to high: only the best is stored, and all three in extra."
)
_NUMBER = re.compile(r"[+-]?\d*\.?\d+(?:e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
_CODES = (999, 9999, 99999)
"""What surveys write for an unknown number."""

_HIGH = 1000
_TIMES = 100
"""A figure from `_HIGH` on that is so many times the median of the others may have three zeros too many."""


def check_figures(draft: Draft, earlier: dict[str, Counter[int | None]]) -> dict[str, list[int | None]]:
    """The numbers of each column of `NUMBERS`; None where a number is unknown or faulty.

    ``earlier`` holds how often each number occurs in the parts of the file before; it is added to.
    """
    numbers: dict[str, list[int | None]] = {
        name: _read(draft, name) if name in draft.given else [None] * len(draft) for name in NUMBERS
    }
    for name in ("killed_best", "injured", "abducted"):
        if name in draft.given:
            _doubt_sizes(draft, name, numbers[name], earlier.setdefault(name, Counter()))
    given = [name for name in _KILLED if any(draft.columns[name])]
    if len(given) == 1 and not draft.states_ranges:  # most sources give one figure, which is used for all three
        numbers |= _as_range(draft.columns[given[0]], numbers[given[0]])
    elif given:
        _order_figures(draft, numbers)
    if any(name in draft.given for name in _PARTS):
        _doubt_parts(draft, numbers)
    return numbers


def _doubt_parts(draft: Draft, numbers: dict[str, list[int | None]]) -> None:
    """Warn where the deaths among groups of people are more than all that are stated."""
    columns = (numbers[name] for name in (*_PARTS, *_KILLED))
    for row, cells in enumerate(zip(*columns, strict=True)):
        parts, whole = cells[: len(_PARTS)], [number for number in cells[len(_PARTS) :] if number is not None]
        known = {name: part for name, part in zip(_PARTS, parts, strict=True) if part}
        total = sum(known.values())
        if not whole or total <= max(whole):
            continue
        column = max(known, key=lambda name: known[name])
        told = "It exceeds" if len(known) == 1 else f"With the other groups it makes {total:,}, which exceeds"
        draft.fault(row, column, f"{told} the number of all killed, {max(whole):,}. Check both.", "warning")


def _as_range(texts: list[str], numbers: list[int | None]) -> dict[str, list[int | None]]:
    """One column of killed as its low, best and high figures: the same number, or what words say of it."""
    ranges = {text: read_figure(text, "killed") for text in dict.fromkeys(texts) if is_in_words(text, "killed")}
    if not any(ranges.values()):
        return dict.fromkeys(_KILLED, numbers)
    rows = [ranges.get(text) or (number,) * 3 for text, number in zip(texts, numbers, strict=True)]
    return {name: [row[at] for row in rows] for at, name in enumerate(_KILLED)}


def _order_figures(draft: Draft, numbers: dict[str, list[int | None]]) -> None:
    low, best, high = (numbers[name] for name in _KILLED)
    for row, figures in enumerate(zip(low, best, high, strict=True)):
        known = [figure for figure in figures if figure is not None]
        # Faulty cells are unknown here too: the figure beside them must not stand in for them.
        if not draft.states_ranges and len(known) == 1 and sum(bool(draft.columns[name][row]) for name in _KILLED) == 1:
            low[row] = best[row] = high[row] = known[0]
        elif known != sorted(known):
            text = ", ".join("?" if figure is None else str(figure) for figure in figures)
            if draft.keeps_words:
                draft.fault(row, "killed_best", _BOUNDS_DROPPED, "warning", value=text)
                draft.columns["extra"][row] = _with(draft.columns["extra"][row], "killed low, best, high", text)
                low[row] = high[row] = None
            else:
                draft.fault(row, "killed_best", "The figures of killed must rise from low to best to high.", value=text)


def _read(draft: Draft, name: str) -> list[int | None]:
    """The numbers of a column; texts that are none keep their rows out, or are stored in ``extra`` with a warning."""
    if not draft.keeps_words:
        return draft.read(name, read_count_cell)
    column = draft.columns[name]
    people = "killed" if name.startswith("killed") else name
    known = {text: _read_written(text, people, draft.is_mapped) for text in dict.fromkeys(column)}
    kept = {text for text, (_, fault) in known.items() if fault or is_in_words(text, people)}
    for row in [row for row, text in enumerate(column) if text in kept] if kept else []:
        text = column[row]
        draft.columns["extra"][row] = _with(draft.columns["extra"][row], draft.name_in_file(name), text)
        if fault := known[text][1]:
            draft.fault(row, name, *fault, value=text)
        else:
            draft.repaired(f"{name}: read from words, which are in extra", [row])
    return [known[text][0] for text in column]


def _read_written(text: str, people: str, is_mapped: bool) -> CellReading[int]:
    """A count as people write it; one that cannot be read is unknown, and a warning.

    In the columns of a known layout a number that is no count (-9) remains an error: nobody wrote it.
    """
    number, fault = read_count_cell(text)
    if fault is not None and not is_mapped and _NUMBER.fullmatch(text):
        return None, fault
    figure = read_figure(text, people)
    if figure is None or states_no_number(text, people):
        why = why_not_read(text)
    elif fault is None or not (text.isascii() and text.isdecimal()):
        return (number, None) if fault is None else (single_number(text, people), None)
    else:
        why = fault[0].rstrip(".")
    return None, (f"{why}: {text[:60]!r} is stored in extra, and the figure as unknown.", "warning")


def _with(extra: str, name: str, text: str) -> str:
    """A JSON object of further columns with one more."""
    return json.dumps({**_members(extra), name: text}, ensure_ascii=False)


def _members(extra: str) -> dict[str, object]:
    """The members of a JSON object; a text that is none is the only one."""
    try:
        members = json.loads(extra) if extra else {}
    except (ValueError, RecursionError):
        members = None
    return members if isinstance(members, dict) else {"extra": extra}


def _doubt_sizes(draft: Draft, name: str, numbers: list[int | None], counts: Counter[int | None]) -> None:
    """Warn of single figures that are far above all others of the column, and of codes for an unknown one."""
    found = Counter(numbers)
    counts.update(found)
    if max(filter(None, found), default=0) < min(_CODES):
        return
    for row in [row for row, number in enumerate(numbers) if number in _CODES]:
        draft.fault(row, name, f"{numbers[row]} may be a code for an unknown figure: check it.", "warning")
    high = [row for row, number in enumerate(numbers) if number and number >= _HIGH and number not in _CODES]
    others = {number: n for number, n in counts.items() if number is not None and number < _HIGH}
    all_high = sum(n for number, n in counts.items() if number and number >= _HIGH and number not in _CODES)
    if sum(others.values()) < all_high:
        return
    usual = _median({number: n for number, n in others.items() if number})
    for row in high:
        if (number := numbers[row] or 0) >= _TIMES * usual:
            draft.fault(row, name, f"{number:,} is far above the other figures of the column: check it.", "warning")


def _median(counts: Mapping[int, int]) -> int:
    """The number in the middle of so many of each; 1 if there are none."""
    left = (sum(counts.values()) + 1) // 2
    for number in sorted(counts):
        left -= counts[number]
        if left <= 0:
            return number
    return 1
