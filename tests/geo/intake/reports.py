"""One way to read a text in tests, and short forms of what came of it."""

from __future__ import annotations

from datetime import date

from geo.intake.candidates import Candidate, Figure, Reading
from geo.intake.reading import read_report

PUBLISHED = date(2026, 10, 6)
"""A Tuesday."""


def reading_of(text: str, published: date | None = PUBLISHED) -> Reading:
    return read_report(text, published)


def only(text: str, published: date | None = PUBLISHED) -> Candidate:
    """The one candidate of a text."""
    found = reading_of(text, published).candidates
    assert len(found) == 1, found
    return found[0]


def exactly(number: int) -> Figure:
    return Figure(number, number, number)
