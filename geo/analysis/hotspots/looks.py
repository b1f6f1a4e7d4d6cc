"""How each class looks, without colours: on which side it is, how strong, and with which marks.

Marks tell the classes apart where colours cannot: what is low is lined, so that it differs in grey from what is high.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["PLAIN", "SpotLook", "look_of"]

Side = Literal["high", "low", "none", "unknown"]


@dataclass(frozen=True, slots=True)
class SpotLook:
    """The look of a class.

    Attributes
    ----------
    side
        High or low counts; ``none`` for what does not stand out, ``unknown`` for what cannot be said.
    strength
        0 to 2, the strongest.
    marks
        Some of ``lines``, ``dots``, ``cross``, separated by blanks; blank for none.
    """

    side: Side
    strength: int = 0
    marks: str = ""


PLAIN = SpotLook("none")
"""The look of what does not stand out: nothing is drawn."""

_LOOKS = {
    "strong hot spot": SpotLook("high", 2),
    "hot spot": SpotLook("high", 1),
    "cold spot": SpotLook("low", 1, "lines"),
    "strong cold spot": SpotLook("low", 2, "lines"),
    "high among high": SpotLook("high", 2),
    "high among low": SpotLook("high", 1, "dots"),
    "low among high": SpotLook("low", 0, "lines dots"),
    "low among low": SpotLook("low", 2, "lines"),
    "cluster": SpotLook("high", 2),
    "much above usual": SpotLook("high", 2),
    "above usual": SpotLook("high", 1),
    "worth a look": SpotLook("high", 0, "dots"),
    "below usual": SpotLook("low", 2, "lines"),
    "too few to say": SpotLook("unknown"),
    "not comparable": SpotLook("unknown", 1, "dots"),
}
_PATTERNS = {
    "new": (2, "dots"),
    "consecutive": (1, "dots"),
    "intensifying": (2, ""),
    "persistent": (1, ""),
    "diminishing": (0, ""),
    "sporadic": (0, "dots"),
    "oscillating": (0, "cross"),
    "historical": (1, "cross"),
}


def look_of(verdict: str) -> SpotLook:
    """The look of a class; that of what does not stand out for a class that is none of these."""
    pattern, _, kind = verdict.partition(" ")
    if pattern in _PATTERNS and kind in ("hot spot", "cold spot"):
        strength, marks = _PATTERNS[pattern]
        if kind == "hot spot":
            return SpotLook("high", strength, marks)
        return SpotLook("low", strength, f"lines {marks}".strip())
    return _LOOKS.get(verdict, PLAIN)
