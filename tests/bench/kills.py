"""Two hundred kills at random moments of an import of 50,000 rows: after each the workspace holds all of it or nothing.

Half of the imports go into an empty workspace, whose pages are written in place under a journal, half into one that
holds incidents already and is written through a log. The kill is SIGKILL; the moments are spread over the whole of an
import, from the start of the process on.
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
    """The number of kills after which the workspace was whole; all must be."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file, few = folder / "rows.csv", folder / "few.csv"
        import_rows.write(file, 0.0, ROWS)
        import_rows.write(few, 0.0, FEW)
        seeds = {0: folder / "empty.gpkg", FEW: folder / "seed.gpkg"}
        store.workspace_at(seeds[0]).create()
        import_files([IncidentFile(few)], store.workspace_at(seeds[FEW]))
        full_s = {held: time_full_import(file, copied(seed, folder)) for held, seed in seeds.items()}
        moments = random.Random(7)
        sound = 0
        for number in range(kills):
            held = (0, FEW)[number % 2]
            workspace = copied(seeds[held], folder)
            import_until(file, workspace, moments.uniform(0.0, full_s[held]))
            sound += is_whole(workspace, {held, ROWS})
    return {
        "name": f"{kills} kills during an import of 50,000 rows, after which the workspace is whole",
        "ours": float(sound), "other": float(kills), "ratio": sound / kills, "target": 1.0, "unit": "kills",
        "met": sound == kills,
    }  # fmt: skip


def copied(seed: Path, folder: Path) -> Path:
    """A workspace of its own folder, as the seed is."""
    target = folder / "run"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    return Path(shutil.copy(seed, target / "w.gpkg"))


def time_full_import(file: Path, workspace: Path) -> float:
    """Seconds of an import that nothing kills; an error if it does not store every row."""
    seconds = import_until(file, workspace, None)
    if not is_whole(workspace, {ROWS}):
        raise RuntimeError("an import that was not killed did not store all rows")
    return seconds


def import_until(file: Path, workspace: Path, delay_s: float | None) -> float:
    """Import in a process of its own and kill it after a while, if at all; seconds that it lived."""
    begun = time.perf_counter()
    command = [sys.executable, "-c", CHILD, str(file), str(workspace)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            process.wait(delay_s)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
    return time.perf_counter() - begun


def is_whole(workspace: Path, counts: set[int]) -> bool:
    """Whether it opens, passes SQLite's check, and holds one of these numbers of incidents."""
    found = len(store.workspace_at(workspace).load().incidents)
    with closing(sqlite3.connect(workspace)) as connection:
        checked = connection.execute("PRAGMA integrity_check").fetchall()
        rows = connection.execute("SELECT count(*) FROM incidents").fetchone()[0]
    return checked == [("ok",)] and rows == found and found in counts


if __name__ == "__main__":
    print(json.dumps(run(), indent=1))
