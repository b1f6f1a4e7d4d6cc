"""Whether a window may be compared with the past: whether the data were made in the same way all the time.

A sample is never comparable. Neither are days that no source covers, nor incidents chosen one by one. A source that
starts, stops or changes its scope within the comparison makes those places not comparable in which it counts.

The days of a source whose provider does not state them are known from its rows alone. Its absence at one end is then
taken for one only if its rate would have it report there all the same: `_EXPECTED` incidents and more. So are a type of
event or a province that a source lacks at one end, with `_EXPECTED_OF_SCOPE`, because there absence may also be the
news.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.analysis.coverage import Coverage, SourceDays, coverage
from geo.analysis.late_reports import data_end, end_of
from geo.analysis.unusual.places import place_codes
from geo.analysis.unusual.settings import Settings
from geo.calendar.days import day_number, number_text
from geo.calendar.period import Period
from geo.dataset import Dataset
from geo.query import Query, passes
from geo.view.snapshot import Snapshot, once_per_snapshot
from geo.wording import source_name

__all__ = ["Comparability", "comparability", "last_day", "rows_of_days", "window_days"]

_EXPECTED = 10.0
_EXPECTED_OF_SCOPE = 20.0

_Rows = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Comparability:
    """Why no place is comparable (blank if some are), and why single places are not, by their numbers."""

    why_not: str
    by_place: Mapping[int, tuple[str, ...]]

    def reasons(self, number: int) -> tuple[str, ...]:
        """Why a place is not comparable, as clauses; empty if it is."""
        return (self.why_not,) if self.why_not else self.by_place.get(number, ())


def last_day(snapshot: Snapshot) -> int | None:
    """The last day of the window: that of the period, or of the data if these end earlier; ``None`` without data.

    A period with an open end lasts as long as the data cover: a window that ends with an incident would begin its count
    with one.
    """
    end = data_end(snapshot)
    return end if end is None or snapshot.state.query.last is None else min(snapshot.period.last, end)


def window_days(snapshot: Snapshot, settings: Settings) -> tuple[Period, Period]:
    """The window looked at, and the same with the baseline before it."""
    end = last_day(snapshot)
    last = snapshot.period.last if end is None else end
    width = settings.window_days
    return Period(last - width + 1, last), Period(last - (settings.n_windows + 1) * width + 1, last)


@once_per_snapshot
def comparability(snapshot: Snapshot, question: Query, span: Period) -> Comparability:
    """Whether the days of a span may be compared with one another.

    Parameters
    ----------
    snapshot
        What is shown.
    question
        What counts, at any time.
    span
        Baseline and window together.
    """
    dataset = snapshot.dataset
    if why_not := _why_not(snapshot, span):
        return Comparability(why_not, {})
    rows = rows_of_days(dataset, question, Period(span.first - span.width_days, span.last + span.width_days))
    reasons: dict[int, list[str]] = {}
    districts, provinces = place_codes(dataset)
    starts = dataset.incidents.start
    for reason, of_source in _breaks(snapshot, rows, span):
        within = of_source[(starts[of_source] >= span.first) & (starts[of_source] <= span.last)]
        for codes in (districts, provinces):
            for number in _present(codes[within] + 1):
                reasons.setdefault(number - 1, []).append(reason)
    return Comparability("", {number: tuple(each) for number, each in reasons.items() if number >= 0})


def rows_of_days(dataset: Dataset, question: Query, days: Period) -> _Rows:
    """The rows that pass a query, whatever its period, and whose first day lies in a period."""
    starts, mask = dataset.incidents.start, passes(dataset, question)
    lo, hi = starts.searchsorted(np.array([days.first, days.last + 1], np.int32)).tolist()
    within = np.arange(lo, hi) if mask is None else np.flatnonzero(mask[lo:hi]) + lo
    return within.astype(np.int32)


def _why_not(snapshot: Snapshot, span: Period) -> str:
    """Why nothing is comparable, as a clause; blank if something is."""
    dataset, question = snapshot.dataset, snapshot.state.query
    if dataset.is_sample:
        return "the incidents are a sample, so that more or fewer of them are no change of what happened"
    if question.listed is not None:
        return f"the incidents shown are chosen one by one ({question.listed.words})"
    found = coverage(snapshot).by_source
    if not found:
        return "there are no data"
    end = data_end(snapshot)
    if end is not None and question.first is not None and end < day_number(question.first):
        return f"the data end on {number_text(end)}, before the period begins"
    ends = [one if one.is_stated else SourceDays(one.source, Period(one.days.first, end_of(dataset, one)))
            for one in found]  # fmt: skip
    return Coverage(span, tuple(ends)).words


def _breaks(snapshot: Snapshot, rows: _Rows, span: Period) -> Iterator[tuple[str, _Rows]]:
    """Each source that is not the same all the time: why, and its rows."""
    dataset = snapshot.dataset
    column = dataset.incidents.coded["source"]
    codes = column.codes[rows]
    for source in coverage(snapshot).by_source:
        here = rows[codes == column.code(source.source)]
        if not len(here):
            continue
        name = source_name(source.source, "a source without a name")
        reason = _stated_break(name, source.days, span) if source.is_stated else ""
        reason = reason or ("" if source.is_stated else _break(name, dataset.incidents.start[here], span, _EXPECTED))
        if reason:
            yield reason, here
            continue
        for what, title in (("event_type", "{} of {}"), ("province", "{} in {}")):
            yield from _scope_breaks(dataset, here, span, (what, title, name))


def _stated_break(name: str, days: Period, span: Period) -> str:
    if days.first > span.first:
        return f"{name} begins on {number_text(days.first)}, within the comparison"
    return f"{name} ends on {number_text(days.last)}, within the comparison" if days.last < span.last else ""


def _scope_breaks(dataset: Dataset, rows: _Rows, span: Period, words: Sequence[str]) -> Iterator[tuple[str, _Rows]]:
    """The types, or the provinces, that a source lacks at one end although it has many of them."""
    what, title, name = words
    column = dataset.incidents.coded[what]
    codes = column.codes[rows]
    for code in _present(codes):
        here = rows[codes == code]
        if len(here) == len(rows) or not column.names[code]:
            continue
        texts = (column.names[code], name) if what == "event_type" else (name, column.names[code])
        reason = _break(title.format(*texts), dataset.incidents.start[here], span, _EXPECTED_OF_SCOPE)
        if reason:
            yield reason, here


def _present(codes: _Rows) -> list[int]:
    """The codes that occur, in order; faster than sorting them where they are few."""
    return np.flatnonzero(np.bincount(codes)).tolist()


def _break(name: str, days: _Rows, span: Period, expected: float) -> str:
    """Why days of incidents, in order, do not seem to reach from one end of a span to the other; blank if they do.

    Incidents before and after the span, at most as far from it as the gap is wide, show that there is only a gap.
    """
    lo, hi = days.searchsorted(np.array([span.first, span.last + 1], np.int32)).tolist()
    if lo == hi:
        return ""
    first, last = int(days[lo]), int(days[hi - 1])
    a_day = (hi - lo) / max(last - first + 1, 28)
    before, after = first - span.first, span.last - last
    if before * a_day >= expected and not (lo and days[lo - 1] >= span.first - before):
        return f"{name} begins on {number_text(first)}, within the comparison"
    if after * a_day >= expected and not (hi < len(days) and days[hi] <= span.last + after):
        return f"{name} ends on {number_text(last)}, within the comparison"
    return ""
