"""The items of the report that is being reviewed, what was decided on each, and their checks; no widgets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from geo.dataset import Dataset
from geo.entry import EntryCheck, FieldProblem, IncidentEntry, check_context, check_entry
from geo.entry.review import Item, merged, split, typed_anew
from geo.entry.splitting import added_by_words, split_by_words
from geo.errors import InputError
from geo.intake.candidates import Span
from geo.intake.readers.report_text import ReportText
from geo.wording import plural

__all__ = ["Confirmed", "Review"]


MARK = "The second one has the same day and place. Mark its words in the text before Split, and it is read from them."


MARK_TO_ADD = "Mark the words of the incident in the text first: it is read from them."


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What is to be stored of a report; the dataset is the one that it was compared with."""

    report: ReportText
    items: tuple[Item, ...]
    dataset: Dataset


class Review:
    """What is being done with the items of one report.

    Each method changes the items; checks are made when they are asked for, and kept until an item differs.
    """

    def __init__(self, report: ReportText, items: tuple[Item, ...], dataset: Dataset) -> None:
        self.report, self.items, self.dataset = report, list(items), dataset
        self.at = 0
        self._has_added = False
        self._checks: dict[int, tuple[Item, EntryCheck | None, tuple[FieldProblem, ...]]] = {}

    @property
    def item(self) -> Item | None:
        """The chosen item; None if there is none."""
        return self.items[self.at] if 0 <= self.at < len(self.items) else None

    # what is known

    def check_all(self) -> None:
        """Check every item, as it is to be done in the background for many."""
        for at in range(len(self.items)):
            self.checked(at)

    def checked(self, at: int) -> tuple[EntryCheck | None, tuple[FieldProblem, ...]]:
        """The check of an incident (None of a context event) and what is wrong with the fields of an item."""
        item = self.items[at]
        held = self._checks.get(at)
        if held is None or held[0] != item:
            entry = item.final_entry(self.report)
            if isinstance(entry, IncidentEntry):
                check = check_entry(entry, self.dataset)
                held = item, check, check.problems
            else:
                held = item, None, check_context(entry)[1]
            self._checks[at] = held
        return held[1], held[2]

    def errors(self, at: int) -> tuple[FieldProblem, ...]:
        """What prevents an item from being stored."""
        return tuple(problem for problem in self.checked(at)[1] if problem.severity == "error")

    def set_report(self, report: ReportText) -> None:
        """Cite the report otherwise from now on."""
        self.report = report
        self._checks.clear()

    def set_dataset(self, dataset: Dataset) -> None:
        """Compare with other stored incidents from now on; what was to be added to one that is gone is open again."""
        self.dataset = dataset
        self._checks.clear()
        positions = dataset.incidents.positions
        for at, item in enumerate(self.items):
            if item.decision == "same" and item.stored_id not in positions:
                self.items[at] = replace(item, decision="open", stored_id="")

    @property
    def to_store(self) -> tuple[Item, ...]:
        """The items that are confirmed and not stored yet."""
        return tuple(item for item in self.items if item.is_to_store)

    @property
    def can_merge(self) -> bool:
        """Whether the chosen item is an incident that is not stored yet."""
        item = self.item
        return item is not None and isinstance(item.entry, IncidentEntry) and item.decision != "stored"

    @property
    def mergeable(self) -> list[int]:
        """The positions of the other items that the chosen one can be merged with."""
        return [
            at
            for at, item in enumerate(self.items)
            if at != self.at and isinstance(item.entry, IncidentEntry) and item.decision != "stored"
        ]

    @property
    def unsettled(self) -> int:
        """How many items are neither stored nor rejected."""
        return sum(not item.is_settled for item in self.items)

    @property
    def is_touched(self) -> bool:
        """Whether something was decided or typed that reading again would lose."""
        decided = (item.decision != "open" or item.typed or item.parts or item.without for item in self.items)
        return self._has_added or any(decided)

    @property
    def sentence(self) -> str:
        """What there is, and how far it is decided."""
        incidents = sum(isinstance(item.entry, IncidentEntry) for item in self.items)
        events = len(self.items) - incidents
        told = [plural(incidents, "candidate incident")] if incidents else []
        told += [plural(events, "context event")] if events else []
        decided = {"confirmed": 0, "same": 0, "rejected": 0, "stored": 0}
        for item in self.items:
            if item.decision in decided:
                decided[item.decision] += 1
        words = [f"{count} {'to be added' if name == 'same' else name}" for name, count in decided.items() if count]
        return " · ".join((" and ".join(told), *words))

    # what is done

    def decide(self, decision: str, stored_id: str = "") -> None:
        """Confirm or reject the chosen item, or say that it is a stored incident.

        Raises
        ------
        InputError
            If it cannot be stored as it is.
        """
        item = self._changeable()
        if decision == "confirmed" and (errors := self.errors(self.at)):
            raise InputError(errors[0].message)
        if decision == "rejected" and item.decision == "rejected":
            decision = "open"
        self.items[self.at] = replace(item, decision=decision, stored_id=stored_id)  # type: ignore[arg-type]

    def type(self, texts: Mapping[str, str]) -> None:
        """Type fields of the chosen item anew."""
        self.items[self.at] = typed_anew(self._changeable(), texts)

    def keep_claim(self, at: int, kept: bool) -> None:
        """Keep a claim of the chosen item, or leave it out."""
        item = self._changeable()
        without = item.without - {at} if kept else item.without | {at}
        self.items[self.at] = replace(item, without=without)

    def merge(self, other: int) -> None:
        """Make one item of the chosen one and another, in the place of the first of the two."""
        one, two = self._changeable(), self.items[other]
        if two.decision == "stored":
            raise InputError("The other one is stored already.")
        self.items[self.at] = merged(one, two)
        del self.items[other]
        self.at -= other < self.at
        self._checks.clear()

    def split(self, part: Span | None = None) -> str:
        """Make two items of the chosen one; what a marked part of the text says becomes the second, chosen then.

        Returns what to say about it.
        """
        item = self._changeable()
        made = split(item) if part is None else split_by_words(item, part, self.report)
        self.items[self.at : self.at + 1] = made
        self.at += part is not None
        self._checks.clear()
        return "" if part is not None or item.parts else MARK

    def add(self, part: Span | None) -> str:
        """Add what a marked part of the text says, as one item or several, the first of them chosen.

        Returns what to say about it.
        """
        if part is None:
            raise InputError(MARK_TO_ADD)
        made = added_by_words(part, self.report)
        at = sum(isinstance(item.entry, IncidentEntry) for item in self.items)  # before the context events
        self.items[at:at] = made
        self.at, self._has_added = at, True
        self._checks.clear()
        return ""

    def mark_stored(self) -> None:
        """The items that were to be stored are stored."""
        self.items = [replace(item, decision="stored") if item.is_to_store else item for item in self.items]

    def next_open(self) -> int:
        """The next item on which nothing was decided, from the chosen one on; the chosen one if there is none."""
        return self._next(lambda item: item.decision == "open")

    def _next(self, is_wanted: Callable[[Item], bool]) -> int:
        n = len(self.items)
        return next((at for step in range(1, n) if is_wanted(self.items[at := (self.at + step) % n])), self.at)

    def _changeable(self) -> Item:
        item = self.item
        if item is None:
            raise InputError("There is no candidate to decide on.")
        if item.decision == "stored":
            raise InputError("It is stored already. Correct it on the map: its details have the fields.")
        return item
