"""What is wrong with one field of an entry."""

from __future__ import annotations

from dataclasses import dataclass

from geo.incidents.findings import Severity

__all__ = ["FieldProblem"]


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with a field, in words; ``claims`` is a field too. An ``error`` prevents storing."""

    field: str
    message: str
    severity: Severity = "error"
