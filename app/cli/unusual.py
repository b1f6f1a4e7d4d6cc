"""``hotspots --method unusual``: the count of a window of each place against its own past."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from typing import Any

from app.cli.output import aligned, print_line, visible
from app.cli.shapes import left_out
from geo.analysis.unusual import PlaceLook, Settings, look
from geo.analysis.unusual.sentences import ratio_words, usual_words
from geo.calendar.days import from_day_number
from geo.calendar.period import Period
from geo.view.snapshot import Snapshot

__all__ = ["print_unusual", "unusual_answer"]

Answer = dict[str, Any]


def unusual_answer(arguments: argparse.Namespace, snapshot: Snapshot) -> Answer:
    """The answer of a look at what the filters give; raises `InputError` for a window that is not possible."""
    given = {} if arguments.window is None else {"window_days": arguments.window}
    found = look(snapshot, Settings(**given))
    notes = found.notes
    return {
        "method": "unusual",
        "parameters": dict(notes.parameters),
        "reference": notes.reference,
        "n_used": notes.n_used,
        "left_out": left_out(notes.left_out),
        "window": _days(notes.window),
        "baseline": _days(notes.baseline),
        "looked_at": notes.n_looked_at,
        "worth_a_look_by_chance": round(notes.by_chance, 2),
        "dispersion": _rounded(notes.dispersion),
        "notes": list(notes.sentences),
        "rows": [_row(row) for row in found.ranked],
    }


def _days(period: Period) -> Answer:
    first, last = (from_day_number(day).isoformat() for day in period)
    return {"first_day": first, "last_day": last, "days": period.width_days}


def _row(row: PlaceLook) -> Answer:
    return {
        "province": row.province,
        "district": row.district or None,
        "observed": row.observed,
        "expected": _rounded(row.expected),
        "ratio": _rounded(row.ratio),
        "ratio_low": _rounded(row.ratio_low),
        "ratio_high": _rounded(row.ratio_high),
        "p": _significant(row.p),
        "q": _significant(row.q),
        "verdict": row.verdict.value,
        "worth_a_look": row.is_worth_a_look,
        "power_for_a_doubling": _rounded(row.power),
        "series": list(row.series),
        "reasons": list(row.reasons),
        "sentence": row.sentence,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _significant(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.4g}")


def print_unusual(answer: Mapping[str, Any]) -> None:
    """A table of the places with incidents, the sentences of what stands out, and what a reader has to know."""
    rows = [row for row in answer["rows"] if row["observed"] or row["expected"]]
    if rows:
        header = ("place", "incidents", "usually", "times as many", "interval", "p", "verdict")
        for line in aligned(header, [list(_cells(row)) for row in rows], (1, 2, 3, 5)):
            print_line(line)
        print_line("")
    for row in rows:
        if row["worth_a_look"] or row["verdict"] in _TOLD:
            print_line(visible(row["sentence"]))
    for note in answer["notes"]:
        print_line(f"  {visible(note)}")


_TOLD = ("much above usual", "above usual", "below usual")


def _cells(row: Mapping[str, Any]) -> Iterator[str]:
    yield row["district"] or f"{row['province']} (province)"
    yield f"{row['observed']:,}"
    if row["expected"] is None:
        yield from ("?", "?", "", "")
    else:
        yield usual_words(row["expected"])
        yield "" if row["ratio"] is None else ratio_words(row["ratio"])
        high = row["ratio_high"]
        yield f"{ratio_words(row['ratio_low'])}–{'?' if high is None else ratio_words(high)}"
        yield f"{row['p']:.2g}"
    yield f"{row['verdict']}{', worth a look' if row['worth_a_look'] else ''}"
