"""``incident history`` and ``incident decide``: the versions of an incident, and those that imports offer."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import Any

from app.cli.misuse import WrongUse
from app.cli.output import fitted, print_json, print_line, visible
from app.cli.shapes import claim_answer, incident_answer, json_value
from geo.incidents.by_hand import ByHand, Reason
from geo.incidents.made_up import LABEL, names_made_up
from geo.store import StoredVersion, Workspace, differing_fields
from geo.wording import plural

__all__ = ["decide", "history", "history_answer"]

_WIDEST = 60


def history(arguments: argparse.Namespace, words: list[str]) -> int:
    """Print the versions of an incident with who changed it, when and why; raises `AtlasError`."""
    versions = arguments.workspace.versions(words[0])
    answer = history_answer(words[0], versions)
    if arguments.json:
        print_json(answer)
        return 0
    if answer["made_up"]:
        print_line(f"{LABEL}.")
    print_line(visible(f"{words[0]}: {plural(len(versions), 'version')}."))
    for version in answer["versions"]:
        _print(version)
    return 0


def history_answer(incident_id: str, versions: Iterable[StoredVersion]) -> dict[str, Any]:
    """The versions as JSON, the oldest first, each with what differs from the one before."""
    listed = list(versions)
    befores = [None, *listed]
    sources = {version.incident.source for version in listed}
    actors = (actor for version in listed for actor in version.incident.actors)
    return {
        "incident_id": incident_id,
        "made_up": names_made_up(sources, actors),
        "versions": [_version(version, before) for before, version in zip(befores, listed, strict=False)],
    }


def _version(version: StoredVersion, before: StoredVersion | None) -> dict[str, Any]:
    told = ByHand.of(version.release) if version.release else None
    ended = version.replaced_by
    return {
        "state": version.state,
        "by_hand": told.what if told else None,
        "who": told.who or None if told else None,
        "why": told.why or None if told else None,
        "release": version.incident.release or None,
        "at": version.release.imported_at if version.release else None,
        "ended_by": ended.name if ended else None,
        "ended_at": ended.imported_at if ended else None,
        "fields": {} if before is None else _fields(before, version),
        "incident": incident_answer(version.incident, ()) | {"claims": _claims(version)},
    }


def _claims(version: StoredVersion) -> list[dict[str, Any]]:
    return [claim_answer(claim) | {"sentence": claim.sentence()} for claim in version.claims]


def _fields(before: StoredVersion, after: StoredVersion) -> dict[str, list[Any]]:
    """The old and the new value of each column that differs."""
    return {name: [_value(side, name) for side in (before, after)] for name in differing_fields(before, after)}


def _value(version: StoredVersion, name: str) -> Any:
    if name == "claims":
        return _claims(version)
    return json_value(getattr(version.incident, name))


def _print(version: dict[str, Any]) -> None:
    how = (
        f"{version['by_hand']} by hand" if version["by_hand"] else f"imported ({version['release'] or 'not recorded'})"
    )
    who = f" by {version['who']}" if version["who"] else ""
    why = f": {version['why']}" if version["why"] else ""
    print_line(visible(f"{version['at'] or 'time not recorded'}  {how}{who}{why} [{version['state']}]"))
    _print_fields(version["fields"])
    for number, claim in enumerate(version["incident"]["claims"], 1):
        if version["state"] == "present":
            print_line(visible(f"    claim {number}: {claim['sentence']}"))
    if version["state"] == "withdrawn":
        print_line(visible(f"{version['ended_at'] or 'time not recorded'}  withdrawn ({version['ended_by']})"))


def _print_fields(fields: dict[str, list[Any]]) -> None:
    """The old and the new value of each column; of claims those that went and those that came."""
    for name, (old, new) in fields.items():
        if name != "claims":
            print_line(visible(f"    {name}: {_shown(old)} → {_shown(new)}"))
            continue
        for sign, claims, others in (("-", old, new), ("+", new, old)):
            for claim in claims:
                if claim not in others:
                    print_line(visible(f"    {sign} claim: {claim['sentence']}"))


def _shown(value: Any) -> str:
    return "–" if value is None else fitted(str(value), _WIDEST)


def decide(arguments: argparse.Namespace, words: list[str], reason: Reason) -> int:
    """List the versions that imports offer of incidents edited by hand, or take or decline one; raises `AtlasError`."""
    workspace: Workspace = arguments.workspace
    if not words:
        return _list(arguments, workspace)
    incident_id, verdict = words[0], words[1].casefold()
    if verdict not in ("take", "keep"):
        raise WrongUse("incident decide ID take (the imported version), or incident decide ID keep (the edited one).")
    with workspace.by_hand(reason) as hand:
        hand.decide(incident_id, take=verdict == "take")
    if arguments.json:
        print_json({"incident_id": incident_id, "what": f"decide {verdict}", "stored": True})
    else:
        kept = "as the import has it" if verdict == "take" else "as it was edited by hand"
        print_line(visible(f"Stored: {incident_id} is {kept}."))
    return 0


def _list(arguments: argparse.Namespace, workspace: Workspace) -> int:
    answers = list[dict[str, Any]]()
    for offer in workspace.offered():
        present = workspace.versions(offer.incident.incident_id)
        now = next((version for version in present if version.state == "present"), None)
        fields = {} if now is None else _fields(now, offer)
        answers.append({
            "incident_id": offer.incident.incident_id, "release": offer.incident.release or None, "fields": fields,
        })  # fmt: skip
    if arguments.json:
        print_json({"offered": answers})
        return 0
    print_line(f"{plural(len(answers), 'incident')} edited by hand with another version from an import.")
    for answer in answers:
        print_line(visible(f"{answer['incident_id']} ({answer['release']})"))
        _print_fields(answer["fields"])
    if answers:
        print_line("Decide on each: incident decide ID take|keep.")
    return 0
