"""Imports: rows added, revised, withdrawn and unchanged."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from geo import store
from geo.errors import WorkspaceBusy
from geo.incidents import Claim, Incident, Release
from geo.incidents.findings import Checked
from tests.stored import store_rows

Rows = Callable[[int], list[Incident]]


def query_rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def second(release: Release) -> Release:
    return replace(release, name="second", imported_at="2026-06-27T00:00:00Z")


def test_new_rows_are_added_under_their_release(workspace: Path, release: Release) -> None:
    dataset = store.workspace_at(workspace).load()
    assert len(dataset.incidents) == 10
    assert dataset.incidents.coded["release"].names == ("first",)
    assert dataset.releases == (release,)
    assert [claim.kind for claim in dataset.claims["own:000000"]] == ["claimed", "denied"]


def test_importing_the_same_file_again_changes_nothing(workspace: Path, checked: Checked, release: Release) -> None:
    report = store_rows(workspace, replace(checked, rejected=3), second(release))
    assert report == store.ImportReport(unchanged=10, rejected=3)
    assert report.sentence() == "Nothing changed: 10 unchanged, 3 rejected."
    assert [r.name for r in store.workspace_at(workspace).load().releases] == ["first"]
    assert query_rows(workspace, "SELECT count(*) FROM history") == [(0,)]


FIELDS: list[dict[str, Any]] = [
    {"notes": "other"}, {"killed_best": 3}, {"killed_best": None}, {"lon": 66.9, "lat": 30.0}, {"district": "Quetta"},
    {"revised_at": "2026-06-27"}, {"event_type": "Riots"}, {"actor1": "A"},
]  # fmt: skip


@pytest.mark.parametrize("changes", FIELDS, ids=lambda changes: next(iter(changes)))
def test_a_changed_row_is_revised_and_its_old_version_stored(
    workspace: Path, checked: Checked, release: Release, changes: dict[str, Any]
) -> None:
    rows = [replace(checked.incidents[0], **changes), *checked.incidents[1:]]
    report = store_rows(workspace, replace(checked, incidents=rows), second(release))
    assert (report.added, report.revised, report.unchanged, report.release) == (0, 1, 9, "second")
    dataset = store.workspace_at(workspace).load()
    assert dataset.incidents.row(dataset.incidents.positions["own:000000"]) == replace(rows[0], release="second")
    history = query_rows(
        workspace, "SELECT incident_id, notes, killed_best, release, change, replaced_by, claims FROM history"
    )
    assert [row[:6] for row in history] == [("own:000000", "note 0", 2, "first", "revised", "second")]
    assert '"kind": "denied"' in history[0][6]
    assert len(dataset.claims["own:000000"]) == 2


def test_changed_claims_revise_a_row(workspace: Path, checked: Checked, release: Release) -> None:
    other = replace(checked, claims=[*checked.claims[:1], Claim("own:000005", "claimed", "W", "")])
    report = store_rows(workspace, other, second(release))
    assert (report.revised, report.unchanged) == (2, 8)
    claims = store.workspace_at(workspace).load().claims
    assert {key: [c.by for c in group] for key, group in claims.items()} == {"own:000000": ["X"], "own:000005": ["W"]}


def test_a_file_without_claims_keeps_the_stored_claims(workspace: Path, checked: Checked, release: Release) -> None:
    rows = [replace(checked.incidents[0], notes="other"), *checked.incidents[1:]]
    report = store_rows(workspace, Checked(rows, has_claims=False), second(release))
    assert report.revised == 1
    assert len(store.workspace_at(workspace).load().claims["own:000000"]) == 2


def test_rows_missing_from_a_partial_file_are_kept(workspace: Path, checked: Checked, release: Release) -> None:
    report = store_rows(workspace, replace(checked, incidents=checked.incidents[:4]), second(release))
    assert (report.withdrawn, report.unchanged) == (0, 4)
    assert len(store.workspace_at(workspace).load().incidents) == 10


def test_rows_missing_from_a_complete_file_are_withdrawn(workspace: Path, checked: Checked, release: Release) -> None:
    less = replace(checked, incidents=checked.incidents[4:], claims=[])
    report = store_rows(workspace, less, second(release), withdraw="all")
    assert (report.withdrawn, report.unchanged) == (4, 6)
    assert report.sentence() == "Incidents: 4 withdrawn, 6 unchanged."
    assert len(store.workspace_at(workspace).load().incidents) == 6
    history = query_rows(workspace, "SELECT change, replaced_by, claims != '' FROM history ORDER BY incident_id")
    assert history == [("withdrawn", "second", 1), *[("withdrawn", "second", 0)] * 3]


def test_only_rows_of_the_same_source_are_withdrawn(workspace: Path, rows: Rows, release: Release) -> None:
    other = [replace(row, incident_id=f"partner:{i}", source="partner") for i, row in enumerate(rows(3))]
    report = store_rows(workspace, Checked(other), replace(release, name="p", source="partner"), withdraw="all")
    assert (report.added, report.withdrawn) == (3, 0)
    assert store.workspace_at(workspace).describe().by_source == {"own": 10, "partner": 3}


def test_a_release_name_is_unique(workspace: Path, rows: Rows, release: Release) -> None:
    assert store_rows(workspace, Checked(rows(11)), release).release == "first (2)"
    assert store_rows(workspace, Checked(rows(12)), release).release == "first (3)"


def test_a_failed_import_stores_nothing(workspace: Path, rows: Rows, release: Release) -> None:
    twice = Checked([*rows(2000), replace(rows(1)[0], incident_id="own:001999")])
    with pytest.raises(Exception, match="UNIQUE"):
        store_rows(workspace, twice, second(release))
    assert len(store.workspace_at(workspace).load().incidents) == 10
    assert list(workspace.parent.iterdir()) == [workspace]


def test_two_partial_imports_store_all_rows(tmp_path: Path, rows: Rows, release: Release) -> None:
    whole, halves = tmp_path / "whole.gpkg", tmp_path / "halves.gpkg"
    for path in (whole, halves):
        store.workspace_at(path).create()
    store_rows(whole, Checked(rows(50)), release)
    for half in (rows(50)[1::2], rows(50)[-2::-2]):
        store_rows(halves, Checked(half), release)
    left, right = ([*store.workspace_at(path).load().incidents.rows()] for path in (whole, halves))
    assert left == [replace(row, release="first") for row in right]
    assert {row.release for row in right} == {"first", "first (2)"}


def test_an_import_into_a_locked_workspace_is_rejected(
    workspace: Path, checked: Checked, release: Release, digest: Callable[[Path], str]
) -> None:
    with closing(sqlite3.connect(workspace, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        before = digest(workspace)
        with pytest.raises(WorkspaceBusy, match="in use"):
            store_rows(workspace, checked, release)
        other.execute("ROLLBACK")
        assert digest(workspace) == before
    assert list(workspace.parent.iterdir()) == [workspace]


def test_a_reader_during_an_import_sees_the_state_before_it(workspace: Path, rows: Rows, release: Release) -> None:
    with closing(sqlite3.connect(workspace, isolation_level=None)) as reader:
        reader.execute("PRAGMA journal_mode = WAL")
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM incidents").fetchone() == (10,)
        assert store_rows(workspace, Checked(rows(20)), second(release)).added == 10
        assert reader.execute("SELECT count(*) FROM incidents").fetchone() == (10,)
    assert len(store.workspace_at(workspace).load().incidents) == 20
