"""Which days of a period the data cover."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.analysis.comparison import previous
from geo.analysis.coverage import Coverage, SourceDays, coverage, days_by_source
from geo.calendar.days import day_number
from geo.calendar.period import Period
from geo.dataset import Dataset
from geo.incidents import Incidents
from geo.query import Query
from geo.sources.bundled import bundled
from tests.geo.tables import FIRST, dataset_of, datasets, few_examples, incident, queries, snapshot_of

few_periods = st.builds(lambda first, width: Period(first, first + width - 1), st.integers(0, 40), st.integers(0, 15))


def of(period: Period, *days: Period) -> Coverage:
    """The coverage of a period by one source for each of some periods."""
    return Coverage(period, tuple(SourceDays(f"source {n}", one) for n, one in enumerate(days)))


def numbers(period: Period) -> set[int]:
    return set(range(period.first, period.last + 1))


@given(few_periods, st.lists(few_periods.filter(lambda period: not period.is_empty), max_size=4))
def test_a_day_is_covered_if_one_source_covers_it(period: Period, days: list[Period]) -> None:
    found, held = of(period, *days), set().union(*map(numbers, days))
    assert found.not_covered == len(numbers(period) - held)
    assert found.not_covered_before == len(numbers(period.before) - held)
    assert set().union(*map(numbers, found.covered)) == held
    assert all(one.last + 1 < other.first for one, other in zip(found.covered, found.covered[1:], strict=False))
    assert (found.words != "") == bool(days and found.not_covered)
    assert (found.why_no_change == "") == bool(
        days and not period.is_empty and not found.not_covered and not found.not_covered_before
    )


def between(first: str, last: str) -> Period:
    return Period(day_number(date.fromisoformat(first)), day_number(date.fromisoformat(last)))


TO_2021 = between("1992-09-15", "2021-12-31")
FROM_2024 = between("2024-01-01", "2026-06-30")

WORDS = {
    "beyond the end": (
        between("2021-10-01", "2022-06-30"),
        (TO_2021,),
        "The data end on 31 Dec 2021: 181 of 273 days are not covered.",
    ),
    "one day beyond": (
        between("2021-12-31", "2022-01-01"),
        (TO_2021,),
        "The data end on 31 Dec 2021: 1 of 2 days is not covered.",
    ),
    "after the end": (
        between("2022-01-01", "2022-01-31"),
        (TO_2021,),
        "The data end on 31 Dec 2021: none of 31 days is covered.",
    ),
    "one day after the end": (
        between("2022-01-01", "2022-01-01"),
        (TO_2021,),
        "The data end on 31 Dec 2021: the day is not covered.",
    ),
    "before the begin": (
        between("1992-09-01", "1992-09-30"),
        (TO_2021,),
        "The data begin on 15 Sep 1992: 14 of 30 days are not covered.",
    ),
    "a gap": (
        between("2021-12-01", "2024-01-31"),
        (FROM_2024, TO_2021),
        "The data lack 1 Jan 2022 – 31 Dec 2023: 730 of 792 days are not covered.",
    ),
    "both ends": (
        between("1992-09-01", "2022-01-10"),
        (TO_2021,),
        "The data lack 1–14 Sep 1992, 1–10 Jan 2022: 24 of 10,724 days are not covered.",
    ),
    "covered": (between("2021-10-01", "2021-12-31"), (TO_2021,), ""),
    "covered by two": (between("2023-12-01", "2024-02-01"), (between("2022-01-01", "2023-12-31"), FROM_2024), ""),
}


@pytest.mark.parametrize(("period", "days", "sentence"), WORDS.values(), ids=WORDS)
def test_what_is_not_covered_is_said(period: Period, days: tuple[Period, ...], sentence: str) -> None:
    assert of(period, *days).sentence == sentence


def test_the_share_of_days_is_said_in_few_words() -> None:
    assert of(between("2021-10-01", "2022-06-30"), TO_2021).share == "181 of 273 days not covered"
    assert of(between("2021-10-01", "2021-10-30"), TO_2021).share == ""


def test_of_many_gaps_the_first_are_named() -> None:
    weeks = [Period(day, day + 5) for day in range(0, 70, 7)]
    assert of(Period(0, 69), *weeks).words.endswith("and 7 more: 10 of 70 days are not covered")


def test_no_change_is_computed_against_days_without_data() -> None:
    reasons = {
        between("1992-10-01", "1992-10-31"): "the data begin on 15 Sep 1992: 15 of the 31 days before are not covered",
        between("1992-09-15", "1992-09-15"): "the data begin on 15 Sep 1992: the day before is not covered",
        between("1992-09-15", "1992-09-20"): "the data begin on 15 Sep 1992: none of the 6 days before is covered",
        between("2022-02-01", "2022-02-28"): "the data end on 31 Dec 2021: none of 28 days is covered",
        between("2021-12-01", "2021-12-31"): "",
        Period(5, 4): "there are no data",
    }
    assert {period: of(period, TO_2021).why_no_change for period in reasons} == reasons
    assert of(Period(0, 5)).why_no_change == "there are no data"


def test_sources_that_cover_a_part_are_named() -> None:
    found = of(between("2021-12-01", "2022-01-10"), TO_2021, between("2020-01-01", "2026-01-01"))
    assert (found.words, found.partly) == ("", "Days of the period that a source covers: source 0 31 of 41 days.")
    assert of(between("2021-12-01", "2022-01-10"), TO_2021).partly == ""
    later = of(between("2022-01-01", "2022-01-31"), TO_2021, between("2020-01-01", "2026-01-01"))
    assert later.change_note == (
        "The change is also one of sources: source 0 covers 0 of 31 days and 31 of 31 days before."
    )
    assert of(between("2021-11-01", "2021-11-30"), TO_2021, TO_2021).change_note == ""


def test_days_are_those_of_the_rows_of_the_sources_shown() -> None:
    rows = [
        incident(n, source=source, date_start=FIRST + timedelta(days=day), date_end=FIRST + timedelta(days=end))
        for n, (source, day, end) in enumerate((("a", 0, 0), ("a", 9, 12), ("b", 20, 20), ("a", 3, 30)))
    ]
    dataset, first = dataset_of(*rows), day_number(FIRST)
    assert {one.source: one.days for one in days_by_source(dataset)} == {
        "a": Period(first, first + 30),
        "b": Period(first + 20, first + 20),
    }
    only_b = snapshot_of(dataset, sources=frozenset({"b"}), types=frozenset({"Protests"}))
    assert coverage(only_b).covered == (Period(first + 20, first + 20),)
    assert coverage(only_b).not_covered == 30
    assert coverage(snapshot_of(dataset)).words == ""


def test_stated_days_hold_beside_those_of_the_rows() -> None:
    later = Period(day_number(FIRST) + 5, day_number(FIRST) + 90)
    dataset = replace(dataset_of(incident(1)), stated_days={"own": later, "gone": Period(0, 9)})
    assert days_by_source(dataset) == (SourceDays("own", Period(day_number(FIRST), later.last), is_stated=True),)


def test_the_bundled_incidents_are_called_a_sample_and_cover_whole_months() -> None:
    june = snapshot_of(bundled(), first=date(2026, 6, 1), last=date(2026, 6, 30))
    assert (coverage(june).words, previous(june) is not None) == ("", True)
    july = snapshot_of(bundled(), first=date(2026, 6, 16), last=date(2026, 7, 15))
    assert coverage(july).words == "the data (a sample) end on 30 Jun 2026: 15 of 30 days are not covered"
    rows = bundled().incidents.period
    stated = days_by_source(bundled())[0].days
    assert rows is not None
    assert stated.first <= rows.first <= rows.last <= stated.last


@few_examples
@given(datasets, queries())
def test_there_is_a_period_before_where_all_days_are_covered(dataset: Dataset, query: Query) -> None:
    snapshot = snapshot_of(dataset).with_query(query)
    assert (previous(snapshot) is None) == bool(coverage(snapshot).why_no_change)


def test_without_incidents_nothing_is_said() -> None:
    found = coverage(snapshot_of(Dataset(Incidents.from_rows([])), first=FIRST))
    assert (found.words, found.partly, found.why_no_change) == ("", "", "there are no data")
