"""Claims, denials and blame in many wordings: who is meant, and what is none of them."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from geo.intake.folded_text import fold
from geo.intake.phrases import split_words
from geo.intake.reading import read_report
from geo.intake.responsibility import SpokenClaims
from geo.intake.sentences import paragraphs
from tests.geo.intake.reports import only

NAMES = {
    "TTP": "Tehrik-i-Taliban Pakistan",
    "BLA": "Baloch Liberation Army",
    "BLF": "Balochistan Liberation Front",
    "JuA": "Jamaat-ul-Ahrar",
    "ISKP": "Islamic State Khorasan Province",
    "HGB": "Hafiz Gul Bahadur Group",
    "Kabul": "Afghan Taliban government",
    "Army": "Pakistan Army",
    "UBA": "United Baloch Army",
    "BRG": "Baloch Republican Guards",
    "CTD": "Counter Terrorism Department",
    "India": "India",
    "LeI": "Lashkar-e-Islam",
    "FC": "Frontier Corps",
    "AfgForces": "Afghan Taliban forces",
    "Majeed": "Majeed Brigade",
    "Fursan": "Jaish-e-Fursan-e-Muhammad",
    "IMP": "Ittihad-ul-Mujahideen Pakistan",
    "BRAS": "Baloch Raji Aajoi Sangar",
    "ISPP": "Islamic State Pakistan Province",
    "IranForces": "Military forces of Iran",
}
with (Path(__file__).parent / "claims_said.csv").open(encoding="utf-8", newline="") as _file:
    SAID = {row["said"]: row["claims"] for row in csv.DictReader(_file)}
"""Texts with what is said in them, in short: c claimed, d denied, a attributed."""


def said_in(text: str) -> str:
    """The claims of a text in short."""
    folded = fold(text)
    words = split_words(folded)
    claims, short = SpokenClaims(words), {name: key for key, name in NAMES.items()}
    found = set()
    for paragraph in paragraphs(folded, lambda _start, _end: False):
        for start, end in paragraph.sentences:
            for claim in claims.read(words.within(start, end)):
                found.add(f"{claim.kind[0]}:{short.get(claim.key[1], claim.key[1])}")
    return " ".join(sorted(found))


@pytest.mark.parametrize(("text", "expected"), SAID.items(), ids=SAID)
def test_claims_denials_and_blame_in_many_wordings(text: str, expected: str) -> None:
    assert said_in(text) == expected


LINKED = {
    row["text"]: row["claims"]
    for row in json.loads((Path(__file__).parent / "claims_linked.json").read_text(encoding="utf-8"))
}
"""Reports with the claims of the incidents of each district."""


@pytest.mark.parametrize(("text", "expected"), LINKED.items(), ids=range(len(LINKED)))
def test_a_claim_goes_to_the_incident_of_which_it_speaks(text: str, expected: dict[str, list[str]]) -> None:
    short = {name: key for key, name in NAMES.items()}
    got = {
        found.district: sorted(
            f"{c.kind[0]}:{short.get(name, name)}"
            for c in found.claims
            if (name := c.about if c.kind == "attributed" else c.by)
        )
        for found in read_report(text, date(2026, 6, 18)).candidates
    }
    assert got == expected


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("Police at first blamed the BLA for a blast in Kech on Monday.", "Police"),
        ("A blast in Kech on Monday, for which officials blamed the BLA, killed two.", "officials"),
        ("The family of a student who was killed in Kech on Monday blamed the BLA.", "family of a student"),
        ("Two were killed in Kech on Monday. It was blamed on the BLA.", ""),
        ("A mortar shell fired by the BLA killed two in Kech on Monday.", ""),
        ("Two militants, said to be of the BLA, were killed in a raid in Kech on Monday.", ""),
    ],
)
def test_who_attributes_is_somebody_or_not_said(text: str, by: str) -> None:
    assert {claim.by for claim in only(text).claims if claim.kind == "attributed"} <= {by}
