"""What the colours of districts and heat mean in a film: one scale for all frames, and the class of each district.

A scale of pages and of the window holds for all periods of a length. That of a film is the one of the length that most
of its frames have, so that a colour has one meaning from the first frame to the last: that of a page of such a period.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from geo.analysis.choropleth import NONE, UNKNOWN, Choropleth, class_bounds, classed
from geo.briefing.legend import DistrictClasses, HeatClasses, classes_of, heat_of
from geo.calendar.days import from_day_number
from geo.calendar.period import Period
from geo.view.snapshot import Snapshot

__all__ = ["Scales", "scales_of"]

_Classes = npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True, eq=False)
class Scales:
    """The scales of a film.

    Attributes
    ----------
    among
        What the film shows among all that may leave: periods before the first frame are there, too.
    days
        The length of the periods that the scales hold for.
    districts, heat
        The entries of the legend; ``None`` for what is not shown.
    known
        The class of each drawn district in periods that were looked at.
    """

    among: Snapshot
    days: int
    districts: DistrictClasses | None
    heat: HeatClasses | None
    known: dict[Period, _Classes]

    @property
    def is_plain(self) -> bool:
        """Whether nothing is coloured."""
        return self.districts is None and self.heat is None

    def at(self, period: Period) -> Snapshot:
        """What is shown of a period."""
        return _of_period(self.among, period)

    def classes(self, period: Period) -> _Classes:
        """The class of each drawn district in a period; none if districts are not coloured."""
        if period not in self.known:
            found = classed(self.at(period), class_bounds(self.among, self.days))
            self.known[period] = np.zeros(0, np.int8) if found is None else found.classes
        return self.known[period]


def scales_of(among: Snapshot, frames: Sequence[Period], progress: Callable[[], None] = lambda: None) -> Scales:
    """The scales of a film with frames of these periods; ``progress`` is called for each; what it raises ends all."""
    days = _usual_days(frames)
    heat = heat_of(among, days) if frames else None
    if not among.state.colour_by or not frames:
        return Scales(among, days, None, heat, {})
    bounds, found = class_bounds(among, days), {}
    for period in frames:
        progress()
        found[period] = classed(_of_period(among, period), bounds)
    known = {period: each for period, each in found.items() if each is not None}
    classes = {period: each.classes for period, each in known.items()}
    return Scales(among, days, _entries(list(known.values())), heat, classes)


def _usual_days(frames: Sequence[Period]) -> int:
    """The length that most frames have, the longest of several; of a film that grows, that of its last frame."""
    widths = Counter(period.width_days for period in frames)
    return max(widths, key=lambda width: (widths[width], width), default=1)


def _of_period(among: Snapshot, period: Period) -> Snapshot:
    first, last = map(from_day_number, period)
    return among.with_query(replace(among.state.query, first=first, last=last))


def _entries(frames: Sequence[Choropleth]) -> DistrictClasses:
    """The legend: all classes, and beside them what any frame has; without counts, which differ from frame to frame."""
    classes = np.concatenate([frame.classes for frame in frames])
    whole = classes_of(replace(frames[0], classes=classes))
    entries = tuple(each for each in whole.entries if each.number not in (NONE, UNKNOWN) or each.count)
    return replace(whole, entries=entries, of_districts=(), is_counted=False)
