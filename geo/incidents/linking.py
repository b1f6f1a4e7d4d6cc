"""Linked reports of one event: one of them is shown, all stay stored, and the figures are their range by source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal, get_args

from geo.incidents.columns import DATE_PRECISIONS, PLACE_PRECISIONS
from geo.incidents.table import Incident

__all__ = ["VERDICTS", "Verdict", "groups_of", "united"]

Verdict = Literal["same", "different", "unsure"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
"""What a person can say of two incidents of different sources."""


def groups_of(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """The ids that are linked to each other, directly or by way of others; each group in order."""
    leader: dict[str, str] = {}

    def find(one: str) -> str:
        while leader.setdefault(one, one) != one:
            leader[one] = leader[leader[one]]
            one = leader[one]
        return one

    for first, second in pairs:
        leader[find(first)] = find(second)
    groups: dict[str, list[str]] = {}
    for one in sorted(leader):
        groups.setdefault(find(one), []).append(one)
    return sorted(map(tuple, groups.values()))


def united(reports: Sequence[Incident]) -> Incident:
    """The report that is shown for all of them: the one whose place, then day, is known best.

    Its figures of deaths become the range over all reports; its sources name theirs too.
    """
    best = min(reports, key=_order)
    known = [report for report in reports if _span(report)]
    spans = [figure for report in known for figure in _span(report)]
    return replace(
        best,
        killed_low=min(spans, default=None),
        killed_best=best.killed_best if best.killed_best is not None else known[0].killed_best if known else None,
        killed_high=max(spans, default=None),
        sources="; ".join(dict.fromkeys(s for r in (best, *reports) for s in r.sources.split("; ") if s)),
    )


def _order(report: Incident) -> tuple[int, int, str]:
    return (
        PLACE_PRECISIONS.index(report.place_precision),
        DATE_PRECISIONS.index(report.date_precision),
        report.incident_id,
    )


def _span(report: Incident) -> list[int]:
    figures = (report.killed_low, report.killed_best, report.killed_high)
    return [figure for figure in figures if figure is not None]
