"""Run every benchmark and print one table: ``python -m tests.bench [NAME …]``, which ``make bench`` calls.

A benchmark is a module of this folder with a function ``run()``. It returns one row or a list of rows. A row is a dict
with ``name``, ``ours``, ``other``, ``ratio``, ``target`` and ``met``. Optional keys: ``unit`` of the two medians (``s``
by default, ``MB``) and ``limit`` of the ratio (``at least`` by default, ``at most``). Each benchmark runs in its own
process, so that a crash or memory still in use does not affect the next one. All rows are written to ``results.json``
beside this file.
"""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parents[1]
TIMEOUT_S = 1800.0
KEYS = ("name", "ours", "other", "ratio", "target", "met")
HEADER = ("what", "ours", "other", "ratio", "target", "met")
MEASURE_ONE = "--measure-one"

Row = dict[str, Any]


@dataclass
class Outcome:
    """The rows of the benchmarks, and the error messages of those that failed."""

    rows: list[Row] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        succeeded = bool(self.rows) and not self.errors and all(row["met"] for row in self.rows)
        return 0 if succeeded else 1


def benchmarks(folder: Path) -> list[str]:
    """The names of the modules that have ``run()``."""
    modules = (path for path in folder.glob("*.py") if not path.name.startswith("_"))
    return sorted(path.stem for path in modules if "\ndef run(" in path.read_text(encoding="utf-8"))


def measure(path: Path, timeout_s: float = TIMEOUT_S) -> Outcome:
    """The outcome of one benchmark, which runs in its own process."""
    if not path.is_file():
        return Outcome(errors=[f"{path.stem}: no such benchmark in {path.parent}"])
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "rows.json"
        failure = _run([sys.executable, str(Path(__file__).resolve()), MEASURE_ONE, str(path), str(output)], timeout_s)
        if failure or not output.is_file():
            return Outcome(errors=[f"{path.stem}: {failure or 'wrote no result'}"])
        return check_rows(path.stem, json.loads(output.read_text(encoding="utf-8")))


def _run(command: Sequence[str], timeout_s: float) -> str:
    """Run a program; the reason of its failure, or an empty string.

    It gets its own process group, so that a timeout stops its children too.
    """
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        try:
            _, stderr = process.communicate(timeout=timeout_s)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL) if hasattr(os, "killpg") else process.kill()
            return f"stopped after {timeout_s:g} s"
    last = (stderr.strip() or "no message").splitlines()[-1]
    return f"failed ({process.returncode}): {last}" if process.returncode else ""


def check_rows(name: str, result: Any) -> Outcome:
    """The rows of a result, or an error that names the missing keys."""
    rows = result if isinstance(result, list) else [result]
    missing = [key for row in rows for key in KEYS if not isinstance(row, dict) or key not in row]
    if missing or not rows:
        return Outcome(errors=[f"{name}: its result lacks {', '.join(dict.fromkeys(missing)) or 'everything'}"])
    return Outcome(rows=rows)


def amount(value: float, unit: str) -> str:
    """A median with its unit, rounded to be read; seconds are scaled to ms, µs or ns."""
    if unit != "s":
        return f"{value:,.4g} {unit}"
    for factor, symbol in ((1.0, "s"), (1e3, "ms"), (1e6, "µs")):
        if value * factor >= 1:
            return f"{value * factor:,.3g} {symbol}"
    return f"{value * 1e9:,.3g} ns"


def cells(row: Row) -> tuple[str, ...]:
    """A row of the table as text."""
    unit = row.get("unit", "s")
    comparison = "≤" if row.get("limit") == "at most" else "≥"
    return (
        row["name"],
        amount(row["ours"], unit),
        amount(row["other"], unit),
        f"{row['ratio']:,.3g}",
        f"{comparison} {row['target']:g}",
        "yes" if row["met"] else "NO",
    )


def table(rows: Sequence[Row]) -> str:
    """The rows as text in aligned columns, below a header."""
    lines = [HEADER, *map(cells, rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(HEADER))]
    aligned = [[line[0].ljust(widths[0]), *map(str.rjust, line[1:], widths[1:])] for line in lines]
    return "\n".join(map("  ".join, aligned))


def main(names: Sequence[str], folder: Path = FOLDER) -> int:
    """Run the named benchmarks, or all; 1 if a target is missed, or a benchmark is missing or fails."""
    outcome = Outcome()
    for name in names or benchmarks(folder):
        print(f"measuring {name} …", file=sys.stderr, flush=True)
        measured = measure(folder / f"{name}.py")
        outcome.rows += measured.rows
        outcome.errors += measured.errors
    print(table(outcome.rows))
    print("".join(f"{error}\n" for error in outcome.errors), end="", file=sys.stderr)
    text = json.dumps(outcome.rows, indent=2, ensure_ascii=False)
    (folder / "results.json").write_text(f"{text}\n", encoding="utf-8")
    return outcome.exit_code


def measure_one(path: Path, output: Path) -> None:
    """Load one benchmark, run it and write its rows as JSON; this is what its process does."""
    sys.path.insert(0, str(ROOT))
    spec = importlib.util.spec_from_file_location(f"bench_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    output.write_text(json.dumps(module.run()), encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:2] == [MEASURE_ONE]:
        measure_one(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        sys.exit(main(sys.argv[1:]))
