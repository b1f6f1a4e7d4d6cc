"""A look at all districts and provinces: the count of a window against each place's own past."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from geo.analysis.unusual.comparable import comparability, last_day
from geo.analysis.unusual.estimates import estimates
from geo.analysis.unusual.noting import notes_of, told
from geo.analysis.unusual.place_looks import place_looks
from geo.analysis.unusual.places import counted_query, days_of, looked_at
from geo.analysis.unusual.result import Look
from geo.analysis.unusual.sentences import Wording
from geo.analysis.unusual.settings import Settings
from geo.analysis.unusual.tail import dispersions
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
    edges = window_edges(snapshot, chosen)
    question = counted_query(snapshot.state.query, all_types=chosen.all_types)
    counts = days_of(snapshot.dataset, question).counts(edges)
    found = comparability(snapshot, question, Period(int(edges[0]), int(edges[-1]) - 1))
    is_comparable = np.array([not found.reasons(n) for n in range(len(counts))], np.bool_)
    is_pooled = is_comparable & (np.arange(len(counts)) < len(snapshot.dataset.gazetteer.drawn))
    dispersion = dispersions(counts[:, :-1], np.ones(chosen.n_windows), is_pooled)
    compared = np.array([place.number for place in places if is_comparable[place.number]], np.intp)
    numbers = estimates(counts[compared], dispersion[compared], chosen)
    notes = notes_of(snapshot, edges, chosen, found.why_not)
    if len(compared):
        by_chance = chosen.worth_p * len(compared)
        notes = replace(notes, n_looked_at=len(compared), by_chance=by_chance, dispersion=float(dispersion.min()))
    wording = Wording(notes.window, notes.late_from, chosen)
    return Look(place_looks(places, counts, found, numbers, wording), told(notes))


def window_edges(snapshot: Snapshot, settings: Settings) -> npt.NDArray[np.int32]:
    """The first day of each window as day numbers, the one looked at last, and the day after it."""
    end = last_day(snapshot)
    after = (snapshot.period.last if end is None else end) + 1
    return np.arange(-settings.n_windows - 1, 1, dtype=np.int32) * settings.window_days + np.int32(after)
