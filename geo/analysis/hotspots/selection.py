"""Which incidents of a snapshot a method uses, and why it leaves out the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.analysis.hotspots.result import SAMPLE, Finding, HotSpots
from geo.tally.figures import LeftOut
from geo.taxonomy import VIOLENT_TYPES
from geo.view.snapshot import Snapshot

__all__ = ["NOT_COUNTED", "Selection", "Words", "kept", "points_of_days", "result_of", "violent"]

NOT_COUNTED = "strategic developments, protests and riots, which do not count here"
"""Why incidents of these types are left out."""

_Rows = npt.NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Selection:
    """Positions of incidents, and what was left out on the way to them."""

    rows: _Rows
    left_out: tuple[LeftOut, ...] = ()

    def keep(self, mask: npt.NDArray[np.bool_], reason: str) -> Selection:
        """Those of a mask (shape rows); the others are left out for a reason."""
        gone = int(np.count_nonzero(~mask))
        return Selection(self.rows[mask], (*self.left_out, LeftOut(reason, gone))) if gone else self


def violent(snapshot: Snapshot, *, all_types: bool) -> Selection:
    """What counts of the incidents shown: without a filter by type neither strategic developments, protests nor riots.

    All types count if the user wants that.
    """
    query = snapshot.state.query
    if all_types or query.types or query.sub_types:
        return Selection(snapshot.rows)
    types = snapshot.with_query(replace(query, types=frozenset(VIOLENT_TYPES))).rows
    return Selection(snapshot.rows).keep(np.isin(snapshot.rows, types), NOT_COUNTED)


def points_of_days(snapshot: Snapshot, *, all_types: bool, step_days: int = 1) -> Selection:
    """What counts and has a point and a day; where steps are longer, the days have to be known to a step's length."""
    incidents = snapshot.dataset.incidents
    selection = violent(snapshot, all_types=all_types)
    selection = selection.keep(incidents.has_point[selection.rows], "known more coarsely than near a place")
    lasting = incidents.end[selection.rows] - incidents.start[selection.rows]
    selection = selection.keep(lasting < step_days, "date known too coarsely")
    start, period = incidents.start[selection.rows], snapshot.period
    return selection.keep((start >= period.first) & (start <= period.last), "begun before the period")


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of a method beside its rows: its name, the method in a sentence, reference, and classes."""

    name: str
    method: str
    reference: str
    legend: Mapping[str, str]


def result_of(
    words: Words, parameters: Mapping[str, Any], selection: Selection, rows: Sequence[Finding], hints: Sequence[str]
) -> HotSpots:
    """The result of a method that has used a selection."""
    return HotSpots(
        name=words.name,
        method=words.method,
        reference=words.reference,
        parameters=parameters,
        n_used=len(selection.rows),
        left_out=selection.left_out,
        rows=tuple(rows),
        legend=words.legend,
        hints=tuple(hints),
    )


def kept(snapshot: Snapshot, key: object, make: Callable[[], HotSpots], *, compares_places: bool = False) -> HotSpots:
    """A result, cached with the snapshot under a key, with what its reader has to know of the incidents.

    That is whether they are a sample, and whether a filter empties places that are compared.
    """

    def made() -> HotSpots:
        found = make()
        hints, query = list(found.hints), snapshot.state.query
        if snapshot.dataset.is_sample:
            hints.append(SAMPLE)
        if compares_places and (query.within or query.border):
            hints.append("The filter by distance empties the places beyond it, and they are compared as empty.")
        return replace(found, hints=tuple(hints))

    return snapshot.results.get(key, made)
