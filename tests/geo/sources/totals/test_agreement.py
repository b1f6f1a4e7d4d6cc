"""Rows of totals against each other: repeated ones, and those that may hold the same events."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from geo.incidents.totals import Total
from geo.sources.totals.agreement import added_up, overlapping, period_words, repeated
from geo.sources.totals.rows import ReadRow

PLAIN = Total("office", "", date(2024, 1, 1), date(2024, 1, 1), "KP", "", "", "", "Battles", "", 1)


def row(number: int, place: str, start: int, days: int, sub: str = "", killed: int | None = 2) -> ReadRow:
    first = date(2024, 1, 1) + timedelta(start)
    days_of = {"date_start": first, "date_end": first + timedelta(days)}
    return ReadRow(replace(PLAIN, district=place, sub_event_type=sub, killed=killed, **days_of), number, number + 1)


ROWS = st.lists(
    st.tuples(st.sampled_from("ab"), st.integers(0, 12), st.sampled_from((0, 6, 30)), st.sampled_from(("", "x", "y"))),
    max_size=9,
).map(lambda cells: [row(number, *each) for number, each in enumerate(cells, 1)])


def may_share(one: Total, other: Total) -> bool:
    """The definition, pair by pair: the same place and type, a day in common, and not the same or separate things."""
    if one.district != other.district or not one.overlaps(other):
        return False
    is_part = bool(one.sub_event_type) != bool(other.sub_event_type)
    return is_part or (one.sub_event_type == other.sub_event_type and one.key != other.key)


@given(ROWS)
def test_every_row_that_may_share_events_is_found_with_one_that_does(rows: list[ReadRow]) -> None:
    found = overlapping(rows)
    pairs = [(a, b) for a, b in combinations(rows, 2) if may_share(a.total, b.total)]
    assert set(found) == {each for pair in pairs for each in pair}
    assert all(may_share(one.total, other.total) for one, other in found.items())


@given(ROWS)
def test_added_up_rows_have_each_key_once_and_the_same_sum(rows: list[ReadRow]) -> None:
    sums = added_up(rows)
    assert len({each.total.key for each in sums}) == len(sums) == len(rows) - sum(len(g) - 1 for g in repeated(rows))
    assert sum(each.total.events for each in sums) == sum(each.total.events for each in rows)


def test_deaths_of_a_sum_are_unknown_if_one_part_is() -> None:
    parts = [row(1, "a", 0, 6, killed=3), row(2, "a", 0, 6, killed=4)]
    assert added_up(parts)[0].total.killed == 7
    assert added_up([*parts, row(3, "a", 0, 6, killed=None)])[0].total.killed is None


def test_periods_in_words_are_named_once() -> None:
    assert period_words([row(1, "a", 0, 6).total, row(2, "b", 0, 6).total, row(3, "b", 7, 0).total]) == (
        "1–7 Jan 2024 and 8 Jan 2024"
    )
