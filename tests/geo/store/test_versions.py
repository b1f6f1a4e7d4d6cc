"""Newer versions of a file: what is withdrawn and what is kept, undo, backups, and workspaces of the first format."""

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
from tests.stored import store_rows

FIRST = Release("first", "acled", "2026-01-01T00:00:00Z", "a.csv", "", 0)
NEXT = replace(FIRST, name="next", imported_at="2026-02-01T00:00:00Z")


@pytest.fixture
def stored(tmp_path: Path, rows: Callable[[int], list[Incident]]) -> tuple[Path, list[Incident]]:
    path = tmp_path / "w.gpkg"
    store.workspace_at(path).create()
    first = rows(1)[0]
    found = [
        replace(
            first, incident_id=f"acled:{i:02}", source="acled", date_start=first.date_start + timedelta(days=i),
            date_end=first.date_start + timedelta(days=i), province="Balochistan" if i % 2 else "Khyber Pakhtunkhwa",
        )
        for i in range(20)
    ]  # fmt: skip
    store_rows(path, Checked(found), FIRST)
    return path, found


def withdrawn(path: Path, rows: list[Incident]) -> tuple[int, int]:
    report = store_rows(path, Checked(rows), NEXT, withdraw="auto")
    return report.withdrawn, report.missing_kept


def test_a_row_that_a_newer_version_lacks_is_withdrawn(stored: tuple[Path, list[Incident]]) -> None:
    path, rows = stored
    assert withdrawn(path, [*rows[:7], *rows[8:]]) == (1, 0)
    assert len(store.workspace_at(path).load().incidents) == 19


@pytest.mark.parametrize("gone", [0, 19])
def test_so_is_one_at_either_end(stored: tuple[Path, list[Incident]], gone: int) -> None:
    path, rows = stored
    assert withdrawn(path, [row for i, row in enumerate(rows) if i != gone]) == (1, 0)


def test_a_window_that_moved_on_withdraws_nothing_before_it(stored: tuple[Path, list[Incident]]) -> None:
    path, rows = stored
    later = replace(rows[-1], incident_id="acled:99", date_start=rows[-1].date_start + timedelta(days=5),
                    date_end=rows[-1].date_start + timedelta(days=5))  # fmt: skip
    assert withdrawn(path, [*rows[6:], later]) == (0, 6)


def test_a_file_of_one_province_withdraws_nothing_of_the_other(stored: tuple[Path, list[Incident]]) -> None:
    path, rows = stored
    assert withdrawn(path, [row for row in rows if row.province == "Balochistan"]) == (0, 10)


def test_a_small_part_of_what_is_stored_is_no_newer_version(stored: tuple[Path, list[Incident]]) -> None:
    path, rows = stored
    assert withdrawn(path, [rows[0], rows[19]]) == (0, 18)


def test_a_faulty_row_is_not_withdrawn(stored: tuple[Path, list[Incident]]) -> None:
    path, rows = stored
    found = Checked(rows[:-1], rejected=1, refused_ids=[rows[-1].incident_id])
    assert store_rows(path, found, NEXT, withdraw="auto").withdrawn == 0


def test_a_report_says_which_columns_were_revised(stored: tuple[Path, list[Incident]]) -> None:
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


def test_an_undone_import_leaves_all_as_it_was(stored: tuple[Path, list[Incident]]) -> None:
    path, rows = stored
    claim = Claim(rows[2].incident_id, "claimed", "A", "", quote="we did")
    spoken = replace(NEXT, name="spoken")
    store_rows(path, Checked(rows, claims=[claim]), spoken)
    before = state(path)
    changed = [replace(rows[2], notes="x"), *rows[4:], replace(rows[0], incident_id="acled:new")]
    report = store_rows(path, Checked(changed), NEXT, withdraw="auto")
    assert (report.added, report.revised, report.withdrawn) == (1, 1, 3)
    assert state(path) != before
    assert store.workspace_at(path).undo_import() == "next"
    assert state(path) == before
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM incidents WHERE geom IS NULL AND lon IS NOT NULL "
                                  "AND place_precision IN ('exact', 'near')").fetchone() == (0,)  # fmt: skip


def test_where_nothing_was_imported_there_is_nothing_to_undo(tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    store.workspace_at(path).create()
    with pytest.raises(WorkspaceError, match="no import to undo"):
        store.workspace_at(path).undo_import()


def test_the_last_states_before_imports_are_kept_and_can_be_restored(stored: tuple[Path, list[Incident]]) -> None:
    path, rows = stored
    for i in range(KEPT + 2):
        changed = Checked([replace(rows[0], notes=f"version {i}")])
        store_rows(path, changed, replace(NEXT, name=f"n{i}"), backup=True)
    kept = store.workspace_at(path).backups()
    assert len(kept) == len(list(backup_folder(path).iterdir())) == KEPT
    assert (
        next(store.workspace_at(backup_folder(path) / kept[0].name).load().incidents.rows()).notes == f"version {KEPT}"
    )
    store.workspace_at(path).restore(kept[0])
    assert next(store.workspace_at(path).load().incidents.rows()).notes == f"version {KEPT}"


def test_an_import_that_changes_nothing_pushes_no_backup_out(stored: tuple[Path, list[Incident]]) -> None:
    path, rows = stored
    store_rows(path, Checked([replace(rows[0], notes="x")]), NEXT, backup=True)
    kept = store.workspace_at(path).backups()
    for _ in range(KEPT + 1):
        store_rows(path, Checked(rows[1:]), NEXT, backup=True)
    assert store.workspace_at(path).backups() == kept


def test_a_damaged_backup_is_not_restored(stored: tuple[Path, list[Incident]]) -> None:
    path, rows = stored
    store_rows(path, Checked([replace(rows[0], notes="x")]), NEXT, backup=True)
    (kept,) = store.workspace_at(path).backups()
    file = backup_folder(path) / kept.name
    file.write_bytes(file.read_bytes()[:5000])
    before = path.read_bytes()
    with pytest.raises(WorkspaceError):
        store.workspace_at(path).restore(kept)
    assert path.read_bytes() == before


def as_format_1(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for table, column in (("incidents", "extra"), ("incidents", "fingerprint"), ("history", "extra"),
                              ("releases", "accessed"), ("releases", "options")):  # fmt: skip
            connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        for name in ("links", "reference_layers"):
            connection.execute(f"DROP TABLE {name}")
            connection.execute("DELETE FROM gpkg_contents WHERE table_name = ?", (name,))
        connection.execute("UPDATE incident_atlas SET format = 1")
        connection.commit()


def test_a_workspace_of_the_first_format_is_migrated(stored: tuple[Path, list[Incident]]) -> None:
    path, rows = stored
    before = state(path)
    as_format_1(path)
    assert state(path) == before
    assert store.workspace_at(path).describe().format == FORMAT
    assert len(store.workspace_at(path).backups()) == 1
    assert store_rows(path, Checked(rows), NEXT).unchanged == 20


def test_one_that_cannot_be_written_is_migrated_in_a_copy(stored: tuple[Path, list[Incident]]) -> None:
    path, rows = stored
    as_format_1(path)
    path.chmod(0o444)
    content = path.read_bytes()
    assert len(store.workspace_at(path).load().incidents) == len(rows)
    assert path.read_bytes() == content


def test_rows_of_a_replaced_source_give_way_in_the_years_that_are_covered(
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
    assert {found.incident_id for found in store.workspace_at(path).load().incidents.rows()} == {
        "monthly:2",
        "yearly:1",
    }
