"""What leaves the right answer of a report as it is leaves what is read as it is: see `tests/intake_variations.py`."""

from __future__ import annotations

from datetime import date

import pytest

from tests.intake_score import published_of, reports
from tests.intake_steadiness import Steadiness
from tests.intake_variations import KINDS, renamed, replaced

LONGEST = 500
COUNT = 10
FLOORS = dict.fromkeys(KINDS, 0.9)
ON_TUESDAY = date(2026, 10, 6)
OWN = (
    "A roadside bomb went off near a convoy in Tank on Monday, killing three soldiers and injuring two soldiers.",
    "Gunmen opened fire on a tea stall in Panjgur on Monday, killing four labourers and wounding two passengers.",
    "A mortar shell hit a house in Bajaur on Sunday, killing two children and injuring five people, police said.",
    "Armed men kidnapped three engineers from a road camp in Kalat on Monday. The Levies are looking for them.",
    "Two teachers were kidnapped in Bannu city on Sunday. Nobody has claimed it.",
    "Militants stopped a bus in Kharan on Saturday and abducted six passengers. The BLA claimed the abduction.",
)
"""Reports of kinds that are rare among the short ones."""


@pytest.fixture(scope="module")
def steadiness() -> Steadiness:
    texts = [(text, published_of(answer)) for _, text, answer in reports("open") if len(text) <= LONGEST]
    return Steadiness([*((text, ON_TUESDAY) for text in OWN), *texts], COUNT)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_read_stays_where_the_answer_does(kind: str, steadiness: Steadiness) -> None:
    kept, read = steadiness.share(kind)
    assert read >= 5
    assert kept / read >= FLOORS[kind], steadiness.faults[kind]


def test_what_moves_a_reader_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    changes = {"another number": replaced(r"\btwo\b", "nine"), "another name for both": renamed({"Tank": "Hangu"})}
    monkeypatch.setitem(KINDS, "wrong", changes)
    text = "Gunmen shot dead two shopkeepers in Tank on Monday."
    found = Steadiness([(text, ON_TUESDAY)], 2)
    assert found.share("wrong") == (1, 2)
    assert [fault[:14] for fault in found.faults["wrong"]] == ["another number"]
