"""Read a report: candidate incidents, claims and context events, each with the words that it comes from.

The steps are: one form of the text (`geo.intake.folded_text`), sentences, what each of them tells
(`geo.intake.telling`), which of them speak of one incident (`geo.intake.joining`), and the values
(`geo.intake.finishing`). Everything is looked up in the tables of ``assets/intake``; nothing is learned or guessed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from geo.calendar.days import EARLIEST, LATEST
from geo.intake.candidates import Reading
from geo.intake.folded_text import LONGEST, fold
from geo.intake.report import Report
from geo.wording import plural

__all__ = ["read_report"]


def read_report(text: str, published: date | None = None) -> Reading:
    """What a text may tell.

    Parameters
    ----------
    text
        The text of a report, in English or Urdu or both; `geo.intake.folded_text.LONGEST` characters of it are read.
    published
        The day of its publication in Pakistan, from which "on Tuesday" is counted; if it is None, a day that the text
        itself gives as its own is used, and without one such days stay empty. A day on which there can be no incident
        is not used.
    """
    folded = fold(text)
    if not folded.plain.strip():
        return Reading(published, notes=("The text has no words.",))
    is_usable = published is None or EARLIEST <= published <= LATEST
    reading = Report(folded, published if is_usable else None).read()
    if published is not None and not is_usable:
        note = f"The day of publication ({published.isoformat()}) cannot be right and is not used: check its year."
        reading = replace(reading, notes=(note, *reading.notes))
    if len(text) > LONGEST:
        note = f"The text is long: {plural(LONGEST, 'character')} of {len(text):,} were read. Take it in by parts."
        reading = replace(reading, notes=(note, *reading.notes))
    return reading
