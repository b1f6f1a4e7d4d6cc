"""First seen here: an actor, a type of event or a district that had none in the baseline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.analysis.unusual.comparable import comparability, rows_of_days, window_days
from geo.analysis.unusual.places import LookedPlace, counted_query, place_of, rows_in
from geo.analysis.unusual.sentences import day_words
from geo.analysis.unusual.settings import Settings
from geo.calendar.period import Period
from geo.dataset import Dataset
from geo.query import Query
from geo.view.snapshot import Snapshot, once_per_snapshot
from geo.wording import plural

__all__ = ["FirstSeen", "first_seen", "first_seen_words"]

_Rows = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class FirstSeen:
    """What has incidents in the window and had none in the baseline.

    Attributes
    ----------
    kind
        ``actor``, ``type`` (of event, as fine as it is known) or ``district``.
    name
        Its name.
    n
        Incidents in the window.
    first_day
        The first of them, as day number.
    sentence
        The finding in words.
    """

    kind: str
    name: str
    n: int
    first_day: int
    sentence: str


@once_per_snapshot
def first_seen(snapshot: Snapshot, settings: Settings | None = None, key: str = "") -> tuple[FirstSeen, ...]:
    """Actors, types and districts of the window that the baseline has none of, by kind, the earliest first.

    None where the days cannot be compared. An incident counts by the first day on which it may have happened. All
    filters hold, that by place too: with a district chosen, it is what is new in this district.

    Parameters
    ----------
    snapshot, settings
        What is shown, and how it is compared.
    key
        The place within which it is new, as `geo.analysis.unusual.result.PlaceLook.key`; blank for all that is shown.

    Raises
    ------
    UnknownName
        If the filter by place lets in no place of that key.
    """
    chosen = settings or Settings()
    place = place_of(snapshot, key) if key else None
    window, span = window_days(snapshot, chosen)
    question = counted_query(snapshot.state.query, all_types=chosen.all_types, anywhere=place is not None)
    found_comparable = comparability(snapshot, question, span)
    if found_comparable.why_not or (place is not None and found_comparable.reasons(place.number)):
        return ()
    dataset = snapshot.dataset
    days = (window, Period(span.first, window.first - 1))
    now, before = (_rows(dataset, question, each, place) for each in days)
    weeks = (window.first - span.first) // 7
    found = []
    for kind, name, rows in _new(dataset, now, before):
        first = int(dataset.incidents.start[rows].min())
        words = f"{name}: {plural(len(rows), 'incident')} since {day_words(first)}, none in the {weeks} weeks before."
        found.append(FirstSeen(kind, name, len(rows), first, words))
    return tuple(sorted(found, key=lambda each: (_KINDS.index(each.kind), each.first_day, each.name)))


_KINDS = ("district", "actor", "type")
_MOST_NAMED = 3


def _rows(dataset: Dataset, question: Query, days: Period, place: LookedPlace | None) -> _Rows:
    rows = rows_of_days(dataset, question, days)
    return rows if place is None else rows_in(dataset, rows, place)


def first_seen_words(found: Sequence[FirstSeen], weeks: int, name: str = "") -> str:
    """What is seen for the first time, in one sentence that names a few, "First in 52 weeks: actor Group E" and so on.

    Parameters
    ----------
    found
        What is seen for the first time; the sentence is blank if nothing is.
    weeks
        How long the baseline is.
    name
        The district it is about: where all its incidents are the first, that alone is said; blank for a wider area.
    """
    if not found:
        return ""
    if any(each.kind == "district" and each.name == name for each in found):
        return f"First incidents here in {weeks} weeks."
    named = [f"{each.kind} {each.name}" for each in found[:_MOST_NAMED]]
    more = [f"and {len(found) - _MOST_NAMED} more"] if len(found) > _MOST_NAMED else []
    return f"First in {weeks} weeks: {'; '.join(named + more)}."


def _new(dataset: Dataset, now: _Rows, before: _Rows) -> Iterator[tuple[str, str, _Rows]]:
    """Each kind and name that rows have and earlier ones lack, with those rows."""
    incidents = dataset.incidents
    names = [district.name for district in dataset.gazetteer.drawn]
    yield from _of_codes("district", names, dataset.polygons[now], now, dataset.polygons[before])
    column = incidents.coded["sub_event_type"]
    yield from _of_codes("type", column.names, column.codes[now], now, column.codes[before])
    is_now, is_before = np.zeros((2, len(incidents)), np.bool_)
    is_now[now], is_before[before] = True, True
    for name, positions in incidents.actors.items():
        here = positions[is_now[positions]]
        if len(here) and not is_before[positions].any():
            yield "actor", name, here


def _of_codes(
    kind: str, names: list[str] | tuple[str, ...], codes: _Rows, rows: _Rows, codes_before: _Rows
) -> Iterator[tuple[str, str, _Rows]]:
    for code in np.setdiff1d(codes, codes_before).tolist():
        if code >= 0 and names[code]:
            yield kind, names[code], rows[codes == code]
