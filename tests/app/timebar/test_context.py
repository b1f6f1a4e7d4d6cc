from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.timebar.bars import context_tip
from app.timebar.context import LANES, describe, group_flags, place_intervals
from app.timebar.menus import menu_text
from app.widgets.time_scale import Scale
from geo.calendar.days import from_day_number
from geo.calendar.period import Period
from geo.incidents import ContextEvent

SCALE = Scale(Period(0, 999), 0, 1000)
EVENT = ContextEvent(from_day_number(10), from_day_number(10), "Crossing closed", "KP", "access", "Dawn")


def event(first: int, last: int) -> ContextEvent:
    return replace(EVENT, date_start=from_day_number(first), date_end=from_day_number(last))


events = st.lists(st.builds(lambda a, n: event(a, a + n), st.integers(-200, 1200), st.integers(0, 400)))


@given(events)
def test_each_event_of_the_range_has_one_flag(context_events: list[ContextEvent]) -> None:
    groups = group_flags(context_events, SCALE, 15)
    flagged = [event for group in groups for event in group.events]
    assert sorted(e.period.first for e in flagged) == sorted(
        e.period.first for e in context_events if 0 <= e.period.first <= 999
    )


@given(events)
def test_flags_do_not_overlap(context_events: list[ContextEvent]) -> None:
    xs = [group.x for group in group_flags(context_events, SCALE, 15)]
    assert all(b - a >= 15 for a, b in pairwise(xs))


def test_intervals_that_overlap_take_different_lanes() -> None:
    first, second, third = (event(a, b) for a, b in ((0, 50), (20, 70), (60, 90)))
    bars = place_intervals([third, second, first, EVENT], SCALE)
    assert [(bar.event, bar.lane) for bar in bars] == [(first, 0), (second, 1), (third, 0)]


@given(events)
def test_intervals_stay_on_the_scale(context_events: list[ContextEvent]) -> None:
    for bar in place_intervals(context_events, SCALE):
        assert 0 <= bar.x0 <= bar.x1 <= 1000
        assert bar.lane in range(LANES)


def test_one_event_is_described_in_full_and_several_by_title() -> None:
    assert describe((EVENT,)) == ("11 Jan 1970: Crossing closed", "access · KP · Dawn")
    assert describe((EVENT, EVENT))[0] == "2 events"
    assert describe((EVENT,) * 11)[-1] == "and 3 more"


def test_text_of_the_data_is_escaped() -> None:
    hostile = replace(EVENT, title="<img src=x>", source='"&<script>')
    tip = context_tip((hostile,))
    assert "<img" not in tip
    assert "<script>" not in tip
    assert "&lt;img src=x&gt;" in tip


def test_menu_texts_escape_ampersands_and_are_truncated() -> None:
    assert menu_text("Talks & \t truce\n") == "Talks && truce"
    assert len(menu_text("x" * 500)) == 64
