"""Which group each incident of a dataset belongs to, whatever is shown of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

__all__ = ["Codes", "Grouping", "Member", "certain_codes"]

Codes = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Member:
    """One group.

    Its ``population`` is that of the 2023 census, ``area_km2`` the official area; ``None`` where it has none.
    """

    name: str
    population: int | None = None
    area_km2: float | None = None


@dataclass(frozen=True, eq=False)
class Grouping:
    """The groups of a dataset, and which one each incident belongs to.

    Attributes
    ----------
    members
        The groups.
    codes
        For each entry the position of its group; -1 if it has none by the first of ``reasons``, -2 by the second.
    reasons
        Why an incident is in no group, in words that follow its number.
    rows
        The row of each entry, rising, where an incident may belong to several groups; ``None`` where entries are rows.
    may_be
        The first and the last group that each row may belong to, where these are intervals: it is in a group only if
        they are the same; the first is after the last where nothing is known. ``None`` where there are no intervals.
    is_ordered
        Whether the groups have an order of their own, in which those without an incident are listed too.
    is_trimmed
        Whether a table begins with the first group that may hold an incident shown, and ends with the last.
    """

    members: tuple[Member, ...]
    codes: Codes
    reasons: tuple[str, ...]
    rows: Codes | None = None
    may_be: tuple[Codes, Codes] | None = None
    is_ordered: bool = False
    is_trimmed: bool = False

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the groups."""
        return tuple(member.name for member in self.members)


def certain_codes(first: Codes, last: Codes) -> Codes:
    """The group of each row that can be in one only; -1 for the others, -2 where nothing is known (first > last)."""
    return np.where(first == last, first, np.where(first > last, -2, -1)).astype(np.int32)
