"""Districts by class: stable bounds, unknown and zero values, and changes in both directions."""

from __future__ import annotations

import random
import subprocess
import sys
import warnings
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from geo.analysis.choropleth import NONE, OUTSIDE, UNKNOWN, Choropleth, choropleth, quantiles
from geo.analysis.districts import rate_text
from geo.dataset import Dataset
from geo.draw.style import AREA_COLOURS, class_colours
from geo.incidents import Incident, Incidents
from geo.places import gazetteer
from geo.view.snapshot import resolve
from geo.view.state import MEASURES, State

FIRST = date(2024, 1, 1)
DISTRICTS = ("Bannu", "Kurram", "Quetta", "Khyber", "Kech")
KINDS = ("Battles", "Riots")


def random_dataset(seed: int = 1, count: int = 400) -> Dataset:
    rng, rows = random.Random(seed), []
    for number in range(count):
        day = FIRST + timedelta(rng.randrange(360))
        killed = rng.choice((None, 0, 1, 5, 30))
        rows.append(
            Incident(
                incident_id=f"own:{number}", date_start=day, date_end=day, event_type=rng.choice(KINDS),
                source="own", district=rng.choice(DISTRICTS), place_precision="district", killed_best=killed,
                killed_low=killed, killed_high=killed, province="Khyber Pakhtunkhwa",
            )
        )  # fmt: skip
    return Dataset(Incidents.from_rows(rows))


def choropleth_of(dataset: Dataset, measure: str, first: date, last: date) -> Choropleth:
    query = replace(State().query, first=first, last=last)
    result = choropleth(resolve(dataset, State(query=query, colour_by=measure)))  # type: ignore[arg-type]
    assert result is not None
    return result


def index_of(name: str) -> int:
    return next(d.index for d in gazetteer.bundled().drawn if d.name == name)


@pytest.mark.parametrize("measure", MEASURES)
def test_class_bounds_are_the_same_for_every_period_of_one_length(measure: str) -> None:
    dataset = random_dataset()
    periods = [
        choropleth_of(dataset, measure, FIRST + timedelta(30 * k), FIRST + timedelta(30 * k + 29)) for k in range(1, 9)
    ]
    assert len({result.bounds for result in periods}) == 1
    assert len({result.labels for result in periods}) == 1
    assert len({result.classes.tobytes() for result in periods}) > 1
    assert list(periods[0].bounds) == sorted(set(periods[0].bounds))
    assert choropleth_of(dataset, measure, FIRST, FIRST + timedelta(300)).bounds != periods[0].bounds


@pytest.mark.parametrize("measure", ["incidents", "killed", "per_100k", "per_1000_km2"])
def test_each_district_gets_the_class_whose_bounds_contain_its_value(measure: str) -> None:
    result = choropleth_of(random_dataset(), measure, FIRST + timedelta(60), FIRST + timedelta(89))
    edges = [0.0, *result.bounds, np.inf]
    for value, number in zip(result.values.tolist(), result.classes.tolist(), strict=True):
        if number >= 0:
            assert edges[number] < value <= edges[number + 1]
        else:
            assert number == NONE
            assert value == 0
    total = sum(result.count(number) for number in (UNKNOWN, NONE, *range(len(result.labels))))
    assert total == len(gazetteer.bundled().drawn)


def test_a_district_without_data_has_neither_the_zero_class_nor_another() -> None:
    known = next(random_dataset(1, 1).incidents.rows())
    day = {"date_start": FIRST, "date_end": FIRST, "district": "Bannu"}
    unknown = replace(known, **day, killed_low=None, killed_best=None, killed_high=None)  # type: ignore[arg-type]
    zero = replace(unknown, incident_id="own:9", district="Kurram", killed_low=0, killed_best=0, killed_high=0)
    rows = [unknown, zero]
    result = choropleth_of(Dataset(Incidents.from_rows(rows)), "killed", FIRST, FIRST)
    assert result.classes[index_of("Bannu")] == UNKNOWN
    assert np.isnan(result.values[index_of("Bannu")])
    assert result.classes[index_of("Kurram")] == NONE
    assert result.classes[index_of("Quetta")] == NONE
    assert (result.count(UNKNOWN), result.bounds) == (1, ())


def test_classes_of_changes_are_symmetric_around_zero() -> None:
    dataset = random_dataset(2)
    result = choropleth_of(dataset, "change", FIRST + timedelta(90), FIRST + timedelta(119))
    half = len(result.labels) // 2
    assert len(result.labels) == 2 * (len(result.bounds) + 1)
    for value, number in zip(result.values.tolist(), result.classes.tolist(), strict=True):
        if value == 0:
            assert number == NONE
            continue
        size = sum(abs(value) > bound for bound in result.bounds)
        assert number == (half - 1 - size if value < 0 else half + size)
    assert result.labels[0] == result.labels[-1].replace("more", "fewer")
    assert result.labels[-1].endswith("+ more")


def test_changes_are_unknown_without_an_equal_period_before() -> None:
    result = choropleth_of(random_dataset(), "change", FIRST, FIRST + timedelta(29))
    assert result.count(UNKNOWN) == len(result.classes)


def test_filters_apply_to_the_choropleth() -> None:
    dataset = random_dataset(3)
    battles = replace(State().query, types=frozenset({"Battles"}))
    result = choropleth(resolve(dataset, State(query=battles, colour_by="incidents")))
    assert result is not None
    assert result.values.sum() == sum(row.event_type == "Battles" for row in dataset.incidents.rows())
    assert choropleth(resolve(dataset, State())) is None


def test_an_empty_dataset_has_no_classes() -> None:
    empty = Dataset(Incidents.from_rows([]))
    for measure in MEASURES:
        result = choropleth(resolve(empty, State(colour_by=measure)))
        assert result is not None
        assert set(result.classes.tolist()) <= {NONE, UNKNOWN}


@pytest.mark.parametrize("classes", [1, 3, 5])
@pytest.mark.parametrize("seed", range(12))
def test_quantiles_equal_those_of_mapclassify(classes: int, seed: int) -> None:
    import mapclassify  # with scipy it takes seconds, which every process that collects the tests would pay

    draw = np.random.default_rng(seed)
    count = int(draw.integers(classes, 300))
    amounts = draw.gamma(1, 9, count) if seed % 2 else draw.integers(1, 40, count).astype(np.float64)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # repeated values
        reference = mapclassify.Quantiles(amounts, k=classes).bins
    assert quantiles(amounts, classes) == pytest.approx(np.unique(np.round(reference, 12)), rel=1e-12)


def test_repeated_values_give_fewer_classes() -> None:
    assert quantiles(np.array([1.0, 1, 1, 1, 7]), 4).tolist() == [1, 7]


@pytest.mark.parametrize("theme", list(AREA_COLOURS))
@pytest.mark.parametrize("count", range(1, 6))
def test_each_class_has_its_own_colour(theme: str, count: int) -> None:
    assert len(set(class_colours(theme, count))) == count
    if count <= 3:
        assert len(set(class_colours(theme, 2 * count, diverging=True))) == 2 * count


PROVINCES = {
    "province": {"provinces": frozenset({"Balochistan"})},
    "division": {"divisions": frozenset({"Quetta"})},
    "districts": {"districts": frozenset({"Quetta", "Pishin"})},
}


@pytest.mark.parametrize("name", PROVINCES)
def test_districts_beyond_the_filter_by_place_belong_to_no_class_and_are_not_counted(name: str) -> None:
    query = replace(State().query, **PROVINCES[name])  # type: ignore[arg-type]
    result = choropleth(resolve(random_dataset(4), State(query=query, colour_by="incidents")))
    assert result is not None
    drawn = gazetteer.bundled().drawn
    inside = [
        d.province in query.provinces or d.division in query.divisions or d.name in query.districts for d in drawn
    ]
    assert [number != OUTSIDE for number in result.classes.tolist()] == inside
    assert sum(result.count(n) for n in (NONE, UNKNOWN, *range(len(result.labels)))) == sum(inside)


@pytest.mark.parametrize("measure", ["per_100k", "per_1000_km2"])
def test_the_labels_of_rates_have_the_decimals_of_the_tables(measure: str) -> None:
    result = choropleth_of(random_dataset(), measure, FIRST + timedelta(60), FIRST + timedelta(89))
    assert result.labels[-1] == f"over {rate_text(result.bounds[-1])}"
    assert {float(rate_text(value)) for value in result.values.tolist()} == set(result.values.tolist())


ROOT = Path(__file__).resolve().parents[3]
FIRST_COLOURING = """
import sys, time
from dataclasses import replace
from geo.analysis.choropleth import choropleth
from geo.sources.bundled import bundled
from geo.view.snapshot import resolve
from geo.view.state import State
dataset = bundled()
held, began = set(sys.modules), time.process_time()
assert choropleth(resolve(dataset, replace(State(), colour_by="per_100k"))) is not None
spent = time.process_time() - began
print(sorted({name.split(".")[0] for name in set(sys.modules) - held} - {"geo", "numpy"}), spent < 1)
"""


def test_the_first_colouring_loads_no_library_and_takes_less_than_a_second() -> None:
    command = [sys.executable, "-c", FIRST_COLOURING]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] True"
