"""Totals in answers: their sums by source, and what an import has changed in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from geo.incidents.totals import SourceTotals

__all__ = ["TOTALS", "TOTALS_CHANGES", "sum_answer", "totals_counts"]

TOTALS = "totals"
TOTALS_CHANGES = ("totals_added", "totals_revised", "totals_withdrawn", "totals_unchanged")


def sum_answer(each: SourceTotals) -> dict[str, Any]:
    """The sum of the totals of a source as JSON, with a sentence."""
    values = asdict(each)
    days = {name: values[name].isoformat() for name in ("first_day", "last_day")}
    return {**values, **days, "sentence": each.sentence}


def totals_counts(answer: Mapping[str, Any], others: Sequence[str] = ()) -> str:
    """What an import has changed in totals, in words; with other counts of the answer behind it."""
    counts = [f"{answer[name]:,} {name.removeprefix('totals_')}" for name in TOTALS_CHANGES]
    return f"totals {', '.join((*counts, *(f'{answer[name]:,} {name}' for name in others)))}"
