"""Reading a report in the background: a file or pasted words, what they may tell, and whether they were taken in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.dialogs.intake.review import Review
from geo.dataset import Dataset
from geo.entry import prepare_checks
from geo.entry.from_report import as_dated, as_known
from geo.entry.review import items_of
from geo.entry.taking_in import taken_before
from geo.intake.readers.opening import read_report_file
from geo.intake.readers.report_text import ReportText, pasted
from geo.intake.reading import read_report
from geo.store import IntakeText, Workspace

__all__ = ["Source", "WasRead", "read", "read_again"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a report comes from: a file, or words that were pasted."""

    path: Path | None = None
    text: str = ""

    @property
    def name(self) -> str:
        """What it is called."""
        return self.path.name if self.path is not None else "the pasted text"

    def opened(self) -> ReportText:
        """Its text; raises `FileRefused` in words."""
        return read_report_file(self.path) if self.path is not None else pasted(self.text)


@dataclass(frozen=True, slots=True)
class WasRead:
    """A report that was read.

    Attributes
    ----------
    review
        The report with what it may tell, checked.
    published
        The day from which its days were counted.
    notes
        What is to be said at the top, in sentences: that it was taken in before, what was left out.
    is_repeated
        Whether it was taken in before.
    """

    review: Review
    published: date | None
    notes: tuple[str, ...]
    is_repeated: bool = False


def read(source: Source, dataset: Dataset, workspace: Workspace | None) -> WasRead:
    """Read a report; to be called in the background.

    Raises
    ------
    FileRefused
        In words, for what is no report that can be read.
    WorkspaceError
        If the workspace cannot be read.
    """
    return read_again(source.opened(), dataset, workspace)


def read_again(report: ReportText, dataset: Dataset, workspace: Workspace | None) -> WasRead:
    """Read a report whose text is known, from its present day of publication; to be called in the background."""
    known = as_known(report)
    reading = read_report(known.text, known.published)
    known = as_dated(known, reading)
    prepare_checks(dataset)
    before = taken_before(workspace, known)
    notes = [*([_before_words(*before)] if before is not None else []), *known.all_notes, *reading.notes]
    review = Review(known, items_of(known, reading), dataset)
    review.check_all()
    return WasRead(review, reading.published, tuple(notes), before is not None)


def _before_words(before: IntakeText, share: float) -> str:
    name = before.title or before.publisher or "a text without a title"
    like = "This text" if share == 1 else f"A text that is {share:.0%} the same"
    return f"{like} was taken in on {before.taken_at[:10]}: {name}. What you store now may be there twice."
