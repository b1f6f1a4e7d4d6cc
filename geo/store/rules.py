"""Rules of the watch list as they are stored: texts under a name. What is in them is no matter of the store."""

from __future__ import annotations

from dataclasses import dataclass

from geo.errors import InputError

__all__ = ["LONGEST_NAME", "MOST_RULES", "StoredRule", "require_name"]

LONGEST_NAME = 80
MOST_RULES = 100


@dataclass(frozen=True, slots=True)
class StoredRule:
    """A rule: its name, what it looks for, and what it has found and what was acknowledged, both as JSON."""

    name: str
    rule: str
    state: str = ""


def require_name(name: str, what: str = "rule") -> None:
    """Raise `InputError` for a name that no rule, or none of ``what``, can have."""
    if not name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
        raise InputError(f"A {what} needs a name of 1 to {LONGEST_NAME} characters on one line.")
