"""Changes by hand: who changed something, when and why, and the record that is kept of it.

A change by hand is recorded as a release, beside the imports, so that the order of all changes is one: earlier states,
lists of changes and undo need no second set of rules. The release of an edit has the terms of the import that the
incident came with, because its licence goes on to apply.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import Any

from geo.errors import InputError
from geo.incidents.releases import BY_HAND, Release

__all__ = ["LONGEST_WHO", "LONGEST_WHY", "OWN", "ByHand", "Reason", "hand_release"]

OWN = "own"
"""The source of incidents that were entered by hand."""

LONGEST_WHO, LONGEST_WHY = 80, 500


@dataclass(frozen=True, slots=True)
class Reason:
    """Who changes something by hand and why, on one line each; blank is not stated.

    Raises `InputError` if one of them is too long or has control characters.
    """

    who: str = ""
    why: str = ""

    def __post_init__(self) -> None:
        for what, text, longest in (("name", self.who, LONGEST_WHO), ("reason", self.why, LONGEST_WHY)):
            if len(text) > longest or (text and not text.isprintable()):
                raise InputError(f"The {what} has to be one line of at most {longest} characters.")


@dataclass(frozen=True, slots=True)
class ByHand:
    """What a release says of a change by hand.

    Attributes
    ----------
    what
        The change: ``entered``, ``edited``, ``withdrawn``, ``restored`` or another word; ``changed`` if several.
    who, why
        As in `Reason`.
    base
        The name of the import whose incident was changed; blank for what was entered by hand.
    step
        The name of the step, which is undone as a whole: one step can be recorded as several releases.
    """

    what: str
    who: str = ""
    why: str = ""
    base: str = ""
    step: str = ""

    @classmethod
    def of(cls, release: Release) -> ByHand | None:
        """What a release says of a change by hand; None for an import."""
        told = release.read_as.get(BY_HAND)
        if not isinstance(told, dict):
            return None
        texts = {name: told.get(name) for name in cls.__slots__}
        return cls(**{name: text if isinstance(text, str) else "" for name, text in texts.items()})


def hand_release(name: str, made_at: str, told: ByHand, base: Release | None = None) -> Release:
    """The release of a change by hand, made at a moment (UTC, ISO); ``base`` is the import that it changes."""
    told = replace(told, base=base.name if base else "")
    options: dict[str, Any] = {**(base.read_as if base else {}), BY_HAND: asdict(told)}
    text = json.dumps(options, ensure_ascii=False, sort_keys=True)
    if base is None:
        return Release(name, OWN, made_at, f"{told.what} by hand", "", 0, citation="Entered by hand", options=text)
    return replace(base, name=name, imported_at=made_at, file_name=f"{told.what} by hand", sha256="", rows=0,
                   options=text)  # fmt: skip
