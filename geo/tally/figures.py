"""Sums over incidents: how many, how many killed, injured and abducted, and how many reports state no number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.incidents import Incidents
from geo.incidents.words import stated_words

__all__ = ["SUMMED", "Figures", "LeftOut", "as_view", "figures", "figures_by_code", "figures_of"]

_Rows = npt.NDArray[np.int32]
_Codes = npt.NDArray[np.int32]

SUMMED = ("killed_low", "killed_best", "killed_high", "injured", "abducted", "no_figure", "no_injured", "no_abducted")
"""The columns that are summed, in the order of the fields of `Figures`."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many incidents something leaves out, and why."""

    reason: str
    n: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Sums over some incidents; unknown is not zero.

    ``no_figure`` of them give no number of deaths, ``no_injured`` none of injured, ``no_abducted`` none of abducted
    people: they add nothing to these sums. Where no incident states a number, the sum is unknown.
    """

    incidents: int = 0
    killed_low: int = 0
    killed_best: int = 0
    killed_high: int = 0
    injured: int = 0
    abducted: int = 0
    no_figure: int = 0
    no_injured: int = 0
    no_abducted: int = 0

    @property
    def killed_range(self) -> str:
        """The lowest and the highest sum of reported deaths where they differ: "12–19"; else blank."""
        return "" if self.killed_low == self.killed_high else f"{self.killed_low:,}–{self.killed_high:,}"

    @property
    def killed_words(self) -> str:
        """The reported deaths with their range where reports differ: "15 (12–19)"; "no figure" if none has one."""
        if self.incidents and self.no_figure == self.incidents:
            return "no figure"
        return f"{self.killed_best:,} ({self.killed_range})" if self.killed_range else f"{self.killed_best:,}"

    @property
    def injured_words(self) -> str:
        """The number of injured people, or that none is stated."""
        return stated_words(self.injured, self.incidents, self.no_injured)


def figures(incidents: Incidents, rows: _Rows) -> Figures:
    """The sums over these rows."""
    at = as_view(rows)
    return Figures(len(rows), **{name: round(incidents.tallied[name][at].sum()) for name in SUMMED})


def as_view(rows: _Rows) -> _Rows | slice:
    """The same sorted rows, as a slice where they are consecutive: indexing with a slice copies nothing."""
    if len(rows) and int(rows[-1]) - int(rows[0]) + 1 == len(rows):
        return slice(int(rows[0]), int(rows[-1]) + 1)
    return rows


def figures_of(sums: npt.NDArray[Any]) -> list[Figures]:
    """Figures from the count and the sums of `SUMMED` (shape n, 1 + sums)."""
    return [Figures(*map(round, line)) for line in sums.tolist()]


def figures_by_code(incidents: Incidents, rows: _Rows, codes: _Codes, n_codes: int) -> list[Figures]:
    """The sums over these rows for each code from 0 to ``n_codes`` (exclusive).

    ``codes`` has the shape of ``rows``; a row with a negative code is skipped.
    """
    if len(codes) and codes.min() < 0:
        inside = codes >= 0
        rows, codes = rows[inside], codes[inside]
    counts = np.bincount(codes, minlength=n_codes)
    at = as_view(rows)
    sums = [np.bincount(codes, incidents.tallied[name][at], n_codes) for name in SUMMED]
    columns = [np.rint(column).astype(np.int64).tolist() for column in (counts, *sums)]
    return [Figures(*values) for values in zip(*columns, strict=True)]
