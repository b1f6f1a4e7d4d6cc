"""One claim as a person types it, and its check: that of claims in a file, and that it says who says what."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import asdict, dataclass, fields
from datetime import date

from geo.entry.field_problem import FieldProblem
from geo.incidents import CLAIM_KINDS, Claim
from geo.incidents.cells import BadClaims, read_claims
from geo.incidents.checks.claims import later_day
from geo.incidents.checks.texts import LONGEST_NAME
from geo.incidents.validation import today_in_pakistan
from geo.reading.dates import read_date
from geo.reading.typed_days import two_ways

__all__ = ["ClaimEntry", "check_claim", "claim_entry_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimEntry:
    """The texts of a claim, by the fields of `geo.incidents.Claim`; ``date`` in any form that an import reads."""

    kind: str = ""
    by: str = ""
    about: str = ""
    date: str = ""
    source: str = ""
    remark: str = ""
    quote: str = ""
    url: str = ""
    figure: str = ""
    value: str = ""


_FREE = ("quote", "remark", "url", "source")


def claim_entry_of(claim: Claim) -> ClaimEntry:
    """A stored claim as an entry that corrects it."""
    return ClaimEntry(**{field.name: str(getattr(claim, field.name) or "") for field in fields(ClaimEntry)})


def check_claim(
    entry: ClaimEntry, incident_id: str = "", today: date | None = None
) -> tuple[Claim | None, tuple[FieldProblem, ...]]:
    """The claim about an incident that an entry is, None while there is an error, and what is wrong with its fields.

    ``today`` is the present day in Pakistan, None for that of the clock; a later one is a warning.
    """
    texts = {name: _clean(text, has_lines=name == "quote") for name, text in asdict(entry).items()}
    texts["kind"], texts["figure"] = texts["kind"].casefold(), texts["figure"].casefold()
    problems = _long(texts) + _without_a_speaker(texts)
    written = read_date(texts["date"]) if texts["date"] else None
    if written is not None and written.precision == "day" and not written.last:
        texts["date"] = written.day
    elif texts["date"] and (doubt := two_ways(texts["date"])):
        problems.append(FieldProblem("date", doubt))
    if problems:
        return None, tuple(problems)
    try:
        (claim,) = read_claims(incident_id, json.dumps([texts]))
    except BadClaims as fault:
        message = str(fault).removeprefix("Claim 1: ")
        return None, (FieldProblem(_field_of(texts), message[0].upper() + message[1:]),)
    doubt = later_day(claim, today or today_in_pakistan())
    return claim, (FieldProblem("date", doubt, "warning"),) if doubt else ()


def _clean(text: str, *, has_lines: bool) -> str:
    kept = (c for c in text if (has_lines and c in "\n\t") or unicodedata.category(c) not in ("Cc", "Cs"))
    return "".join(kept).strip()


def _long(texts: dict[str, str]) -> list[FieldProblem]:
    return [
        FieldProblem(name, f"It has {len(text):,} characters; {LONGEST_NAME} are the most.")
        for name, text in texts.items()
        if name not in _FREE and len(text) > LONGEST_NAME
    ]


def _without_a_speaker(texts: dict[str, str]) -> list[FieldProblem]:
    """What a claim of its kind says nothing without."""
    kind = texts["kind"]
    if kind in ("claimed", "denied") and not texts["by"]:
        return [FieldProblem("by", f"Who has {kind} it is missing.")]
    if kind == "attributed" and not texts["about"]:
        return [FieldProblem("about", "To whom it is attributed is missing.")]
    if kind == "reported" and not (texts["about"] or texts["figure"]):
        return [FieldProblem("about", "What is reported is missing: words, or a figure and its value.")]
    return []


def _field_of(texts: dict[str, str]) -> str:
    """The field that the check of a claim has refused."""
    if texts["kind"] not in CLAIM_KINDS:
        return "kind"
    return "value" if texts["figure"] or texts["value"] else "date"
