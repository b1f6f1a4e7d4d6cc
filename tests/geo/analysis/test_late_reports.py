"""Which days are hatched: the last ones of the data, unless their sources are published a year at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from geo.analysis.late_reports import late_days, late_words
from geo.analysis.trend import trend
from geo.calendar.days import day_number
from geo.calendar.period import Period
from geo.dataset import Dataset, Memo
from geo.query import Query
from geo.sources.bundled import bundled
from geo.view.snapshot import resolve
from geo.view.state import State
from tests.app.samples import dataset
from tests.watched import LAST, surge_rows

FIRST_LATE = LAST - timedelta(days=13)


def of_source(source: str) -> Dataset:
    return dataset(surge_rows(source=source))


def test_the_last_two_weeks_are_late_and_their_bars_alone() -> None:
    snapshot = resolve(of_source("own"), State())
    assert late_days(snapshot) == Period(day_number(FIRST_LATE), day_number(LAST))
    assert late_words(snapshot) == (
        "Reports of the last 14 days of the data, from 16 Dec 2024, are not complete: counts will probably rise."
    )
    recent = resolve(of_source("own"), State(query=Query(first=LAST - timedelta(days=27), last=LAST)))
    bars = trend(recent, "day").bins
    assert [bar.is_late for bar in bars] == [False] * 14 + [True] * 14
    earlier = recent.with_query(Query(last=FIRST_LATE - timedelta(days=1)))
    assert not any(bar.is_late for bar in trend(earlier).bins)


def test_sources_that_are_published_by_year_are_not_late() -> None:
    snapshot = resolve(of_source("ucdp-ged"), State())
    assert late_days(snapshot) is None
    assert late_words(snapshot) == ""


def test_without_the_late_source_nothing_is_late() -> None:
    both = dataset([*surge_rows(source="ucdp-ged"), *(replace(row, incident_id=f"o{row.incident_id}")
                                                      for row in surge_rows(source="own"))])  # fmt: skip
    assert late_days(resolve(both, State())) is not None
    assert late_days(resolve(both, State(query=Query(sources=frozenset({"ucdp-ged"}))))) is None


def test_a_sample_is_incomplete_from_the_day_that_it_states() -> None:
    snapshot = resolve(replace(bundled(), memo=Memo()), State())
    days = late_days(snapshot)
    assert days is not None
    assert days.first == day_number(date(2026, 1, 1))
    assert "a thin sample, known to be incomplete" in late_words(snapshot)
