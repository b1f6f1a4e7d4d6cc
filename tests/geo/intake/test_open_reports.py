"""The reading of the open reports against their hand-made answers, and the score that says how good it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from geo.incidents.claims import CLAIM_KINDS
from geo.incidents.columns import DATE_PRECISIONS, PLACE_PRECISIONS
from geo.intake.candidates import Candidate, ClaimCandidate, Reading, Span
from geo.intake.reading import read_report
from geo.reading.figures import Figure
from geo.taxonomy import SUB_EVENT_TYPES
from tests.intake_score import FIGURES, Score, add_report, reports, score

FLOORS = {"precision": 0.98, "recall": 0.93, "place": 0.96, "date": 0.97, "type": 0.96, "figures": 0.88, "claims": 0.96}
TEXTS = ("date_precision", "province", "district", "location", "place_precision", "event_type", "sub_event_type",
         "actor1", "actor2")  # fmt: skip
WORDS = (Span(0, 3),)
FIELDS = ("date", "place", "type", "sub-type", "actor1", "actor2", "figures", "claims")


def as_candidate(answer: dict[str, Any]) -> Candidate:
    """An answer as a candidate whose every field stands on some words."""
    texts = {name: answer[name] or "" for name in TEXTS}
    days = {name: date.fromisoformat(answer[name]) if answer[name] else None for name in ("date_start", "date_end")}
    claims = tuple(ClaimCandidate(c["kind"], c["by"] or "", c["about"] or "", WORDS) for c in answer["claims"])
    figures = {name: Figure(**answer[name]) for name in FIGURES}
    evidence = dict.fromkeys((*texts, *days, *FIGURES), WORDS)
    return Candidate(**texts, **days, **figures, claims=claims, evidence=evidence)


def test_the_open_reports_are_read_well_enough() -> None:
    result = score("open", read_report)
    assert {name: result.share(name) for name in FLOORS if result.share(name) < FLOORS[name]} == {}, result.faults
    assert result.missing("evidence") == 0, result.faults


@pytest.mark.parametrize("half", ["open", "more", "held", "fresh"])
def test_answers_use_known_names_and_score_in_full(half: str) -> None:
    result, count = Score(), 0
    for name, text, answer in reports(half):
        for incident in answer["incidents"]:
            assert incident["sub_event_type"] in SUB_EVENT_TYPES[incident["event_type"]]
            assert incident["date_precision"] in (None, *DATE_PRECISIONS)
            assert incident["place_precision"] in PLACE_PRECISIONS
            assert {claim["kind"] for claim in incident["claims"]} <= set(CLAIM_KINDS)
        candidates = tuple(map(as_candidate, answer["incidents"]))
        add_report(result, name, (text, answer | {"context": []}), Reading(None, candidates))
        count += 1
    assert count >= 32
    assert [fault for fault in result.faults if not fault.startswith("evidence: scan_")] == []  # they begin with blanks
    assert result.all["recall"] >= 40


def test_what_is_wrong_missed_invented_or_unfounded_is_counted() -> None:
    (name, text, answer), *_ = [each for each in reports("open") if each[0] == "range_and_group_figure"]
    good = as_candidate(answer["incidents"][0])
    wrong = replace(
        good,
        date_start=date(2026, 4, 27),
        district="Tank",
        sub_event_type="",
        killed=Figure(5, 5, 8),
        claims=(),
        evidence={**good.evidence, "injured": (), "actor1": (Span(0, 10**6),)},
    )
    result = Score()
    add_report(result, name, (text, answer), Reading(None, (wrong,)))
    assert [result.share(field) for field in ("recall", "precision")] == [0, 0], "another day and district"
    result = Score()
    add_report(result, name, (text, answer), Reading(None, (replace(wrong, date_start=good.date_start), good)))
    assert (result.right["precision"], result.all["precision"], result.share("recall")) == (1, 2, 1)
    assert [result.share(field) for field in FIELDS] == [1] * len(FIELDS), "the better one is paired"
    assert sorted(fault for fault in result.faults if fault.startswith("evidence")) == [
        f"evidence: {name}: actor1",
        f"evidence: {name}: injured",
    ]
    result = Score()
    add_report(result, name, (text, answer), Reading(None, (replace(wrong, date_start=good.date_start),)))
    assert result.share("recall") == 1
    assert [result.share(field) for field in ("place", "date", "sub-type", "claims")] == [0, 1, 0, 0]
    assert (result.right["figures, high"], result.all["figures, high"]) == (1, 2), "of killed it is wrong"
