"""Many wordings of one thing, of `wordings.csv`: fates of people, kinds of events, people, quantities, days, places.

A row says what is read of a text, of several incidents with ``||`` between: ``figures`` (killed/injured/abducted, ``-``
for none), ``kind`` (the sub-event type), ``hit`` (the second actor), ``sides`` (both actors), ``claims``, ``days``
(first, last, precision) or ``place``.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

import pytest

from geo.intake.candidates import Candidate, Figure
from tests.geo.intake.reports import reading_of

with (Path(__file__).parent / "wordings.csv").open(encoding="utf-8", newline="") as _file:
    ROWS = sorted(((r["of"], r["text"], r["want"]) for r in csv.DictReader(_file)), key=lambda row: row[0])


def _figure(figure: Figure | None) -> str:
    if figure is None or set(figure) == {None}:
        return "-"
    numbers = ["?" if n is None else str(n) for n in figure]
    return numbers[1] if len(set(numbers)) == 1 else "-".join(numbers)


READ: dict[str, Callable[[Candidate], str]] = {
    "figures": lambda c: "/".join(map(_figure, (c.killed, c.injured, c.abducted))),
    "kind": lambda c: c.sub_event_type,
    "hit": lambda c: c.actor2,
    "sides": lambda c: f"{c.actor1 or '-'} > {c.actor2 or '-'}",
    "claims": lambda c: "; ".join(
        f"{claim.kind} {claim.about if claim.kind == 'attributed' else claim.by}" for claim in c.claims
    ),
    "days": lambda c: f"{c.date_start} {c.date_end} {c.date_precision}",
    "place": lambda c: f"{c.district}/{c.location}/{c.place_precision}",
}


@pytest.mark.parametrize("of", [of for of, _ in groupby(row[0] for row in ROWS)])
def test_wordings_are_read(of: str) -> None:
    wrong = {}
    for each, text, want in ROWS:
        if each != of:
            continue
        found = [READ[of](candidate) for candidate in reading_of(text).candidates]
        if found != (want.split(" || ") if want else []):
            wrong[text] = (found, want)
    assert wrong == {}
