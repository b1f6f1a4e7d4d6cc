"""How sure the reading of a matter is, and how many rows of it can be read, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.dialogs.column_mapping.choices import Choices, matter_of
from geo.sources.column_mapping.reading import MATTERS, Matter, Reading
from geo.sources.column_mapping.record import TARGETS
from geo.wording import plural

__all__ = ["READ_AS", "TITLES", "Status", "reading_words", "status_of"]

TITLES: dict[Matter, str] = {"day": "Day", "place": "Place", "killed": "Killed", "type": "Event type"}
READ_AS: dict[Matter, str] = {
    "day": "read as days",
    "place": "have a known place",
    "killed": "have a figure",
    "type": "have a known type",
}


@dataclass(frozen=True, slots=True)
class Status:
    """How sure a reading is.

    Attributes
    ----------
    word
        One of ``Open``, ``Proposed``, ``Certain``, ``Chosen``, ``Not in the file``.
    why
        A few words after it; blank for none.
    note
        What competes with what is proposed, in a sentence; blank for nothing.
    """

    word: str
    why: str = ""
    note: str = ""

    @property
    def words(self) -> str:
        """The word, and why."""
        return f"{self.word}: {self.why}" if self.why else self.word


def status_of(choices: Choices, matter: Matter, reading: Reading) -> Status:
    """How sure it is that the columns of a matter are read as they are meant."""
    if why := _open_words(choices, matter):
        return Status("Open", why)
    chosen = {choices.column_of(name) for name in MATTERS[matter]} - {""}
    note = " ".join(_remark(note) for note in choices.notes if _is_about(note, matter, chosen))
    if not chosen:
        is_for_all = choices.mapping.constants.keys() & set(MATTERS[matter])
        return Status("Chosen", "the same for all rows") if is_for_all else Status("Not in the file", note=note)
    if choices.touched & set(MATTERS[matter]):
        return Status("Chosen", f"by you; {_doubts(reading)}" if reading.unread else "by you")
    if note or reading.unread or reading.doubtful:
        return Status("Proposed", _doubts(reading) or "see the note", note)
    return Status("Certain")


def _open_words(choices: Choices, matter: Matter) -> str:
    """What is still to be decided about a matter; blank for nothing."""
    numbers = [str(n) for n, q in enumerate(choices.questions, 1) if matter_of(q) == matter and choices.is_open(q)]
    if numbers:
        return f"question {' and '.join(numbers)} above"
    lacking = next((each.button for each in choices.lacking() if each.where == matter), "")
    return f"{lacking[:1].lower()}{lacking[1:]}"


def _doubts(reading: Reading) -> str:
    """How many rows cannot be read, or else are read with a doubt; blank for none."""
    if not (n := reading.unread or reading.doubtful):
        return ""
    rows = plural(n, "row")
    return f"{rows} cannot be read" if reading.unread else f"{rows} with a doubt"


def _remark(note: str) -> str:
    """A note as a sentence, without the choice that it begins with: the columns are shown beside it."""
    name, _, _ = note.partition(" ")
    remark = note.partition(": ")[2] if name.strip(":") in TARGETS else ""
    return f"{(remark or note).rstrip('.')}."


def _is_about(note: str, matter: Matter, columns: set[str]) -> bool:
    """Whether a note is about a column of ours of the matter, or names one of the columns."""
    if note.partition(" ")[0].strip(":") in MATTERS[matter]:
        return True
    return any(repr(column) in note or f"“{column}”" in note or f'"{column}"' in note for column in columns)


def reading_words(matter: Matter, reading: Reading, all_rows: int) -> str:
    """How many rows can be read, and how many others there are."""
    if not reading.rows:
        return ""
    of = f"the first {plural(reading.rows, 'row')}" if reading.rows < all_rows else plural(reading.rows, "row")
    verb = READ_AS[matter].replace("have", "has") if reading.read == 1 else READ_AS[matter]
    parts = [f"{reading.read:,} of {of} {verb}", *_others(reading)]
    return f"{', '.join(parts)}."


def _others(reading: Reading) -> Sequence[str]:
    counts = (
        (reading.doubtful, "of them with a doubt"),
        (reading.blank, "blank"),
        (reading.outside, "outside the two provinces"),
        (reading.unread, "not read"),
    )
    return [f"{n:,} {what}" for n, what in counts if n]
