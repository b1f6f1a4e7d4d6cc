"""Entry and correction by hand: what a person types, checked as one types by the rules of imports.

`IncidentEntry` holds the texts of one incident as they are typed; `check_entry` says what is wrong with each field,
which row it would be, and which stored incidents may be the same event. `geo.store.Workspace.by_hand` stores it.
"""

from geo.entry.check import EntryCheck, FieldProblem, Found, check_entry, prepare_checks
from geo.entry.context_entry import ContextEntry, check_context, context_entry_of
from geo.entry.incident_entry import IncidentEntry, copy_of, entry_of

__all__ = [
    "ContextEntry",
    "EntryCheck",
    "FieldProblem",
    "Found",
    "IncidentEntry",
    "check_context",
    "check_entry",
    "context_entry_of",
    "copy_of",
    "entry_of",
    "prepare_checks",
]
