"""Totals of one file against each other: no event may be counted twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from geo.calendar.days import period_text
from geo.incidents.totals import Total
from geo.sources.totals.rows import ReadRow

__all__ = ["added_up", "overlapping", "period_words", "repeated"]


def repeated(rows: Sequence[ReadRow]) -> list[list[ReadRow]]:
    """The rows that state the same place, period and type as another one, in groups, by their first row."""
    groups: dict[str, list[ReadRow]] = {}
    for each in rows:
        groups.setdefault(each.total.key, []).append(each)
    return [group for group in groups.values() if len(group) > 1]


def added_up(rows: Sequence[ReadRow]) -> list[ReadRow]:
    """The rows with one for each place, period and type; its numbers are the sums of all."""
    groups: dict[str, list[ReadRow]] = {}
    for each in rows:
        groups.setdefault(each.total.key, []).append(each)
    return [group[0]._replace(total=_sum([each.total for each in group])) for group in groups.values()]


def _sum(totals: Sequence[Total]) -> Total:
    killed = [total.killed for total in totals if total.killed is not None]
    return replace(
        totals[0],
        events=sum(total.events for total in totals),
        killed=sum(killed) if len(killed) == len(totals) else None,
    )


def overlapping(rows: Sequence[ReadRow]) -> Mapping[ReadRow, ReadRow]:
    """The rows that may hold the same events as another one of their place and type, with that one.

    They do if their periods are not the same and share a day; or share a day, and one of them states a type as a whole
    and the other one a part of it.
    """
    found: dict[ReadRow, ReadRow] = {}
    for _, group in groupby(sorted(rows, key=_of), key=_of):
        for one, other in _meeting(list(group)):
            found.setdefault(one, other)
            found.setdefault(other, one)
    return found


def _of(row: ReadRow) -> tuple[str, str, str]:
    return row.total.province, row.total.district, row.total.event_type


def _meeting(rows: Sequence[ReadRow]) -> Iterator[tuple[ReadRow, ReadRow]]:
    """The pairs of rows of one place and type that may hold the same events; enough of them that each row is in one."""
    ordered = sorted(rows, key=lambda row: (row.total.date_start, row.total.date_end, row.row))
    held: list[ReadRow] = []
    for row in ordered:
        held = [other for other in held if other.total.date_end >= row.total.date_start]
        yield from ((other, row) for other in held if _may_share(other.total, row.total))
        held.append(row)


def _may_share(one: Total, other: Total) -> bool:
    is_part = bool(one.sub_event_type) is not bool(other.sub_event_type)
    is_same_type = one.sub_event_type == other.sub_event_type
    is_same_period = (one.date_start, one.date_end) == (other.date_start, other.date_end)
    return is_part or (is_same_type and not is_same_period)


def period_words(totals: Iterable[Total]) -> str:
    """The periods of totals in words, each once."""
    return " and ".join(dict.fromkeys(period_text(total.date_start, total.date_end) for total in totals))
