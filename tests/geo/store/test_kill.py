"""An import killed at any moment is stored completely or not at all."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from geo import store
from geo.incidents import Incident, Release
from geo.incidents.findings import Checked
from tests.stored import store_rows

ROOT = Path(__file__).resolve().parents[3]
ROWS = 3_000

WRITER = """
import sys
from dataclasses import replace
from pathlib import Path
from geo import store
from geo.incidents import Release
from geo.incidents.findings import Checked
from tests.stored import store_rows

path, count = Path(sys.argv[1]), int(sys.argv[2])
first = next(store.workspace_at(path).load().incidents.rows())
rows = [replace(first, incident_id=f"own:{i:06}", notes="x" * 200) for i in range(count)]
print("ready", flush=True)
sys.stdin.readline()
store_rows(path, Checked(rows), Release("second", "own", "", "", "", count))
print("done", flush=True)
"""


def import_until(path: Path, delay_s: float | None) -> float:
    """Run an import in a subprocess and kill it after the delay, if any; returns its duration in seconds."""
    import time

    command = [sys.executable, "-c", WRITER, str(path), str(ROWS)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdin is not None
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        start_s = time.perf_counter()
        writer.stdin.write("\n")
        writer.stdin.flush()
        try:
            writer.wait(delay_s)
        except subprocess.TimeoutExpired:
            writer.send_signal(signal.SIGKILL)
        writer.wait()
        return time.perf_counter() - start_s


@pytest.fixture
def seed(tmp_path: Path, rows: Callable[[int], list[Incident]], release: Release) -> Path:
    path = tmp_path / "seed.gpkg"
    store.workspace_at(path).create()
    store_rows(path, Checked(rows(10)), release)
    return path


def test_a_killed_import_is_stored_completely_or_not_at_all(seed: Path) -> None:
    whole = seed.with_name("whole.gpkg")
    whole.write_bytes(seed.read_bytes())
    duration_s = import_until(whole, None)
    assert len(store.workspace_at(whole).load().incidents) == ROWS
    rng = random.Random(7)
    for number in range(6):
        path = seed.with_name(f"{number}.gpkg")
        path.write_bytes(seed.read_bytes())
        import_until(path, rng.uniform(0, duration_s))
        count = len(store.workspace_at(path).load().incidents)
        assert count in (10, ROWS)
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("SELECT count(*) FROM incidents").fetchone() == (count,)


def test_the_next_import_after_a_kill_leaves_one_file(
    seed: Path, rows: Callable[[int], list[Incident]], release: Release
) -> None:
    with closing(sqlite3.connect(seed, isolation_level=None)) as killed:
        killed.execute("PRAGMA journal_mode = WAL")
        killed.execute("PRAGMA wal_autocheckpoint = 0")
        killed.execute("INSERT INTO settings (name, value) VALUES ('a', 'b')")
        copy = seed.with_name("copy.gpkg")
        for suffix in ("", "-wal"):
            copy.with_name(copy.name + suffix).write_bytes(seed.with_name(seed.name + suffix).read_bytes())
    assert store_rows(copy, Checked(rows(12)), release).added == 2
    assert sorted(path.name for path in seed.parent.iterdir()) == ["copy.gpkg", "seed.gpkg"]
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT name, value FROM settings").fetchall() == [("a", "b")]
