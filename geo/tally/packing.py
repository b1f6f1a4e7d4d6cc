"""Several columns of whole numbers in one: one pass over the rows then sums them all.

A sum of the column that is packed holds the sums of its parts side by side, as digits of a number. That is exact as
long as the greatest sums of all parts together fit into the 53 bits of a float.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["COUNT", "Packed", "packed"]

_BITS = 53

_Floats = npt.NDArray[np.float64]
_Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Part:
    """Where the sum of a column stands in that of a packed one: its place, its lowest bit, and the bits it may have."""

    at: int
    shift: int
    mask: int


@dataclass(frozen=True, slots=True, eq=False)
class Packed:
    """The packed columns side by side (shape n, packed), and how sums of them are told apart."""

    columns: _Floats
    parts: tuple[_Part, ...]

    def unpacked(self, sums: npt.NDArray[Any]) -> _Whole:
        """The sums of the columns that were packed (shape …, columns), from those of the packed ones (shape packed, …).

        They are sums over rows, each of them once at most, as whole numbers.
        """
        found = np.empty((*sums.shape[1:], len(self.parts)), np.int64)
        for column, part in enumerate(self.parts):
            found[..., column] = (sums[part.at] >> part.shift) & part.mask
        return found

    def first(self, sums: npt.NDArray[Any]) -> _Whole:
        """The sums of the first of the columns that were packed (shape …), as `unpacked` has them."""
        return np.asarray(sums[0] & self.parts[0].mask, np.int64)


COUNT = Packed(np.empty((0, 0)), (_Part(0, 0, -1),))
"""The count of rows alone, which no column is needed for."""


def packed(columns: Sequence[_Floats]) -> Packed:
    """Columns of whole numbers from 0 on (each of shape n) in as few as hold them.

    Raises
    ------
    ValueError
        If a number is negative or no whole one, or the sum of a column has more than 53 bits.
    """
    used: list[int] = []
    parts = []
    for column in columns:
        if len(column) and (column.min() < 0 or (column % 1).any()):
            raise ValueError("only whole numbers from 0 on can be packed")
        bits = max(int(column.sum()).bit_length(), 1)
        if bits > _BITS:
            raise ValueError("the sum of a column is too large to be exact")
        at = next((k for k, taken in enumerate(used) if taken + bits <= _BITS), len(used))
        if at == len(used):
            used.append(0)
        parts.append(_Part(at, used[at], 2**bits - 1))
        used[at] += bits
    words = np.zeros((len(columns[0]) if columns else 0, len(used)))
    for column, part in zip(columns, parts, strict=True):
        words[:, part.at] += column * float(2**part.shift)
    return Packed(words, tuple(parts))
