"""Whom the sources want to be named, and on which terms their data come."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Credit", "credit_of"]


class Credit(NamedTuple):
    """A citation and a licence, blank where they are not known."""

    citation: str = ""
    licence: str = ""


_CREDITS = {
    "acled": Credit("ACLED (Armed Conflict Location & Event Data), acleddata.com", "ACLED's terms of use"),
    "ucdp-ged": Credit(
        "UCDP Georeferenced Event Dataset, Uppsala Conflict Data Program, ucdp.uu.se; Sundberg and Melander (2013), "
        "Journal of Peace Research 50(4)",
        "CC BY 4.0",
    ),
    "ucdp-candidate": Credit(
        "UCDP Candidate Events Dataset, Uppsala Conflict Data Program, ucdp.uu.se; Hegre, Croicu, Eck and Högbladh "
        "(2020), Research & Politics 7(3)",
        "CC BY 4.0",
    ),
    "gtd": Credit("START (National Consortium for the Study of Terrorism and Responses to Terrorism), Global Terrorism "
                  "Database", "START's terms of use"),
}  # fmt: skip


def credit_of(source: str) -> Credit:
    """The citation and the licence of a source; blank for one that is not known."""
    return _CREDITS.get(source, Credit())
