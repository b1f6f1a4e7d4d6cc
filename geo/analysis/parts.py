"""The parts into which bars over time are divided: which part each incident of a dataset belongs to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.analysis.groupings.grouping import Codes
from geo.analysis.groupings.places import BORDER_BANDS
from geo.analysis.groupings.registry import grouping
from geo.dataset import Dataset

__all__ = ["STACKS", "Parts", "parts_by"]

STACKS = ("type", *BORDER_BANDS)
"""What bars over time can be divided by."""

_IN_NONE: dict[str, tuple[str, ...]] = {"type": ("type not known",)} | dict.fromkeys(
    BORDER_BANDS, ("in several bands", "distance not known")
)
"""What is in no group, by the reasons of the grouping, in a word or two."""


@dataclass(frozen=True, eq=False, slots=True)
class Parts:
    """The parts of bars over time, and which of them each incident belongs to.

    Attributes
    ----------
    names
        The groups in their order, and behind them what is in no group.
    n_groups
        How many of the names are groups.
    of_row
        The part of each row: each incident is in one.
    may_be
        As in `geo.analysis.groupings.grouping.Grouping`.
    """

    names: tuple[str, ...]
    n_groups: int
    of_row: npt.NDArray[np.int64]
    may_be: tuple[Codes, Codes] | None


def parts_by(dataset: Dataset, by: str) -> Parts:
    """The parts by one of `STACKS`; as in the tables a band holds what is certain to lie in it."""
    groups = grouping(dataset, by)
    n = len(groups.members)
    of_row = np.where(groups.codes < 0, n - 1 - groups.codes, groups.codes).astype(np.int64)
    return Parts((*groups.names, *_IN_NONE[by]), n, of_row, groups.may_be)
