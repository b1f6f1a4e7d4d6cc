"""Measured tables in the pages of documentation, and what makes them: shares with intervals, several processes."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PROCESSES = int(os.environ.get("BENCH_PROCESSES", "2"))

Line = tuple[str, ...]
Table = tuple[Line, list[Line], str]


def per_cent(part: float, whole: float = 1.0) -> str:
    return f"{100 * part / whole:.1f} %"


def share_interval(part: int, whole: int, level: float = 0.95) -> tuple[float, float]:
    """The interval of Clopper and Pearson for a share."""
    from scipy.special import betaincinv

    tail = (1 - level) / 2
    low = float(betaincinv(part, whole - part + 1, tail)) if part else 0.0
    high = float(betaincinv(part + 1, whole - part, 1 - tail)) if part < whole else 1.0
    return low, high


def per_cent_with_interval(part: int, whole: int) -> str:
    """A share with its 95 % interval: "4.1 % (3.2–5.1)"."""
    low, high = share_interval(part, whole)
    return f"{per_cent(part, whole)} ({100 * low:.1f}–{100 * high:.1f})"


def spread_out(function: Callable[..., Any], cases: Sequence[Any], n: int) -> Iterator[Any]:
    """The results of all cases, in their order, by several processes."""
    with ProcessPoolExecutor(PROCESSES) as pool:
        yield from pool.map(function, cases, [n] * len(cases))


def write_table(page: Path, name: str, table: Table) -> None:
    """Write a measured table into a page, between ``<!-- measured: NAME -->`` and ``<!-- end of NAME -->``."""
    header, lines, made = table
    cells = [header, ("---",) * len(header), *lines]
    rows = "".join(f"| {' | '.join(line)} |\n" for line in cells)
    body = f"{rows}\n{made}; made on {date.today():%Y-%m-%d}.\n"  # noqa: DTZ011
    part = re.compile(rf"(<!-- measured: {name} -->\n).*?(<!-- end of {name} -->)", re.DOTALL)
    text, found = part.subn(lambda match: match[1] + body + match[2], page.read_text(encoding="utf-8"))
    if not found:
        raise ValueError(f"{page.name} has no place for the table {name}.")
    page.write_text(text, encoding="utf-8")
    print(body, flush=True)
