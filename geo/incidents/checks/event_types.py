"""Event types and sub-event types: spelt as usual, completed from each other, and consistent."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

from geo.errors import did_you_mean
from geo.incidents.cells import word_reader
from geo.incidents.draft import Draft
from geo.reading.cells import CellReading
from geo.taxonomy import EVENT_TYPES, SUB_EVENT_TYPES, event_type_of, match_name

__all__ = ["check_types"]

_SUB_EVENT_TYPES = tuple(chain.from_iterable(SUB_EVENT_TYPES.values()))


def check_types(draft: Draft) -> None:
    """Correct the spelling of types in the draft; report unknown ones and pairs that do not belong together."""
    kinds, subs = draft.columns["event_type"], draft.columns["sub_event_type"]
    of_sub = draft.read("sub_event_type", word_reader("sub-event type", _SUB_EVENT_TYPES, blank=""))
    filled = [row for row, (kind, sub) in enumerate(zip(kinds, of_sub, strict=True)) if sub and not kind]
    for row in filled:
        kinds[row] = event_type_of(of_sub[row] or "") or ""
    draft.repaired("event_type: filled from the sub-event type", filled)
    blank = None if "event_type" in draft.given else ""
    of_kind = draft.read("event_type", _word_of_table if draft.is_mapped else _kind_reader(blank))
    parents = {sub: event_type_of(sub) for sub in _SUB_EVENT_TYPES}
    for row, (kind, sub) in enumerate(zip(of_kind, of_sub, strict=True)):
        if kind and sub and parents[sub] != kind:
            draft.fault(row, "sub_event_type", f"{sub!r} belongs to the event type {parents[sub]!r}, not to {kind!r}.")
    for name, given, final in (("event_type", kinds, of_kind), ("sub_event_type", subs, of_sub)):
        draft.change(name, [new or text for text, new in zip(given, final, strict=True)], f"{name}: spelt as usual")


def _word_of_table(text: str) -> CellReading[str]:
    """An event type of a table whose words were translated; a word that is left has no known meaning."""
    word, fault = word_reader("event type", EVENT_TYPES)(text)
    if not text or fault is None:
        return word, fault
    near = did_you_mean(text, EVENT_TYPES)
    shown = text[:60]
    how = f'Choose what it means (on the command line: --type "{shown}=Battles", or another type).'
    return None, (f"There is no event type {shown!r}.{near} {how}", "error")


def _kind_reader(blank: str | None) -> Callable[[str], CellReading[str]]:
    """A reader of event types that recognises a sub-event type in their place."""
    plain = word_reader("event type", EVENT_TYPES, blank)

    def read(text: str) -> CellReading[str]:
        word, fault = plain(text)
        sub = match_name(text, _SUB_EVENT_TYPES) if fault and text else None
        if sub:
            return None, (
                f"{sub!r} is a sub-event type of {event_type_of(sub)}: write it into sub_event_type.",
                "error",
            )
        return word, fault

    return read
