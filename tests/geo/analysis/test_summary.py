"""The summary of what is shown: grades sum to what is shown, and agree with the sums elsewhere."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given

from geo.analysis.summary import how_known, left_out_words, remarks, source_words
from geo.dataset import Dataset
from geo.query import Query
from geo.view.snapshot import resolve
from geo.view.state import State
from tests.geo.tables import FIRST, dataset_of, datasets, few_examples, incident, queries, snapshot_of

SHOWN = dataset_of(
    incident(0, place_precision="exact", lon=70.6, lat=33.0, killed_low=1, killed_best=2, killed_high=3, source="A"),
    incident(
        1,
        date_start=FIRST + timedelta(days=9),
        place_precision="near",
        lon=70.6,
        lat=33.0,
        killed_best=4,
        killed_low=4,
        killed_high=4,
        source="A",
    ),
    incident(2, place_precision="near", lon=None, lat=None, killed_best=None, source="B"),
    incident(
        3, place_precision="district", district="Bannu", date_end=FIRST + timedelta(days=5), killed_best=0, source="C"
    ),
    incident(4, place_precision="province", date_precision="month", killed_best=None, source=""),
)


@few_examples
@given(datasets, queries())
def test_the_grades_sum_to_what_is_shown(dataset: Dataset, query: Query) -> None:
    snapshot = resolve(dataset, State(query))
    for known in how_known(snapshot):
        assert sum(grade.n for grade in known.grades) == len(snapshot.answer)
        assert all(grade.n > 0 for grade in known.grades)
        levels = [grade.level for grade in known.grades]
        assert levels == sorted(set(levels))
    assert len(remarks(snapshot)) <= 3


def test_each_grade_is_named_with_its_number() -> None:
    place, day, deaths = (known.words for known in how_known(snapshot_of(SHOWN)))
    assert place == "Place: 1 exact, 1 near, 1 district only, 2 not mapped"
    assert day == "Day: 3 one day, 1 some days, 1 a month"
    assert deaths == "Deaths: 2 one figure, 1 a range, 2 no figure"


def test_sources_are_named_with_most_first_and_the_rest_is_counted() -> None:
    assert source_words(snapshot_of(SHOWN)) == "A (2), B (1), C (1) and 1 more"
    assert source_words(snapshot_of(SHOWN, sources=frozenset({"B"}))) == "B (1)"


def test_what_is_left_out_has_its_reasons() -> None:
    assert left_out_words(snapshot_of(SHOWN)) == ""
    assert left_out_words(snapshot_of(SHOWN, first=FIRST + timedelta(days=1))) == "3 outside the period"
