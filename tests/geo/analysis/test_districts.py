"""The districts with their figures: which are listed, what is compared, and how a rate is written."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.analysis.comparison import previous
from geo.analysis.counts import table
from geo.analysis.districts import districts, is_listed, rate_text, rounded_rate
from geo.dataset import Dataset
from geo.query import PLACES, Query
from geo.view.snapshot import Snapshot, resolve
from geo.view.state import State
from tests.geo.tables import BALOCHISTAN, FIRST, KP, dataset_of, datasets, few_examples, incident, queries


def snapshot_of(*rows, **filters) -> Snapshot:
    return resolve(dataset_of(*rows), State(Query(**filters)))


def line(snapshot: Snapshot, name: str):
    return next(item for item in districts(snapshot) if item.name == name)


@few_examples
@given(datasets, queries())
def test_the_figures_are_those_of_the_tables(dataset: Dataset, query: Query) -> None:
    snapshot = resolve(dataset, State(query))
    lines, before = districts(snapshot), previous(snapshot)
    assert [item.now for item in lines] == [group.figures for group in table(snapshot, "district").groups]
    if before is None:
        assert {item.change for item in lines} == {None}
        assert {item.change_words for item in lines} == {"–"}
    else:
        assert [item.before for item in lines] == [group.figures for group in table(before, "district").groups]


@few_examples
@given(datasets, queries())
def test_no_district_with_an_incident_is_left_out_of_the_list(dataset: Dataset, query: Query) -> None:
    snapshot = resolve(dataset, State(query))
    listed = is_listed(snapshot)
    assert all(listed[i] for i, item in enumerate(districts(snapshot)) if item.now.incidents)
    if not any(getattr(query, name) for name in PLACES):
        assert listed.all()


@pytest.mark.parametrize("province", [KP, BALOCHISTAN])
def test_with_a_province_chosen_the_districts_of_the_other_are_left_out(province: str) -> None:
    snapshot = snapshot_of(incident(1), provinces=frozenset({province}))
    provinces = {item.province for item, is_in in zip(districts(snapshot), is_listed(snapshot), strict=True) if is_in}
    assert provinces == {province}
    assert not is_listed(snapshot).all()


def test_the_sentences_name_both_numbers_and_the_range() -> None:
    rows = [
        incident(n, date_start=FIRST + timedelta(n), district="Bannu", killed_best=2, killed_high=5) for n in range(9)
    ]
    shown = snapshot_of(*rows, first=FIRST + timedelta(5), last=FIRST + timedelta(8))
    count, killed, rate = line(shown, "Bannu").sentences
    assert (count, killed) == ("4 incidents · before 4 (0)", "Reported killed: 8 (8–20)")
    assert rate.endswith(" incidents per 100,000 people")
    assert line(shown, "Quetta").sentences == ("0 incidents · before 0 (0)",)
    assert line(snapshot_of(*rows), "Bannu").sentences[0] == "9 incidents"


@pytest.mark.parametrize(
    ("rate", "text"),
    [(0.0, "0.00"), (0.0042, "0.0042"), (0.3, "0.30"), (9.994, "9.99"), (12.34, "12.3"), (99.94, "99.9"),
     (1234.5, "1,234")],
)  # fmt: skip
def test_a_rate_has_as_many_decimals_as_it_needs(rate: float, text: str) -> None:
    assert rate_text(rate) == text


@given(st.floats(0, 1e5, allow_subnormal=False))
def test_a_rounded_rate_is_written_like_the_rate(rate: float) -> None:
    assert float(rate_text(rounded_rate(rate)).replace(",", "")) == pytest.approx(rounded_rate(rate), rel=0.02)
    assert np.sign(rounded_rate(rate)) == np.sign(rate)
