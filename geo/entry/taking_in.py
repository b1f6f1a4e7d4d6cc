"""Storing what was confirmed of a report in one step: incidents, claims of stored ones, and context events."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from geo.dataset import Dataset
from geo.entry.check import check_entry
from geo.entry.context_entry import ContextEntry, check_context
from geo.entry.field_problem import FieldProblem
from geo.entry.from_report import intake_text, with_report
from geo.entry.incident_entry import IncidentEntry
from geo.entry.review import Item, same_as
from geo.errors import InputError
from geo.incidents import Claim, ContextEvent, Incident
from geo.incidents.by_hand import Reason
from geo.intake.readers.report_text import ReportText
from geo.sources.bundled import bundled
from geo.store import HandChanges, IntakeText, Workspace, most_alike
from geo.wording import plural

__all__ = ["TAKEN", "Prepared", "TakenIn", "prepared", "store_items", "taken_before"]

TAKEN = "taken from a report"
"""Why a change was made, for the history."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What has entered a workspace: the ids of new incidents and of those with a further source; context events."""

    new: tuple[str, ...]
    extended: tuple[str, ...]
    context: int


def taken_before(workspace: Workspace | None, report: ReportText) -> tuple[IntakeText, float] | None:
    """The earlier text that a report is, or nearly is, and the share in common; None if there is none."""
    if workspace is None or not workspace.exists():
        return None
    text = intake_text(report)
    return most_alike(workspace.intake_texts(), text.sha256, text.sketch)


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is to be stored of a report, checked."""

    new: tuple[tuple[Incident, tuple[Claim, ...]], ...]
    extended: tuple[tuple[Incident, tuple[Claim, ...]], ...]
    events: tuple[ContextEvent, ...]
    text: IntakeText

    @property
    def words(self) -> str:
        """What it is, in words."""
        return _words(len(self.new), len(self.extended), len(self.events))

    def store(self, hand: HandChanges, known: Callable[[str], str] = str) -> TakenIn:
        """Store it in an open step; ``known`` gives the present id of a stored incident."""
        ids = tuple(hand.add(incident, claims) for incident, claims in self.new)
        extended = []
        for incident, claims in self.extended:
            now = known(incident.incident_id)
            hand.edit(replace(incident, incident_id=now), [replace(claim, incident_id=now) for claim in claims])
            extended.append(now)
        for event in self.events:
            hand.add_context(event)
        hand.add_text(self.text)
        return TakenIn(ids, tuple(extended), len(self.events))


def prepared(workspace: Workspace, report: ReportText, items: Sequence[Item], dataset: Dataset) -> Prepared:
    """Check the items of a report that are to be stored in a workspace, which may not exist yet.

    ``dataset`` has the stored incidents, whose places are known by name.

    Raises
    ------
    InputError
        If an item cannot be stored as it is, or there is none to store.
    """
    chosen = [item for item in items if item.is_to_store]
    if not chosen:
        raise InputError("Nothing is confirmed: there is nothing to store.")
    return Prepared(
        tuple(_checked_incident(item, report, dataset) for item in chosen if _is_new_incident(item)),
        tuple(_extended(workspace, report, [item for item in chosen if item.decision == "same"])),
        tuple(_checked_event(item, report) for item in chosen if isinstance(item.entry, ContextEntry)),
        intake_text(report),
    )


def store_items(
    workspace: Workspace, report: ReportText, items: Sequence[Item], dataset: Dataset, who: str = ""
) -> TakenIn:
    """Store the items of a report that are to be stored, with the record of its text, in one step.

    A workspace that does not exist is made; raises as `prepared` does, and then nothing is stored.
    """
    ready = prepared(workspace, report, items, dataset)
    with workspace.by_hand(Reason(who, TAKEN), bundled().context_events) as hand:
        return ready.store(hand)


def _words(new: int, extended: int, context: int) -> str:
    told = [plural(new, "incident")] if new else []
    told += [f"a source and claims of {plural(extended, 'stored incident')}"] if extended else []
    told += [plural(context, "context event")] if context else []
    return f"{', '.join(told)} from a report"


def _is_new_incident(item: Item) -> bool:
    return isinstance(item.entry, IncidentEntry) and item.decision == "confirmed"


def _checked_incident(item: Item, report: ReportText, dataset: Dataset) -> tuple[Incident, tuple[Claim, ...]]:
    entry = item.final_entry(report)
    assert isinstance(entry, IncidentEntry)
    check = check_entry(entry, dataset)
    if check.incident is None:
        raise InputError(f"A candidate cannot be stored as it is. {_errors(check.problems)}")
    return with_report(check.incident, report), check.claims


def _checked_event(item: Item, report: ReportText) -> ContextEvent:
    entry = item.final_entry(report)
    assert isinstance(entry, ContextEntry)
    event, problems = check_context(entry)
    if event is None:
        raise InputError(f"A context event cannot be stored as it is. {_errors(problems)}")
    return event


def _errors(problems: Sequence[FieldProblem]) -> str:
    return " ".join(problem.message for problem in problems if problem.severity == "error")


def _extended(
    workspace: Workspace, report: ReportText, items: Sequence[Item]
) -> list[tuple[Incident, tuple[Claim, ...]]]:
    """The stored incidents that the items are, each once, with the report as a source and all claims."""
    found: dict[str, tuple[Incident, list[Claim]]] = {}
    for item in items:
        if item.stored_id not in found:
            found[item.stored_id] = _present(workspace, item.stored_id)
        incident, claims = found[item.stored_id]
        found[item.stored_id] = same_as(incident, tuple(claims), item, report)
    return [(incident, tuple(claims)) for incident, claims in found.values()]


def _present(workspace: Workspace, incident_id: str) -> tuple[Incident, list[Claim]]:
    for version in reversed(workspace.versions(incident_id)):
        if version.state == "present":
            return version.incident, list(version.claims)
    raise InputError(f"{incident_id} has been withdrawn meanwhile: choose again.")
