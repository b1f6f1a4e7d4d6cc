"""Which days the data cover: a count of days without data says nothing, and no change is computed against them.

A source covers the days that its provider states (`Dataset.stated_days`), else those from the first to the last day of
its rows, whatever the other filters are. A day is covered if one of the sources shown covers it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from geo.calendar.days import number_text
from geo.calendar.period import Period
from geo.dataset import Dataset
from geo.view.snapshot import Snapshot, once_per_snapshot
from geo.wording import plural, source_name

__all__ = ["Coverage", "SourceDays", "coverage", "days_by_source", "gaps_in", "keep_days"]

_MOST_PARTS = 3


@dataclass(frozen=True, slots=True)
class SourceDays:
    """The days that a source covers; ``is_stated`` if its provider states them, else they are those of its rows."""

    source: str
    days: Period
    is_stated: bool = False


@dataclass(frozen=True, slots=True)
class Coverage:
    """The days of a period, and of the equal period before, that the data cover.

    Attributes
    ----------
    period
        The period that is shown.
    by_source
        The days that each source covers, of the sources shown.
    is_sample
        Whether the data are a sample, so that covered days lack incidents too.
    """

    period: Period
    by_source: tuple[SourceDays, ...] = ()
    is_sample: bool = False

    @property
    def covered(self) -> tuple[Period, ...]:
        """The days that any source covers, as periods in their order that do not touch."""
        merged: list[Period] = []
        for days in sorted(one.days for one in self.by_source):
            if merged and days.first <= merged[-1].last + 1:
                merged[-1] = Period(merged[-1].first, max(merged[-1].last, days.last))
            else:
                merged.append(days)
        return tuple(merged)

    @property
    def not_covered(self) -> int:
        """How many days of the period are not covered."""
        return _days_in(gaps_in(self.period, self.covered))

    @property
    def not_covered_before(self) -> int:
        """How many days of the equal period before are not covered."""
        return _days_in(gaps_in(self.period.before, self.covered))

    @property
    def words(self) -> str:
        """What is not covered, in words: "the data end on 31 Dec 2021: 181 of 273 days are not covered"; or blank."""
        return self._missing(self.period, "")

    @property
    def is_none(self) -> bool:
        """Whether the data cover no day of the period, so that a count of it says nothing."""
        return bool(self.covered) and not self.period.is_empty and self.not_covered == self.period.width_days

    @property
    def sentence(self) -> str:
        """The same as a sentence; blank if all days are covered."""
        return _sentence(self.words)

    @property
    def share(self) -> str:
        """How many days are not covered, in few words: "181 of 273 days not covered"; blank if all are covered."""
        return f"{self.not_covered:,} of {plural(self.period.width_days, 'day')} not covered" if self.words else ""

    @property
    def why_no_change(self) -> str:
        """Why there is no change against the equal period before, in words; blank if both are wholly covered."""
        return self.why_not_against(self.period.before)

    def why_not_against(self, before: Period, when: str = " before") -> str:
        """Why there is no change against another period, in words; blank if both are wholly covered."""
        if self.period.is_empty or not self.by_source:
            return "there are no data"
        return self.words or self._missing(before, when)

    @property
    def partly(self) -> str:
        """Which of several sources cover only a part of the period, as a sentence; blank for none."""
        parts = [(one.source, _days_in(gaps_in(self.period, (one.days,)))) for one in self.by_source]
        few = [f"{source_name(name)} {self._share(missing)}" for name, missing in parts if missing]
        if len(self.by_source) < 2 or not few:
            return ""
        return f"Days of the period that a source covers: {_listed(few, '; ')}."

    @property
    def change_note(self) -> str:
        """Which sources cover more of one of the two periods than of the other, as a sentence; blank for none."""
        now, before = self.period, self.period.before
        if len(self.by_source) < 2 or self.why_no_change:
            return ""
        missing = [tuple(_days_in(gaps_in(p, (one.days,))) for p in (now, before)) for one in self.by_source]
        unequal = [
            f"{source_name(one.source)} covers {self._share(in_now)} and {self._share(in_before)} before"
            for one, (in_now, in_before) in zip(self.by_source, missing, strict=True)
            if in_now != in_before
        ]
        return f"The change is also one of sources: {_listed(unequal, '; ')}." if unequal else ""

    def _share(self, missing: int) -> str:
        width = self.period.width_days
        return f"{width - missing:,} of {plural(width, 'day')}"

    def _missing(self, period: Period, when: str) -> str:
        gaps = gaps_in(period, self.covered)
        if not gaps or not self.covered:
            return ""
        missing, width = _days_in(gaps), period.width_days
        return f"{self._reach(gaps)}: {_not_covered(missing, width, when)}"

    def _reach(self, gaps: tuple[Period, ...]) -> str:
        """How far the data reach, as far as it explains the days that are not covered."""
        data = "the data (a sample)" if self.is_sample else "the data"
        first, last = self.covered[0].first, self.covered[-1].last
        if len(gaps) == 1 and gaps[0].first > last:
            return f"{data} end on {number_text(last)}"
        if len(gaps) == 1 and gaps[0].last < first:
            return f"{data} begin on {number_text(first)}"
        return f"{data} lack {_listed([gap.words for gap in gaps], ', ')}"


@once_per_snapshot
def coverage(snapshot: Snapshot) -> Coverage:
    """The coverage of what is shown: that of the sources that pass the filter by source."""
    wanted = snapshot.state.query.sources
    shown = tuple(one for one in days_by_source(snapshot.dataset) if not wanted or one.source in wanted)
    return Coverage(snapshot.period, shown, snapshot.dataset.is_sample)


def days_by_source(dataset: Dataset) -> tuple[SourceDays, ...]:
    """The days that each source covers, by name; cached."""
    return dataset.memo.get("days by source", lambda: tuple(_days_by_source(dataset)))


def keep_days(dataset: Dataset, days: tuple[SourceDays, ...]) -> None:
    """Have a dataset, a part of another one, cover the days of that."""
    dataset.memo.get("days by source", lambda: days)


def _days_by_source(dataset: Dataset) -> Iterable[SourceDays]:
    incidents, column = dataset.incidents, dataset.incidents.coded["source"]
    first = np.full(len(column.names), np.iinfo(np.int32).max, np.int32)
    last = np.full(len(column.names), np.iinfo(np.int32).min, np.int32)
    np.minimum.at(first, column.codes, incidents.start)
    np.maximum.at(last, column.codes, incidents.end)
    rows = dict(zip(column.names, map(Period, first.tolist(), last.tolist()), strict=True))
    for name, days in sorted(rows.items()):
        if not days.is_empty:
            stated = dataset.stated_days.get(name)
            yield SourceDays(name, days if stated is None else _both(days, stated), stated is not None)


def _both(rows: Period, stated: Period) -> Period:
    return Period(min(rows.first, stated.first), max(rows.last, stated.last))


def gaps_in(period: Period, covered: Iterable[Period]) -> tuple[Period, ...]:
    """The parts of a period that lie in none of some periods, which are in order and do not touch."""
    gaps, at = [], period.first
    for days in covered:
        if at < days.first and at <= period.last:
            gaps.append(Period(at, min(days.first - 1, period.last)))
        at = max(at, days.last + 1)
    if at <= period.last:
        gaps.append(Period(at, period.last))
    return tuple(gaps)


def _days_in(periods: Iterable[Period]) -> int:
    return sum(period.width_days for period in periods)


def _not_covered(missing: int, width: int, when: str) -> str:
    the = "the " if when else ""
    if missing == width:
        return f"the day{when} is not covered" if width == 1 else f"none of {the}{width:,} days{when} is covered"
    return f"{missing:,} of {the}{width:,} days{when} {'is' if missing == 1 else 'are'} not covered"


def _listed(parts: list[str], joint: str) -> str:
    more = len(parts) - _MOST_PARTS
    return joint.join(parts[:_MOST_PARTS]) + (f" and {more:,} more" if more > 0 else "")


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}." if words else ""
