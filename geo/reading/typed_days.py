"""Days as people type them, into a field or on the command line: read as those of files are (`geo.reading.dates`).

Month and year are a first or a last day. The order of ``03/04/2024`` is never guessed.
"""

from __future__ import annotations

from datetime import date

from geo.calendar.days import day_number, day_text
from geo.reading.dates import read_date, readings_by_order

__all__ = ["parse_typed_day", "two_ways", "typed_readings"]


def parse_typed_day(text: str, *, end: bool = False) -> int | None:
    """The day number of a date that somebody typed, or ``None`` if the text is no date or has two readings.

    Of a month, a year or a range it is the first day, or the last where ``end`` is set.
    """
    written = read_date(text)
    if written is None:
        return None
    return day_number(date.fromisoformat(written.last_day if end else written.day))


def typed_readings(text: str) -> tuple[str, ...]:
    """The days that a text can mean, in words, if there are several; else none."""
    days = {written.day for written in readings_by_order(text).values() if written}
    return tuple(day_text(date.fromisoformat(day)) for day in sorted(days)) if len(days) > 1 else ()


def two_ways(text: str) -> str:
    """That a text can be read in several ways, as a sentence; blank if it cannot."""
    if readings := typed_readings(text):
        return f"This can be {' or '.join(readings)}. Write the month as a word, or the year first."
    return ""
