"""Before and after a context event: equal windows, and how far such numbers vary by chance.

Two windows that follow each other differ even where nothing happens. How far is measured on the windows of equal
length before: for each two of them that follow each other, the square of their difference over their sum. The mean of
that is the dispersion (1 for Poisson counts); a slow trend hardly adds to it. The interval of the ratio is that of
`geo.analysis.unusual.rates` with counts divided by the dispersion, widened as Student's t does for the number of pairs
that the dispersion is known from. `docs/error-rates.md` says how often a quiet series is called changed.

A change at the time of an event does not show that the event caused it, and the result says so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

from geo.analysis.coverage import coverage
from geo.analysis.late_reports import late_days
from geo.calendar.days import from_day_number
from geo.calendar.period import Period
from geo.errors import UnknownName
from geo.incidents import ContextEvent
from geo.tally.figures import Figures, figures
from geo.view.snapshot import Snapshot, once_per_snapshot, resolve
from geo.wording import plural

__all__ = ["CAUTION", "Around", "Where", "around", "dispersion_of", "where_words"]

Where = Literal["filters", "event"]
"""Whose incidents are counted: those that pass the filters, or of these the ones where the event applies."""

CAUTION = "A change at the time of an event does not show that the event caused it."

_MOST_PAIRS, _LEAST_PAIRS = 24, 5
_LEAST_EVENTS = 4
_LEVEL = 0.95
_Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Around:
    """The days before an event and the equal days from it on.

    Attributes
    ----------
    event, place
        The event, and in words whose incidents are counted: "as filtered", "in Bajaur", …
    before, after
        The two windows; the second begins with the first day of the event.
    figures_before, figures_after
        Of the incidents that certainly lie in a window.
    uncertain
        How many incidents may lie in both windows, or partly outside; they are counted in neither.
    pairs, dispersion
        How many pairs of earlier windows the dispersion is known from, and that; `nan` for too few.
    ratio, low, high
        The second number over the first and its 95 % interval; `nan` where nothing is compared.
    why_not
        Why nothing is compared, in words; blank if it is.
    is_late
        Whether reports of the second window are still to come.
    is_covered
        Whether the data cover all days of both windows; else the counts say nothing.
    """

    event: ContextEvent
    place: str
    before: Period
    after: Period
    figures_before: Figures
    figures_after: Figures
    uncertain: int
    pairs: int = 0
    dispersion: float = float("nan")
    ratio: float = float("nan")
    low: float = float("nan")
    high: float = float("nan")
    why_not: str = ""
    is_late: bool = False
    is_covered: bool = True

    @property
    def days(self) -> int:
        """The length of each window."""
        return self.after.width_days

    @property
    def is_changed(self) -> bool:
        """Whether the interval leaves out no change."""
        return self.low > 1 or self.high < 1

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is found and what to bear in mind, in words."""
        if not self.is_covered:
            return (self._judgement(),)
        return tuple(filter(None, (self._counts(), self._judgement(), *self._notes(), CAUTION)))

    def _counts(self) -> str:
        n, m = self.figures_after.incidents, self.figures_before.incidents
        return (
            f"{plural(n, 'incident')} in the {plural(self.days, 'day')} from the event on ({self.after.words}), "
            f"{m:,} in the {plural(self.days, 'day')} before ({self.before.words}), {self.place}."
        )

    def _judgement(self) -> str:
        if self.why_not:
            return f"Not compared: {self.why_not}."
        from geo.analysis.unusual.sentences import ratio_words

        ends = f"{ratio_words(self.low)}–{ratio_words(self.high) if np.isfinite(self.high) else '…'}"
        times = f"{ratio_words(self.ratio)} times as many ({ends})" if np.isfinite(self.ratio) else "None before"
        if self.is_changed:
            return f"{times}: more than two such windows usually differ here."
        return f"{times}: within what two such windows usually differ here."

    def _notes(self) -> tuple[str, ...]:
        late = (
            "Reports of the last days are still to come: the later number will probably rise." if self.is_late else ""
        )
        n = self.uncertain
        which = "is" if n == 1 else "are"
        doubt = f"{plural(n, 'incident')} of uncertain date {which} counted in neither." if n else ""
        return late, doubt


@once_per_snapshot
def around(snapshot: Snapshot, event: ContextEvent, days: int = 28, where: Where = "filters") -> Around:
    """Compare the days before an event with the equal days from its first day on.

    Parameters
    ----------
    snapshot
        Its filters choose the incidents; its period does not matter.
    event
        What happened.
    days
        The length of each window, at least 1.
    where
        One of `Where`.
    """
    first = event.period.first
    before, after = Period(first - days, first - 1), Period(first, first + days - 1)
    both = _of_days(snapshot, event, Period(before.first, after.last), where)
    start, end = (values[both.rows] for values in (both.dataset.incidents.start, both.dataset.incidents.end))
    is_before = (start >= before.first) & (end <= before.last)
    is_after = (start >= after.first) & (end <= after.last)
    late = late_days(both)
    found = Around(
        event, where_words(snapshot, event, where), before, after,
        figures(both.dataset.incidents, both.rows[is_before]),
        figures(both.dataset.incidents, both.rows[is_after]),
        int(np.count_nonzero(~(is_before | is_after))),
        is_late=late is not None and late.first <= after.last and late.last >= after.first,
    )  # fmt: skip
    return _compared(found, both)


def where_words(snapshot: Snapshot, event: ContextEvent, where: Where) -> str:
    """Whose incidents are counted, in words."""
    province, district = _place(snapshot, event)
    if where == "filters" or not province:
        return "with the filters as set" if snapshot.state.query.is_filtered else "in both provinces"
    return f"in {district or province}"


def _place(snapshot: Snapshot, event: ContextEvent) -> tuple[str, str]:
    """The province and the drawn district that an event names; the province alone for an unknown district."""
    province, district = event.place
    if not district:
        return province, ""
    try:
        return province, snapshot.dataset.gazetteer.polygon_of(district)
    except UnknownName:
        return province, ""


def _of_days(snapshot: Snapshot, event: ContextEvent, days: Period, where: Where) -> Snapshot:
    """What passes the filters in some days, and where the event applies if that is asked for."""
    query = replace(snapshot.state.query, first=from_day_number(days.first), last=from_day_number(days.last))
    province, district = _place(snapshot, event)
    if where == "event" and province:
        nothing: frozenset[str] = frozenset()
        districts, provinces = (frozenset({district}), nothing) if district else (nothing, frozenset({province}))
        query = replace(query, divisions=nothing, districts=districts, provinces=provinces)
    return resolve(snapshot.dataset, replace(snapshot.state, query=query, selected=(), district=""))


def _compared(found: Around, both: Snapshot) -> Around:
    """The same with the ratio, or with the reason why there is none."""
    if both.dataset.is_sample:
        return replace(found, why_not="the incidents are a sample, so that their number says nothing about a change")
    after = replace(both.state.query, first=from_day_number(found.after.first), last=from_day_number(found.after.last))
    if why := coverage(both.with_query(after)).why_no_change:
        return replace(found, why_not=why, is_covered=False)
    total = found.figures_before.incidents + found.figures_after.incidents
    if total < _LEAST_EVENTS:
        return replace(found, why_not=f"{plural(total, 'incident')} in all, too few to say")
    pairs, dispersion = dispersion_of(_earlier(both, found.before, found.days))
    if pairs < _LEAST_PAIRS:
        known = f"only {plural(pairs, 'pair')} of such windows before"
        return replace(found, pairs=pairs, why_not=f"{known}, too few to say how far they differ by chance")
    ratio, low, high = ratio_of(found.figures_after.incidents, found.figures_before.incidents, dispersion, pairs)
    return replace(found, pairs=pairs, dispersion=dispersion, ratio=ratio, low=low, high=high)


def _earlier(both: Snapshot, before: Period, days: int) -> _Ints:
    """The numbers of the equal windows up to the one before the event, as far back as the data cover them."""
    incidents, mask = both.dataset.incidents, both.mask
    covered = [part.first for part in coverage(both).covered if part.first <= before.first and part.last >= before.last]
    if not covered:
        return np.zeros(0, np.int64)
    windows = min(_MOST_PAIRS + 1, (before.last + 1 - covered[0]) // days)
    edges = before.last + 1 - days * np.arange(windows, -1, -1)
    start = incidents.start if mask is None else incidents.start[mask]
    certain = (incidents.end if mask is None else incidents.end[mask]) == start
    return np.diff(np.searchsorted(start[certain], edges)).astype(np.int64)


def dispersion_of(counts: npt.NDArray[np.int64]) -> tuple[int, float]:
    """How far the numbers of windows that follow each other differ: pairs, and dispersion (at least 1).

    Pairs of windows without events tell nothing and are left out.
    """
    first, second = counts[:-1].astype(float), counts[1:].astype(float)
    total = first + second
    known = total > 0
    pairs = int(np.count_nonzero(known))
    if not pairs:
        return 0, float("nan")
    return pairs, float(max(1.0, np.mean((first - second)[known] ** 2 / total[known])))


def ratio_of(after: int, before: int, dispersion: float, pairs: int) -> tuple[float, float, float]:
    """The ratio of two counts of equal windows with its 95 % interval, for a dispersion known from some pairs."""
    from scipy.stats import norm, t

    from geo.analysis.unusual.rates import ratio_intervals

    level = 2 * float(norm.cdf(t.ppf((1 + _LEVEL) / 2, pairs))) - 1
    now, past = np.array([float(after)]), np.array([float(before)])
    low, high = ratio_intervals(now, past, 1.0, dispersion, level)
    return after / before if before else float("inf"), float(low[0]), float(high[0])
