"""Past states of a workspace after each import, and the changes since then."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from geo import store
from geo.dataset import Dataset
from geo.errors import UnknownName
from geo.incidents import COLUMN_NAMES, Claim, Incident, Incidents, Release
from geo.incidents.findings import Checked
from tests.stored import store_rows

DISTRICTS = ("Bannu", "Kurram", "", "Quetta")


def release(number: int) -> Release:
    return Release(f"import {number}", "own", f"2026-01-{number:02}T12:00:00Z", "a.csv", "", 0)


def content(dataset: Dataset) -> tuple[set[Incident], dict[str, tuple[Claim, ...]]]:
    return set(dataset.incidents.rows()), {key: claims for key, claims in dataset.claims.items() if claims}


def next_version(rng: random.Random, current: dict[str, Incident], plain: Incident) -> dict[str, Incident]:
    """The rows of the next file: some removed, some changed, some new."""
    rows = {key: row for key, row in current.items() if rng.random() > 0.2}
    for key in list(rows):
        if rng.random() < 0.3:
            rows[key] = replace(rows[key], notes=rng.choice("abc"), district=rng.choice(DISTRICTS))
    for _ in range(rng.randrange(4)):
        key = f"own:{rng.randrange(30)}"
        rows[key] = replace(plain, incident_id=key, source="own", notes=rng.choice("abc"))
    return rows


def claims_of(rng: random.Random, rows: dict[str, Incident]) -> list[Claim]:
    return [Claim(key, "claimed", rng.choice("XY"), "") for key in rows if rng.random() < 0.4]


@pytest.mark.parametrize("seed", range(12))
def test_each_past_state_can_be_loaded_and_its_changes_lead_to_the_present(
    seed: int, tmp_path: Path, rows: Callable[[int], list[Incident]]
) -> None:
    rng, path, plain = random.Random(seed), tmp_path / "w.gpkg", rows(1)[0]
    store.workspace_at(path).create()
    current: dict[str, Incident] = {"own:0": replace(plain, incident_id="own:0", source="own")}
    states: dict[str, Dataset] = {}
    for number in range(1, 7):
        current = next_version(rng, current, plain)
        checked = Checked(list(current.values()), claims=claims_of(rng, current))
        report = store_rows(path, checked, release(number), withdraw="all")
        if report.release:
            states[report.release] = store.workspace_at(path).load()
    now = store.workspace_at(path).load()
    for number, (name, then) in enumerate(states.items(), 1):
        past = store.workspace_at(path).load_as_of(name)
        assert content(past) == content(then)
        assert [r.name for r in past.releases] == list(states)[:number]
        assert "Read-only" in past.notice
        assert_changes_lead_from(store.workspace_at(path).changes_since(name), then, now)
    nothing = Dataset(Incidents.from_columns({name: [] for name in COLUMN_NAMES}))
    assert_changes_lead_from(store.workspace_at(path).changes_since("2025-12-31"), nothing, now)


def assert_changes_lead_from(changes: store.Changes, then: Dataset, now: Dataset) -> None:
    """Assert that the changes are exactly the difference between the two states."""
    before = {row.incident_id: row for row in then.incidents.rows()}
    after = {row.incident_id: row for row in now.incidents.rows()}
    assert {row.incident_id for row in changes.added} == after.keys() - before.keys()
    assert {row.incident_id for row in changes.withdrawn} == before.keys() - after.keys()
    both = before.keys() & after.keys()
    differ = {
        key
        for key in both
        if replace(before[key], release="") != replace(after[key], release="")
        or then.claims.get(key, ()) != now.claims.get(key, ())
    }
    assert {revision.after.incident_id for revision in changes.revised} == differ
    for revision in changes.revised:
        assert (revision.before, revision.after) == (
            before[revision.after.incident_id], after[revision.after.incident_id],
        )  # fmt: skip
    counts = [Counter(row.district for row in side.values()) for side in (before, after)]
    reported = {change.district: (change.before, change.after) for change in changes.by_district}
    assert reported == {name: (counts[0][name], counts[1][name]) for name in reported}
    assert {name for name in counts[0] | counts[1] if counts[0][name] != counts[1][name]} <= set(reported)


def test_the_state_as_of_a_day_follows_its_last_import(tmp_path: Path, rows: Callable[[int], list[Incident]]) -> None:
    path = tmp_path / "w.gpkg"
    store.workspace_at(path).create()
    for number in (1, 2, 3):
        store_rows(path, Checked(rows(number)), release(number))
    assert [len(store.workspace_at(path).load_as_of(f"2026-01-{day}").incidents) for day in ("01", "02", "31")] == [
        1,
        2,
        3,
    ]
    with pytest.raises(UnknownName, match="held nothing yet"):
        store.workspace_at(path).load_as_of("2025-12-31")
    with pytest.raises(UnknownName, match=r"no import 'imprt 2'.* Did you mean 'import 2'"):
        store.workspace_at(path).load_as_of("imprt 2")


def test_an_undone_import_leaves_no_past_state(tmp_path: Path, rows: Callable[[int], list[Incident]]) -> None:
    path = tmp_path / "w.gpkg"
    store.workspace_at(path).create()
    store_rows(path, Checked(rows(3)), release(1))
    store_rows(path, Checked([replace(row, notes="other") for row in rows(2)]), release(2), withdraw="all")
    store.workspace_at(path).undo_last()
    changes = store.workspace_at(path).changes_since("import 1")
    assert (changes.added, changes.revised, changes.withdrawn, changes.by_district) == ((), (), (), ())
    assert len(store.workspace_at(path).load_as_of("import 1").incidents) == 3
