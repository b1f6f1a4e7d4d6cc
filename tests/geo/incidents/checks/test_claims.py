"""Checks of the claims of a row."""

from __future__ import annotations

import json
from datetime import date

import pytest

from tests.geo.incidents.two_districts import GOOD, assert_row_rejected, checked

ERRORS: dict[str, tuple[dict[str, str], str, str]] = {
    "claims are no JSON": ({"claims": "claimed by X"}, "claims", "Not a JSON list"),
    "claims are an object": ({"claims": '{"kind": "claimed"}'}, "claims", "Not a JSON list"),
    "claims nested deeply": ({"claims": "[" * 100_000}, "claims", "Not a JSON list"),
    "claim is a text": ({"claims": '["claimed"]'}, "claims", "Claim 1 is not an object"),
    "claim of a number": ({"claims": '[{"kind": "claimed", "by": 5}]'}, "claims", "Claim 1 is not an object"),
    "claim of an unknown kind": ({"claims": '[{"kind": "said"}]'}, "claims", "its kind is one of"),
    "claim with an unknown field": ({"claims": '[{"kind": "claimed", "bye": ""}]'}, "claims", "Did you mean 'by'"),
    "claim with a bad day": ({"claims": '[{"kind": "claimed", "date": "1.2.24"}]'}, "claims", "not a date"),
    "claim with half a character": ({"claims": r'[{"kind": "claimed", "by": "\ud800"}]'}, "claims", "character"),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "column", "words"), ERRORS.values(), ids=list(ERRORS))
def test_a_row_with_wrong_claims_is_rejected(changes: dict[str, str], column: str, words: str) -> None:
    assert_row_rejected(changes, column, words)


def test_claims_are_parsed() -> None:
    text = json.dumps([{"kind": "claimed", "by": "X", "date": "2024-11-19"}, {"kind": "denied", "by": "Y"}])
    claims = checked({**GOOD, "claims": text}).claims
    assert [(c.incident_id, c.kind, c.by, c.date) for c in claims] == [
        ("own:1", "claimed", "X", date(2024, 11, 19)),
        ("own:1", "denied", "Y", None),
    ]


def test_claims_of_rejected_rows_are_left_out_too() -> None:
    assert checked({**GOOD, "claims": '[{"kind": "claimed"}]', "date_start": ""}).claims == []
