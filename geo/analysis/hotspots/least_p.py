"""The smallest p that permutations can give, and what is said where nothing can be named by it.

A p by permutations is at least 1 / (permutations + 1), twice that where it has two sides. The correction of Benjamini
and Hochberg multiplies the smallest p of n tests by n, or by n / k where k tests share it: with few permutations, or
very many tests, no q can be low, whatever the data are.
"""

from __future__ import annotations

from math import ceil

__all__ = ["draws_needed", "least_p_words"]

_ROUNDING = 1e-9


def draws_needed(tests: int, rate: float, sides: int = 1) -> int:
    """The fewest permutations with which one of some tests alone can have a q of at most the rate."""
    return ceil(sides * tests / rate - 1 - _ROUNDING)


def least_p_words(tests: int, what: str, least: float, rate: float) -> str:
    """Why one test alone cannot have a q of at most the rate; blank if it can.

    Parameters
    ----------
    tests, what
        How many tests are corrected for, and what one is of: a district, a cell or a band.
    least
        The smallest p that the permutations can give.
    rate
        The false discovery rate.
    """
    needed = ceil(tests * least / rate - _ROUNDING)
    if needed <= 1:
        return ""
    if needed > tests:
        return f"With so few permutations no p is below {least:.2g}: nothing can be named."
    smallest = min(tests * least, 1.0)
    return (
        f"The smallest p of these permutations is {least:.1g}, so that one {what} alone among {tests:,} has q = "
        f"{smallest:.2g} at best: nothing is named unless at least {needed:,} have that p."
    )
