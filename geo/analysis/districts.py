"""The districts that a snapshot is about, each with its figures now and in the equal period before."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.analysis.comparison import change_text, previous
from geo.analysis.counts import table
from geo.query import PLACES, districts_within
from geo.tally.figures import Figures
from geo.view.snapshot import Snapshot, once_per_snapshot
from geo.wording import plural

__all__ = ["DistrictFigures", "districts", "is_listed", "rate_text", "rounded_rate"]


@dataclass(frozen=True, slots=True)
class DistrictFigures:
    """A drawn district: its figures, those of the equal period before (``None`` without one), and its rate."""

    name: str
    province: str
    now: Figures
    before: Figures | None
    per_100k: float | None

    @property
    def change(self) -> int | None:
        """Incidents more (or fewer) than in the equal period before."""
        return None if self.before is None else self.now.incidents - self.before.incidents

    @property
    def change_words(self) -> str:
        """The change with its sign; a dash where none is known."""
        return "–" if self.before is None else change_text(self.now.incidents, self.before.incidents)

    @property
    def sentences(self) -> tuple[str, ...]:
        """The figures in words, a line each."""
        now = self.now
        compared = "" if self.before is None else f" · before {self.before.incidents:,} ({self.change_words})"
        lines = [f"{plural(now.incidents, 'incident')}{compared}"]
        if now.incidents:
            lines.append(f"Reported killed: {now.killed_words}")
        if self.per_100k is not None and now.incidents:
            lines.append(f"{rate_text(self.per_100k)} incidents per 100,000 people")
        return tuple(lines)


@once_per_snapshot
def districts(snapshot: Snapshot) -> tuple[DistrictFigures, ...]:
    """The figures of each drawn district, in their order; those that are not `is_listed` too."""
    drawn, groups = snapshot.dataset.gazetteer.drawn, table(snapshot, "district").groups
    before = previous(snapshot)
    past = [None] * len(drawn) if before is None else [group.figures for group in table(before, "district").groups]
    return tuple(
        DistrictFigures(district.name, district.province, group.figures, figures, group.per_100k)
        for district, group, figures in zip(drawn, groups, past, strict=True)
    )


@once_per_snapshot
def is_listed(snapshot: Snapshot) -> npt.NDArray[np.bool_]:
    """Which drawn districts the filter by place lets in, or all without one (in their order).

    A district beyond the filter that holds an incident all the same is listed too, so that no count is lost.
    """
    query = snapshot.state.query
    if not any(getattr(query, name) for name in PLACES):
        return np.ones(len(snapshot.dataset.gazetteer.drawn), np.bool_)
    holds = [bool(line.now.incidents or (line.before and line.before.incidents)) for line in districts(snapshot)]
    return np.asarray(districts_within(snapshot.dataset, query) | np.array(holds, np.bool_))


def rate_text(rate: float) -> str:
    """A rate as the map, the legend and the tables write it: "0.04", "3.20", "12.5", "140"."""
    return f"{rate:,.{_decimals(rate)}f}"


def rounded_rate(rate: float) -> float:
    """The rate as it is written, so that a figure never belongs to another class than its digits say."""
    return round(rate, _decimals(rate))


def _decimals(rate: float) -> int:
    if 0 < abs(rate) < 0.01:
        return 1 - math.floor(math.log10(abs(rate)))
    return 2 if abs(rate) < 10 else 1 if abs(rate) < 100 else 0
