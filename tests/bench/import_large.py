"""Import of 1,000,000 ACLED rows into a workspace, against 100,000 of them; and opening a workspace of 100,000.

Each import runs in its own process, whose peak memory is read at its end. The rows are those of `import_rows`.
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
LIMIT_MB = 1_500.0


def run() -> list[dict[str, Any]]:
    """Rows: seconds and peak memory of the import of a million rows, and the start with a workspace."""
    with tempfile.TemporaryDirectory() as folder:
        few, many = Path(folder) / "few.csv", Path(folder) / "many.csv"
        import_rows.write_rows(few, 0.0, FEW)
        import_rows.write_rows(many, 0.0, MANY)
        workspace = Path(folder) / "few.gpkg"
        short = [measure_import(few, workspace) for _ in range(RUNS)]
        long = measure_import(many, Path(folder) / "many.gpkg")
        starts = [(start_seconds(folder, workspace), start_seconds(folder)) for _ in range(RUNS)]
    few_s = statistics.median(seconds for seconds, _ in short)
    extra_s = statistics.median(with_workspace - bundled for with_workspace, bundled in starts)
    return [
        row("import of 1,000,000 ACLED rows, against 100,000", (long[0], few_s), 11.0),
        row("memory of the import of 1,000,000 ACLED rows, against 1,500 MB", (long[1], LIMIT_MB), 1.0)
        | {"unit": "MB"},
        row(
            "start with a workspace of 100,000, beyond the start with the bundled data, against 1.5 s",
            (extra_s, 1.5),
            1.0,
        ),
    ]


def row(name: str, sides: tuple[float, float], limit: float) -> dict[str, Any]:
    """The row of a ratio that must be at most the limit."""
    ratio = sides[0] / sides[1]
    return {
        "name": name, "ours": sides[0], "other": sides[1], "ratio": ratio, "target": limit, "limit": "at most",
        "met": ratio <= limit,
    }  # fmt: skip


def measure_import(path: Path, workspace: Path) -> tuple[float, float]:
    """Seconds of an import in its own process, and its peak memory in MB."""
    workspace.unlink(missing_ok=True)
    command = [sys.executable, "-m", "tests.bench.import_large", str(path), str(workspace)]
    done = subprocess.run(command, cwd=startup.ROOT, capture_output=True, check=True)
    result = json.loads(done.stdout)
    return result["seconds"], result["memory"]


def start_seconds(home: str, workspace: Path | None = None) -> float:
    """Seconds from the start of the application's process until its map shows all incidents."""
    return startup.measure("window_child", home, *([str(workspace)] if workspace else []))["interactive"]


def import_and_report(path: Path, workspace: Path) -> None:
    """Import a file and print seconds and peak memory as JSON; this is what the process of one import does."""
    started = time.perf_counter()
    import_files([IncidentFile(path)], store.workspace_at(workspace))
    seconds = time.perf_counter() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "memory": memory}))


if __name__ == "__main__":
    import_and_report(Path(sys.argv[1]), Path(sys.argv[2]))
