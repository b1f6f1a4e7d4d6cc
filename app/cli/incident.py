"""``incident``: enter, correct, copy, withdraw and restore an incident by hand, with the checks of imports."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from app.cli.claims import change_claim
from app.cli.incident_options import CLAIM_FIELDS, INCIDENT_FIELDS
from app.cli.misuse import WrongUse
from app.cli.output import print_error, print_json, print_line, visible
from app.cli.shapes import incident_answer
from app.cli.versions import decide, history
from geo.analysis.similar import Similar, similar_to
from geo.dataset import Dataset
from geo.entry import EntryCheck, FieldProblem, IncidentEntry, check_entry, copy_of, entry_of, retyped
from geo.errors import InputError, UnknownName
from geo.incidents import Claim, Incident, Incidents
from geo.incidents.by_hand import Reason
from geo.incidents.made_up import LABEL
from geo.incidents.words import date_words, figure_words
from geo.sources.bundled import bundled
from geo.sources.importing import known_places
from geo.store import StoredVersion, Workspace
from geo.wording import plural

__all__ = ["incident", "present_version", "reason_of"]

_DONE = {"withdraw": "Withdrawn", "restore": "Restored"}


def incident(arguments: argparse.Namespace) -> int:
    """Do what is asked; 1 if nothing was stored because of a problem. Raises `AtlasError`."""
    what, *words = arguments.words
    doing = _DOING.get(what.casefold())
    if doing is None:
        raise WrongUse(f"There is no incident {what!r}. It is one of: {', '.join(_DOING)}.")
    do, counts = doing
    if len(words) not in counts:
        raise WrongUse(f"incident {what} takes {_ids(counts)}: write it right behind {what!r}.")
    _require_fitting(what, arguments)
    return do(arguments, words)


def _ids(counts: Sequence[int]) -> str:
    return {0: "no id", 1: "the id of one incident", 2: "an id and take or keep"}.get(max(counts), "other words")


def _require_fitting(what: str, arguments: argparse.Namespace) -> None:
    """Refuse options that would have no effect."""
    fields = [name for name in (*INCIDENT_FIELDS, "at") if getattr(arguments, name) is not None]
    claim = [name for name in CLAIM_FIELDS if getattr(arguments, name) is not None]
    if what == "claim":
        fields = [name for name in fields if name not in ("date", "url")]
    elif what in ("add", "edit", "copy"):
        fields = []
    unused = fields + (claim if what != "claim" else [])
    if unused:
        option = f"--{unused[0].replace('_', '-')}"
        raise WrongUse(f"{option} does not go with incident {what}.")


def reason_of(arguments: argparse.Namespace) -> Reason:
    """Who changes something, and why; raises `WrongUse`."""
    try:
        return Reason(arguments.who.strip(), arguments.why.strip())
    except InputError as error:
        raise WrongUse(str(error)) from None


def present_version(workspace: Workspace, incident_id: str) -> StoredVersion:
    """The stored version of an incident; raises `UnknownName` if it is withdrawn or was never there."""
    versions = workspace.versions(incident_id)
    present = next((version for version in versions if version.state == "present"), None)
    if present is None:
        raise UnknownName(f"{incident_id} is withdrawn: incident restore brings it back.")
    return present


def _require_withdrawn(workspace: Workspace, incident_id: str) -> None:
    if any(version.state == "present" for version in workspace.versions(incident_id)):
        raise UnknownName(f"{incident_id} is not withdrawn: there is nothing to restore.")


# what is done


def _add(arguments: argparse.Namespace, _words: list[str]) -> int:
    return _store(arguments, retyped(IncidentEntry(), _typed(arguments)), "")


def _copy(arguments: argparse.Namespace, words: list[str]) -> int:
    version = present_version(arguments.workspace, words[0])
    return _store(arguments, retyped(copy_of(entry_of(version.incident)), _typed(arguments)), "")


def _edit(arguments: argparse.Namespace, words: list[str]) -> int:
    version = present_version(arguments.workspace, words[0])
    typed = _typed(arguments)
    if not typed:
        raise WrongUse("Say what is to be changed: --notes TEXT, --killed 3-5, …")
    return _store(arguments, retyped(entry_of(version.incident, version.claims), typed), words[0])


def _move(arguments: argparse.Namespace, words: list[str]) -> int:
    what, (incident_id,) = arguments.words[0].casefold(), words
    if what == "withdraw":
        present_version(arguments.workspace, incident_id)
    else:
        _require_withdrawn(arguments.workspace, incident_id)
    if not arguments.dry_run:
        with arguments.workspace.by_hand(reason_of(arguments)) as hand:
            hand.withdraw(incident_id) if what == "withdraw" else hand.restore(incident_id)
    if arguments.json:
        print_json({"incident_id": incident_id, "what": what, "stored": not arguments.dry_run})
    else:
        would = "Would be " if arguments.dry_run else ""
        done = _DONE[what].casefold() if would else _DONE[what]
        print_line(visible(f"{would}{done}: {incident_id}. The versions before stay in its history."))
    return 0


def _typed(arguments: argparse.Namespace) -> dict[str, str]:
    """The fields that were given, by column."""
    given = {name: getattr(arguments, name) for name in INCIDENT_FIELDS}
    typed = {INCIDENT_FIELDS[name][0]: text for name, text in given.items() if text is not None}
    if arguments.at is not None:
        lon, separator, lat = arguments.at.partition(",")
        if not separator:
            raise WrongUse("--at takes a longitude and a latitude with a comma between them: --at 71.58,34.01")
        typed |= {"lon": lon.strip(), "lat": lat.strip()}
    return typed


def _store(arguments: argparse.Namespace, entry: IncidentEntry, incident_id: str) -> int:
    """Check an entry and store it unless something is wrong with it; print what was found."""
    workspace: Workspace = arguments.workspace
    reason = reason_of(arguments)
    dataset = workspace.load() if workspace.exists() or incident_id else Dataset(Incidents.from_rows(()))
    check = check_entry(entry, dataset, known_places(workspace))
    if entry.edits is not None:  # others were there when it was entered
        before = {one.incident_id for one in similar_to(entry.edits, dataset)}
        check = replace(check, similar=tuple(one for one in check.similar if one.incident_id not in before))
    problems = [*check.problems, *_too_similar(arguments, check, incident_id)]
    is_good = check.incident is not None and not any(problem.severity == "error" for problem in problems)
    stored_id, is_stored = incident_id, False
    if is_good and check.incident is not None and not arguments.dry_run:
        with workspace.by_hand(reason, None if incident_id else bundled().context_events) as hand:
            if incident_id:
                is_stored = hand.edit(check.incident, check.claims)
            else:
                stored_id, is_stored = hand.add(check.incident, check.claims), True
    answer = _answer(arguments, check, dataset, problems) | {"incident_id": stored_id or None, "stored": is_stored}
    print_json(answer) if arguments.json else _print(answer, arguments, dataset, is_good)
    _print_problems(problems)
    return 0 if is_good else 1


def _too_similar(arguments: argparse.Namespace, check: EntryCheck, incident_id: str) -> list[FieldProblem]:
    if incident_id or arguments.even_if_similar or not check.similar:
        return []
    ids = ", ".join(one.incident_id for one in check.similar[:5])
    of = plural(len(check.similar), "stored incident")
    message = f"It may be the same event as {of}: {ids}. Look at them; --even-if-similar adds it all the same."
    return [FieldProblem("", message)]


# what is printed


def _answer(
    arguments: argparse.Namespace, check: EntryCheck, dataset: Dataset, problems: Sequence[FieldProblem]
) -> dict[str, Any]:
    row = None if check.incident is None else _row_answer(check.incident, check.claims)
    return {
        "incident_id": None,
        "what": arguments.words[0].casefold(),
        "stored": False,
        "made_up": bool(dataset.label),
        "incident": row,
        "near_boundary": check.found.near_boundary,
        "similar": [_similar_answer(one, dataset) for one in check.similar],
        "changes": list(check.changes),
        "problems": [
            {"column": problem.field or None, "message": problem.message, "severity": problem.severity}
            for problem in problems
        ],
    }


def _row_answer(incident: Incident, claims: Iterable[Claim]) -> dict[str, Any]:
    """The row without its id and release, which are known once it is stored."""
    row = incident_answer(incident, claims)
    return {name: value for name, value in row.items() if name not in ("incident_id", "release")}


def _similar_answer(one: Similar, dataset: Dataset) -> dict[str, Any]:
    row = dataset.incidents.row(one.row)
    return {
        "incident_id": one.incident_id,
        "days_apart": one.days,
        "km_apart": one.km,
        "date": date_words(row),
        "event_type": row.event_type,
        "location": row.location or None,
        "district": row.district or None,
        "killed": figure_words(row),
    }


def _print_problems(problems: Sequence[FieldProblem]) -> None:
    for problem in problems:
        column = f"{problem.field}: " if problem.field else ""
        doubt = "" if problem.severity == "error" else "Check: "
        print_error(visible(f"{doubt}{column}{problem.message}"))


def _print(answer: dict[str, Any], arguments: argparse.Namespace, dataset: Dataset, is_good: bool) -> None:
    if dataset.label:
        print_line(f"{LABEL}.")
    for change in answer["changes"]:
        print_line(visible(f"Note: {change}"))
    for one in answer["similar"]:
        place = one["location"] or one["district"] or "place not known"
        told = f"{one['date']}, {one['event_type']}, {place}, killed: {one['killed']}"
        print_line(visible(f"Similar: {one['incident_id']}: {told}"))
    if not is_good:
        print_error("Nothing was stored.")
        return
    row = answer["incident"]
    place = ", ".join(filter(None, (row["location"], row["district"], row["province"])))
    near = "; a district line is within 5 km" if answer["near_boundary"] else ""
    told = f"{row['date_start']}, {row['event_type']}, {place or 'place not known'} ({row['place_precision']}){near}"
    print_line(visible(f"{_outcome(answer, arguments)}: {told}."))


def _outcome(answer: dict[str, Any], arguments: argparse.Namespace) -> str:
    incident_id = answer["incident_id"] or "a new incident"
    if arguments.dry_run:
        return f"Would be stored as {incident_id}"
    return f"Stored as {incident_id}" if answer["stored"] else f"Nothing differs from {incident_id}"


def _claim(arguments: argparse.Namespace, words: list[str]) -> int:
    return change_claim(arguments, words, reason_of(arguments), lambda key: present_version(arguments.workspace, key))


def _decide(arguments: argparse.Namespace, words: list[str]) -> int:
    return decide(arguments, words, reason_of(arguments))


_Do = Callable[[argparse.Namespace, list[str]], int]
_DOING: dict[str, tuple[_Do, tuple[int, ...]]] = {
    "add": (_add, (0,)),
    "edit": (_edit, (1,)),
    "copy": (_copy, (1,)),
    "withdraw": (_move, (1,)),
    "restore": (_move, (1,)),
    "history": (history, (1,)),
    "claim": (_claim, (2, 3)),
    "decide": (_decide, (0, 2)),
}
"""What can be done, and how many further words it takes."""
