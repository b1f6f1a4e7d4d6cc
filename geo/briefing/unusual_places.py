"""Districts and provinces that are unusual against their own past, with their sentences; or why none is compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geo.analysis.coverage import coverage
from geo.analysis.unusual import Look, PlaceLook, Verdict, details, look
from geo.analysis.unusual.sentences import ratio_words, usual_words
from geo.briefing.fact_table import Cell, FactTable
from geo.briefing.sentences import one_line
from geo.view.snapshot import Snapshot
from geo.wording import plural

__all__ = ["Unusual", "unusual_of"]

_MOST = 8
HEADER = ("Place", "Incidents", "Usually", "Times as many", "From", "To", "Verdict")


@dataclass(frozen=True, slots=True)
class Unusual:
    """What is unusual.

    Attributes
    ----------
    table
        The places that stand out, the most unusual first.
    sentences
        One or more sentences on each of them, in the order of the table.
    why_not
        Why no place is compared, as a sentence; blank where some are.
    window
        The days looked at, in words.
    remarks
        What a reader has to know of these days and places, a sentence each.
    method
        The method in words.
    """

    table: FactTable
    sentences: tuple[str, ...]
    why_not: str
    window: str
    remarks: tuple[str, ...]
    method: str


def unusual_of(snapshot: Snapshot) -> Unusual:
    """What is unusual in the last 28 days of a snapshot."""
    found = look(snapshot)
    if coverage(snapshot).is_none:
        return Unusual(_table(found, []), (), one_line(coverage(snapshot).sentence), "", (), "")
    rows = [row for row in found.ranked if _stands_out(row)]
    why_not = one_line(found.notes.why_not)
    sentences = tuple(_sentence(snapshot, row) for row in rows[:_MOST])
    return Unusual(_table(found, rows), sentences, why_not, found.notes.window.words, _remarks(found), _method(found))


def _stands_out(row: PlaceLook) -> bool:
    return row.verdict.is_above or row.verdict is Verdict.BELOW or row.is_worth_a_look


def _table(found: Look, rows: list[PlaceLook]) -> FactTable:
    above = sum(row.verdict.is_above for row in rows)
    below = sum(row.verdict is Verdict.BELOW for row in rows)
    days = found.notes.window.words
    notes = [f"{plural(found.notes.n_looked_at, 'place')} compared: {above} above usual, {below} below."]
    if len(rows) > _MOST:
        notes.append(f"The {_MOST} most unusual of {len(rows)} that stand out.")
    nothing = f"No district stands out in {days} against its own past."
    if found.notes.why_not:
        notes, nothing = [], "No district is compared with its past."
    title = f"Unusual for these places: {days}"
    return FactTable("unusual", title, HEADER, tuple(map(_line, rows[:_MOST])), tuple(notes), nothing)


def _line(row: PlaceLook) -> tuple[Cell, ...]:
    name = f"{one_line(row.name)} (province)" if row.is_province else one_line(row.name)
    verdict = row.verdict.value if not row.is_worth_a_look else f"{row.verdict.value}, worth a look"
    return name, row.observed, usual_words(row.expected or 0.0), *_ratios(row), verdict


def _ratios(row: PlaceLook) -> Iterator[Cell]:
    for value in (row.ratio, row.ratio_low, row.ratio_high):
        yield None if value is None else ratio_words(value)


def _sentence(snapshot: Snapshot, row: PlaceLook) -> str:
    more = details(snapshot, row.key)
    return one_line(" ".join((row.sentence, *(more.sentences if more else ()))))


def _remarks(found: Look) -> tuple[str, ...]:
    left_out = "; ".join(f"{item.n:,} {item.reason}" for item in found.notes.left_out)
    lines = (*found.notes.sentences, f"Left out: {left_out}." if left_out else "")
    return tuple(one_line(line) for line in lines if line)


def _method(found: Look) -> str:
    return one_line(f"{found.notes.method} {found.notes.reference}.")
