"""The classes of the heat."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.analysis import heat
from geo.analysis.heat import LEAST, MOST_CLASSES, classes_up_to, heat_classes, spreads_districts
from geo.dataset import Dataset
from geo.incidents import Incident, Incidents
from geo.query import Query
from geo.view.snapshot import Snapshot, resolve
from geo.view.state import State
from tests.geo.tables import FIRST, dataset_of, incident

POINT = {"lon": 70.6, "lat": 33.0, "place_precision": "exact"}


def at(number: int, day: int = 0, **changes: object) -> Incident:
    when = FIRST + timedelta(days=day)
    return incident(number, date_start=when, date_end=when, **{**POINT, **changes})


def shown(dataset: Dataset, days: int = 7, **changes: object) -> Snapshot:
    query = Query(first=FIRST, last=FIRST + timedelta(days=days - 1))
    return resolve(dataset, replace(State(query), **changes))


@given(st.floats(0, 1e4))
def test_classes_rise_in_steps_of_one_two_and_five_up_to_the_densest(densest: float) -> None:
    bounds = classes_up_to(densest)
    assert 1 <= len(bounds) <= MOST_CLASSES
    assert list(bounds) == sorted(set(bounds))
    assert {f"{bound:e}"[0] for bound in bounds} <= set("125")
    assert bounds[-1] <= max(densest, LEAST)
    if densest >= 1:
        assert 0.28 * densest <= bounds[-1]
        assert bounds[0] == LEAST


@pytest.mark.parametrize(
    ("densest", "bounds"),
    [
        (0.0, (0.1,)),
        (0.25, (0.1,)),
        (0.8, (0.1, 0.2, 0.5)),
        (8.0, (0.1, 0.2, 0.5, 1.0, 2.0, 5.0)),
        (30.0, (0.1, 0.2, 1.0, 2.0, 10.0, 20.0)),
        (3000.0, (0.1, 1.0, 5.0, 50.0, 200.0, 2000.0)),
        (0.01, (0.0005, 0.001, 0.002, 0.005)),
    ],
    ids=["nothing", "one incident", "three incidents", "some", "usual", "very many", "thin"],
)
def test_classes_of_some_densities(densest: float, bounds: tuple[float, ...]) -> None:
    assert classes_up_to(densest) == pytest.approx(bounds)


def test_one_incident_reaches_the_least_class_where_nothing_is_denser() -> None:
    """The kernel's height in its middle is one incident over 2 pi times the square of its width."""
    assert heat_classes(shown(dataset_of(at(1), at(2, day=40, lat=27.0)))) == (LEAST,)
    assert 1000 / (2 * np.pi * 25**2) > LEAST


def test_classes_hold_for_all_periods_of_a_length_and_follow_from_the_densest_one() -> None:
    rows = [*(at(n, day=50) for n in range(40)), at(90), at(91, day=120)]
    dataset = dataset_of(*rows)
    first = heat_classes(shown(dataset))
    later = resolve(dataset, State(Query(first=FIRST + timedelta(days=48), last=FIRST + timedelta(days=54))))
    assert heat_classes(later) == first
    assert first[-1] == pytest.approx(5.0)  # 40 incidents make 10.2 at their place
    assert heat_classes(shown(dataset_of(*rows[-2:]))) == (LEAST,)


def test_classes_follow_from_what_passes_the_filters() -> None:
    dataset = dataset_of(*(at(n, event_type="Riots") for n in range(40)), at(50))
    query = Query(first=FIRST, last=FIRST, types=frozenset({"Battles"}))
    assert heat_classes(resolve(dataset, State(query))) == (LEAST,)
    assert len(heat_classes(resolve(dataset, State(replace(query, types=frozenset()))))) > 1


def test_incidents_known_to_the_district_count_where_they_are_spread() -> None:
    place = {"lon": None, "lat": None, "place_precision": "district", "district": "Bannu"}
    dataset = dataset_of(*(at(n, **place) for n in range(60)))
    layers = State().layers | {"heat"}
    assert spreads_districts(shown(dataset, layers=layers))
    area = next(d.area_km2 for d in dataset.gazetteer.drawn if d.name == "Bannu")
    assert heat_classes(shown(dataset, layers=layers))[-1] == classes_up_to(60_000 / area)[-1]
    assert heat_classes(shown(dataset, layers=layers - {"heat_districts"})) == (LEAST,)


def test_a_square_border_between_incidents_does_not_halve_their_number() -> None:
    side = heat._SIDE_KM / 111.2
    border = np.ceil(33.0 / side) * side
    dataset = dataset_of(*(at(n, lat=border + (0.02 if n % 2 else -0.02)) for n in range(40)))
    assert heat_classes(shown(dataset))[-1] == pytest.approx(5.0)


def test_of_very_many_incidents_a_sample_tells_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = dataset_of(*(at(n) for n in range(400)))
    whole = heat_classes(shown(dataset))
    monkeypatch.setattr(heat, "MOST_ROWS", 50)
    assert heat_classes(shown(replace(dataset, origin="another", memo=type(dataset.memo)()))) == whole


def test_without_incidents_there_is_one_class() -> None:
    assert heat_classes(resolve(Dataset(Incidents.from_rows([])), State())) == (LEAST,)
    nothing = Query(first=date(2024, 1, 2), last=date(2024, 1, 1))
    assert heat_classes(resolve(dataset_of(at(1)), State(nothing))) == (LEAST,)
