"""Looking at a workspace file while it is written here lets no other program write it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from geo.errors import WorkspaceBusy
from geo.store.geopackage import file_head
from geo.store.geopackage.backups import make_backup
from geo.store.geopackage.connection import reading, writing
from geo.store.geopackage.database import connected, is_plain_table, require_file
from geo.store.geopackage.file_head import connecting, head_and_size
from geo.store.geopackage.latest import mark_of
from geo.store.geopackage.loading import is_workspace_database

OTHER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None)
try:
    print(connection.execute(sys.argv[2]).fetchall())
except sqlite3.OperationalError as error:
    print(error)
"""

LOOKS: dict[str, Callable[[Path], object]] = {
    "mark": mark_of,
    "header": require_file,
    "kind": is_workspace_database,
    "backup": make_backup,
}


def of_another_program(path: Path, statement: str) -> str:
    command = [sys.executable, "-S", "-c", OTHER, str(path), statement]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_a_small_change_keeps_others_from_writing(workspace: Path, look: Callable[[Path], object]) -> None:
    with writing(workspace, is_small=True):
        look(workspace)
        assert of_another_program(workspace, "BEGIN IMMEDIATE") == "database is locked"
    assert of_another_program(workspace, "BEGIN IMMEDIATE") == "[]"


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_others_cannot_remove_the_log_of_an_import(workspace: Path, look: Callable[[Path], object]) -> None:
    with writing(workspace):
        look(workspace)
        assert of_another_program(workspace, "PRAGMA journal_mode = DELETE") == "database is locked"


def test_a_change_of_a_file_that_was_replaced_meanwhile_is_not_taken_for_stored(workspace: Path) -> None:
    newer = workspace.with_name("newer.gpkg")
    shutil.copyfile(workspace, newer)
    with (  # noqa: PT012 - the block is left at its end
        pytest.raises(WorkspaceBusy, match="just replaced"),
        writing(workspace, is_small=True) as connection,
    ):
        connection.execute("INSERT INTO settings (name, value) VALUES ('a', 'b')")
        newer.replace(workspace)
    with reading(workspace) as connection:
        assert connection.execute("SELECT count(*) FROM settings WHERE name = 'a'").fetchone() == (0,)


def test_descriptors_are_used_again_and_closed_at_the_end(workspace: Path) -> None:
    other = workspace.with_name("other.gpkg")
    with connected(workspace, "mode=ro") as connection:
        content = workspace.read_bytes()
        for _ in range(20):
            assert head_and_size(workspace, 100) == (content[:100], len(content))
        other.write_bytes(b"other")
        other.replace(workspace)
        assert head_and_size(workspace, 100) == (b"other", 5)
        assert is_plain_table(connection, "incidents")
        with connecting():
            pass
        kept = [descriptor for opened in file_head._kept.values() for descriptor in opened]
        assert len(kept) == (2 if os.name != "nt" else 0)
    assert file_head._kept == {}
    for descriptor in kept:
        with pytest.raises(OSError, match="Bad file descriptor"):
            os.fstat(descriptor)


def test_a_file_that_is_missing_leaves_nothing_open(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        head_and_size(tmp_path / "missing.gpkg", 100)
    assert file_head._kept == {}
