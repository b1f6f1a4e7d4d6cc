"""A bad file raises its error; neither the file nor its folder is changed."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from geo import store
from geo.errors import (
    NotAWorkspace,
    WorkspaceBusy,
    WorkspaceDamaged,
    WorkspaceError,
    WorkspaceMissing,
    WorkspaceReadOnly,
    WorkspaceTooNew,
)
from geo.incidents import Incident, Release
from geo.incidents.findings import Checked
from geo.store.geopackage import database
from geo.store.geopackage.schema import FORMAT
from tests.geo.checked_files import read_file
from tests.stored import store_rows

Digest = Callable[[Path], str]


def sql(*statements: str) -> Callable[[Path], None]:
    """Run statements on a workspace as another program could."""

    def damage(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA writable_schema = ON")
            for statement in statements:
                connection.execute(statement)

    return damage


def content(new: bytes) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(new) and None


def cut(part: float) -> Callable[[Path], None]:
    return lambda path: os.truncate(path, int(path.stat().st_size * part))


def zeroed(first: int, last: int) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        data = bytearray(path.read_bytes())
        data[first:last] = bytes(last - first)
        path.write_bytes(data)

    return damage


def scrambled_pages(path: Path) -> None:
    """Invert every byte of the pages after the first."""
    data = bytearray(path.read_bytes())
    data[4096:] = bytes(255 - byte for byte in data[4096:])
    path.write_bytes(data)


def other_database(path: Path) -> None:
    path.unlink()
    sql("CREATE TABLE incidents (incident_id TEXT)")(path)


def other_geopackage(path: Path) -> None:
    import geopandas

    layer = geopandas.GeoDataFrame({"a": [1]}, geometry=geopandas.points_from_xy([67], [30]), crs=4326)
    path.unlink()
    layer.to_file(path, layer="incidents", driver="GPKG")


BAD: dict[str, tuple[Callable[[Path], None], type[WorkspaceError], str]] = {
    "missing": (Path.unlink, WorkspaceMissing, "no workspace"),
    "empty": (content(b""), NotAWorkspace, "is empty"),
    "a text": (content(b"incident_id,date_start\n"), NotAWorkspace, "not a database"),
    "zeros": (content(bytes(9000)), NotAWorkspace, "not a database"),
    "only the magic": (content(b"SQLite format 3\0"), WorkspaceDamaged, "cut off"),
    "magic and rubbish": (content(b"SQLite format 3\0" + b"x" * 9000), WorkspaceError, "w.gpkg"),
    "cut to a half": (cut(0.5), WorkspaceDamaged, "cut off"),
    "cut by a little": (cut(0.99), WorkspaceDamaged, "cut off"),
    "header zeroed": (zeroed(0, 100), NotAWorkspace, "not a database"),
    "first page zeroed but for the magic": (zeroed(100, 4096), WorkspaceDamaged, "damaged"),
    "a page zeroed": (zeroed(4096 * 8, 4096 * 9), WorkspaceDamaged, "damaged"),
    "all pages scrambled": (scrambled_pages, WorkspaceDamaged, "damaged"),
    "another database": (other_database, NotAWorkspace, "not a workspace of this application"),
    "another GeoPackage": (other_geopackage, NotAWorkspace, "import it instead"),
    "another application id": (sql("PRAGMA application_id = 1"), NotAWorkspace, "not a workspace"),
    "newer": (sql("UPDATE incident_atlas SET format = format + 1"), WorkspaceTooNew,
              f"format {FORMAT + 1}, this one knows {FORMAT}"),
    "much newer": (sql("UPDATE incident_atlas SET format = 999", "DROP TABLE history"), WorkspaceTooNew, "999"),
    "format is a text": (sql("UPDATE incident_atlas SET format = 'x'"), WorkspaceDamaged, "which format"),
    "no format": (sql("DELETE FROM incident_atlas"), WorkspaceDamaged, "which format"),
    "format 0": (sql("UPDATE incident_atlas SET format = 0"), WorkspaceDamaged, "which format"),
    "a table gone": (sql("DROP TABLE history"), WorkspaceDamaged, "its table history"),
    "a column gone": (sql("ALTER TABLE incidents DROP COLUMN notes"), WorkspaceDamaged, "its table incidents"),
    "a column computed": (
        sql("ALTER TABLE incidents DROP COLUMN notes", "ALTER TABLE incidents ADD COLUMN notes AS (url || 'x')"),
        WorkspaceDamaged,
        "its table incidents",
    ),
    "a view for a table": (
        sql("ALTER TABLE incidents RENAME TO hidden", "CREATE VIEW incidents AS SELECT * FROM hidden"),
        WorkspaceDamaged,
        "its table incidents",
    ),
    "endless view": (
        sql(
            "DROP TABLE settings",
            "CREATE VIEW settings AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x FROM n) SELECT x FROM n",
        ),
        WorkspaceDamaged,
        "its table settings",
    ),
    "a virtual table": (
        sql("DROP TABLE settings", "CREATE VIRTUAL TABLE settings USING fts5(fid, name, value)"),
        WorkspaceDamaged,
        "its table settings",
    ),
    "a day that is none": (sql("UPDATE incidents SET date_start = 'x'"), WorkspaceDamaged, "no incident can have"),
    "a day that is a number": (sql("UPDATE incidents SET date_end = 7"), WorkspaceDamaged, "no incident can have"),
    "a figure that is a text": (sql("UPDATE incidents SET injured = 'x'"), WorkspaceDamaged, "no incident can have"),
    "an event type that is none": (sql("UPDATE incidents SET event_type = 'x'"), WorkspaceDamaged, "event_type is 'x'"),
    "a day before Pakistan": (sql("UPDATE incidents SET date_start = '0001-01-01'"), WorkspaceDamaged, "1947-08-14"),
    "a day in 900 years": (sql("UPDATE incidents SET date_end = '2924-01-31'"), WorkspaceDamaged, "is 2924-01-31"),
    "a day that is blank": (
        sql("UPDATE incidents SET date_start = '' WHERE incident_id = 'own:000003'"),
        WorkspaceDamaged,
        "row own:000003: date_start is ''",
    ),
    "a day that is not a time": (sql("UPDATE incidents SET date_end = 'NaT'"), WorkspaceDamaged, "date_end is 'NaT'"),
    "a figure without end": (
        sql("UPDATE incidents SET injured = 9e999 WHERE incident_id = 'own:000004'"),
        WorkspaceDamaged,
        "row own:000004: injured is inf",
    ),
    "a figure below zero": (sql("UPDATE incidents SET killed_best = -1"), WorkspaceDamaged, "killed_best is -1"),
    "a longitude out of range": (sql("UPDATE incidents SET lon = 181, lat = 1"), WorkspaceDamaged, "lon is 181"),
    "an endless latitude": (sql("UPDATE incidents SET lon = 1, lat = -9e999"), WorkspaceDamaged, "lat is -inf"),
    "a longitude alone": (
        sql("UPDATE incidents SET lat = NULL WHERE incident_id = 'own:000001'"),
        WorkspaceDamaged,
        "row own:000001: only one of lon and lat",
    ),
    "an end too early": (sql("UPDATE incidents SET date_end = '2000-01-01'"), WorkspaceDamaged, "before date_start"),
    "a note that is bytes": (sql("UPDATE incidents SET notes = x'ff'"), WorkspaceDamaged, "notes is not a text"),
    "a text that is none": (sql("UPDATE incidents SET notes = CAST(x'ff' AS TEXT)"), WorkspaceDamaged, "damaged"),
    "a text that is bytes": (sql("UPDATE incidents SET district = x'ff'"), WorkspaceDamaged, "no incident can have"),
    "a claim without a day": (sql("UPDATE claims SET date = 'x'"), WorkspaceDamaged, "no incident can have"),
}  # fmt: skip


@pytest.mark.parametrize(("damage", "kind", "words"), BAD.values(), ids=list(BAD))
def test_a_bad_file_raises_its_error_and_is_not_changed(
    workspace: Path, digest: Digest, damage: Callable[[Path], None], kind: type[WorkspaceError], words: str
) -> None:
    damage(workspace)
    before = [(path, digest(path)) for path in workspace.parent.iterdir()]
    with pytest.raises(kind) as error:
        store.workspace_at(workspace).load()
    assert words in str(error.value)
    assert str(workspace) in str(error.value)
    assert [(path, digest(path)) for path in workspace.parent.iterdir()] == before


DETECTED_BEFORE_WRITING = [
    name
    for name in BAD
    if not name.startswith(("missing", "a day", "a figure", "a text that", "a claim", "an e", "a note", "a lo"))
]
"""Writing detects these; an import creates a missing workspace."""


@pytest.mark.parametrize("name", DETECTED_BEFORE_WRITING)
def test_nothing_is_written_to_a_bad_file(
    workspace: Path, digest: Digest, name: str, checked: Checked, release: Release
) -> None:
    damage, kind, _ = BAD[name]
    damage(workspace)
    before = [(path, digest(path)) for path in workspace.parent.iterdir()]
    with pytest.raises(kind):
        store_rows(workspace, checked, release)
    assert [(path, digest(path)) for path in workspace.parent.iterdir()] == before


def test_describing_a_workspace_with_an_invalid_day_raises_its_error(workspace: Path) -> None:
    BAD["a day that is none"][0](workspace)
    with pytest.raises(WorkspaceDamaged, match="no incident can have"):
        store.workspace_at(workspace).describe()


def test_days_far_after_the_clock_of_the_computer_are_no_damage(workspace: Path) -> None:
    sql("UPDATE incidents SET date_end = '2100-12-31'")(workspace)
    assert store.workspace_at(workspace).load().incidents.row(0).date_end.year == 2100


def test_a_folder_or_a_pipe_is_not_a_workspace(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path, what in ((tmp_path, "a folder"), (tmp_path / "pipe", "a pipe"), (Path("/dev/zero"), "a device")):
        with pytest.raises(NotAWorkspace, match=what):
            store.workspace_at(path).load()
        assert not store.names_workspace(path)


@pytest.mark.parametrize("name", ["empty", "a text", "another database", "another GeoPackage"])
def test_other_files_are_not_recognised_as_workspaces(workspace: Path, name: str) -> None:
    BAD[name][0](workspace)
    assert not store.names_workspace(workspace)


def test_a_missing_file_named_like_a_workspace_counts_as_one(tmp_path: Path) -> None:
    assert store.names_workspace(tmp_path / "gone.GPKG")
    assert not store.names_workspace(tmp_path / "gone.csv")


def test_a_read_only_file_can_be_read_but_not_written(
    workspace: Path, digest: Digest, checked: Checked, release: Release
) -> None:
    before = digest(workspace)
    assert store.workspace_at(workspace).load().notice == ""
    workspace.chmod(0o444)
    assert len(store.workspace_at(workspace).load().incidents) == 10
    assert "can be looked at, not changed" in store.workspace_at(workspace).load().notice
    with pytest.raises(WorkspaceReadOnly, match="is read-only"):
        store_rows(workspace, checked, release)
    assert digest(workspace) == before
    assert list(workspace.parent.iterdir()) == [workspace]


def test_a_file_in_a_read_only_folder_can_be_read_but_not_written(
    workspace: Path, digest: Digest, checked: Checked, release: Release
) -> None:
    before = digest(workspace)
    workspace.parent.chmod(0o555)
    try:
        assert len(store.workspace_at(workspace).load().incidents) == 10
        with pytest.raises(WorkspaceReadOnly, match="folder that is read-only"):
            store_rows(workspace, checked, release)
    finally:
        workspace.parent.chmod(0o755)
    assert digest(workspace) == before
    assert list(workspace.parent.iterdir()) == [workspace]


def test_a_file_locked_by_a_writer_is_busy(workspace: Path, digest: Digest) -> None:
    before = digest(workspace)
    with closing(sqlite3.connect(workspace, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(WorkspaceBusy, match="in use by another program"):
            store.workspace_at(workspace).load()
    assert digest(workspace) == before


def test_a_file_in_write_ahead_mode_without_its_log_is_read_without_changes(workspace: Path, digest: Digest) -> None:
    sql("PRAGMA journal_mode = WAL", "DELETE FROM claims")(workspace)
    before = digest(workspace)
    assert len(store.workspace_at(workspace).load().incidents) == 10
    assert digest(workspace) == before
    assert list(workspace.parent.iterdir()) == [workspace]


TRIGGER = "CREATE TRIGGER t AFTER INSERT ON incidents BEGIN UPDATE incidents SET notes = 'run'; END"


def test_triggers_in_the_file_are_never_run(
    workspace: Path, digest: Digest, rows: Callable[[int], list[Incident]], release: Release
) -> None:
    sql(TRIGGER)(workspace)
    before = digest(workspace)
    with pytest.raises(NotAWorkspace, match="trigger 't'"):
        store_rows(workspace, Checked(rows(20)), release)
    assert digest(workspace) == before
    assert "run" not in store.workspace_at(workspace).load().incidents.texts["notes"]


def test_tables_of_other_programs_are_ignored(
    workspace: Path, rows: Callable[[int], list[Incident]], release: Release
) -> None:
    sql(
        "DROP TABLE layer_styles",
        "CREATE TABLE layer_styles (id)",
        "CREATE VIEW bad AS SELECT load_extension('x') FROM incidents",
    )(workspace)
    sql("CREATE TRIGGER t AFTER INSERT ON layer_styles BEGIN SELECT 1; END")(workspace)
    assert store_rows(workspace, Checked(rows(20)), release).added == 10


def test_a_file_with_triggers_can_be_imported_into_a_new_workspace(workspace: Path, release: Release) -> None:
    sql(TRIGGER)(workspace)
    new = workspace.with_name("new.gpkg")
    store.workspace_at(new).create()
    assert store_rows(new, read_file(workspace), release).added == 10
    assert len(store.workspace_at(new).load().claims["own:000000"]) == 2


def test_a_copy_of_a_workspace_is_a_workspace(workspace: Path, tmp_path: Path) -> None:
    shutil.copy(workspace, tmp_path / "copy.gpkg")
    assert len(store.workspace_at(tmp_path / "copy.gpkg").load().incidents) == 10


def checks_of_pages(path: Path) -> int:
    """How often the pages of a file are checked while it is opened once."""
    statements: list[str] = []
    with closing(sqlite3.connect(path)) as connection:
        connection.set_trace_callback(statements.append)
        database.require_sound(connection, path)
    return sum("quick_check" in statement for statement in statements)


def test_pages_are_checked_again_only_after_a_change(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_RECENT_NS", 0)
    assert checks_of_pages(workspace) == 1
    assert checks_of_pages(workspace) == 0
    sql("UPDATE incidents SET notes = 'other'")(workspace)
    assert checks_of_pages(workspace) == 1


def test_pages_of_a_file_that_was_just_written_are_checked_each_time(workspace: Path) -> None:
    for _ in range(2):
        workspace.touch()
        assert checks_of_pages(workspace) == 1


def test_damage_after_a_check_is_found(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_RECENT_NS", 0)
    assert checks_of_pages(workspace) == 1
    written = workspace.stat().st_mtime
    zeroed(4096, 40_960)(workspace)
    os.utime(workspace, (written, written))  # the time of the entry still differs
    with pytest.raises(WorkspaceError):
        store.workspace_at(workspace).load()
