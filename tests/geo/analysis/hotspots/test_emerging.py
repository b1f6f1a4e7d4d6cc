"""Emerging hot spots: the category of a series, and a planted one."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from geo.analysis.hotspots.emerging import NO_PATTERN, PATTERNS, emerging_hot_spots, pattern_of
from geo.analysis.hotspots.settings import EmergingSettings
from geo.errors import InputError
from geo.places.gazetteer import bundled
from tests.geo.tables import dataset_of, incident, snapshot_of

CASES = [
    ("new", ".........#"),
    ("consecutive", ".......###"),
    ("intensifying", "##########"),
    ("persistent", ".#########"),
    ("diminishing", "##########"),
    ("sporadic", ".##..#..##"),
    ("sporadic", "#........#"),
    ("oscillating", "-##..#..##"),
    ("oscillating", "--..##..##"),
    ("historical", "#########."),
    ("", ".########."),
    ("", ".........."),
]
GROWTH = {"intensifying": 3.0, "diminishing": -3.0}


@pytest.mark.parametrize(("category", "series"), CASES)
@pytest.mark.parametrize("kind", [1, -1])
def test_the_category_of_a_series(category: str, series: str, kind: int) -> None:
    signs = np.array([{"#": 1, "-": -1, ".": 0}[each] for each in series], np.int8) * np.int8(kind)
    growth = GROWTH.get(category, 0.0)
    expected = (kind, category) if category else (0, "")
    assert pattern_of(signs, kind * growth, 0.01 if growth else 0.5) == expected
    assert not category or category in PATTERNS


def test_the_last_step_decides_between_two_kinds() -> None:
    assert pattern_of(np.array([1] * 9 + [-1], np.int8), 0.0, 1.0) == (-1, "new")
    assert pattern_of(np.array([-1] * 9 + [1], np.int8), 0.0, 1.0) == (1, "new")


def test_a_trend_that_may_be_chance_is_none() -> None:
    assert pattern_of(np.ones(10, np.int8), 3.0, 0.06) == (1, "persistent")


@pytest.mark.parametrize("series", ["..........", "##########", "#.#.#.#.#.", ".........#", "-#-#-#-#-#"])
def test_no_series_is_both_hot_and_cold(series: str) -> None:
    signs = np.array([{"#": 1, "-": -1, ".": 0}[each] for each in series], np.int8)
    kind, category = pattern_of(signs, 0.0, 1.0)
    assert pattern_of(-signs, 0.0, 1.0) == (-kind, category)


def world(surge_from: int) -> object:
    """A year in which each district has an incident a month, and Orakzai with its neighbours many from a month on."""
    rows, number = [], 0
    for month in range(13):
        for district in bundled().drawn:
            near = district.name in ("Orakzai", "Kurram", "Hangu", "Khyber", "Kohat")
            for _ in range(9 if near and month >= surge_from else (number + month) % 2):
                day = date(2024, 1, 1) + timedelta(days=28 * month + number % 28)
                rows.append(incident(number, date_start=day, date_end=day, district=district.name,
                                     place_precision="district"))  # fmt: skip
                number += 1
            number += district.index % 2
    return snapshot_of(dataset_of(*rows), first=date(2024, 1, 1), last=date(2024, 1, 1) + timedelta(days=13 * 28 - 1))


def test_a_surge_that_begins_is_new_or_consecutive() -> None:
    for surge_from, category in ((12, "new hot spot"), (9, "consecutive hot spot")):
        found = emerging_hot_spots(world(surge_from))  # type: ignore[arg-type]
        verdicts = {row.place: row.verdict for row in found.rows}
        assert verdicts["Orakzai"] == category
        assert verdicts["Gwadar"] == NO_PATTERN
        assert found.rows[0].verdict == category
    assert "hot in 4 and cold in 0 of 13 steps" in next(r.sentence for r in found.rows if r.place == "Orakzai")
    assert "whole cube" in found.method
    assert "the one before" in found.method


def test_a_hot_place_without_incidents_is_said_to_be_so_by_its_neighbours() -> None:
    days = [date(2024, 1, 1) + timedelta(days=k) for k in range(0, 13 * 28, 7)]
    rows = [incident(k, date_start=day, date_end=day, district="Quetta", place_precision="district")
            for k, day in enumerate(days)]  # fmt: skip
    sentences = {row.place: row.sentence for row in emerging_hot_spots(snapshot_of(dataset_of(*rows))).rows}
    own = "It has no incident of its own: the hot steps are those of its neighbours."
    assert sentences["Pishin"].endswith(own)
    assert own not in sentences["Quetta"]
    assert own not in sentences["Gwadar"]
    few = emerging_hot_spots(snapshot_of(dataset_of(*rows), districts=frozenset({"Quetta", "Pishin"})))
    assert {row.sentence for row in few.rows} == {"Quetta: too few to say.", "Pishin: too few to say."}


def test_a_period_with_too_few_steps_is_refused_in_words() -> None:
    with pytest.raises(InputError, match="holds 3 steps of 100 days: a trend needs at least 10"):
        emerging_hot_spots(world(12), EmergingSettings(step_days=100))  # type: ignore[arg-type]


def test_a_grid_of_many_steps_is_refused_in_words() -> None:
    day = date(2024, 1, 1)
    rows = [incident(1, date_start=day - timedelta(days=9_000), date_end=day - timedelta(days=9_000)), incident(2)]
    with pytest.raises(InputError, match="more than 3,000,000 bins: choose larger cells or longer steps"):
        emerging_hot_spots(snapshot_of(dataset_of(*rows)), EmergingSettings("square", 20, step_days=1, back_days=9_999))


def test_decades_are_cut_to_five_years_unless_asked_for() -> None:
    """Of ten years of hot steps in one place that end eight years before, only a look at all says anything."""
    starts = [*((28 * (k // 8), "Quetta") for k in range(320)), *((4_383 + 9 * k, "Pishin") for k in range(12))]
    days = [(date(2000, 1, 1) + timedelta(days=start), district) for start, district in starts]
    rows = [
        incident(k, date_start=day, date_end=day, district=district, place_precision="district")
        for k, (day, district) in enumerate(days)
    ]
    long = snapshot_of(dataset_of(*rows))
    cut, whole = (emerging_hot_spots(long, EmergingSettings(back_days=days)) for days in (1_826, 9_999))
    assert (cut.parameters["steps"], cut.n_used, whole.n_used) == (65, 12, 324)
    assert any(hint.startswith("Compared are the last 1,820 days") for hint in cut.hints)
    assert any(hint.startswith("Hot in 5 steps or more, not in the last one") for hint in whole.hints)
    with pytest.raises(InputError, match="99 days back hold 3 steps"):
        emerging_hot_spots(long, EmergingSettings(back_days=99))


def test_what_is_not_in_one_whole_step_is_left_out() -> None:
    days = [date(2024, 1, 1) + timedelta(days=k) for k in (0, 3, 25, 26, 100)]
    place = {"district": "Quetta", "place_precision": "district"}
    rows = [incident(k, date_start=day, date_end=day, **place) for k, day in enumerate(days)]
    rows.append(incident(9, date_start=days[2], date_end=days[4], **place))
    snapshot = snapshot_of(dataset_of(*rows), first=days[0], last=days[4])
    found = emerging_hot_spots(snapshot, EmergingSettings(step_days=9))
    assert {item.reason: item.n for item in found.left_out} == {
        "date known too coarsely to say in which step": 1,
        "begun before the steps that are compared": 1,
    }
    assert found.n_used == 4
