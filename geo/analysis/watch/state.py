"""What was acknowledged of the findings of a rule, and until when that keeps them quiet.

Time is that of the data: the last day of the window. The clock of a computer may be wrong, and where no data have come
there is nothing new.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Protocol

__all__ = ["QUIET_DAYS", "WORSE_TIMES", "Acknowledged", "Found", "acknowledged", "is_new", "state_of", "state_text"]

QUIET_DAYS = 183
"""Half a year."""

WORSE_TIMES = 1.5
"""So many times the number that was acknowledged is worse."""


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """A finding as it was when it was acknowledged.

    Attributes
    ----------
    last_day
        The last day of its window, as day number.
    rank
        How unusual it was: higher is more.
    observed
        Its number of incidents.
    """

    last_day: int
    rank: int
    observed: int


class Found(Protocol):
    """What `is_new` has to know of a finding."""

    @property
    def key(self) -> str:
        """What it is about."""

    @property
    def last_day(self) -> int:
        """The last day of its window, as day number."""

    @property
    def rank(self) -> int:
        """How unusual it is: higher is more."""

    @property
    def observed(self) -> int:
        """Its number of incidents."""


def is_new(found: Found, before: Acknowledged | None) -> bool:
    """Whether a finding is new: not acknowledged, worse than it was then, or acknowledged half a year before."""
    if before is None:
        return True
    is_worse = found.rank > before.rank or found.observed >= WORSE_TIMES * max(before.observed, 1)
    return is_worse or found.last_day - before.last_day >= QUIET_DAYS


def acknowledged(state: Mapping[str, Acknowledged], found: Iterable[Found]) -> dict[str, Acknowledged]:
    """The state with these findings acknowledged as they are."""
    return {**state, **{one.key: Acknowledged(one.last_day, one.rank, one.observed) for one in found}}


def state_text(state: Mapping[str, Acknowledged]) -> str:
    """What was acknowledged, as JSON."""
    return json.dumps({key: asdict(one) for key, one in state.items()}, ensure_ascii=False, sort_keys=True)


def state_of(text: str) -> dict[str, Acknowledged]:
    """What was acknowledged; what cannot be read is left out, so that its finding is new again."""
    try:
        stored = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    entries = stored.items() if isinstance(stored, dict) else ()
    return {key: Acknowledged(**one) for key, one in entries if _is_entry(one)}


def _is_entry(one: Any) -> bool:
    names = {"last_day", "rank", "observed"}
    return isinstance(one, dict) and one.keys() == names and all(type(value) is int for value in one.values())
