"""Storing candidates that the user names by their numbers, and recognising a report that was taken in before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from app.cli.misuse import WrongUse
from geo.entry import EntryCheck, check_entry
from geo.entry.from_report import entry_from, intake_text, with_report
from geo.errors import InputError
from geo.incidents import Incidents
from geo.incidents.by_hand import Reason
from geo.incidents.words import date_words
from geo.intake.candidates import Reading
from geo.intake.readers.report_text import ReportText
from geo.sources.bundled import bundled
from geo.sources.importing import known_places
from geo.store import Workspace, most_alike

__all__ = ["numbers_of", "store", "taken_before"]


def numbers_of(text: str) -> tuple[int, ...]:
    """The numbers of candidates that the option names, from 1; raises `WrongUse`."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not parts or not all(part.isascii() and part.isdecimal() and int(part) > 0 for part in parts):
        raise WrongUse(f"--store: {text!r} names no candidates. Give their numbers: 1,3")
    return tuple(dict.fromkeys(map(int, parts)))


def taken_before(workspace: Workspace, report: ReportText) -> dict[str, Any] | None:
    """The earlier text that this one is, or nearly is; None if there is none."""
    if not workspace.exists():
        return None
    text = intake_text(report)
    found = most_alike(workspace.intake_texts(), text.sha256, text.sketch)
    if found is None:
        return None
    before, share = found
    told = {name: getattr(before, name) or None for name in ("title", "publisher", "published", "url", "taken_at")}
    return {**told, "sha256": before.sha256, "share": round(share, 2)}


def store(
    workspace: Workspace, report: ReportText, reading: Reading, numbers: Sequence[int], who: str
) -> list[dict[str, Any]]:
    """Store the candidates of these numbers in one step, with the fingerprint of the report.

    Raises
    ------
    WrongUse
        If there is no candidate of a number.
    InputError
        If one of them cannot be stored as it is: nothing is stored then.
    """
    if beyond := [number for number in numbers if number > len(reading.candidates)]:
        raise WrongUse(f"--store: there is no candidate {beyond[0]}; there are {len(reading.candidates)}.")
    dataset = workspace.load() if workspace.exists() else replace(bundled(), incidents=Incidents.from_rows(()))
    places = known_places(workspace)
    entries = [entry_from(reading.candidates[number - 1], report) for number in numbers]
    checks = [check_entry(entry, dataset, places) for entry in entries]
    stored = []
    try:
        reason = Reason(who.strip(), "taken from a report")
    except InputError as error:
        raise WrongUse(str(error)) from None
    for number, check in zip(numbers, checks, strict=True):
        _require_good(number, check)
    with workspace.by_hand(reason, bundled().context_events) as hand:
        for number, check in zip(numbers, checks, strict=True):
            assert check.incident is not None
            incident_id = hand.add(with_report(check.incident, report), check.claims)
            near = [
                {
                    "incident_id": each.incident_id,
                    "date": date_words(dataset.incidents.row(each.row)),
                    "days": each.days,
                }
                for each in check.similar
            ]
            stored.append({"candidate": number, "incident_id": incident_id, "may_be": near})
        hand.add_text(intake_text(report))
    return stored


def _require_good(number: int, check: EntryCheck) -> None:
    errors = [f"{problem.field}: {problem.message}" for problem in check.problems if problem.severity == "error"]
    if check.incident is None:
        raise InputError(
            f"Candidate {number} cannot be stored as it is. {' '.join(errors)} Enter it with incident add."
        )
