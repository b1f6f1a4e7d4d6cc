"""Modules of the offline map that need no browser: days, periods and bars."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from geo.calendar.days import day_number, period_text
from tests.web.scripts import Scripts


@pytest.fixture(scope="module")
def scripts(qapp: QApplication) -> Scripts:
    return Scripts("offline/days.js", "offline/windows.js", "offline/histogram.js", "data/store.js")


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2024, 11, 18), date(2024, 11, 18)),
        (date(2024, 11, 1), date(2024, 11, 30)),
        (date(2024, 2, 1), date(2024, 12, 31)),
        (date(1969, 12, 31), date(2024, 2, 29)),
    ],
)
def test_periods_are_written_as_everywhere(scripts: Scripts, first: date, last: date) -> None:
    days = f"{day_number(first)}, {day_number(last)}"
    assert scripts.run(f"return periodText({days})") == period_text(first, last)


def test_a_moved_period_keeps_its_length_and_stays_inside(scripts: Scripts) -> None:
    assert scripts.run("return moved([10, 19], 5, [0, 99])") == [15, 24]
    assert scripts.run("return moved([10, 19], -50, [0, 99])") == [0, 9]
    assert scripts.run("return moved([10, 19], 500, [0, 99])") == [90, 99]
    assert scripts.run("return moved([0, 500], 3, [0, 99])") == [0, 99]


def test_an_end_does_not_pass_the_other(scripts: Scripts) -> None:
    assert scripts.run("return withEnd([10, 19], 0, 40, [0, 99])") == [19, 19]
    assert scripts.run("return withEnd([10, 19], 1, 3, [0, 99])") == [10, 10]
    assert scripts.run("return withEnd([10, 19], 1, 300, [0, 99])") == [10, 99]


@pytest.mark.parametrize("days", [1, 30, 400, 12_000])
def test_the_whole_time_plays_in_a_bounded_number_of_steps(scripts: Scripts, days: int) -> None:
    length = scripts.run(f"return playedLength([0, {days - 1}])")
    step = scripts.run(f"return playedStep([0, {length - 1}], [0, {days - 1}])")
    assert 1 <= length <= days
    assert 1 <= step <= max(length, 31)
    assert days / step <= 400


def test_an_incident_of_several_days_counts_in_parts(scripts: Scripts) -> None:
    scripts.run(
        "globalThis.store = { day0: 100, before: [0, 1, 1, 3, 3, 3], lastingRows: [2], lastDays: [4] };"
        "store.type = (row) => row % 2;"
    )
    daily = scripts.run("return dailyCounts(store, [100, 104]).map((counts) => Array.from(counts))")
    assert [sum(counts) for counts in daily[:2]] == pytest.approx([2.0, 1.0])
    assert daily[0] == pytest.approx([1, 0, 1 / 3, 1 / 3, 1 / 3])
    bars = scripts.run("const b = barsOf(dailyCounts(store, [100, 104]), 2); return [Array.from(b.bars[0]), b.most]")
    assert bars[0] == pytest.approx([1, 2 / 3, 1 / 3])
    assert bars[1] == pytest.approx(5 / 3)
