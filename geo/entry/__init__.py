"""Entry and correction by hand: what a person types, checked as one types by the rules of imports.

`IncidentEntry` holds the texts of one incident as they are typed; `check_entry` says what is wrong with each field,
which row it would be, and which stored incidents may be the same event. `geo.store.Workspace.by_hand` stores it.
"""

from geo.entry.check import EntryCheck, Found, check_entry, prepare_checks
from geo.entry.claim_entry import ClaimEntry, check_claim, claim_entry_of
from geo.entry.context_entry import ContextEntry, check_context, context_entry_of
from geo.entry.field_problem import FieldProblem
from geo.entry.incident_entry import IncidentEntry, copy_of, entry_of, retyped

__all__ = [
    "ClaimEntry",
    "ContextEntry",
    "EntryCheck",
    "FieldProblem",
    "Found",
    "IncidentEntry",
    "check_claim",
    "check_context",
    "check_entry",
    "claim_entry_of",
    "context_entry_of",
    "copy_of",
    "entry_of",
    "prepare_checks",
    "retyped",
]
