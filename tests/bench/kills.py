"""Two hundred kills at random times of an import of 50,000 rows: after each the workspace holds all of them or none.

Half of the imports write to an empty workspace, in place with a rollback journal. The other half write to a workspace
that already holds incidents, through a write-ahead log. The signal is SIGKILL. The times are uniform over the duration
of an import, from the start of the process.
"""

from __future__ import annotations

import json
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from geo import store
from geo.sources.importing import import_files
from geo.sources.incident_file import IncidentFile
from tests.bench import import_rows

ROOT = Path(__file__).resolve().parents[2]
KILLS = 200
ROWS = 50_000
FEW = 1_000
CHILD = """
import sys
from pathlib import Path
from geo import store
from geo.sources.importing import import_files
from geo.sources.incident_file import IncidentFile
import_files([IncidentFile(Path(sys.argv[1]))], store.workspace_at(Path(sys.argv[2])))
"""


def run(kills: int = KILLS) -> dict[str, Any]:
    """The number of kills after which the workspace was intact; the target is all of them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file, few = folder / "rows.csv", folder / "few.csv"
        import_rows.write_rows(file, 0.0, ROWS)
        import_rows.write_rows(few, 0.0, FEW)
        seeds = {0: folder / "empty.gpkg", FEW: folder / "seed.gpkg"}
        store.workspace_at(seeds[0]).create()
        import_files([IncidentFile(few)], store.workspace_at(seeds[FEW]))
        full_s = {before: time_full_import(file, copy_workspace(seed, folder)) for before, seed in seeds.items()}
        rng = random.Random(7)
        intact = 0
        for number in range(kills):
            before = (0, FEW)[number % 2]
            workspace = copy_workspace(seeds[before], folder)
            import_until(file, workspace, rng.uniform(0.0, full_s[before]))
            intact += is_intact(workspace, {before, ROWS})
    return {
        "name": f"{kills} kills during an import of 50,000 rows, after which the workspace is intact",
        "ours": float(intact), "other": float(kills), "ratio": intact / kills, "target": 1.0, "unit": "kills",
        "met": intact == kills,
    }  # fmt: skip


def copy_workspace(seed: Path, folder: Path) -> Path:
    """A copy of the seed, alone in a new folder."""
    target = folder / "run"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    return Path(shutil.copy(seed, target / "w.gpkg"))


def time_full_import(file: Path, workspace: Path) -> float:
    """Seconds of an import that nothing kills; an error if it does not store every row."""
    seconds = import_until(file, workspace, None)
    if not is_intact(workspace, {ROWS}):
        raise RuntimeError("an import that was not killed did not store all rows")
    return seconds


def import_until(file: Path, workspace: Path, delay_s: float | None) -> float:
    """Import in its own process, which is killed after the delay if there is one; the seconds that it ran."""
    started = time.perf_counter()
    command = [sys.executable, "-c", CHILD, str(file), str(workspace)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            process.wait(delay_s)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
    return time.perf_counter() - started


def is_intact(workspace: Path, counts: set[int]) -> bool:
    """Whether it opens, passes SQLite's integrity check, and holds one of these numbers of incidents."""
    loaded = len(store.workspace_at(workspace).load().incidents)
    with closing(sqlite3.connect(workspace)) as connection:
        integrity = connection.execute("PRAGMA integrity_check").fetchall()
        rows = connection.execute("SELECT count(*) FROM incidents").fetchone()[0]
    return integrity == [("ok",)] and rows == loaded and loaded in counts


if __name__ == "__main__":
    print(json.dumps(run(), indent=1))
