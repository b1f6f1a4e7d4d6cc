"""Newer versions of a file: rows withdrawn and kept; undo, backups, and migration of the first format."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from geo import store
from geo.errors import WorkspaceError
from geo.incidents import Claim, Incident, Release
from geo.incidents.findings import Checked
from geo.incidents.releases import ReleasePolicy
from geo.store.geopackage.backups import KEPT, backup_folder
from geo.store.geopackage.schema import FORMAT
from tests.geo.store.older_formats import turn_back
from tests.stored import store_rows

FIRST = Release("first", "acled", "2026-01-01T00:00:00Z", "a.csv", "", 0)
NEXT = replace(FIRST, name="next", imported_at="2026-02-01T00:00:00Z")


@pytest.fixture
def stored(tmp_path: Path, rows: Callable[[int], list[Incident]]) -> tuple[Path, list[Incident]]:
    path = tmp_path / "w.gpkg"
    store.workspace_at(path).create()
    first = rows(1)[0]
    incidents = [
        replace(
            first, incident_id=f"acled:{i:02}", source="acled", date_start=first.date_start + timedelta(days=i),
            date_end=first.date_start + timedelta(days=i), province="Balochistan" if i % 2 else "Khyber Pakhtunkhwa",
        )
        for i in range(20)
    ]  # fmt: skip
    store_rows(path, Checked(incidents), FIRST)
    return path, incidents


def withdrawn_and_kept(path: Path, rows: list[Incident]) -> tuple[int, int]:
    report = store_rows(path, Checked(rows), NEXT, withdraw="auto")
    return report.withdrawn, report.missing_kept


def test_a_row_missing_from_a_newer_version_is_withdrawn(stored: tuple[Path, list[Incident]]) -> None:
    path, rows = stored
    assert withdrawn_and_kept(path, [*rows[:7], *rows[8:]]) == (1, 0)
    assert len(store.workspace_at(path).load().incidents) == 19


def test_a_missing_row_at_the_start_is_withdrawn(stored: tuple[Path, list[Incident]]) -> None:
    path, rows = stored
    assert withdrawn_and_kept(path, rows[1:]) == (1, 0)


def test_a_file_that_ends_earlier_may_be_older_and_withdraws_no_later_row(stored: tuple[Path, list[Incident]]) -> None:
    path, rows = stored
    report = store_rows(path, Checked(rows[:-1]), NEXT, withdraw="auto")
    assert (report.withdrawn, report.missing_kept, report.newer_kept) == (0, 1, 1)
    assert "older" in report.sentence()
    assert store_rows(path, Checked(rows[:-1]), NEXT, withdraw="all").withdrawn == 1


def revised(rows: list[Incident], *times: str) -> list[Incident]:
    return [replace(row, revised_at=times[i % len(times)]) for i, row in enumerate(rows)]


@pytest.mark.parametrize(
    ("missing", "time", "expected"),
    [
        (19, "2026-01-01", (1, 0)),  # the file states later revisions than that of the missing row: it would hold it
        (19, "2026-03-01", (0, 1)),
        (7, "2026-01-01", (1, 0)),
        (7, "2026-03-01", (0, 1)),  # added for an earlier day, after the file was made
    ],
)
def test_the_times_of_revision_tell_whether_a_file_can_know_a_row(
    stored: tuple[Path, list[Incident]], missing: int, time: str, expected: tuple[int, int]
) -> None:
    path, rows = stored
    rows = revised(rows, "2026-01-05", "2026-02-01")
    rows[missing] = replace(rows[missing], revised_at=time)
    store_rows(path, Checked(rows), replace(FIRST, name="revised"))
    assert withdrawn_and_kept(path, [row for i, row in enumerate(rows) if i != missing]) == expected


def test_an_older_release_without_times_of_revision_changes_no_row_of_a_newer_one(
    tmp_path: Path, stored: tuple[Path, list[Incident]]
) -> None:
    path, rows = tmp_path / "other.gpkg", stored[1]
    store.workspace_at(path).create()
    store_rows(path, Checked(rows), replace(FIRST, file_name="GEDEvent_v25_1.csv"))
    older = [replace(row, killed_best=99) for row in rows]
    report = store_rows(path, Checked(older), replace(NEXT, file_name="GEDEvent_v24_1.csv"))
    assert (report.revised, sum(report.left_out.values())) == (0, 20)
    assert store_rows(path, Checked(older), replace(NEXT, file_name="GEDEvent_v26_1.csv")).revised == 20


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ({"sha256": "a"}, {"sha256": "b"}),
        ({"file_name": "list 2024-11-08.csv"}, {"file_name": "list 2024-11-15.csv"}),
        ({"file_name": "GEDEvent_v24_1.csv"}, {"file_name": "GEDEvent_v25_1.csv"}),
        ({"file_name": "release_1.csv"}, {"file_name": "release_2.csv"}),
        ({"accessed": "2026-01-01"}, {"accessed": "2026-01-08"}),
    ],
)
def test_an_older_release_withdraws_no_row_that_a_newer_one_brought(
    tmp_path: Path, stored: tuple[Path, list[Incident]], earlier: dict[str, str], later: dict[str, str]
) -> None:
    _, rows = stored
    path = tmp_path / "other.gpkg"
    store.workspace_at(path).create()
    brought = replace(rows[7], incident_id="acled:new")
    if "sha256" in earlier:
        store_rows(path, Checked(rows), replace(FIRST, **earlier))
    store_rows(path, Checked([*rows[:7], brought, *rows[8:]]), replace(FIRST, name="two", **later), withdraw="auto")
    report = store_rows(path, Checked(rows), replace(FIRST, name="three", **earlier), withdraw="auto")
    assert (report.withdrawn, report.newer_kept) == (0, 1)
    if "sha256" not in earlier:
        undo = store_rows(path, Checked(rows), replace(FIRST, name="four", **later), withdraw="auto")
        assert undo.withdrawn == 1


def test_a_version_of_a_later_period_withdraws_no_earlier_row(stored: tuple[Path, list[Incident]]) -> None:
    path, rows = stored
    later = replace(rows[-1], incident_id="acled:99", date_start=rows[-1].date_start + timedelta(days=5),
                    date_end=rows[-1].date_start + timedelta(days=5))  # fmt: skip
    assert withdrawn_and_kept(path, [*rows[6:], later]) == (0, 6)


def test_a_file_of_one_province_withdraws_no_row_of_the_other(stored: tuple[Path, list[Incident]]) -> None:
    path, rows = stored
    assert withdrawn_and_kept(path, [row for row in rows if row.province == "Balochistan"]) == (0, 10)


def test_a_file_with_few_of_the_stored_rows_is_not_a_newer_version(stored: tuple[Path, list[Incident]]) -> None:
    path, rows = stored
    assert withdrawn_and_kept(path, [rows[0], rows[19]]) == (0, 18)


def test_a_faulty_row_is_not_withdrawn(stored: tuple[Path, list[Incident]]) -> None:
    path, rows = stored
    checked = Checked(rows[:-1], rejected=1, refused_ids=[rows[-1].incident_id])
    assert store_rows(path, checked, NEXT, withdraw="auto").withdrawn == 0


def test_a_report_lists_the_revised_columns(stored: tuple[Path, list[Incident]]) -> None:
    path, rows = stored
    report = store_rows(path, Checked([replace(rows[0], notes="other", killed_best=9), *rows[1:]]), NEXT)
    assert (report.revised, dict(report.revised_fields)) == (1, {"notes": 1, "killed_best": 1})


def test_an_older_version_does_not_replace_a_newer_one(stored: tuple[Path, list[Incident]]) -> None:
    path, rows = stored
    newer = replace(rows[0], revised_at="2026-05-01T00:00:00Z", notes="new")
    store_rows(path, Checked([newer]), NEXT)
    older = replace(rows[0], revised_at="2026-04-01T00:00:00Z", notes="old")
    report = store_rows(path, Checked([older]), replace(NEXT, name="third"))
    assert report.left_out == {"older than the version that is stored": 1}
    assert next(store.workspace_at(path).load().incidents.rows()).notes == "new"


def state(path: Path) -> tuple[object, ...]:
    dataset = store.workspace_at(path).load()
    return list(dataset.incidents.rows()), dict(dataset.claims), dataset.releases


def test_an_undone_import_restores_the_state_before_it(stored: tuple[Path, list[Incident]]) -> None:
    path, rows = stored
    claim = Claim(rows[2].incident_id, "claimed", "A", "", quote="we did")
    with_claim = replace(NEXT, name="spoken")
    store_rows(path, Checked(rows, claims=[claim]), with_claim)
    before = state(path)
    changed = [replace(rows[2], notes="x"), *rows[4:], replace(rows[0], incident_id="acled:new")]
    report = store_rows(path, Checked(changed), NEXT, withdraw="auto")
    assert (report.added, report.revised, report.withdrawn) == (1, 1, 3)
    assert state(path) != before
    assert store.workspace_at(path).undo_last() == "next"
    assert state(path) == before
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM incidents WHERE geom IS NULL AND lon IS NOT NULL "
                                  "AND place_precision IN ('exact', 'near')").fetchone() == (0,)  # fmt: skip


def test_a_workspace_without_imports_has_nothing_to_undo(tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    store.workspace_at(path).create()
    with pytest.raises(WorkspaceError, match="no import to undo"):
        store.workspace_at(path).undo_last()


def test_the_newest_backups_are_kept_and_can_be_restored(stored: tuple[Path, list[Incident]]) -> None:
    path, rows = stored
    for i in range(KEPT + 2):
        changed = Checked([replace(rows[0], notes=f"version {i}")])
        store_rows(path, changed, replace(NEXT, name=f"n{i}"), backup=True)
    backups = store.workspace_at(path).backups()
    assert len(backups) == len(list(backup_folder(path).iterdir())) == KEPT
    assert (
        next(store.workspace_at(backup_folder(path) / backups[0].name).load().incidents.rows()).notes
        == f"version {KEPT}"
    )
    store.workspace_at(path).restore(backups[0])
    assert next(store.workspace_at(path).load().incidents.rows()).notes == f"version {KEPT}"


def test_an_import_without_changes_removes_no_backup(stored: tuple[Path, list[Incident]]) -> None:
    path, rows = stored
    store_rows(path, Checked([replace(rows[0], notes="x")]), NEXT, backup=True)
    backups = store.workspace_at(path).backups()
    for _ in range(KEPT + 1):
        store_rows(path, Checked(rows[1:]), NEXT, backup=True)
    assert store.workspace_at(path).backups() == backups


def test_a_damaged_backup_is_not_restored(stored: tuple[Path, list[Incident]]) -> None:
    path, rows = stored
    store_rows(path, Checked([replace(rows[0], notes="x")]), NEXT, backup=True)
    (backup,) = store.workspace_at(path).backups()
    file = backup_folder(path) / backup.name
    file.write_bytes(file.read_bytes()[:5000])
    before = path.read_bytes()
    with pytest.raises(WorkspaceError):
        store.workspace_at(path).restore(backup)
    assert path.read_bytes() == before


@pytest.mark.parametrize("number", range(1, FORMAT))
def test_a_workspace_of_an_older_format_is_migrated(stored: tuple[Path, list[Incident]], number: int) -> None:
    path, rows = stored
    before = state(path)
    turn_back(path, number)
    assert state(path) == before
    assert store.workspace_at(path).describe().format == FORMAT
    assert len(store.workspace_at(path).backups()) == 1
    assert store_rows(path, Checked(rows), NEXT).unchanged == 20


def test_a_read_only_workspace_is_migrated_in_a_copy(stored: tuple[Path, list[Incident]]) -> None:
    path, rows = stored
    turn_back(path, 1)
    path.chmod(0o444)
    content = path.read_bytes()
    assert len(store.workspace_at(path).load().incidents) == len(rows)
    assert path.read_bytes() == content


def test_rows_of_a_replaced_source_are_withdrawn_in_the_years_covered(
    tmp_path: Path, rows: Callable[[int], list[Incident]]
) -> None:
    path = tmp_path / "w.gpkg"
    store.workspace_at(path).create()
    row = rows(1)[0]
    early = replace(row, incident_id="monthly:1", source="monthly")
    next_year = replace(
        early, incident_id="monthly:2", date_start=date(row.date_start.year + 1, 1, 1),
        date_end=date(row.date_start.year + 1, 1, 1),
    )  # fmt: skip
    yearly = replace(row, incident_id="yearly:1", source="yearly")
    preliminary = ReleasePolicy(replaced_by=("yearly",), reason="covered by the yearly data")
    store_rows(path, Checked([early, next_year]), replace(FIRST, source="monthly"), preliminary)
    replacing = ReleasePolicy(replaces=("monthly",))
    report = store_rows(path, Checked([yearly]), replace(NEXT, source="yearly"), replacing, withdraw="auto")
    assert (report.added, report.withdrawn) == (1, 1)
    again = store_rows(path, Checked([early]), replace(FIRST, name="again", source="monthly"), preliminary)
    assert (again.added, again.left_out) == (0, {"covered by the yearly data": 1})
    assert {incident.incident_id for incident in store.workspace_at(path).load().incidents.rows()} == {
        "monthly:2",
        "yearly:1",
    }
