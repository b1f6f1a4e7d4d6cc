"""Import of 100,000 ACLED rows into a workspace, against pandas and GeoPandas, which write the same rows unchecked.

Ours reads, checks, locates and stores each row; the other side only copies. A second import of the same rows, one in a
hundred changed, is compared with our own first import. Each comparison is made twice: of the import alone, and of
processes from start to exit; for these a second import of the very same file is measured, too. Each program has been
started once before, so that Python has compiled its modules.
"""

from __future__ import annotations

import csv
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from geo import store
from geo.places import gazetteer
from geo.sources.importing import import_files
from geo.sources.incident_file import IncidentFile
from geo.taxonomy import SUB_EVENT_TYPES
from tests.bench.copy_unchecked import copy_rows

ROOT = Path(__file__).resolve().parents[2]
ROWS, FEW = 100_000, 100
RUNS = 3
FIRST_LIMIT, SECOND_LIMIT = 1.5, 0.4
HEADER = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision",
    "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
WORDS = ("armed men", "a check post", "police", "the road", "reported", "injured", "near the bazaar", "two officers")


def run() -> list[dict[str, Any]]:
    """Rows: the first import against the plain copy, and the second import against the first."""
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder) / "first.csv", Path(folder) / "second.csv"
        write_rows(first, 0.0, ROWS)
        write_rows(second, 0.01, ROWS)
        times = [(*import_twice(first, second, Path(folder)), copy_unchecked(first, Path(folder))) for _ in range(RUNS)]
        few = Path(folder) / "few.csv"
        write_rows(few, 0.0, FEW)
        run_processes(few, few, Path(folder))
        whole = [run_processes(first, second, Path(folder)) for _ in range(RUNS)]
    process = ", process from start to exit"
    same = compare(
        f"second import of 100,000 ACLED rows, none changed, against the first{process}",
        [(same, first) for first, same, _, _ in whole],
        SECOND_LIMIT,
    )
    return [*compare_all(times, ""), *compare_all([(a, b, c) for a, _, b, c in whole], process), same]


def compare_all(times: list[tuple[float, float, float]], how: str) -> list[dict[str, Any]]:
    """Rows: the first import against the copy, and the second against the first."""
    return [
        compare(f"import of 100,000 ACLED rows{how}", [(a, c) for a, _, c in times], FIRST_LIMIT),
        compare(
            f"second import of 100,000 ACLED rows, 1 % changed, against the first{how}",
            [(b, a) for a, b, _ in times],
            SECOND_LIMIT,
        ),
    ]


def compare(name: str, pairs: list[tuple[float, float]], limit: float) -> dict[str, Any]:
    """The row of a comparison: medians of both sides, and the median of the ratios of the pairs."""
    ratio = statistics.median(a / b for a, b in pairs)
    ours_s, other_s = (statistics.median(side) for side in zip(*pairs, strict=True))
    return {
        "name": name, "ours": ours_s, "other": other_s, "ratio": ratio, "target": limit, "limit": "at most",
        "met": ratio <= limit,
    }  # fmt: skip


def write_rows(path: Path, changed_share: float, rows: int) -> None:
    """Write generated rows in ACLED's layout, the same in each run except for the deaths in the changed share."""
    rng, change = random.Random(1), random.Random(2)
    places = [place for place in gazetteer.bundled().places if place.province]
    kinds = [(kind, sub) for kind, subs in SUB_EVENT_TYPES.items() for sub in subs]
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(HEADER)
        for i in range(rows):
            place, (kind, sub) = rng.choice(places), rng.choice(kinds)
            day = date(2010, 1, 1) + timedelta(rng.randrange(5800))
            killed = rng.randrange(12) + (change.random() < changed_share)
            point = [
                round(place.lat + rng.uniform(-0.02, 0.02), 4),
                round(place.lon + rng.uniform(-0.02, 0.02), 4),
            ]
            note = " ".join(rng.choice(WORDS) for _ in range(30))
            writer.writerow(
                [f"PAK{i}", day, day.year, 1, "Political violence", kind, sub, "Unidentified Armed Group (Pakistan)",
                 "", "Rebel group", "Police Forces of Pakistan (2022-)", "", "State forces", "", "", 586, "South Asia",
                 "Pakistan", place.province, place.district, "", place.name, *point, 1, "Dawn (Pakistan)", "National",
                 note, killed, "", 1700000000 + i]
            )  # fmt: skip


def import_twice(first: Path, second: Path, folder: Path) -> tuple[float, float]:
    """Seconds of the first import and of the second one."""
    workspace = folder / "ours.gpkg"
    workspace.unlink(missing_ok=True)
    store.workspace_at(workspace).create()
    return import_seconds(first, workspace), import_seconds(second, workspace)


def run_processes(first: Path, second: Path, folder: Path) -> tuple[float, float, float, float]:
    """Seconds of the processes of the first import, of the same file again, of the second file, and of the copy."""
    workspace = folder / "process.gpkg"
    workspace.unlink(missing_ok=True)
    program = [sys.executable, str(ROOT / "main.py"), "import"]
    imports = [[*program, str(path), "--workspace", str(workspace)] for path in (first, first, second)]
    copy = [sys.executable, "-m", "tests.bench.copy_unchecked", str(first), str(folder / "other.gpkg")]
    first_s, same_s, second_s, copy_s = (process_seconds(command, folder) for command in (*imports, copy))
    return first_s, same_s, second_s, copy_s


def process_seconds(command: list[str], folder: Path) -> float:
    """Seconds of a process from its start to its exit; what Python compiles is kept in the folder."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
    started = time.perf_counter()
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True, env=environment)
    return time.perf_counter() - started


def import_seconds(path: Path, workspace: Path) -> float:
    """Seconds of one import."""
    started = time.perf_counter()
    import_files([IncidentFile(path)], store.workspace_at(workspace))
    return time.perf_counter() - started


def copy_unchecked(path: Path, folder: Path) -> float:
    """Seconds of pandas and GeoPandas to copy the rows to a GeoPackage."""
    target = folder / "other.gpkg"
    started = time.perf_counter()
    copy_rows(path, target)
    return time.perf_counter() - started


if __name__ == "__main__":
    print(json.dumps(run(), indent=1))
