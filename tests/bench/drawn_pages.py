"""Pages against a script with `GeoDataFrame.plot`, with more incidents, and an atlas against single pages.

Every side is a process, measured from its start to its file; sides take turns. Seconds are those of the processor,
which other work on the machine changes less than those of the clock.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
BUNDLED = ROOT / "assets" / "incidents" / "incidents.csv"
FEW, MANY = 10_000, 100_000
RUNS, RUNS_OF_MANY = 5, 3
SINGLE = ("Quetta", "Bannu", "Swat", "Gwadar", "Khyber", "Zhob")
DISTRICTS = 61
MOST_MB = 5.0


def run() -> list[dict[str, Any]]:
    """Rows: the ratios of processor time, and the size of a PDF."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        few, many = workspace(folder, FEW), workspace(folder, MANY)
        small = against_script(folder, None, 200, RUNS)
        large = against_script(folder, few, 300, RUNS)
        pairs = [tuple(page(folder, each, "--dpi", "300") for each in (many, few)) for _ in range(RUNS_OF_MANY)]
        megabytes = size_of_pdf(folder, many)
        singles = [page(folder, None, "--district", district, ending="pdf") for district in SINGLE]
        whole = atlas(folder)
    return [
        row("a page of the bundled incidents, against GeoDataFrame.plot", small, 1.2),
        row(f"A4 at 300 dpi, {FEW:,} incidents, against GeoDataFrame.plot", large, 1.5),
        row(f"the same with {MANY:,}, against {FEW:,}", pairs, 2.0),
        row(f"its PDF, against {MOST_MB:g} MB", [(megabytes, MOST_MB)], 1.0) | {"unit": "MB"},
        row(f"an atlas of {DISTRICTS} districts, against single pages", [(whole, DISTRICTS * statistics.mean(singles))],
            0.6),
    ]  # fmt: skip


def row(name: str, pairs: list[Any], limit: float) -> dict[str, Any]:
    """The medians of both sides and of the ratios of pairs, which must be at most the limit."""
    ratio = statistics.median(ours / other for ours, other in pairs)
    ours, other = (statistics.median(pair[side] for pair in pairs) for side in (0, 1))
    return {
        "name": name, "ours": ours, "other": other, "ratio": ratio, "target": limit, "limit": "at most",
        "met": ratio <= limit,
    }  # fmt: skip


def against_script(folder: Path, source: Path | None, dpi: int, runs: int) -> list[tuple[float, float]]:
    """Pairs of our page and the plot of a script; the first ones, which fill caches, are not counted."""
    plot = [str(ROOT / "tests/bench/plain_plot.py"), str(source or BUNDLED), str(folder / "plot.png"), str(dpi)]
    pairs = [(page(folder, source, "--dpi", str(dpi)), seconds(plot)) for _ in range(runs + 1)]
    return pairs[1:]


def page(folder: Path, source: Path | None, *options: str, ending: str = "png") -> float:
    """The seconds of one page."""
    target = folder / f"page.{ending}"
    target.unlink(missing_ok=True)
    return seconds(["main.py", "snapshot", *given(source), "--out", str(target), *options])


def atlas(folder: Path) -> float:
    """The seconds of an atlas with a page for each district."""
    return seconds(["main.py", "brief", "--atlas", "district", "--all", "--out", str(folder / "atlas.pdf")])


def size_of_pdf(folder: Path, source: Path) -> float:
    """The megabytes of a page as PDF."""
    page(folder, source, ending="pdf")
    return (folder / "page.pdf").stat().st_size / 1e6


def given(source: Path | None) -> list[str]:
    return [] if source is None else ["--workspace", str(source)]


def seconds(arguments: list[str]) -> float:
    """The processor time of a Python process and its children."""
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environ, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def workspace(folder: Path, rows: int) -> Path:
    """A workspace of so many generated incidents, all of them on the map."""
    from geo import store
    from geo.sources.importing import import_files
    from geo.sources.incident_file import IncidentFile
    from tests.bench import import_rows

    table, made = folder / f"{rows}.csv", folder / f"{rows}.gpkg"
    import_rows.write_rows(table, 0.0, rows)
    import_files([IncidentFile(table)], store.workspace_at(str(made)))
    return made
