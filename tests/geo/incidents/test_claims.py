"""Claims as sentences."""

from __future__ import annotations

import pytest

from geo.incidents import Claim


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        (Claim("x", "claimed", "Islamic State", ""), "Claimed by Islamic State"),
        (Claim("x", "claimed", "TTP", "", remark="not verified"), "Claimed by TTP (not verified)"),
        (Claim("x", "attributed", "", "TTP"), "Attributed to TTP"),
        (Claim("x", "attributed", "officials", "TTP"), "Attributed to TTP by: officials"),
        (Claim("x", "denied", "TTP", ""), "Denied by TTP"),
        (Claim("x", "denied", "the army", "civilian deaths"), "Denied by the army (civilian deaths)"),
        (Claim("x", "reported", "Dawn", "12 killed"), "Reported by Dawn: 12 killed"),
        (Claim("x", "reported", "", "stated target: police"), "Reported: stated target: police"),
    ],
)
def test_a_claim_is_one_sentence(claim: Claim, sentence: str) -> None:
    assert claim.sentence() == sentence
