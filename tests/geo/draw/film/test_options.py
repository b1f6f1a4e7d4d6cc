"""The periods of the frames of a film."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from geo.calendar.days import day_number
from geo.calendar.period import Period
from geo.draw.film.options import FilmOptions, periods_of
from geo.errors import InputError

WHOLE = Period(day_number(date(2024, 1, 10)), day_number(date(2024, 3, 20)))


@pytest.mark.parametrize(("step", "frames"), [("day", 71), ("week", 11), ("month", 3)])
def test_frames_follow_one_another_over_the_whole_time(step: str, frames: int) -> None:
    periods = periods_of(WHOLE, FilmOptions(step=step))
    assert len(periods) == frames
    assert (periods[0].first, periods[-1].last) == WHOLE
    assert all(one.last + 1 == other.first for one, other in pairwise(periods))


def test_a_window_ends_with_its_step_and_does_not_begin_before_the_film() -> None:
    periods = periods_of(WHOLE, FilmOptions(step="week", window=30))
    assert [one.last for one in periods] == [one.last for one in periods_of(WHOLE, FilmOptions(step="week"))]
    assert periods[0].first == WHOLE.first
    assert {one.width_days for one in periods[5:]} == {30}


def test_a_cumulative_film_ends_with_all_of_its_time() -> None:
    periods = periods_of(WHOLE, FilmOptions(step="month", cumulative=True))
    assert {one.first for one in periods} == {WHOLE.first}
    assert periods[-1] == WHOLE


def test_no_time_has_no_frames() -> None:
    assert periods_of(Period(5, 4), FilmOptions()) == []


@pytest.mark.parametrize("wrong", [{"size": "4k"}, {"step": "hour"}, {"seconds": 0.001}, {"hold": -1}, {"window": -3}])
def test_what_is_not_offered_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(InputError):
        FilmOptions(**wrong)  # type: ignore[arg-type]
