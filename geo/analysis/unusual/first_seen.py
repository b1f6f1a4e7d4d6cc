"""First seen here: an actor, a type of event or a district that had none in the baseline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.analysis.unusual.comparable import comparability, rows_of_days, window_days
from geo.analysis.unusual.places import counted_query
from geo.analysis.unusual.sentences import day_words
from geo.analysis.unusual.settings import Settings
from geo.calendar.period import Period
from geo.dataset import Dataset
from geo.view.snapshot import Snapshot, once_per_snapshot
from geo.wording import plural

__all__ = ["FirstSeen", "first_seen"]

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
def first_seen(snapshot: Snapshot, settings: Settings | None = None) -> tuple[FirstSeen, ...]:
    """Actors, types and districts of the window that the baseline has none of, by kind, the earliest first.

    None where the days cannot be compared. An incident counts by the first day on which it may have happened. All
    filters hold, that by place too: with a district chosen, it is what is new in this district.
    """
    chosen = settings or Settings()
    window, span = window_days(snapshot, chosen)
    question = counted_query(snapshot.state.query, all_types=chosen.all_types, anywhere=False)
    if comparability(snapshot, question, span).why_not:
        return ()
    dataset = snapshot.dataset
    now = rows_of_days(dataset, question, window)
    before = rows_of_days(dataset, question, Period(span.first, window.first - 1))
    weeks = (window.first - span.first) // 7
    found = []
    for kind, name, rows in _new(dataset, now, before):
        first = int(dataset.incidents.start[rows].min())
        words = f"{name}: {plural(len(rows), 'incident')} since {day_words(first)}, none in the {weeks} weeks before."
        found.append(FirstSeen(kind, name, len(rows), first, words))
    return tuple(sorted(found, key=lambda each: (_KINDS.index(each.kind), each.first_day, each.name)))


_KINDS = ("district", "actor", "type")


def _new(dataset: Dataset, now: _Rows, before: _Rows) -> Iterator[tuple[str, str, _Rows]]:
    """Each kind and name that rows have and earlier ones lack, with those rows."""
    incidents = dataset.incidents
    names = [district.name for district in dataset.gazetteer.drawn]
    yield from _of_codes("district", names, dataset.polygons[now], now, dataset.polygons[before])
    column = incidents.coded["sub_event_type"]
    yield from _of_codes("type", column.names, column.codes[now], now, column.codes[before])
    for name, positions in incidents.actors.items():
        here = positions[np.isin(positions, now, assume_unique=True)]
        if len(here) and not np.isin(positions, before, assume_unique=True).any():
            yield "actor", name, here


def _of_codes(
    kind: str, names: list[str] | tuple[str, ...], codes: _Rows, rows: _Rows, codes_before: _Rows
) -> Iterator[tuple[str, str, _Rows]]:
    for code in np.setdiff1d(codes, codes_before).tolist():
        if code >= 0 and names[code]:
            yield kind, names[code], rows[codes == code]
