"""Incidents read from reports, against the hand-made answers of ``tests/data/intake``: quality and speed.

``python tests/bench/intake.py [open|more|held|fresh]`` prints what is wrong, report by report, of the open half unless
told otherwise. The matching is described in `tests/intake_score.py`.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from geo.intake.reading import read_report
from tests.intake_score import Score, reports, score

HALVES = ("open", "more", "held", "fresh")
TARGETS = {"precision": 0.90, "recall": 0.85, "place": 0.90, "date": 0.90, "figures": 0.90, "claims": 0.85}
"""Shares on the held half, at least."""
BESIDE = (
    "type",
    "sub-type",
    "actor1",
    "actor2",
    "whole figure",
    "figures, low",
    "figures, best",
    "figures, high",
    "context",
)
"""What is printed beside, without a target."""
PUBLISHED = date(2026, 6, 18)
LONG_WORDS, LONG_S = 3_000, 2.0
MANY, MANY_S = 100, 60.0
REPEATS = 3


def quality(half: str, result: Score) -> Iterator[dict[str, Any]]:
    """Rows of shares; those of the held half have targets, the others only have to be there."""
    for name in (*TARGETS, *BESIDE):
        target = TARGETS.get(name, 0.0) if half == "held" else 0.0
        share = result.share(name)
        yield {
            "name": f"intake, {half}: {name}", "ours": result.right[name], "other": result.all[name], "ratio": share,
            "target": target, "unit": "", "met": share >= target,
        }  # fmt: skip
    without = result.missing("evidence")
    yield {
        "name": f"intake, {half}: values without evidence", "ours": without, "other": result.right["evidence"],
        "ratio": without, "target": 0, "unit": "", "limit": "at most", "met": without == 0,
    }  # fmt: skip


def long_text() -> str:
    """A report of some 3,000 words: the open reports one behind the other, repeated if they are fewer."""
    words = [word for _, text, _ in reports("open") for word in text.split(" ")]
    return " ".join((words * (LONG_WORDS // len(words) + 1))[:LONG_WORDS])


def seconds(texts: list[str]) -> float:
    """The median time of reading all texts."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        for text in texts:
            read_report(text, PUBLISHED)
        times.append(time.perf_counter() - start)
    return median(times)


def speed() -> Iterator[dict[str, Any]]:
    """Rows of times against their limits."""
    some = [text for _, text, _ in reports("open")]
    many = (some * (MANY // len(some) + 1))[:MANY]
    read_report(some[0], PUBLISHED)
    for name, texts, limit in (
        (f"a report of {LONG_WORDS:,} words", [long_text()], LONG_S),
        (f"{MANY} reports", many, MANY_S),
    ):
        ours = seconds(texts)
        yield {
            "name": f"intake: {name}", "ours": ours, "other": limit, "ratio": limit / ours, "target": 1,
            "met": ours <= limit,
        }  # fmt: skip


def run() -> list[dict[str, Any]]:
    """Rows: the quality on both halves, and the speed."""
    return [*(row for half in HALVES for row in quality(half, score(half, read_report))), *speed()]


if __name__ == "__main__":
    for chosen in sys.argv[1:] or HALVES[:1]:
        outcome = score(chosen, read_report)
        print(*outcome.faults, sep="\n")
        for row in quality(chosen, outcome):
            print(f"{row['name']:40} {row['ours']:4} of {row['other']:4}  {row['ratio']:.3f}")
