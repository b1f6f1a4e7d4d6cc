"""The text of a report as it is read and shown, with what its file says about itself."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import date

from geo.errors import FileRefused
from geo.intake.readers.head import head_of
from geo.reading.direction import without_overrides
from geo.sources.files.cells import REPLACED, sound_text

__all__ = ["LONGEST_TEXT", "ReportText", "line_of", "pasted", "report_text", "require_short"]

LONGEST_TEXT = 300_000
"""Characters: some 50,000 words, which is longer than any report and is read in less than a minute."""

_LONGEST_LINE = 300
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_OVERRIDES = re.compile(r"[\u202d\u202e]")
_UNSEEN = re.compile(r"[\u202a-\u202c\u2066-\u2069\ufeff\ufff9-\ufffb]|[\U000e0000-\U000e007f]")


@dataclass(frozen=True, slots=True)
class ReportText:
    """A report: its text, and what is known about its publication; None is not known.

    Attributes
    ----------
    text
        The text that is read: offsets of evidence are characters of it. Lines end with a line feed; a character that
        would control a terminal or turn the direction of other text is replaced by a visible one.
    title, publisher, url
        On one line; ``url`` is shown as text and never opened.
    published
        The day of publication in Pakistan.
    notes
        What was changed, left out or is doubtful, in sentences.
    day_note
        What is doubtful about the day of publication as the file has it; blank once a person has said it.
    """

    text: str
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    notes: tuple[str, ...] = ()
    day_note: str = ""

    @property
    def all_notes(self) -> tuple[str, ...]:
        """The notes, with that on the day."""
        return (self.day_note, *self.notes) if self.day_note else self.notes

    @property
    def sha256(self) -> str:
        """The fingerprint of the text, as hexadecimal digits."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()

    def noting(self, *notes: str) -> ReportText:
        """The same with further notes."""
        return replace(self, notes=(*self.notes, *notes))


def pasted(text: str) -> ReportText:
    """The report that somebody pasted; raises `FileRefused` for one that is too long or empty."""
    return report_text(text, "The text")


def report_text(text: str, name: str, found: ReportText | None = None) -> ReportText:
    """A text as it is read, with what was ``found`` about it.

    What the first lines of the text state completes what was found (`geo.intake.readers.head`); a day of publication
    among them replaces one that is doubtful.

    Parameters
    ----------
    text
        As the file has it.
    name
        What it is called in messages.
    found
        Title, publisher, day and notes from elsewhere in the file; its text is not used.

    Raises
    ------
    FileRefused
        For a text without a letter, and for one of more than `LONGEST_TEXT` characters.
    """
    require_short(len(text), name)
    known = found or ReportText("")
    clean, notes = _cleaned(text)
    if not any(map(str.isalpha, clean)):
        raise FileRefused(f"{name} holds no text.")
    known = _completed(known, clean)
    return replace(known, text=clean, notes=(*known.notes, *notes))


def require_short(length: int, name: str) -> None:
    """Refuse a text that is longer than any report."""
    if length > LONGEST_TEXT:
        raise FileRefused(
            f"{name} holds {length:,} characters; a report of at most {LONGEST_TEXT:,} (some 50,000 words) is read. "
            "Take the part that reports incidents."
        )


def line_of(text: object) -> str | None:
    """A title or a name on one line, without anything that is not seen; None if nothing is left."""
    if not isinstance(text, str):
        return None
    line = without_overrides(_UNSEEN.sub("", sound_text(_CONTROLS.sub(" ", text[: 4 * _LONGEST_LINE]))))
    return " ".join(line.split())[:_LONGEST_LINE].rstrip() or None


def _cleaned(text: str) -> tuple[str, list[str]]:
    """The text with harmless characters, and notes; but for line ends each character stays at its place."""
    plain = _LINE_ENDS.sub("\n", sound_text(text.removeprefix("\ufeff")))
    notes = []
    for pattern, mark, note in (
        (_CONTROLS, REPLACED, "Control characters are replaced by a mark."),
        (_OVERRIDES, REPLACED, "Characters that turn the direction of other text are replaced by a mark."),
        (_UNSEEN, "\u200b", ""),
    ):
        plain, count = pattern.subn(mark, plain)
        if count and note:
            notes.append(note)
    return plain, notes


def _completed(known: ReportText, text: str) -> ReportText:
    """What is known, with what the first lines of the text state; a day that they state replaces a doubtful one."""
    head = head_of(text)
    if head.published is not None and (known.published is None or known.day_note):
        known = replace(known, published=head.published, day_note="")
    return replace(
        known,
        title=known.title or line_of(head.title),
        publisher=known.publisher or line_of(head.publisher),
        url=known.url or line_of(head.url),
    )
