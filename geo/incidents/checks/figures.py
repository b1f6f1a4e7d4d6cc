"""Numbers of people: read, completed where only one figure is given, and in order from low to high."""

from __future__ import annotations

import json
from statistics import median

from geo.incidents.columns import NUMBERS
from geo.incidents.draft import Draft
from geo.reading.cells import CellReading, read_count_cell
from geo.reading.figures import read_figure, why_not_read

__all__ = ["check_figures"]

_KILLED = ("killed_low", "killed_best", "killed_high")
_BOUNDS_DROPPED = (
    "The figures of killed do not rise from low to best to high: only the best is stored, and all three in extra."
)
_HIGH = 1000
_TIMES = 100
"""A figure from `_HIGH` on that is so many times the median of the others may have three zeros too many."""


def check_figures(draft: Draft) -> dict[str, list[int | None]]:
    """The numbers of each column of `NUMBERS`; None where a number is unknown or faulty."""
    numbers = {name: _read(draft, name) for name in NUMBERS}
    if draft.keeps_words:
        for name in ("killed_best", "injured", "abducted"):
            _doubt_sizes(draft, name, numbers[name])
    given = [name for name in _KILLED if any(draft.columns[name])]
    if len(given) == 1 and not draft.states_ranges:  # most sources give one figure, which is used for all three
        return numbers | dict.fromkeys(_KILLED, numbers[given[0]])
    if given:
        _order_figures(draft, numbers)
    return numbers


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
    known = {text: _read_written(text) for text in dict.fromkeys(column)}
    faulty = {text: fault for text, (_, fault) in known.items() if fault}
    if faulty:
        for row, text in enumerate(column):
            if text in faulty:
                draft.fault(row, name, *faulty[text], value=text)
                draft.columns["extra"][row] = _with(draft.columns["extra"][row], draft.name_in_file(name), text)
    return [known[text][0] for text in column]


def _read_written(text: str) -> CellReading[int]:
    """A count as people write it; one that cannot be read is unknown, and a warning."""
    number, fault = read_count_cell(text)
    why = "" if read_figure(text) is not None else why_not_read(text)
    if fault is not None:
        why = why or fault[0].rstrip(".")
    if not why:
        return number, None
    return None, (f"{why}: {text[:60]!r} is stored in extra, and the figure as unknown.", "warning")


def _with(extra: str, name: str, text: str) -> str:
    """A JSON object of further columns with one more."""
    return json.dumps({**(json.loads(extra) if extra else {}), name: text}, ensure_ascii=False)


def _doubt_sizes(draft: Draft, name: str, numbers: list[int | None]) -> None:
    """Warn of single figures that are far above all others of the column."""
    high = [row for row, number in enumerate(numbers) if number is not None and number >= _HIGH]
    if not high:
        return
    others = [number for number in numbers if number is not None and number < _HIGH]
    usual = median([number for number in others if number] or [1])
    for row in high:
        number = numbers[row] or 0
        if len(others) >= len(high) and number >= _TIMES * usual:
            draft.fault(row, name, f"{number:,} is far above the other figures of the column: check it.", "warning")
