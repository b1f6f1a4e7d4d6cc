"""The lines of a table of one grouping, as the command line, the window and every file show them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from geo.analysis.comparison import compared
from geo.analysis.counts import Group, table
from geo.analysis.groupings.registry import ORDERED, TIMED
from geo.analysis.shrinkage import shrunk_rates
from geo.tally.figures import Figures
from geo.view.snapshot import Snapshot, once_per_snapshot

__all__ = ["AT_MOST", "SHRUNK", "Line", "lines"]

SHRUNK = (
    "Shrunk: incidents per 100,000 people, moved towards the rate of all rows together, the more the fewer people a "
    "row has (empirical Bayes)."
)
AT_MOST = "At most: the incidents of a row and those that may be in it, since their day or place is an interval."


@dataclass(frozen=True, slots=True)
class Line:
    """One group of a table.

    Attributes
    ----------
    group
        The group and its figures.
    before
        Its figures in what the period is compared with; ``None`` if there is nothing to compare with.
    share
        Its incidents by all that are shown; ``None`` if none is.
    shrunk_per_100k
        Incidents per 100,000 people, shrunk towards the rate of all groups; ``None`` without people.
    """

    group: Group
    before: Figures | None
    share: float | None
    shrunk_per_100k: float | None

    @property
    def change(self) -> int | None:
        """Incidents more (or fewer) than before."""
        return None if self.before is None else self.group.figures.incidents - self.before.incidents


@once_per_snapshot
def lines(snapshot: Snapshot, by: str, against: str = "previous") -> tuple[Line, ...]:
    """One line a group: units of time and distance in their order, all else by number of incidents.

    Of what has no order, groups that hold no incident, now or before, are left away. ``against`` is one of
    `geo.analysis.comparison.AGAINST`; units of time are compared with nothing.

    Raises
    ------
    KeyError
        If there is no such grouping.
    """
    grouped = table(snapshot, by)
    earlier = None if by in TIMED else compared(snapshot, against)
    before = None if earlier is None else {group.name: group.figures for group in table(earlier, by).groups}
    gone = _gone(before or {}, {group.name for group in grouped.groups})
    groups = (*grouped.groups, *gone)
    shrunk = _shrunk(groups)
    total = grouped.total.incidents
    found = [
        Line(group, None if before is None else before.get(group.name, Figures()),
             group.figures.incidents / total if total else None, rate)
        for group, rate in zip(groups, shrunk, strict=True)
    ]  # fmt: skip
    if by in ORDERED:
        return tuple(found)
    kept = [line for line in found if line.group.figures.incidents or (line.before and line.before.incidents)]
    return tuple(sorted(kept, key=_rank))


def _rank(line: Line) -> tuple[int, int, str]:
    return -line.group.figures.incidents, -line.group.figures.killed_best, line.group.name


def _gone(before: dict[str, Figures], now: set[str]) -> list[Group]:
    """The groups that were there before and are not now, such as actors."""
    return [Group(name, Figures()) for name, figures in before.items() if name not in now and figures.incidents]


def _shrunk(groups: tuple[Group, ...]) -> list[float | None]:
    people = np.array([np.nan if group.population is None else group.population for group in groups], np.float64)
    rates = 1e5 * shrunk_rates([group.figures.incidents for group in groups], people)
    return [None if np.isnan(rate) else float(rate) for rate in rates]
