"""How well the reading of a text agrees with a hand-made answer of `tests/data/intake`; see its README for the rules.

**Matching.** Candidates and answers of one report are paired so that the sum of their weights is greatest. Place, date
and type weigh 2 each where they agree and 1 where one side leaves them open or is coarser; a pair needs 4 of the 6.

**Fields** are compared in pairs only. A place is right if province, polygon of the district, precision and, for a
town, its name are; a date if both days and its precision are. Figures count where either side states one: each of low,
best and high is one value. Claims on responsibility are compared as sets of kind and party.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from geo.errors import UnknownName
from geo.intake.candidates import Candidate, Reading, Span
from geo.places.gazetteer import bundled
from geo.reading.figures import Figure

FOLDER = Path(__file__).parent / "data" / "intake"
ENOUGH = 4
FIGURES = ("killed", "injured", "abducted")
BOUNDS = ("low", "best", "high")
POLARITIES = ("claimed", "attributed", "denied")
EVIDENCE = {
    "date": ("date_start", "date_end", "date_precision"),
    "place": ("location", "district", "province", "place_precision"),
    "type": ("event_type", "sub_event_type"),
    **{
        name: (name,)
        for name in ("actor1", "actor2", *FIGURES, "killed_security", "killed_militants", "killed_civilians")
    },
}
"""Fields that stand on the same words, by a name for all of them."""

Answer = dict[str, Any]
Reader = Callable[[str, date | None], Reading]


class Score:
    """Counts of what is right out of what there is, by name; and what went wrong, in lines."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.all: Counter[str] = Counter()
        self.faults: list[str] = []

    def add(self, name: str, is_right: bool, fault: str = "") -> None:
        """Count one value; ``fault`` says what is wrong with it."""
        self.right[name] += is_right
        self.all[name] += 1
        if not is_right and fault:
            self.faults.append(f"{name}: {fault}")

    def share(self, name: str) -> float:
        """The share that is right; 1 where there is nothing to get wrong."""
        return self.right[name] / self.all[name] if self.all[name] else 1.0

    def missing(self, name: str) -> int:
        """The number that is not right."""
        return self.all[name] - self.right[name]


def reports(half: str) -> Iterator[tuple[str, str, Answer]]:
    """Name, text and answer of each report of a half, in the order of names."""
    for path in sorted((FOLDER / half).glob("*.txt")):
        yield path.stem, path.read_text("utf-8"), json.loads(path.with_suffix(".json").read_text("utf-8"))


def published_of(answer: Answer) -> date | None:
    """The day of publication that the reader is given."""
    return date.fromisoformat(answer["published"]) if answer["published"] else None


def score(half: str, read: Reader) -> Score:
    """The score of a reader on a half."""
    result = Score()
    for name, text, answer in reports(half):
        add_report(result, name, (text, answer), read(text, published_of(answer)))
    return result


def add_report(result: Score, name: str, report: tuple[str, Answer], reading: Reading) -> None:
    """Count one report."""
    text, answer = report
    pairs = matched(reading.candidates, answer["incidents"])
    for number, candidate in enumerate(reading.candidates):
        result.add("precision", number in pairs, f"{name}: {candidate.sentence.words(text)[:150]!r}")
        for field in without_evidence(candidate, text):
            result.add("evidence", False, f"{name}: {field}")
        result.add("evidence", True)
    found = set(pairs.values())
    for number, wanted in enumerate(answer["incidents"]):
        result.add("recall", number in found, f"{name}: {told(wanted)}")
    for first, second in pairs.items():
        add_fields(result, name, reading.candidates[first], answer["incidents"][second])
    spans = [span for each in reading.context for span in each.evidence]
    for quote in answer["context"]:
        start = text.index(quote)
        met = any(span.start < start + len(quote) and start < span.end for span in spans)
        result.add("context", met, f"{name}: {quote!r}")


def add_fields(result: Score, name: str, candidate: Candidate, wanted: Answer) -> None:
    """Count the fields of a pair."""
    label = f"{name}: {told(wanted)}"
    for field, got, want in (
        ("place", place_of(candidate), place_wanted(wanted)),
        ("date", days_of(candidate), days_wanted(wanted)),
        ("type", candidate.event_type or None, wanted["event_type"]),
        ("sub-type", candidate.sub_event_type or None, wanted["sub_event_type"]),
        ("actor1", candidate.actor1 or None, wanted["actor1"]),
        ("actor2", candidate.actor2 or None, wanted["actor2"]),
    ):
        result.add(field, got == want, f"{label}: {got} for {want}")
    for people in FIGURES:
        figure, want = getattr(candidate, people) or Figure(None, None, None), Figure(**wanted[people])
        if any(value is not None for value in (*figure, *want)):
            result.add("whole figure", figure == want, f"{label}: {people} {tuple(figure)} for {tuple(want)}")
            for bound, one, other in zip(BOUNDS, figure, want, strict=True):
                result.add("figures", one == other)
                result.add(f"figures, {bound}", one == other)
    got_claims, wanted_claims = claims_of(candidate), claims_wanted(wanted)
    for claim in sorted(got_claims | wanted_claims):
        is_right = claim in got_claims & wanted_claims
        result.add(
            "claims", is_right, f"{label}: {claim} {'missed' if claim in wanted_claims else 'not in the answer'}"
        )


# pairs


def matched(candidates: tuple[Candidate, ...], answers: list[Answer]) -> dict[int, int]:
    """The number of the answer by the number of the candidate that stands for it."""
    if not candidates or not answers:
        return {}
    weights = np.array([[weight(one, other) for other in answers] for one in candidates])
    rows, columns = linear_sum_assignment(np.where(weights >= ENOUGH, weights, 0), maximize=True)
    return {int(a): int(b) for a, b in zip(rows, columns, strict=True) if weights[a, b] >= ENOUGH}


def weight(candidate: Candidate, wanted: Answer) -> int:
    """How well a candidate fits an answer, from 0 to 6."""
    return place_weight(candidate, wanted) + date_weight(candidate, wanted) + type_weight(candidate, wanted)


def place_weight(candidate: Candidate, wanted: Answer) -> int:
    (province, district), (want_province, want_district) = place_of(candidate)[:2], place_wanted(wanted)[:2]
    if (province, district) == (want_province, want_district):
        return 2
    is_open = not district or not want_district
    return int(is_open and (not province or not want_province or province == want_province))


def date_weight(candidate: Candidate, wanted: Answer) -> int:
    (start, end, _), (want_start, want_end, _) = days_of(candidate), days_wanted(wanted)
    if start is None or want_start is None:
        return 2 if start == want_start else 1
    assert end is not None
    assert want_end is not None
    return 2 if start <= want_end and want_start <= end else 0


def type_weight(candidate: Candidate, wanted: Answer) -> int:
    return 2 if candidate.event_type == wanted["event_type"] else int(not candidate.event_type)


# fields in one form


def polygon(district: str | None) -> str | None:
    """The drawn district, which is the same for one and for those that were made of it."""
    if not district:
        return None
    try:
        return bundled().polygon_of(district)
    except UnknownName:
        return district


def place_of(candidate: Candidate) -> tuple[str | None, ...]:
    town = candidate.location if candidate.place_precision == "near" else None
    return candidate.province or None, polygon(candidate.district), candidate.place_precision or None, town


def place_wanted(wanted: Answer) -> tuple[str | None, ...]:
    town = wanted["location"] if wanted["place_precision"] == "near" else None
    return wanted["province"], polygon(wanted["district"]), wanted["place_precision"], town


def days_of(candidate: Candidate) -> tuple[str | None, str | None, str | None]:
    start, end = candidate.date_start, candidate.date_end
    precision = candidate.date_precision if start else None
    return start and start.isoformat(), end and end.isoformat(), precision


def days_wanted(wanted: Answer) -> tuple[str | None, str | None, str | None]:
    return wanted["date_start"], wanted["date_end"], wanted["date_precision"]


def claims_of(candidate: Candidate) -> set[tuple[str, str]]:
    return {(c.kind, c.about if c.kind == "attributed" else c.by) for c in candidate.claims if c.kind in POLARITIES}


def claims_wanted(wanted: Answer) -> set[tuple[str, str]]:
    claims = [claim for claim in wanted["claims"] if claim["kind"] in POLARITIES]
    return {(c["kind"], (c["about"] if c["kind"] == "attributed" else c["by"]) or "") for c in claims}


def told(wanted: Answer) -> str:
    """An answer in a few words."""
    place = wanted["location"] or wanted["district"] or wanted["province"] or "no place"
    return f"{wanted['date_start'] or 'no day'}, {place}, {wanted['sub_event_type']}"


# evidence


def without_evidence(candidate: Candidate, text: str) -> list[str]:
    """The fields of a candidate that are filled and stand on no words of the text."""
    missing = [
        name
        for name, fields in EVIDENCE.items()
        if any(is_filled(getattr(candidate, field)) for field in fields)
        and not stands([span for field in (name, *fields) for span in candidate.evidence.get(field, ())], text)
    ]
    return missing + [f"claim {claim.kind}" for claim in candidate.claims if not stands(claim.evidence, text)]


def is_filled(value: Any) -> bool:
    """Whether a field says something; a figure of three unknowns does not."""
    return any(each is not None for each in value) if isinstance(value, Figure) else bool(value)


def stands(spans: Iterable[Span], text: str) -> bool:
    """Whether there are words, and all of them lie in the text."""
    spans = list(spans)
    return bool(spans) and all(0 <= s.start < s.end <= len(text) and s.words(text).strip() for s in spans)
