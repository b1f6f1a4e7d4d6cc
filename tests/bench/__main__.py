"""Run every benchmark and print one table: ``python -m tests.bench [NAME …]``, which ``make bench`` calls.

A benchmark is a module of this folder with ``run()``, which gives one dict or a list of them: ``name``, ``ours``,
``other``, ``ratio``, ``target`` and ``met``; optionally ``unit`` of the two medians (``s``, ``MB``; seconds if nothing
is said) and ``limit`` (``at least``, unless it says ``at most``). Each runs in a process of its own, so that neither a
crash nor what another one left in memory touches the next. All is written to ``results.json`` beside this file.
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
LONGEST_S = 1800.0
KEYS = ("name", "ours", "other", "ratio", "target", "met")
HEADER = ("what", "ours", "other", "ratio", "target", "met")
MEASURE_ONE = "--measure-one"

Row = dict[str, Any]


@dataclass
class Outcome:
    """What the benchmarks gave, and what went wrong with them."""

    rows: list[Row] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        good = bool(self.rows) and not self.faults and all(row["met"] for row in self.rows)
        return 0 if good else 1


def benchmarks(folder: Path) -> list[str]:
    """The names of the modules that have ``run()``."""
    found = (path for path in folder.glob("*.py") if not path.name.startswith("_"))
    return sorted(path.stem for path in found if "\ndef run(" in path.read_text(encoding="utf-8"))


def measure(path: Path, longest_s: float = LONGEST_S) -> Outcome:
    """Run one benchmark in a process of its own."""
    if not path.is_file():
        return Outcome(faults=[f"{path.stem}: there is no such benchmark in {path.parent}"])
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "answer.json"
        why = _run([sys.executable, str(Path(__file__).resolve()), MEASURE_ONE, str(path), str(answer)], longest_s)
        if why or not answer.is_file():
            return Outcome(faults=[f"{path.stem}: {why or 'gave no answer'}"])
        return checked(path.stem, json.loads(answer.read_text(encoding="utf-8")))


def _run(command: Sequence[str], longest_s: float) -> str:
    """Run a program to its end; why it failed, or nothing. A group of its own lets it be stopped with its children."""
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        try:
            _, said = process.communicate(timeout=longest_s)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL) if hasattr(os, "killpg") else process.kill()
            return f"stopped after {longest_s:g} s"
    last = (said.strip() or "no message").splitlines()[-1]
    return f"failed ({process.returncode}): {last}" if process.returncode else ""


def checked(name: str, given: Any) -> Outcome:
    """The rows of an answer, and what they lack."""
    rows = given if isinstance(given, list) else [given]
    lacking = [key for row in rows for key in KEYS if not isinstance(row, dict) or key not in row]
    if lacking or not rows:
        return Outcome(faults=[f"{name}: its answer lacks {', '.join(dict.fromkeys(lacking)) or 'everything'}"])
    return Outcome(rows=rows)


def amount(value: float, unit: str) -> str:
    """A median with its unit, as short as it can be read."""
    if unit != "s":
        return f"{value:,.4g} {unit}"
    for factor, small in ((1.0, "s"), (1e3, "ms"), (1e6, "µs")):
        if value * factor >= 1:
            return f"{value * factor:,.3g} {small}"
    return f"{value * 1e9:,.3g} ns"


def cells(row: Row) -> tuple[str, ...]:
    """A row of the table as text."""
    unit = row.get("unit", "s")
    sign = "≤" if row.get("limit") == "at most" else "≥"
    return (
        row["name"],
        amount(row["ours"], unit),
        amount(row["other"], unit),
        f"{row['ratio']:,.3g}",
        f"{sign} {row['target']:g}",
        "yes" if row["met"] else "NO",
    )


def table(rows: Sequence[Row]) -> str:
    """The rows below each other, in columns."""
    lines = [HEADER, *map(cells, rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(HEADER))]
    aligned = [[line[0].ljust(widths[0]), *map(str.rjust, line[1:], widths[1:])] for line in lines]
    return "\n".join(map("  ".join, aligned))


def main(names: Sequence[str], folder: Path = FOLDER) -> int:
    """Run the named benchmarks, or all; 1 if a target is missed, or a benchmark is missing or fails."""
    outcome = Outcome()
    for name in names or benchmarks(folder):
        print(f"measuring {name} …", file=sys.stderr, flush=True)
        found = measure(folder / f"{name}.py")
        outcome.rows += found.rows
        outcome.faults += found.faults
    print(table(outcome.rows))
    print("".join(f"{fault}\n" for fault in outcome.faults), end="", file=sys.stderr)
    written = json.dumps(outcome.rows, indent=2, ensure_ascii=False)
    (folder / "results.json").write_text(f"{written}\n", encoding="utf-8")
    return outcome.exit_code


def measure_one(path: Path, answer: Path) -> None:
    """What the process of one benchmark does: load it, run it, write what it gives."""
    sys.path.insert(0, str(ROOT))
    spec = importlib.util.spec_from_file_location(f"bench_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    answer.write_text(json.dumps(module.run()), encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:2] == [MEASURE_ONE]:
        measure_one(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        sys.exit(main(sys.argv[1:]))
