"""A look at all districts and provinces: the count of a window against each place's own past."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from geo.analysis.coverage import coverage
from geo.analysis.unusual.comparable import comparability, last_day
from geo.analysis.unusual.dispersion import dispersions
from geo.analysis.unusual.estimates import estimates
from geo.analysis.unusual.noting import notes_of, told
from geo.analysis.unusual.place_looks import place_looks
from geo.analysis.unusual.places import counted_query, days_of, looked_at
from geo.analysis.unusual.result import Look
from geo.analysis.unusual.season import season_of
from geo.analysis.unusual.sentences import Wording
from geo.analysis.unusual.settings import Settings
from geo.calendar.period import Period
from geo.view.snapshot import Snapshot, once_per_snapshot

__all__ = ["look", "window_edges"]


@once_per_snapshot
def look(snapshot: Snapshot, settings: Settings | None = None) -> Look:
    """A look at every district and province that the filter by place lets in.

    The window ends with the period of the snapshot, or with the data where these end earlier; all filters but the
    period hold for window and past alike. The dispersion is pooled over all districts, whatever the filter by place.

    Parameters
    ----------
    snapshot
        What is shown.
    settings
        How it is compared; the default is 28 days against the 52 weeks before.
    """
    chosen = settings or Settings()
    places = looked_at(snapshot.dataset, snapshot.state.query)
    question = counted_query(snapshot.state.query, all_types=chosen.all_types)
    days = days_of(snapshot.dataset, question)
    edges = window_edges(snapshot, chosen)
    counts = days.counts(edges)
    found = comparability(snapshot, question, Period(int(edges[0]), int(edges[-1]) - 1))
    is_comparable = np.array([not found.reasons(n) for n in range(len(counts))], np.bool_)
    is_pooled = is_comparable & (np.arange(len(counts)) < len(snapshot.dataset.gazetteer.drawn))
    history = _history(snapshot, edges)
    season = season_of(days.counts(history)[is_pooled, :-1].sum(axis=0), history, chosen.n_windows)
    spread = dispersions(counts[:, :-1], season.weights, is_pooled)
    compared = np.array([place.number for place in places if is_comparable[place.number]], np.intp)
    numbers = estimates(counts[compared], spread.by_place[compared], season, chosen)
    notes = notes_of(snapshot, edges, chosen, found.why_not)
    if len(compared):
        by_chance = chosen.worth_p * len(compared)
        notes = replace(
            notes, n_looked_at=len(compared), by_chance=by_chance, dispersion=spread.common, season=season.words
        )
    wording = Wording(notes.window, notes.late_from, notes.by_chance, chosen)
    return Look(place_looks(places, counts, found, numbers, wording), told(notes))


_MOST_YEARS = 10


def _history(snapshot: Snapshot, edges: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    """The first days of all windows that are covered without a gap before the last one, and the day after that."""
    width, after = int(edges[1] - edges[0]), int(edges[-1])
    first = next((days.first for days in coverage(snapshot).covered if days.first <= edges[0] <= days.last), edges[0])
    n = min((after - int(first)) // width, _MOST_YEARS * 366 // width + 1)
    return np.arange(after - max(n, len(edges) - 1) * width, after + 1, width, dtype=np.int32)


def window_edges(snapshot: Snapshot, settings: Settings) -> npt.NDArray[np.int32]:
    """The first day of each window as day numbers, the one looked at last, and the day after it."""
    end = last_day(snapshot)
    after = (snapshot.period.last if end is None else end) + 1
    return np.arange(-settings.n_windows - 1, 1, dtype=np.int32) * settings.window_days + np.int32(after)
