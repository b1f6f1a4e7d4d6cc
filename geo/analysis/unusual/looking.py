"""A look at all districts and provinces: the count of a window against each place's own past."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from geo.analysis.coverage import coverage
from geo.analysis.unusual.comparable import comparability, last_day
from geo.analysis.unusual.estimates import Windows, compared
from geo.analysis.unusual.noting import late_of, noted, notes_of
from geo.analysis.unusual.place_looks import place_looks
from geo.analysis.unusual.places import counted_query, days_of, looked_at
from geo.analysis.unusual.result import Look
from geo.analysis.unusual.sentences import wording_of
from geo.analysis.unusual.settings import Settings
from geo.calendar.period import Period
from geo.view.snapshot import Snapshot, once_per_snapshot

__all__ = ["look"]


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

    edges = _edges(snapshot, chosen)
    counts = days_of(snapshot.dataset, question).counts(edges)
    late = late_of(snapshot, question, edges, counts, chosen)
    if late is not None and late.n_windows < chosen.n_windows:
        chosen = replace(chosen, baseline_days=late.n_windows * chosen.window_days)
    recent = counts[:, -chosen.n_windows - 1 :] if late is None else late.counts
    days = edges[-chosen.n_windows - 2 :]
    found = comparability(snapshot, question, Period(int(days[0]), int(days[-1]) - 1))
    comparable = np.array([n for n in range(len(counts)) if not found.reasons(n)], np.intp)
    windows = Windows(
        counts[comparable],
        edges,
        comparable < len(snapshot.dataset.gazetteer.drawn),
        np.isin(comparable, [place.number for place in places]),
        None if late is None else recent[comparable],
    )
    result = compared(windows, chosen)
    notes = noted(notes_of(snapshot, days, chosen, found.why_not, late), result)
    wording = wording_of(notes, chosen, None if late is None else late.share)
    return Look(place_looks(places, recent, found, result.numbers, wording), notes)


_MOST_YEARS = 10


def _edges(snapshot: Snapshot, settings: Settings) -> npt.NDArray[np.int32]:
    """The first day of each window as day numbers, the one looked at last, and the day after it.

    There are those of the baseline, and before them all that the data cover without a gap, up to ten years.
    """
    end, width = last_day(snapshot), settings.window_days
    after = (snapshot.period.last if end is None else end) + 1
    first = after - (settings.n_windows + 1) * width
    begin = next((days.first for days in coverage(snapshot).covered if days.first <= first <= days.last), first)
    n = min((after - begin) // width, _MOST_YEARS * 366 // width + 1)
    return np.arange(after - max(n, settings.n_windows + 1) * width, after + 1, width, dtype=np.int32)
