"""The claims about an incident as a ledger: who says what on responsibility and on each figure, when and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo.calendar.days import day_text
from geo.incidents.attribution import attribution_of
from geo.incidents.claims import FIGURES, Claim
from geo.incidents.speakers import side_of

__all__ = ["LedgerLine", "LedgerPart", "ledger_of"]

_SIDES = {"official": "official", "group": "armed group", "foreign": "other country"}
_ATTRIBUTIONS = {
    "disputed": "disputed",
    "undisputed": "nobody contradicts in what is stored",
    "unclaimed": "nobody claims it, and it is attributed to nobody",
}


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One claim: who says it, with the side they stand on, what, and when and where it was published."""

    claim: Claim
    who: str
    says: str
    published: str


@dataclass(frozen=True, slots=True)
class LedgerPart:
    """The claims about one thing; ``sums_up`` says how they agree."""

    title: str
    sums_up: str
    lines: tuple[LedgerLine, ...]


def ledger_of(claims: Sequence[Claim]) -> tuple[LedgerPart, ...]:
    """The claims by what they are about: responsibility, each figure, and the rest; parts without any are left out."""
    of_figures = [claim for claim in claims if claim.figure and claim.kind in ("denied", "reported")]
    about_who = [claim for claim in claims if claim.kind != "reported" and claim not in of_figures]
    parts = [LedgerPart("Responsibility", _ATTRIBUTIONS[attribution_of(claims)], tuple(map(_line, about_who)))]
    for name in FIGURES:
        stated = [claim for claim in claims if claim.figure == name]
        parts.append(LedgerPart(_title(name), _range(stated), tuple(_figure_line(claim) for claim in stated)))
    rest = [claim for claim in claims if claim.kind == "reported" and not claim.figure]
    parts.append(LedgerPart("Also reported", "", tuple(map(_line, rest))))
    return tuple(part for part in parts if part.lines)


def _title(figure: str) -> str:
    what, _, who = figure.partition("_")
    return what.capitalize() + (f", {who}" if who else "")


def _range(claims: Sequence[Claim]) -> str:
    """The range of the figures that are stated, where they differ."""
    stated = [claim.number for claim in claims if claim.kind != "denied"]
    numbers = [n for figure in stated if figure is not None for n in figure if n is not None]
    return f"from {min(numbers):,} to {max(numbers):,}" if numbers and min(numbers) != max(numbers) else ""


def _line(claim: Claim) -> LedgerLine:
    says = {
        "claimed": f"claims it: {claim.about}" if claim.about else "claims it",
        "attributed": f"attributes it to {claim.about or 'nobody named'}",
        "denied": f"denies it: {claim.about}" if claim.about else "denies it",
    }.get(claim.kind, claim.about or "reports it")
    return LedgerLine(claim, _who(claim), _remarked(says, claim), _published(claim))


def _figure_line(claim: Claim) -> LedgerLine:
    value = claim.value or "no number"
    return LedgerLine(
        claim, _who(claim), _remarked(f"denies {value}" if claim.kind == "denied" else value, claim), _published(claim)
    )


def _remarked(says: str, claim: Claim) -> str:
    return says + (f" ({claim.remark})" if claim.remark else "") + (f": “{claim.quote}”" if claim.quote else "")


def _who(claim: Claim) -> str:
    side = _SIDES.get(side_of(claim.by), "")
    return f"{claim.by} ({side})" if side else claim.by or "Someone not named"


def _published(claim: Claim) -> str:
    return " · ".join(filter(None, (day_text(claim.date) if claim.date else "day not stated", claim.source)))
