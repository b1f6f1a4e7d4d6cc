"""The claims of rows: a JSON list in one cell."""

from __future__ import annotations

from datetime import date

from geo.incidents.cells import BadClaims, read_claims
from geo.incidents.claims import Claim
from geo.incidents.draft import CLAIMS_COLUMN, Draft

__all__ = ["check_claims", "later_day"]


def later_day(claim: Claim, today: date) -> str:
    """What is doubtful about the day of a claim; blank if it is not after today."""
    if claim.date is None or claim.date <= today:
        return ""
    return f"The day {claim.date} lies after today, {today} by the clock of this computer. Check the day, or the clock."


def check_claims(draft: Draft, today: date) -> dict[int, list[Claim]]:
    """The claims by row, for rows that have any; what is no list of claims is reported to the draft.

    A day after today is a doubt, as that of an incident: a clock may be wrong.
    """
    claims: dict[int, list[Claim]] = {}
    for row, text in enumerate(draft.columns[CLAIMS_COLUMN]):
        if text:
            try:
                claims[row] = read_claims(draft.columns["incident_id"][row], text)
            except BadClaims as error:
                draft.fault(row, CLAIMS_COLUMN, str(error))
                continue
            for number, claim in enumerate(claims[row], 1):
                if doubt := later_day(claim, today):
                    draft.fault(row, CLAIMS_COLUMN, f"Claim {number}: {doubt}", "warning", value=str(claim.date))
    return claims
