"""Who says what about an incident: attribution is a set of claims, not a fact."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

__all__ = ["CLAIM_KINDS", "Claim"]

CLAIM_KINDS = ("claimed", "attributed", "denied", "reported")


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement about an incident.

    ``kind`` is one of `CLAIM_KINDS`; ``by`` is who says it, ``about`` of whom or of what figure, ``remark`` how or
    under which reservation; blank is not stated.
    """

    incident_id: str
    kind: str
    by: str
    about: str
    date: date | None = None
    source: str = ""
    remark: str = ""
    quote: str = ""

    def sentence(self) -> str:
        """The claim in plain words."""
        return self._statement() + (f" ({self.remark})" if self.remark else "")

    def _statement(self) -> str:
        if self.kind == "claimed":
            return f"Claimed by {self.by}"
        if self.kind == "attributed":
            return f"Attributed to {self.about}" + (f" by: {self.by}" if self.by else "")
        if self.kind == "denied":
            return f"Denied by {self.by}" + (f" ({self.about})" if self.about else "")
        return f"Reported by {self.by}: {self.about}" if self.by else f"Reported: {self.about}"
