"""What a killed or concurrent program leaves beside a workspace: journals, logs, links to it, drafts, backups."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from geo import store
from geo.errors import WorkspaceBusy, WorkspaceDamaged, WorkspaceError
from geo.incidents import Incident, Release
from geo.incidents.findings import Checked
from geo.store.geopackage import backups as backups_module
from geo.store.geopackage import creation
from geo.store.geopackage.backups import KEPT, backup_folder
from geo.store.geopackage.file import GeoPackageWorkspace
from geo.store.geopackage.leftovers import draft_beside
from geo.store.geopackage.schema import FORMAT
from tests.geo.store.older_formats import turn_back
from tests.stored import store_rows

Rows = Callable[[int], list[Incident]]
SIDECARS = ("-wal", "-shm", "-journal")


def copy_as_a_kill_leaves_it(path: Path, to: Path) -> Path:
    """Copy a file with what lies beside it."""
    for suffix in ("", *SIDECARS):
        source = path.with_name(path.name + suffix)
        if source.exists():
            shutil.copyfile(source, to.with_name(to.name + suffix))
    return to


def killed_in_a_journal(path: Path, to: Path) -> Path:
    """A copy of a workspace in the middle of a large write: its header counts pages that are not there yet."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA cache_size = 5")  # so that pages are written before the commit
        connection.execute("BEGIN IMMEDIATE")
        for number in range(300):
            connection.execute("INSERT INTO settings (name, value) VALUES (?, ?)", (f"n{number}", "x" * 3_000))
        copy_as_a_kill_leaves_it(path, to)
        connection.execute("ROLLBACK")
    content = bytearray(to.read_bytes())
    pages = len(content) // 4096 + 40
    content[28:32] = pages.to_bytes(4, "big")
    content[92:96] = content[24:28]
    to.write_bytes(content)
    return to


def with_log(path: Path, to: Path, statement: str) -> Path:
    """A copy of a workspace, and beside it the log of a write that is not in the file yet."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.execute(statement)
        for suffix in ("", "-wal"):
            shutil.copyfile(path.with_name(path.name + suffix), to.with_name(to.name + suffix))
    return to


def notes(path: Path) -> set[str]:
    return set(store.workspace_at(path).load().incidents.texts["notes"])


def names_beside(path: Path) -> list[str]:
    return sorted(file.name for file in path.parent.iterdir())


def test_a_file_with_the_journal_of_a_killed_write_opens_as_before_the_write(workspace: Path, tmp_path: Path) -> None:
    before = notes(workspace)
    killed = killed_in_a_journal(workspace, tmp_path / "killed.gpkg")
    journal = killed.with_name(killed.name + "-journal")
    assert journal.stat().st_size > 0
    assert store.names_workspace(killed)
    assert notes(killed) == before
    assert not journal.exists()
    assert store.workspace_at(killed).read_settings("n0") == {}


def test_a_file_that_is_cut_off_beside_a_journal_of_zeros_is_damaged(workspace: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.gpkg"
    cut.write_bytes(workspace.read_bytes()[:-8192])
    cut.with_name("cut.gpkg-journal").write_bytes(bytes(4096))
    with pytest.raises(WorkspaceDamaged):
        store.workspace_at(cut).load()


@pytest.mark.parametrize("killed", [killed_in_a_journal, lambda path, to: with_log(path, to, "DELETE FROM claims")])
def test_what_a_kill_left_in_a_read_only_folder_can_be_looked_at(
    workspace: Path, tmp_path: Path, killed: Callable[[Path, Path], Path]
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    path = killed(workspace, folder / "w.gpkg")
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    folder.chmod(0o555)
    try:
        assert len(store.workspace_at(path).load().incidents) == 10
        assert {file.name: file.read_bytes() for file in folder.iterdir()} == before
    finally:
        folder.chmod(0o755)


def old_with_log(workspace: Path, to: Path) -> Path:
    turn_back(workspace, 2)
    return with_log(workspace, to, "UPDATE incidents SET notes = 'from the log'")


def test_a_log_is_folded_in_before_a_workspace_is_migrated(workspace: Path, tmp_path: Path) -> None:
    path = old_with_log(workspace, tmp_path / "old.gpkg")
    assert notes(path) == {"from the log"}
    assert not any(path.with_name(path.name + suffix).exists() for suffix in SIDECARS)
    assert store.workspace_at(path).describe().format == FORMAT
    (backup,) = store.workspace_at(path).backups()
    assert notes(backup_folder(path) / backup.name) == {"from the log"}
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_a_log_of_another_file_is_refused_and_both_stay(
    workspace: Path, tmp_path: Path, rows: Rows, release: Release
) -> None:
    other = tmp_path / "other.gpkg"
    store.workspace_at(other).create()
    store_rows(other, Checked(rows(300)), release)
    turn_back(workspace, 2)
    path = tmp_path / "old.gpkg"
    with_log(workspace, path, "UPDATE incidents SET notes = hex(zeroblob(9000))")
    turn_back(other, 2)
    path.write_bytes(other.read_bytes())
    before = {name: (tmp_path / name).read_bytes() for name in ("old.gpkg", "old.gpkg-wal")}
    with pytest.raises(WorkspaceDamaged):
        store.workspace_at(path).load()
    assert {name: (tmp_path / name).read_bytes() for name in before} == before


def test_a_migration_beside_a_program_that_writes_is_refused(workspace: Path) -> None:
    turn_back(workspace, 2)
    content = workspace.read_bytes()
    with closing(sqlite3.connect(workspace, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(WorkspaceBusy):
            store.workspace_at(workspace).load()
    assert workspace.read_bytes() == content
    assert names_beside(workspace) == ["w.gpkg"]
    assert len(store.workspace_at(workspace).load().incidents) == 10


def test_two_programs_that_migrate_at_once_leave_one_workspace(workspace: Path) -> None:
    turn_back(workspace, 2)
    counts: list[int] = []
    errors: list[WorkspaceError] = []

    def load() -> None:
        try:
            counts.append(len(store.workspace_at(workspace).load().incidents))
        except WorkspaceError as error:
            errors.append(error)

    threads = [threading.Thread(target=load) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts
    assert set(counts) == {10}
    assert all(isinstance(error, WorkspaceBusy) for error in errors)
    assert len(store.workspace_at(workspace).load().incidents) == 10
    assert not [name for name in names_beside(workspace) if name.endswith((".new", *SIDECARS))]


def test_a_link_shows_and_backs_up_what_the_log_beside_its_file_holds(
    workspace: Path, tmp_path: Path, rows: Rows, release: Release
) -> None:
    real = with_log(workspace, tmp_path / "real.gpkg", "UPDATE incidents SET notes = 'from the log'")
    link = tmp_path / "elsewhere" / "link.gpkg"
    link.parent.mkdir()
    link.symlink_to(real)
    linked = store.workspace_at(link)
    assert set(linked.load().incidents.texts["notes"]) == {"from the log"}
    assert linked.lock_file == store.workspace_at(real).lock_file
    with linked.importing() as transaction:
        session = transaction.begin(replace(release, name="second"))
        session.add(Checked(rows(11)))
        session.finish()
    (backup,) = linked.backups()
    assert list(linked.backups()) == list(store.workspace_at(real).backups())
    assert notes(backup_folder(real) / backup.name) == {"from the log"}
    assert names_beside(link) == ["link.gpkg"]
    linked.restore(backup)
    assert link.is_symlink()
    assert notes(real) == {"from the log"}


def test_a_migrated_link_stays_a_link(workspace: Path, tmp_path: Path) -> None:
    real = old_with_log(workspace, tmp_path / "real.gpkg")
    link = tmp_path / "link.gpkg"
    link.symlink_to(real)
    assert notes(link) == {"from the log"}
    assert link.is_symlink()
    assert store.workspace_at(real).describe().format == FORMAT


def test_a_restored_backup_is_not_read_with_an_old_log(workspace: Path, rows: Rows, release: Release) -> None:
    store_rows(workspace, Checked(rows(12)), replace(release, name="second"), backup=True)
    (backup,) = store.workspace_at(workspace).backups()
    path = workspace.parent / "killed.gpkg"
    with_log(workspace, path, "UPDATE incidents SET notes = 'later'")
    shutil.copytree(backup_folder(workspace), backup_folder(path))
    store.workspace_at(path).restore(backup)
    assert len(store.workspace_at(path).load().incidents) == 10
    assert "later" not in notes(path)
    newest = store.workspace_at(path).backups()[0]
    assert notes(backup_folder(path) / newest.name) == {"later"}


# two programs at once


def test_a_failed_first_import_does_not_remove_what_another_one_stored(
    tmp_path: Path, rows: Rows, release: Release
) -> None:
    path = tmp_path / "w.gpkg"
    workspace = GeoPackageWorkspace(path)

    def fail_beside_another_import() -> None:
        with workspace.importing():
            path.rename(tmp_path / "first.gpkg")
            store.workspace_at(path).create()
            store_rows(path, Checked(rows(3)), release)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_beside_another_import()
    assert len(workspace.load().incidents) == 3


def test_a_first_import_whose_file_is_made_meanwhile_goes_into_that_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: Rows, release: Release
) -> None:
    path = tmp_path / "w.gpkg"
    real_create = creation.create

    def create_late(target: Path, *given: object) -> None:
        real_create(target)
        store_rows(target, Checked(rows(3)), release)
        real_create(target, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(creation, "create", create_late)
    store_rows(path, Checked(rows(5)), replace(release, name="second"))
    assert len(store.workspace_at(path).load().incidents) == 5
    assert [made.name for made in store.workspace_at(path).load().releases] == ["first", "second"]


def test_first_imports_at_once_store_all_or_say_that_the_file_is_in_use(
    tmp_path: Path, rows: Rows, release: Release
) -> None:
    path = tmp_path / "w.gpkg"
    stored: list[str] = []
    errors: list[WorkspaceError] = []

    def work(name: str, content: list[Incident]) -> None:
        try:
            store_rows(path, Checked(content), replace(release, name=name, source=name))
            stored.append(name)
        except WorkspaceError as error:
            errors.append(error)

    threads = [
        threading.Thread(
            target=work,
            args=(name, [replace(row, incident_id=f"{name}:{k}", source=name) for k, row in enumerate(rows(400))]),
        )
        for name in ("one", "two", "three")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert stored
    assert sorted(made.name for made in store.workspace_at(path).load().releases) == sorted(stored)
    assert len(store.workspace_at(path).load().incidents) == 400 * len(stored)
    assert all("in use" in str(error) or "just replaced" in str(error) for error in errors)
    assert names_beside(path) == ["w.gpkg"]


def test_nothing_is_written_to_a_file_that_was_replaced_meanwhile(
    workspace: Path, tmp_path: Path, rows: Rows, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    from geo.store.geopackage import connection

    other = tmp_path / "other.gpkg"
    shutil.copyfile(workspace, other)
    check = connection._refuse_triggers

    def replace_file(*given: object) -> None:
        check(*given)  # type: ignore[arg-type]
        other.replace(workspace)

    monkeypatch.setattr(connection, "_refuse_triggers", replace_file)
    with pytest.raises(WorkspaceBusy, match="just replaced"):
        store_rows(workspace, Checked(rows(12)), replace(release, name="second"))
    monkeypatch.undo()
    assert len(store.workspace_at(workspace).load().incidents) == 10


def test_each_draft_has_its_own_name_and_abandoned_ones_are_removed(tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    with draft_beside(path) as one, draft_beside(path) as other:
        assert one != other
    abandoned, others = tmp_path / ".w.gpkg.0a1b2c3d.new", tmp_path / ".other.gpkg.0a1b2c3d.new"
    fresh = tmp_path / ".w.gpkg.99999999.new-journal"
    for file in (abandoned, others, fresh):
        file.write_bytes(b"x")
    path.write_bytes(b"x")
    for file in (abandoned, others):
        os.utime(file, (1e9, 1e9))
    with draft_beside(path):
        pass
    assert names_beside(path) == [others.name, fresh.name, "w.gpkg"]


# a wrong clock


@contextmanager
def clock_at(monkeypatch: pytest.MonkeyPatch, year: int) -> Iterator[None]:
    """Let the store take its backups in another year; files get times of that year too."""
    moment = datetime(year, 1, 1, tzinfo=UTC)

    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return moment

    with monkeypatch.context() as patched:
        patched.setattr(backups_module, "datetime", Clock)
        yield


def version(path: Path, rows: Rows, release: Release, number: int) -> None:
    changed = [replace(row, notes=f"version {number}") for row in rows(10)]
    store_rows(path, Checked(changed), replace(release, name=f"n{number}"), backup=True)


@pytest.mark.parametrize("year", [1970, 2001, 2099, 9999])
def test_backups_keep_their_order_whatever_the_clock_says(
    workspace: Path, rows: Rows, release: Release, monkeypatch: pytest.MonkeyPatch, year: int
) -> None:
    for number in range(2):
        version(workspace, rows, release, number)
    with clock_at(monkeypatch, year):
        for number in range(2, 5):
            version(workspace, rows, release, number)
    version(workspace, rows, release, 5)
    kept = [notes(backup_folder(workspace) / backup.name) for backup in store.workspace_at(workspace).backups()]
    assert kept == [{f"version {number}"} for number in (4, 3, 2, 1, 0)]
    assert len(kept) == KEPT


def test_a_backup_that_was_named_by_a_clock_ahead_says_when_its_file_was_written(
    workspace: Path, rows: Rows, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    with clock_at(monkeypatch, 2099):
        version(workspace, rows, release, 0)
    (backup,) = store.workspace_at(workspace).backups()
    assert backup.name.startswith("2099")
    assert abs(backup.made_at.timestamp() - time.time()) < 60


def test_more_backups_than_numbers_in_one_moment(workspace: Path) -> None:
    folder = backup_folder(workspace)
    folder.mkdir()
    (folder / "20991231T235959Z-99.gpkg").write_bytes(b"")
    assert backups_module.make_backup(workspace).name == "21000101T000000Z-00.gpkg"
