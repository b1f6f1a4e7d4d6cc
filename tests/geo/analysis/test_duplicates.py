"""Candidate pairs of duplicates against a comparison of all pairs, and the effect of linking them."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from weakref import ref

import numpy as np
import pytest

from geo import store
from geo.analysis import duplicates
from geo.analysis.duplicates import candidates, unlinked
from geo.analysis.status import status
from geo.dataset import Before, Dataset, Memo
from geo.errors import UnknownName
from geo.incidents import Claim, Incident, Incidents, Release
from geo.incidents.findings import Checked
from geo.incidents.linking import groups_of, united
from geo.places.measure import distance_km
from geo.view.snapshot import resolve
from geo.view.state import State
from tests.stored import store_rows

FIRST = date(2024, 11, 1)
VIOLENT = {"Battles", "Explosions/Remote violence", "Violence against civilians"}
KINDS = (*sorted(VIOLENT), "Protests", "Riots", "Strategic developments")
DISTRICTS = (("Bannu", 70.6, 32.98), ("Kurram", 70.1, 33.9), ("", 70.62, 33.0))


def incident(number: int, source: str = "acled", **values: object) -> Incident:
    return Incident(
        **{
            "incident_id": f"{source}:{number}", "source": source, "date_start": FIRST, "date_end": FIRST, "lon": 70.6,
            "lat": 32.98, "place_precision": "exact", "district": "Bannu", "province": "Khyber Pakhtunkhwa",
            "event_type": "Battles", **values,
        }
    )  # type: ignore[arg-type]  # fmt: skip


def random_dataset(seed: int, count: int = 120) -> Dataset:
    rng, rows = random.Random(seed), []
    for number in range(count):
        district, lon, lat = rng.choice(DISTRICTS)
        start = FIRST + timedelta(rng.randrange(20))
        precision = rng.choice(("exact", "near", "district", "province")) if district else "exact"
        has_point = precision in ("exact", "near")
        length = rng.choice((0, 0, 0, 3, 30, 300))
        rows.append(
            incident(
                number, rng.choice(("acled", "ucdp-ged", "own")), date_start=start, district=district,
                date_end=start + timedelta(length), place_precision=precision, event_type=rng.choice(KINDS),
                lon=lon + rng.uniform(-0.15, 0.15) if has_point else None,
                lat=lat + rng.uniform(-0.15, 0.15) if has_point else None,
                date_precision={3: "week", 30: "month", 300: "year"}.get(length, "day"),
            )
        )  # fmt: skip
    return Dataset(Incidents.from_rows(rows))


def expected_pairs(dataset: Dataset, days: int, km: float) -> set[tuple[int, int]]:
    rows, result = list(dataset.incidents.rows()), set()
    for a, one in enumerate(rows):
        for b, other in enumerate(rows[:a]):
            if one.source != other.source and may_be_duplicates(one, other, days, km):
                result.add((b, a))
    return result


MADE = "acled:8abe786a-c1a4-5567-9ffb-7d74564486ed"


@pytest.mark.parametrize(
    ("values", "count"),
    [
        ({"incident_id": MADE, "release": "second"}, 1),
        ({"incident_id": MADE, "release": "first"}, 0),
        ({"incident_id": "acled:2", "release": "second"}, 0),
        ({"incident_id": MADE, "release": "second", "event_type": "Protests"}, 0),
    ],
)
def test_a_source_imported_with_its_ids_and_without_is_compared_with_itself(
    values: dict[str, object], count: int
) -> None:
    rows = [incident(1, release="first"), incident(2, **values)]
    assert len(candidates(Dataset(Incidents.from_rows(rows)))) == count


def may_be_duplicates(one: Incident, other: Incident, days: int, km: float) -> bool:
    kinds = {one.event_type, other.event_type}
    gap = (max(one.date_start, other.date_start) - min(one.date_end, other.date_end)).days
    if any((row.date_end - row.date_start).days > 31 for row in (one, other)) or gap > days:
        return False
    if len(kinds) > 1 and not kinds <= VIOLENT and not kinds <= {"Protests", "Riots"}:
        return False
    precisions = {one.place_precision, other.place_precision}
    if precisions <= {"exact", "near"}:
        return float(distance_km(one.lon, one.lat, other.lon, other.lat)) <= km
    return "province" not in precisions and bool(one.district) and one.district == other.district


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize(("days", "km"), [(2, 10.0), (0, 1.0), (31, 100.0)])
def test_candidate_pairs_equal_those_of_a_comparison_of_all_pairs(seed: int, days: int, km: float) -> None:
    dataset = random_dataset(seed)
    result = candidates(dataset, days, km)
    pairs = list(zip(result.first.tolist(), result.second.tolist(), strict=True))
    assert len(set(pairs)) == len(pairs)
    assert set(pairs) == expected_pairs(dataset, days, km)
    assert (np.diff(result.days) >= 0).all()


def test_one_source_has_no_duplicates() -> None:
    rows = [incident(n) for n in range(3)]
    assert len(candidates(Dataset(Incidents.from_rows(rows)))) == 0
    assert len(candidates(Dataset(Incidents.from_rows([])))) == 0


def test_candidate_pairs_are_counted_among_the_incidents_shown() -> None:
    rows = [incident(1), incident(1, "ucdp-ged"), incident(2, "own", district="Kurram", lon=70.1, lat=33.9)]
    dataset = Dataset(Incidents.from_rows(rows))
    snapshot = resolve(dataset, State())
    assert unlinked(snapshot) == 1
    assert "1 pair may be one event" in status(snapshot)
    only = replace(State().query, sources=frozenset({"acled"}))
    assert unlinked(snapshot.with_query(only)) == 0
    decided = replace(dataset, decided={("acled:1", "ucdp-ged:1"): "different"}, memo=type(dataset.memo)())
    assert unlinked(resolve(decided, State())) == 0
    unsure = replace(dataset, decided={("acled:1", "ucdp-ged:1"): "unsure"}, memo=type(dataset.memo)())
    assert unlinked(resolve(unsure, State())) == 1


def test_links_are_transitive() -> None:
    assert groups_of([("b", "a"), ("c", "d"), ("b", "c"), ("x", "y")]) == [("a", "b", "c", "d"), ("x", "y")]


def test_figures_of_linked_reports_are_merged_into_a_range() -> None:
    exact = incident(1, killed_low=12, killed_best=12, killed_high=12, sources="Dawn")
    area = incident(1, "ucdp-ged", place_precision="district", lon=None, lat=None, killed_low=9, killed_best=14,
                    killed_high=20, sources="AFP; Dawn")  # fmt: skip
    merged = united([area, exact])
    assert merged.incident_id == "acled:1"
    assert (merged.killed_low, merged.killed_best, merged.killed_high) == (9, 12, 20)
    assert merged.sources == "Dawn; AFP"
    unknown = replace(exact, killed_low=None, killed_best=None, killed_high=None)
    assert united([unknown, area]).killed_best == 14
    assert united([unknown, replace(unknown, incident_id="x")]).killed_low is None


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    path = tmp_path / "w.gpkg"
    store.workspace_at(path).create()
    rows = [incident(1, killed_best=3, killed_low=3, killed_high=3), incident(2, district="Kurram", lon=70.1, lat=33.9),
            incident(1, "ucdp-ged", killed_best=5, killed_low=4, killed_high=6, place_precision="near")]  # fmt: skip
    claims = [Claim("acled:1", "claimed", "X", ""), Claim("ucdp-ged:1", "denied", "Y", "X")]
    store_rows(path, Checked(rows, claims=claims), Release("first", "own", "2026-01-01T00:00:00Z", "a", "", 3))
    return path


def test_linked_reports_are_stored_but_shown_as_one_until_the_link_is_undone(workspace: Path) -> None:
    before = store.workspace_at(workspace).load()
    store.workspace_at(workspace).set_links([("ucdp-ged:1", "acled:1", "same")])
    linked = store.workspace_at(workspace).load()
    assert [row.incident_id for row in linked.incidents.rows()] == ["acled:1", "acled:2"]
    merged = next(linked.incidents.rows())
    assert (merged.killed_low, merged.killed_best, merged.killed_high) == (3, 3, 6)
    assert [report.incident_id for report in linked.linked["acled:1"]] == ["acled:1", "ucdp-ged:1"]
    assert [claim.by for claim in linked.claims["acled:1"]] == ["X", "Y"]
    assert store.workspace_at(workspace).describe().incidents == 3
    assert [row.incident_id for row in store.workspace_at(workspace).load_as_of("first").incidents.rows()] == [
        "acled:1",
        "acled:2",
    ]
    store.workspace_at(workspace).set_links([("acled:1", "ucdp-ged:1", None)])
    after = store.workspace_at(workspace).load()
    assert list(after.incidents.rows()) == list(before.incidents.rows())
    assert (after.claims, after.linked) == (before.claims, {})


def test_a_link_to_a_withdrawn_report_hides_no_report(workspace: Path) -> None:
    store.workspace_at(workspace).set_links([("ucdp-ged:1", "acled:1", "same")])
    remaining = Checked([incident(2, district="Kurram", lon=70.1, lat=33.9)])
    later = Release("next", "acled", "2026-02-01T00:00:00Z", "a", "", 1)
    store_rows(workspace, remaining, later, withdraw="all")
    shown = [row.incident_id for row in store.workspace_at(workspace).load().incidents.rows()]
    assert shown == ["acled:2", "ucdp-ged:1"]


@pytest.mark.parametrize(
    ("pair", "words"),
    [
        (("acled:1", "acled:2"), "of one source"),
        (("acled:1", "own:9"), "no incident"),
        (("acled:1", "acled:1"), "one source"),
    ],
)
def test_only_reports_of_different_sources_are_linked(workspace: Path, pair: tuple[str, str], words: str) -> None:
    with pytest.raises(UnknownName, match=words):
        store.workspace_at(workspace).set_links([(*pair, "same")])
    assert store.workspace_at(workspace).load().decided == {}


def test_the_search_for_duplicates_stops_at_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = random_dataset(1)
    complete = candidates(dataset, 31, 100.0)
    assert complete.is_complete
    monkeypatch.setattr(duplicates, "MOST", 5)
    monkeypatch.setattr(duplicates, "PART", 50)
    fresh = replace(dataset, memo=type(dataset.memo)())
    incomplete = candidates(fresh, 31, 100.0)
    assert not incomplete.is_complete
    assert 5 < len(incomplete) < len(complete)
    candidates(fresh)
    assert "at least" in status(resolve(fresh, State()))


@pytest.mark.parametrize("part", [1, 7, 1_000_000])
def test_candidate_pairs_do_not_depend_on_the_size_of_the_parts(part: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duplicates, "PART", part)
    dataset = random_dataset(5)
    result = candidates(dataset, 2, 10.0)
    assert set(zip(result.first.tolist(), result.second.tolist(), strict=True)) == expected_pairs(dataset, 2, 10.0)


@pytest.mark.parametrize("seed", range(8))
def test_after_a_small_change_the_candidates_are_those_of_all_rows(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rng, before = random.Random(seed), random_dataset(seed)
    rows = list(random_dataset(seed + 100, 6).incidents.rows())
    table = before.incidents
    gone = rng.sample(range(len(table)), 4)
    new = [replace(row, incident_id=f"{row.source}:new {at}") for at, row in enumerate(rows[:4])]
    new += [replace(row, incident_id=table.texts["incident_id"][at]) for row, at in zip(rows[4:], gone, strict=False)]
    ids = frozenset((*(table.texts["incident_id"][at] for at in gone), *(row.incident_id for row in new)))
    known = candidates(before)
    after = replace(before, incidents=table.replaced(gone, new), memo=Memo(before=Before(ref(before), ids)))
    expected = candidates(replace(after, memo=Memo()))
    monkeypatch.setattr(duplicates, "_search", None)  # not all are compared again
    found = candidates(after)
    assert len(known)
    assert len(expected)
    for name in ("first", "second", "days", "km", "is_complete"):
        np.testing.assert_array_equal(getattr(found, name), getattr(expected, name))


def test_candidates_are_sought_anew_where_those_before_are_not_known() -> None:
    before = random_dataset(1)
    after = replace(before, memo=Memo(before=Before(ref(before), frozenset())))
    assert len(candidates(after)) == len(candidates(before))
    gone = random_dataset(1)
    after = replace(gone, memo=Memo(before=Before(ref(gone), frozenset())))
    del gone
    assert len(candidates(after)) == len(candidates(before))
