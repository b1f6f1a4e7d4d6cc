"""Storing candidates that the user names by their numbers, and recognising a report that was taken in before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from app.cli.misuse import WrongUse
from geo.dataset import Dataset
from geo.entry import ContextEntry, EntryCheck, IncidentEntry, check_entry
from geo.entry.review import items_of
from geo.entry.taking_in import store_items, taken_before
from geo.errors import InputError
from geo.incidents import Incidents
from geo.incidents.by_hand import Reason
from geo.incidents.words import date_words
from geo.intake.candidates import Reading
from geo.intake.readers.report_text import ReportText
from geo.sources.bundled import bundled
from geo.store import Workspace

__all__ = ["before_answer", "numbers_of", "similar_answers", "store"]


def numbers_of(text: str) -> tuple[int, ...]:
    """The numbers of candidates that the option names, from 1; raises `WrongUse`."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not parts or not all(part.isascii() and part.isdecimal() and int(part) > 0 for part in parts):
        raise WrongUse(f"--store: {text!r} names no candidates. Give their numbers: 1,3")
    return tuple(dict.fromkeys(map(int, parts)))


def before_answer(workspace: Workspace, report: ReportText) -> dict[str, Any] | None:
    """The earlier text that this one is, or nearly is; None if there is none."""
    found = taken_before(workspace, report)
    if found is None:
        return None
    before, share = found
    told = {name: getattr(before, name) or None for name in ("title", "publisher", "published", "url", "taken_at")}
    return {**told, "sha256": before.sha256, "share": round(share, 2)}


def similar_answers(report: ReportText, reading: Reading, dataset: Dataset) -> list[list[dict[str, Any]]]:
    """The stored incidents that each candidate may be, in the order of the candidates."""
    items = items_of(report, reading)[: len(reading.candidates)]
    checks = (check_entry(entry, dataset) for item in items if isinstance(entry := item.entry, IncidentEntry))
    return [_may_be(check, dataset) for check in checks]


def store(
    workspace: Workspace,
    dataset: Dataset | None,
    found: tuple[ReportText, Reading],
    numbers: Sequence[int],
    who: str,
) -> list[dict[str, Any]]:
    """Store the candidates of these numbers in one step, with the fingerprint of the report.

    ``dataset`` is what the workspace holds; None if there is no file yet.

    Raises
    ------
    WrongUse
        If there is no candidate of a number.
    InputError
        If one of them cannot be stored as it is: nothing is stored then.
    """
    report, reading = found
    if beyond := [number for number in numbers if number > len(reading.candidates)]:
        raise WrongUse(f"--store: there is no candidate {beyond[0]}; there are {len(reading.candidates)}.")
    if dataset is None:
        dataset = replace(bundled(), incidents=Incidents.from_rows(()))
    try:
        Reason(who.strip())
    except InputError as error:
        raise WrongUse(str(error)) from None
    items = items_of(report, reading)
    chosen = [replace(items[number - 1], decision="confirmed") for number in numbers]
    near = [_near(number, item.final_entry(report), dataset) for number, item in zip(numbers, chosen, strict=True)]
    ids = store_items(workspace, report, chosen, dataset, who.strip()).new
    return [
        {"candidate": number, "incident_id": incident_id, "may_be": may_be}
        for number, incident_id, may_be in zip(numbers, ids, near, strict=True)
    ]


def _near(number: int, entry: IncidentEntry | ContextEntry, dataset: Dataset) -> list[dict[str, Any]]:
    """The stored incidents that a candidate may be; raises `InputError` if it cannot be stored as it is."""
    assert isinstance(entry, IncidentEntry)
    check = check_entry(entry, dataset)
    if check.incident is None:
        errors = [f"{problem.field}: {problem.message}" for problem in check.problems if problem.severity == "error"]
        raise InputError(
            f"Candidate {number} cannot be stored as it is. {' '.join(errors)} Enter it with incident add."
        )
    return _may_be(check, dataset)


def _may_be(check: EntryCheck, dataset: Dataset) -> list[dict[str, Any]]:
    return [
        {"incident_id": each.incident_id, "date": date_words(dataset.incidents.row(each.row)), "days": each.days}
        for each in check.similar
    ]
