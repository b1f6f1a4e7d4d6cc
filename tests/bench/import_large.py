"""Bringing 1,000,000 ACLED rows into a workspace, against 100,000 of them; and opening a workspace of 100,000.

Each import is a process of its own, whose greatest memory is read at its end. The rows are those of `import_rows`.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from geo import store
from geo.sources.importing import import_files
from geo.sources.incident_file import IncidentFile
from tests.bench import import_rows, startup

FEW, MANY = 100_000, 1_000_000
RUNS = 3
MOST_MB = 1_500.0


def run() -> list[dict[str, Any]]:
    """Seconds of a million rows against a hundred thousand, the memory that takes, and the start on a workspace."""
    with tempfile.TemporaryDirectory() as folder:
        few, many = Path(folder) / "few.csv", Path(folder) / "many.csv"
        import_rows.write(few, 0.0, FEW)
        import_rows.write(many, 0.0, MANY)
        workspace = Path(folder) / "few.gpkg"
        short = [imported(few, workspace) for _ in range(RUNS)]
        long = imported(many, Path(folder) / "many.gpkg")
        opened = [(started(folder, workspace), started(folder)) for _ in range(RUNS)]
    few_s = statistics.median(seconds for seconds, _ in short)
    later_s = statistics.median(ours - bundled for ours, bundled in opened)
    return [
        row("import of 1,000,000 ACLED rows, against 100,000", (long[0], few_s), 11.0),
        row("memory of it, against 1,500 MB", (long[1], MOST_MB), 1.0) | {"unit": "MB"},
        row("open a workspace of 100,000, against 1.5 s after the start with the bundled data", (later_s, 1.5), 1.0),
    ]


def row(name: str, sides: tuple[float, float], most: float) -> dict[str, Any]:
    ratio = sides[0] / sides[1]
    return {
        "name": name, "ours": sides[0], "other": sides[1], "ratio": ratio, "target": most, "limit": "at most",
        "met": ratio <= most,
    }  # fmt: skip


def imported(path: Path, workspace: Path) -> tuple[float, float]:
    """Seconds of an import in a process of its own, and its greatest memory in MB."""
    workspace.unlink(missing_ok=True)
    command = [sys.executable, "-m", "tests.bench.import_large", str(path), str(workspace)]
    done = subprocess.run(command, cwd=startup.ROOT, capture_output=True, check=True)
    answer = json.loads(done.stdout)
    return answer["seconds"], answer["memory"]


def started(home: str, workspace: Path | None = None) -> float:
    """Seconds from the start of the process to the first map."""
    return startup.measure("window_child", home, *([str(workspace)] if workspace else []))["interactive"]


def child(path: Path, workspace: Path) -> None:
    """What the process of one import does."""
    begun = time.perf_counter()
    import_files([IncidentFile(path)], store.workspace_at(workspace))
    seconds = time.perf_counter() - begun
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "memory": memory}))


if __name__ == "__main__":
    child(Path(sys.argv[1]), Path(sys.argv[2]))
