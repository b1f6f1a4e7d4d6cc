"""The versions of an incident: as it is, as it was, and as an import has it that was held back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from geo.incidents import COLUMN_NAMES, Claim, Incident, Release

__all__ = ["OFFER_STATES", "StoredVersion", "VersionState", "differing_fields"]

VersionState = Literal["present", "revised", "withdrawn", "offered", "declined", "taken", "superseded"]
"""What became of a version: it is the ``present`` one, or was ``revised`` or ``withdrawn``. One that an import brought
of an incident edited by hand, and that was held back, is ``offered``, was ``declined`` or ``taken`` by the user, or
``superseded`` by a later import."""

OFFER_STATES = ("offered", "declined", "taken", "superseded")
"""The states of versions that an import brought and that did not take the place of one edited by hand."""

_NOT_COMPARED = ("release",)


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """One version of an incident with its claims.

    Attributes
    ----------
    incident, claims
        The version.
    state
        What became of it.
    release
        The import or the change by hand that brought it; None if that is not recorded.
    replaced_by
        The import or the change by hand that ended it, or decided on it; None if nothing has.
    """

    incident: Incident
    claims: tuple[Claim, ...]
    state: VersionState
    release: Release | None = None
    replaced_by: Release | None = None


def differing_fields(before: StoredVersion, after: StoredVersion) -> tuple[str, ...]:
    """The columns in which two versions differ, ``claims`` among them; not their release."""
    names = (name for name in COLUMN_NAMES if name not in _NOT_COMPARED)
    differing = [name for name in names if getattr(before.incident, name) != getattr(after.incident, name)]
    return (*differing, "claims") if before.claims != after.claims else tuple(differing)
