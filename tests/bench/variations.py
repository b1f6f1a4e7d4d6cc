"""Reports in other words, forms and company: how often what is read stays where the answer does.

Of the reports of ``open`` and ``more`` that are read right in full. ``python tests/bench/variations.py`` prints what
moves the reader, too.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from geo.intake.reading import read_report
from tests.intake_score import Answer, Score, add_report, published_of, reports
from tests.intake_steadiness import Report, Steadiness
from tests.intake_variations import KINDS

HALVES = ("open", "more")
COUNT = 60
TARGET = 0.9


def is_right(text: str, answer: Answer) -> bool:
    """Whether all of a report is read right."""
    result = Score()
    add_report(result, "", (text, {**answer, "context": []}), read_report(text, published_of(answer)))
    return all(result.right[name] == count for name, count in result.all.items())


def read_right() -> list[Report]:
    """The reports that are read right, with their days."""
    everything = [(text, answer) for half in HALVES for _, text, answer in reports(half)]
    return [(text, published_of(answer)) for text, answer in everything if is_right(text, answer)]


def measured(steadiness: Steadiness) -> list[dict[str, Any]]:
    """A row for each kind of variation."""
    rows = []
    for kind in KINDS:
        kept, read = steadiness.share(kind)
        rows.append({
            "name": f"intake, varied: {kind}", "ours": kept, "other": read, "ratio": kept / max(read, 1),
            "target": TARGET, "unit": "", "met": kept >= TARGET * read,
        })  # fmt: skip
    return rows


def run() -> list[dict[str, Any]]:
    """Rows: the share that stays as it is, by kind."""
    return measured(Steadiness(read_right(), COUNT))


if __name__ == "__main__":
    found = Steadiness(read_right(), COUNT)
    table = measured(found)
    print(*(f"{kind}: {fault}" for kind, faults in found.faults.items() for fault in faults), sep="\n")
    for row in table:
        print(f"{row['name']:40} {row['ours']:4} of {row['other']:4}  {row['ratio']:.3f}")
