"""``hotspots --method unusual``: the count of a window of each place against its own past."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from typing import Any

from app.cli.output import aligned, print_line, visible
from app.cli.shapes import left_out
from geo.analysis.unusual import Details, FirstSeen, PlaceLook, Settings, SinceWhen, Spread, Verdict, details, look
from geo.analysis.unusual.sentences import ratio_words, usual_words
from geo.calendar.days import from_day_number
from geo.calendar.period import Period
from geo.view.snapshot import Snapshot

__all__ = ["print_unusual", "unusual_answer"]

Answer = dict[str, Any]


def unusual_answer(arguments: argparse.Namespace, snapshot: Snapshot) -> Answer:
    """The answer of a look at what the filters give; raises `InputError` for a window that is not possible."""
    given = {} if arguments.window is None else {"window_days": arguments.window}
    settings = Settings(**given)
    found = look(snapshot, settings)
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
        "known_after_days": notes.known_after,
        "known_share": _rounded(notes.known_share),
        "notes": list(notes.sentences),
        "rows": [_row(row, _details(snapshot, row, settings)) for row in found.ranked],
    }


def _days(period: Period) -> Answer:
    first, last = (from_day_number(day).isoformat() for day in period)
    return {"first_day": first, "last_day": last, "days": period.width_days}


def _details(snapshot: Snapshot, row: PlaceLook, settings: Settings) -> Details | None:
    """The details of a place that stands out; ``None`` for the others, which are many."""
    return details(snapshot, row.key, settings) if row.is_worth_a_look or row.verdict in _TOLD else None


def _row(row: PlaceLook, more: Details | None) -> Answer:
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
        "expected_final": _rounded(row.final),
        "expected_final_low": row.final_low,
        "expected_final_high": row.final_high,
        "sentence": row.sentence,
        "since": None if more is None else _since(more.since),
        "first_seen": [] if more is None else [_first(each) for each in more.first_seen],
        "spread": None if more is None or more.spread is None else _spread(more.spread),
        "details": [] if more is None else list(more.sentences),
    }


def _since(found: SinceWhen) -> Answer | None:
    """The day from which the last level holds; ``None`` if the level does not change, or no change is looked for."""
    if len(found.levels) < _FEWEST_LEVELS:
        return None
    before, last = found.levels[-2:]
    return {
        "first_day": from_day_number(last.days.first).isoformat(),
        "a_week": _rounded(last.a_week),
        "a_week_before": _rounded(before.a_week),
        "weeks_before": before.days.width_days // 7,
    }


def _first(found: FirstSeen) -> Answer:
    first_day = from_day_number(found.first_day).isoformat()
    return {"kind": found.kind, "name": found.name, "incidents": found.n, "first_day": first_day}


def _spread(found: Spread) -> Answer:
    return {
        "cells": found.cells,
        "cells_of_place": found.of_cells,
        "cells_usually": _rounded(found.usual_cells),
        "armed_groups": found.groups,
        "armed_groups_usually": _rounded(found.usual_groups),
        "incidents_without_point": found.unplaced,
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
            if row["details"]:
                print_line(f"  {visible(' '.join(row['details']))}")
    for note in answer["notes"]:
        print_line(f"  {visible(note)}")


_TOLD = (Verdict.MUCH_ABOVE, Verdict.ABOVE, Verdict.BELOW)
_FEWEST_LEVELS = 2


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
