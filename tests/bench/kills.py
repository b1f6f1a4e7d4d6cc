"""Kills at every stage of five writes; after each the program opens the workspace as it was before or after the write.

The writes are a first import, which makes the workspace and fills it beside a rollback journal; a second import, an
undo, a verdict on two incidents and a user layer, which go through a write-ahead log. Each is a command of the program,
run in a process of its own that has loaded its modules already. Four kills of five are aimed: they wait until a journal
or log lies beside the workspace, and then for a random part of its life. The others come at a random time of the run.

``python -m tests.bench.kills 20`` makes 20 kills in place of 200.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.cli import run as run_command
from geo import store
from geo.incidents import Release
from geo.incidents.findings import Checked
from geo.store.geopackage.database import SIDECARS
from tests.bench import import_rows
from tests.stored import store_rows

ROOT = Path(__file__).resolve().parents[2]
KILLS = 200
ROWS, FEW = 8_000, 2_000
AIMED = 0.8
EARLIEST = (0.0, 0.7)
"""Shares of the life of a journal or log after which a kill comes: half of the aimed ones meet the commit."""
POLL_S = 0.0002
SHARES = {"first import": 0.3, "second import": 0.3, "undo": 0.2, "verdict": 0.1, "user layer": 0.1}

State = tuple[object, ...]


@dataclass(frozen=True)
class Write:
    """A command that writes, and how it runs if nothing kills it.

    Attributes
    ----------
    seed
        The workspace before it; None if there is none yet.
    arguments
        Of the command line, without the workspace.
    whole_s, beside_s
        Seconds of the whole run, and those in which a journal or log lies beside the workspace.
    """

    name: str
    seed: Path | None
    arguments: tuple[str, ...]
    before: State = ()
    after: State = ()
    whole_s: float = 0.0
    beside_s: float = 0.0


def run(kills: int = KILLS) -> list[dict[str, Any]]:
    """A row for each write: after how many kills the program found the state before or after; the target is all."""
    rng = random.Random(7)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        return [
            row_of(measured(write, folder), max(1, round(kills * SHARES[write.name])), folder, rng)
            for write in prepared(folder)
        ]


def row_of(write: Write, kills: int, folder: Path, rng: random.Random) -> dict[str, Any]:
    """Kill a write again and again, each time on a fresh copy of its seed."""
    intact = beside = 0
    for number in range(kills):
        workspace = fresh(write, folder)
        beside += kill_once(write, workspace, rng, aimed=number < round(kills * AIMED))
        intact += opens(workspace) and state_of(workspace) in (write.before, write.after) and is_sound(workspace)
    return {
        "name": f"{write.name}, killed {kills} times, {beside} of them beside a journal or log",
        "ours": float(intact), "other": float(kills), "ratio": intact / kills, "target": 1.0, "unit": "kills",
        "met": intact == kills,
    }  # fmt: skip


# the writes


def prepared(folder: Path) -> list[Write]:
    """The five writes with the files that they need."""
    few, rows, layer = folder / "few.csv", folder / "rows.csv", folder / "layer.geojson"
    import_rows.write_rows(few, 0.0, FEW)
    import_rows.write_rows(rows, 0.2, ROWS)
    line = {"type": "LineString", "coordinates": [[67 + k / 5_000, 30 + k / 9_000] for k in range(4_000)]}
    layer.write_text(json.dumps({"type": "Feature", "properties": {"name": "Road"}, "geometry": line}))
    seed, imported = folder / "seed.gpkg", folder / "imported.gpkg"
    command("import", few, "--workspace", seed)
    first = next(store.workspace_at(seed).load().incidents.rows())
    other = replace(first, incident_id="other:1", source="other")
    store_rows(seed, Checked([other]), Release("other", "other", "2026-01-01T00:00:00Z", "o.csv", "", 1))
    shutil.copyfile(seed, imported)
    command("import", rows, "--workspace", imported)
    pair = (first.incident_id, other.incident_id)
    return [
        Write("first import", None, ("import", str(rows))),
        Write("second import", seed, ("import", str(rows))),
        Write("undo", imported, ("undo",)),
        Write("verdict", seed, ("link", *pair, "same")),
        Write("user layer", seed, ("layers", "--add", str(layer))),
    ]


def command(*arguments: object) -> None:
    """Run a command in this process; an error if it fails."""
    with Silent():
        if run_command([str(argument) for argument in arguments]):
            raise RuntimeError(f"{arguments[0]} failed")


def measured(write: Write, folder: Path) -> Write:
    """The same write with its states and durations."""
    workspace = fresh(write, folder)
    before = state_of(workspace)
    child = start(write, workspace)
    started_s = time.perf_counter()
    beside_s = [time.perf_counter() for _ in iter(lambda: child.is_alive(), False) if poll(workspace)]
    whole_s = time.perf_counter() - started_s
    after = state_of(workspace)
    if child.exitcode or after == before or not beside_s:
        raise RuntimeError(f"the {write.name} that was not killed did not write")
    return replace(write, before=before, after=after, whole_s=whole_s, beside_s=beside_s[-1] - beside_s[0])


def poll(workspace: Path) -> bool:
    """Whether a journal or log lies beside the workspace, after a short wait."""
    time.sleep(POLL_S)
    return any(Path(f"{workspace}{suffix}").exists() for suffix in SIDECARS)


def fresh(write: Write, folder: Path) -> Path:
    """A copy of the seed, alone in a new folder."""
    target = folder / "run"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    workspace = target / "w.gpkg"
    if write.seed is not None:
        shutil.copyfile(write.seed, workspace)
    return workspace


# a kill


def kill_once(write: Write, workspace: Path, rng: random.Random, *, aimed: bool) -> bool:
    """Start a write and kill it; whether a journal or log lies beside the workspace."""
    child = start(write, workspace)
    if aimed:
        while child.is_alive() and not poll(workspace):
            pass
        child.join(rng.uniform(rng.choice(EARLIEST) * write.beside_s, write.beside_s))
    else:
        child.join(rng.uniform(0.0, write.whole_s))
    if child.is_alive() and child.pid is not None:
        os.kill(child.pid, signal.SIGKILL)
    child.join()
    return any(Path(f"{workspace}{suffix}").exists() for suffix in SIDECARS)


def start(write: Write, workspace: Path) -> multiprocessing.context.ForkProcess:
    """Run a write in a process that is a copy of this one, with all modules loaded."""
    arguments = [*write.arguments, "--workspace", str(workspace)]
    child = multiprocessing.get_context("fork").Process(target=write_and_end, args=(arguments,))
    child.start()
    return child


def write_and_end(arguments: Sequence[str]) -> None:
    """What the process does."""
    with Silent():
        code = run_command(list(arguments))
    os._exit(code)


class Silent:
    """Nothing is printed to standard output in the block."""

    def __enter__(self) -> None:
        sys.stdout.flush()
        self._kept = os.dup(1)
        with Path(os.devnull).open("w", encoding="utf-8") as nothing:
            os.dup2(nothing.fileno(), 1)

    def __exit__(self, *_: object) -> None:
        sys.stdout.flush()
        os.dup2(self._kept, 1)
        os.close(self._kept)


# what is there afterwards


def opens(workspace: Path) -> bool:
    """Whether the program opens the workspace, in a process of its own; a first import may not have made it yet."""
    if not workspace.exists():
        return True
    arguments = [sys.executable, str(ROOT / "main.py"), "info", "--json", "--workspace", str(workspace)]
    answer = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, check=False)
    if answer.returncode:
        print(answer.stderr, file=sys.stderr)
    return answer.returncode == 0


def state_of(workspace: Path) -> State:
    """What the workspace holds: incidents, the number of imports, verdicts and layers; nothing if it is missing."""
    if not workspace.exists():
        return (0, 0, (), ())
    dataset = store.workspace_at(workspace).load()
    rows = {(row.incident_id, row.killed_best, row.notes) for row in dataset.incidents.rows()}
    layers = tuple(layer.name for layer in dataset.user_layers)
    return (hash(frozenset(rows)) if rows else 0, len(dataset.releases), tuple(dataset.decided.items()), layers)


def is_sound(workspace: Path) -> bool:
    """Whether SQLite finds the file intact."""
    if not workspace.exists():
        return True
    with closing(sqlite3.connect(workspace)) as connection:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


if __name__ == "__main__":
    print(json.dumps(run(int(sys.argv[1]) if len(sys.argv) > 1 else KILLS), indent=1))
