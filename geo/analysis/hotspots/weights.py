"""Spatial weights: which places are neighbours, as sparse matrices.

Binary contiguity: a neighbour weighs 1, everything else 0. Gi* includes the place itself with weight 1; local Moran
does not, and divides by the number of neighbours (row-standardised). A place without neighbours (an island) keeps an
empty row: Gi* then looks at the place alone, local Moran has no value for it. Places at the edge have fewer neighbours;
nothing beyond the edge is assumed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["Pairs"]

_Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Pairs:
    """Pairs of neighbours among n places, each in both orders: positions of the one and of the other."""

    n: int
    one: _Ints
    other: _Ints

    @cached_property
    def degrees(self) -> _Ints:
        """How many neighbours each place has."""
        return np.bincount(self.one, minlength=self.n)

    @cached_property
    def binary(self) -> Any:
        """The binary weights without the place itself: a sparse matrix (n × n) of scipy by rows."""
        from scipy.sparse import csr_array

        return csr_array((np.ones(len(self.one)), (self.one, self.other)), shape=(self.n, self.n))

    @cached_property
    def binary_with_self(self) -> Any:
        """The binary weights with the place itself."""
        from scipy.sparse import eye_array

        return (self.binary + eye_array(self.n, format="csr")).tocsr()
