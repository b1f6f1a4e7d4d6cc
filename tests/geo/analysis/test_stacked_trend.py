from __future__ import annotations

import pytest

from geo.analysis.counts import table
from geo.analysis.stacked_trend import STACKS, stacked_trend
from geo.analysis.trend import trend
from geo.sources.bundled import bundled
from geo.view.snapshot import Snapshot, resolve
from geo.view.state import State
from tests.geo.tables import FIRST, dataset_of, incident, snapshot_of


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return resolve(bundled(), State())


@pytest.mark.parametrize("by", STACKS)
@pytest.mark.parametrize("unit", [None, "week"])
def test_the_parts_are_the_bars_of_the_trend_and_the_groups_of_the_table(
    snapshot: Snapshot, by: str, unit: str | None
) -> None:
    found = stacked_trend(snapshot, unit, by)
    assert found.counts.sum(axis=1).tolist() == [one.figures.incidents for one in trend(snapshot, unit).bins]
    groups = {group.name: group for group in table(snapshot, by).groups}
    assert list(groups) == list(found.names[: found.n_groups])
    sums = found.counts.sum(axis=0)[: found.n_groups].tolist()
    assert sums == [group.figures.incidents for group in groups.values()]
    if found.at_most is None:
        assert by == "type"
    else:
        assert found.at_most.sum(axis=0).tolist() == [group.may_be for group in groups.values()]
        assert (found.at_most >= found.counts[:, : found.n_groups]).all()


def test_a_place_that_is_only_near_counts_as_an_interval_of_bands() -> None:
    where = {"date_start": FIRST, "date_end": FIRST, "lon": 71.1, "lat": 34.12}  # a few km from Torkham
    rows = [incident(k, place_precision=kind, **where) for k, kind in enumerate(("exact", "near", "near"))]
    rows.append(incident(3, date_start=FIRST, date_end=FIRST, place_precision="district", district="Khyber"))
    found = stacked_trend(snapshot_of(dataset_of(*rows)), None, "border_band")
    assert found.counts.tolist() == [[1, 0, 0, 0, 2, 1]]
    assert found.at_most is not None
    assert found.at_most.tolist() == [[3, 2, 2, 0]]
    assert found.words(0) == [
        "0–10 km: 1 (at most 3)",
        "10–25 km: 0 (at most 2)",
        "25–50 km: 0 (at most 2)",
        "in several bands: 2",
        "distance not known: 1",
    ]
    assert found.words(0, shares=True)[0] == "0–10 km: 1 of 4, 25% (at most 75%)"


def test_without_incidents_there_are_no_bars() -> None:
    assert stacked_trend(snapshot_of(dataset_of()), None, "border_band").counts.shape == (0, 6)
