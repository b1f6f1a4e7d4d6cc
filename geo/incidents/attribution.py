"""Whether those who speak of an incident agree on who did it.

unclaimed
    Nobody claims it, and it is attributed to nobody; a denial alone changes nothing about that.
disputed
    Somebody claims it or it is attributed to somebody, and somebody denies that; or two statements name different
    groups: none of those in one is in the other, nor a part of one that is.
undisputed
    The rest: nobody contradicts in what is stored. It is no finding on who did it.

A denial of a figure is no denial of responsibility.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, product

from geo.incidents.claims import Claim
from geo.incidents.speakers import groups_in

__all__ = ["ATTRIBUTIONS", "DISPUTED", "actors_words", "attribution_of"]

ATTRIBUTIONS = ("undisputed", "disputed", "unclaimed")
DISPUTED = "attribution disputed"
"""What stands beside the names of actors whose responsibility is disputed."""


def attribution_of(claims: Sequence[Claim]) -> str:
    """Which of `ATTRIBUTIONS` the claims about an incident make."""
    named = [
        groups_in(claim.by if claim.kind == "claimed" else claim.about)
        for claim in claims
        if claim.kind in ("claimed", "attributed")
    ]
    if not named:
        return "unclaimed"
    if any(claim.kind == "denied" and not claim.figure for claim in claims):
        return "disputed"
    differ = any(_differ(one, other) for one, other in combinations(named, 2))
    return "disputed" if differ else "undisputed"


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two statements both name groups, and none of one is, or is a part of, one of the other."""
    return bool(one and other) and not any(_is_part(a, b) or _is_part(b, a) for a, b in product(one, other))


def _is_part(name: str, of: str) -> bool:
    """Whether a name is the other one, or the other one with more words: Islamic State Khorasan Province."""
    return name == of or name.casefold().startswith(f"{of.casefold()} ")


def actors_words(names: Sequence[str], claims: Sequence[Claim], between: str = "; ") -> str:
    """Actors in words, with `DISPUTED` behind their names where the claims make it so; blank without names."""
    words = between.join(names)
    return f"{words} ({DISPUTED})" if words and attribution_of(claims) == "disputed" else words
