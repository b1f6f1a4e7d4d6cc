"""What is said of one place beyond its verdict: since when, what is seen for the first time, and how widespread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geo.analysis.unusual.first_seen import FirstSeen, first_seen, first_seen_words
from geo.analysis.unusual.looking import look
from geo.analysis.unusual.result import Notes, PlaceLook, Verdict
from geo.analysis.unusual.settings import Settings
from geo.analysis.unusual.since_when import SinceWhen, since_when
from geo.analysis.unusual.spread import CELL_KM, Spread, spread
from geo.errors import UnknownName
from geo.view.snapshot import Snapshot
from geo.wording import plural

__all__ = ["DETAILS_METHOD", "Details", "details"]

DETAILS_METHOD = (
    "Since when: the weeks of up to two years, the last one ending with the window, cut into stretches of one level; "
    "of series in which nothing changes at most one of twenty is cut.\n"
    "First: actors, types of events and districts of the window that the past it is compared with has none of.\n"
    f"Spread: cells of {CELL_KM} × {CELL_KM} km and armed groups in the window; usually: in an earlier one on average. "
    "More incidents hit more cells.\n"
    "First and spread are descriptions and no tests."
)
"""How the details are found, for a tooltip."""


@dataclass(frozen=True, slots=True)
class Details:
    """What is said of one place beyond its verdict.

    Attributes
    ----------
    since
        The levels of its weekly series.
    first_seen
        What it has in the window and did not have in the baseline.
    spread
        How widespread the incidents of the window are; ``None`` without any.
    sentences
        The same in words, a sentence each, without the name of the place.
    """

    since: SinceWhen
    first_seen: tuple[FirstSeen, ...]
    spread: Spread | None
    sentences: tuple[str, ...]


def details(snapshot: Snapshot, key: str, settings: Settings | None = None) -> Details | None:
    """The details of one place; ``None`` if it is not comparable with before.

    Parameters
    ----------
    snapshot
        What is shown.
    key
        The place, as `geo.analysis.unusual.result.PlaceLook.key`.
    settings
        How it is compared; those of the look, which is then not computed again.

    Raises
    ------
    UnknownName
        If the filter by place lets in no place of that key.
    """
    chosen = settings or Settings()
    seen = look(snapshot, chosen)
    place = seen.by_key.get(key)
    if place is None:
        raise UnknownName(f"No place {key!r} is looked at: choose one of the list.")
    if place.verdict is Verdict.NOT_COMPARABLE:
        return None
    since, first = since_when(snapshot, key, chosen), first_seen(snapshot, chosen, key)
    widespread = spread(snapshot, key, chosen) if place.observed else None
    sentences = filter(None, _sentences(place, seen.notes, since, first))
    return Details(since, first, widespread, (*sentences, *(() if widespread is None else (widespread.sentence,))))


def _sentences(place: PlaceLook, notes: Notes, since: SinceWhen, first: tuple[FirstSeen, ...]) -> Iterator[str]:
    late = ""
    if notes.late_from is not None:
        days = plural(notes.window.last - notes.late_from + 1, "day")
        late = f" Reports of the last {days} are not complete: levels and spread are those of what is known now."
    yield f"{since.sentence}{late}"
    yield first_seen_words(first, notes.baseline.width_days // 7, place.district)
