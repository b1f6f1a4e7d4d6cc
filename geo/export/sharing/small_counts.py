"""Counts below a threshold, which are not written, and the further ones that would give them away.

Primary suppression hides each count from 1 up to the threshold. Of each group with a total, and of all together, a
reader could find a single hidden count by subtraction, and several where they can only have one value. There the
smallest of the other counts is hidden as well, until the hidden ones can have more than one value (complementary
suppression; Willenborg and de Waal, "Elements of Statistical Disclosure Control", 2001, chapter 9). Zero is written.
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["HIDDEN", "hidden_cells", "hidden_counts", "shown_count"]

HIDDEN = "not shown"
"""What stands for a count that is only hidden to protect another one."""


def hidden_counts(counts: Sequence[int], below: int, groups: Sequence[str] = ()) -> list[bool]:
    """Which of some counts are not written.

    Parameters
    ----------
    counts
        The counts; their sum is taken as known to the reader.
    below
        The threshold: 1 to ``below`` − 1 is hidden. 0 hides nothing.
    groups
        The group of each count whose sum is taken as known too, such as its province; empty for none.
    """
    hidden = [0 < count < below for count in counts]
    for group in dict.fromkeys(groups):
        _protect(counts, hidden, below, [at for at, name in enumerate(groups) if name == group])
    _protect(counts, hidden, below, list(range(len(counts))))
    return hidden


def _protect(counts: Sequence[int], hidden: list[bool], below: int, members: Sequence[int]) -> None:
    """Hide further counts of a group, the smallest first, until the hidden ones have more than one possible value."""
    others = sorted((at for at in members if not hidden[at] and counts[at]), key=lambda at: (counts[at], at))
    for at in others:
        if not _is_known([counts[i] for i in members if hidden[i]], below):
            return
        hidden[at] = True


def _is_known(counts: Sequence[int], below: int) -> bool:
    """Whether counts that are hidden can be found from their sum: one alone, all of the least, or all of the most."""
    if not counts:
        return False
    small = [count for count in counts if count < below]
    is_bound = len(small) == len(counts) and sum(counts) in (len(counts), len(counts) * (below - 1))
    return len(counts) == 1 or is_bound


def shown_count(count: int, is_hidden: bool, below: int) -> int | str:
    """A count as it is written: itself, ``<5``, or `HIDDEN`."""
    if not is_hidden:
        return count
    return f"<{below}" if count < below else HIDDEN


def hidden_cells(counts: Sequence[Sequence[int]], below: int) -> list[list[bool]]:
    """Which cells of a table are not written; its last row has totals, and its last column if there are several.

    Small totals are hidden too. Rows and columns are protected in turn until none gives a count away.
    """
    hidden = [[0 < count < below for count in row] for row in counts]
    columns = max(len(counts[0]) - 1, 1) if counts else 0
    lines = [[(row, column) for row in range(len(counts) - 1)] for column in range(columns)]
    if counts and len(counts[0]) > 1:
        lines += [[(row, column) for column in range(columns)] for row in range(len(counts) - 1)]
    before, now = -1, 0
    while before != now:
        before = now
        for line in lines:
            part = [hidden[row][column] for row, column in line]
            _protect([counts[row][column] for row, column in line], part, below, range(len(line)))
            for (row, column), is_hidden in zip(line, part, strict=True):
                hidden[row][column] = is_hidden
        now = sum(map(sum, hidden))
    return hidden
