"""``incident claim``: add, edit and withdraw a claim about an incident; each is a revision of the incident."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import asdict, replace

from app.cli.misuse import WrongUse
from app.cli.output import print_error, print_json, print_line, visible
from app.cli.shapes import claim_answer
from geo.entry import ClaimEntry, FieldProblem, check_claim, claim_entry_of
from geo.errors import UnknownName
from geo.incidents import Claim
from geo.incidents.by_hand import Reason
from geo.store import StoredVersion
from geo.wording import plural

__all__ = ["change_claim"]

_WORDS = {"add": 2, "edit": 3, "withdraw": 3}


def change_claim(
    arguments: argparse.Namespace, words: list[str], reason: Reason, present: Callable[[str], StoredVersion]
) -> int:
    """Change the claims about an incident; 1 if nothing was stored because of a problem. Raises `AtlasError`.

    Parameters
    ----------
    words
        What to do, the id of the incident, and the number of the claim but for a new one.
    present
        The stored version of an incident.
    """
    what = words[0].casefold()
    if len(words) != _WORDS.get(what):
        raise WrongUse("incident claim add ID, incident claim edit ID N, or incident claim withdraw ID N.")
    version = present(words[1])
    at = len(version.claims) if what == "add" else _position(words[2], version)
    claims, problems = _changed(arguments, what, at, version)
    stored = False
    is_good = not any(problem.severity == "error" for problem in problems)
    if is_good and not arguments.dry_run:
        with arguments.workspace.by_hand(reason) as hand:
            stored = hand.set_claims(words[1], claims)
    if arguments.json:
        print_json({
            "incident_id": words[1], "what": f"claim {what}", "stored": stored,
            "claims": [claim_answer(claim) for claim in claims],
            "problems": [{"column": p.field, "message": p.message, "severity": p.severity} for p in problems],
        })  # fmt: skip
    elif is_good:
        _print(words[1], claims, is_stored=stored, is_trial=arguments.dry_run)
    else:
        print_error("Nothing was stored.")
    for problem in problems:
        doubt = "" if problem.severity == "error" else "Check: "
        print_error(visible(f"{doubt}{problem.field}: {problem.message}"))
    return 0 if is_good else 1


def _position(text: str, version: StoredVersion) -> int:
    number = int(text) if text.isascii() and text.isdecimal() else 0
    if not 1 <= number <= len(version.claims):
        of = plural(len(version.claims), "claim")
        raise UnknownName(f"{version.incident.incident_id} has {of}: there is no claim {text[:20]!r}.")
    return number - 1


def _changed(
    arguments: argparse.Namespace, what: str, at: int, version: StoredVersion
) -> tuple[tuple[Claim, ...], tuple[FieldProblem, ...]]:
    """The claims after the change, and what is wrong with the one that is typed."""
    before, after = version.claims[:at], version.claims[at + 1 :]
    if what == "withdraw":
        return (*before, *after), ()
    entry = ClaimEntry() if what == "add" else claim_entry_of(version.claims[at])
    typed = {name: text for name in asdict(entry) if (text := getattr(arguments, name)) is not None}
    claim, problems = check_claim(replace(entry, **typed), version.incident.incident_id)
    return ((*before, claim, *after) if claim is not None else version.claims), problems


def _print(incident_id: str, claims: tuple[Claim, ...], *, is_stored: bool, is_trial: bool) -> None:
    done = "Stored" if is_stored else "Would be stored" if is_trial else "Nothing differs"
    print_line(visible(f"{done}: {incident_id} has {plural(len(claims), 'claim')}."))
    for number, claim in enumerate(claims, 1):
        print_line(visible(f"  {number}  {claim.sentence()}"))
