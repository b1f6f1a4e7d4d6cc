"""Numbers of people: read, completed where only one figure is given, and in order from low to high."""

from __future__ import annotations

from geo.incidents.columns import NUMBERS
from geo.incidents.draft import Draft
from geo.reading.cells import read_count_cell

__all__ = ["check_figures"]

_KILLED = ("killed_low", "killed_best", "killed_high")


def check_figures(draft: Draft) -> dict[str, list[int | None]]:
    """The numbers of each column of `NUMBERS`; None where a number is unknown or faulty."""
    numbers = {name: draft.read(name, read_count_cell) for name in NUMBERS}
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
            draft.fault(row, "killed_best", "The figures of killed must rise from low to best to high.", value=text)
