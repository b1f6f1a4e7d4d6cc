"""The content of a workspace, and the cache of derived values."""

from __future__ import annotations

import pytest
from hypothesis import given

from geo.dataset import Dataset, Memo, claims_by_incident
from geo.incidents import Claim, Incident, Incidents
from tests.geo.tables import dataset_of, few_examples, incident, rows


@pytest.mark.parametrize(
    ("district", "polygon"),
    [
        ("Bannu", "Bannu"),
        ("Upper South Waziristan", "South Waziristan"),
        ("FR Bannu", "Bannu"),
        ("Nowhere", None),
        ("", None),
    ],
)
def test_a_district_is_drawn_by_its_polygon(district: str, polygon: str | None) -> None:
    dataset = dataset_of(incident(district=district))
    number = int(dataset.polygons[0])
    assert (dataset.gazetteer.drawn[number].name if number >= 0 else None) == polygon


@few_examples
@given(rows())
def test_each_row_has_the_polygon_of_its_district(incidents: list[Incident]) -> None:
    dataset = Dataset(Incidents.from_rows(incidents))
    numbers = [dataset.polygon_number(row.district) for row in dataset.incidents.rows()]
    assert dataset.polygons.tolist() == numbers


def test_claims_keep_their_order_within_an_incident() -> None:
    first, other, second = (Claim(i, "claimed", by, "") for i, by in (("a", "1"), ("b", "2"), ("a", "3")))
    assert claims_by_incident([first, other, second]) == {"a": (first, second), "b": (other,)}


def test_a_memo_computes_each_value_once() -> None:
    calls = []
    memo = Memo()
    answers = [memo.get("key", lambda: calls.append(1)) for _ in range(3)]
    assert (answers, len(calls)) == ([None] * 3, 1)


def test_a_memo_drops_the_least_recently_used() -> None:
    memo = Memo(most=2)
    for key in "aba":
        memo.get(key, lambda key=key: key)
    memo.get("c", lambda: "c")
    assert len(memo) == 2
    assert memo.get("a", lambda: "new") == "a"
    assert memo.get("b", lambda: "new") == "new"
