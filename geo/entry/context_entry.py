"""One context event as a person types it, and its check."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, fields
from datetime import date

from geo.entry.field_problem import FieldProblem
from geo.incidents import ContextEvent
from geo.incidents.checks.texts import LONGEST_NAME
from geo.reading.cells import read_day_cell
from geo.reading.dates import read_date
from geo.reading.typed_days import two_ways

__all__ = ["ContextEntry", "check_context", "context_entry_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextEntry:
    """The texts of a context event; ``date_start`` may be a range or a month. ``event_id`` is blank for a new one."""

    date_start: str = ""
    date_end: str = ""
    title: str = ""
    scope: str = ""
    category: str = ""
    source: str = ""
    notes: str = ""
    event_id: str = ""


_TEXTS = tuple(field.name for field in fields(ContextEntry) if not field.name.startswith("date"))


def context_entry_of(event: ContextEvent) -> ContextEntry:
    """A stored context event as an entry that corrects it."""
    return ContextEntry(**{field.name: str(getattr(event, field.name)) for field in fields(ContextEntry)})


def check_context(entry: ContextEntry) -> tuple[ContextEvent | None, tuple[FieldProblem, ...]]:
    """The event that an entry is, None while there is an error, and what is wrong with its fields."""
    problems: list[FieldProblem] = []
    texts = {name: _clean(getattr(entry, name), has_lines=name == "notes") for name in _TEXTS}
    if not texts["title"]:
        problems.append(FieldProblem("title", "The title is missing: say in a few words what happened."))
    for name, text in texts.items():
        if name != "notes" and len(text) > LONGEST_NAME:
            problems.append(FieldProblem(name, f"It has {len(text):,} characters; {LONGEST_NAME} are the most."))
    start, last = _day(entry.date_start, "date_start", problems)
    if entry.date_end.strip():
        last = _day(entry.date_end, "date_end", problems)[1]
    if start and last and last < start:
        problems.append(FieldProblem("date_end", f"The last day ({last}) lies before the first ({start})."))
    if problems or start is None or last is None:
        return None, tuple(problems)
    return ContextEvent(date_start=start, date_end=last, **texts), ()


def _clean(text: str, *, has_lines: bool) -> str:
    kept = (c for c in text if (has_lines and c in "\n\t") or unicodedata.category(c) not in ("Cc", "Cs"))
    return "".join(kept).strip()


def _day(text: str, field: str, problems: list[FieldProblem]) -> tuple[date | None, date | None]:
    """The first and last day that a text leaves possible; what is wrong with it is added to the problems."""
    if not text.strip():
        problems.append(FieldProblem(field, "The day is missing."))
        return None, None
    written = read_date(text)
    if written is None and (doubt := two_ways(text)):
        problems.append(FieldProblem(field, doubt))
        return None, None
    days = []
    for iso in (written.day, written.last_day) if written else (text.strip(),):
        day, fault = read_day_cell(iso)
        if fault is not None:
            problems.append(FieldProblem(field, fault[0]))
            return None, None
        days.append(day)
    return days[0], days[-1]
