"""From which day on reports are still to come: the last days of the data, unless sources publish years as a whole.

Where the workspace holds enough releases, `geo.analysis.unusual` estimates how many; charts hatch these days.
"""

from __future__ import annotations

import numpy as np

from geo.analysis.coverage import SourceDays, coverage
from geo.calendar.days import day_number, number_text
from geo.calendar.period import Period
from geo.dataset import Dataset
from geo.view.snapshot import Snapshot, once_per_snapshot
from geo.wording import plural

__all__ = ["LATE_DAYS", "YEARLY_SOURCES", "data_end", "end_of", "is_published_late", "late_days", "late_words"]

LATE_DAYS = 14
"""More than half of the events of a week are known only after so many days."""

YEARLY_SOURCES = frozenset({"ucdp-ged", "gtd"})
"""Sources that are published a year at a time, months after its end: their last days are as complete as all others."""


def data_end(snapshot: Snapshot) -> int | None:
    """The last day that the sources shown cover, as day number; ``None`` without data.

    A source that does not state its days ends with the last first day of its rows: a row that is known only to its year
    does not reach to the end of that.
    """
    ends = [end_of(snapshot.dataset, one) for one in coverage(snapshot).by_source]
    return max(ends) if ends else None


def end_of(dataset: Dataset, source: SourceDays) -> int:
    """The last day that a source covers; see `data_end`."""
    if source.is_stated:
        return source.days.last
    starts = dataset.memo.get("last first days by source", lambda: _last_starts(dataset))
    return starts.get(source.source, source.days.last)  # its rows may be out of a part of the data


def _last_starts(dataset: Dataset) -> dict[str, int]:
    column = dataset.incidents.coded["source"]
    last = np.full(len(column.names), np.iinfo(np.int32).min, np.int32)
    np.maximum.at(last, column.codes, dataset.incidents.start)
    return dict(zip(column.names, last.tolist(), strict=True))


def is_published_late(snapshot: Snapshot) -> bool:
    """Whether reports of the last days of the data are still to come, as far as the sources tell."""
    known_to = data_end(snapshot)
    if known_to is None:
        return False
    newest = {one.source for one in coverage(snapshot).by_source if one.days.last > known_to - LATE_DAYS}
    return snapshot.dataset.incomplete_from is not None or not newest <= YEARLY_SOURCES


@once_per_snapshot
def late_days(snapshot: Snapshot) -> Period | None:
    """The days of the data of which reports are still to come, or that a sample is known to lack; ``None`` for none."""
    known_to, stated = data_end(snapshot), snapshot.dataset.incomplete_from
    if known_to is None or not is_published_late(snapshot):
        return None
    return Period(known_to - LATE_DAYS + 1 if stated is None else day_number(stated), known_to)


def late_words(snapshot: Snapshot) -> str:
    """What is said of these days, as a sentence; blank for none."""
    days, dataset = late_days(snapshot), snapshot.dataset
    if days is None:
        return ""
    since = number_text(days.first)
    if dataset.incomplete_from is not None:
        of = f"the {dataset.origin} are" if dataset.origin else "the data are"
        return f"From {since} on, {of} a thin sample, known to be incomplete."
    return (
        f"Reports of the last {plural(days.width_days, 'day')} of the data, from {since}, are not complete: "
        "counts will probably rise."
    )
