"""The claims of rows: a JSON list in one cell."""

from __future__ import annotations

from geo.incidents.cells import BadClaims, read_claims
from geo.incidents.claims import Claim
from geo.incidents.draft import CLAIMS_COLUMN, Draft

__all__ = ["check_claims"]


def check_claims(draft: Draft) -> dict[int, list[Claim]]:
    """The claims by row, for rows that have any; what is no list of claims is reported to the draft."""
    claims: dict[int, list[Claim]] = {}
    for row, text in enumerate(draft.columns[CLAIMS_COLUMN]):
        if text:
            try:
                claims[row] = read_claims(draft.columns["incident_id"][row], text)
            except BadClaims as error:
                draft.fault(row, CLAIMS_COLUMN, str(error))
    return claims
