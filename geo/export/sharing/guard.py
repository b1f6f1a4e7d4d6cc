"""The sharing guard: from a snapshot and a profile to a snapshot of other data, which is all that a writer gets.

No writer has to know the profile, and none can leak: the guarded dataset holds no true point, in no column, claim,
cache, report of another source, filter or selection. What was computed of the true data is not carried over, but for
the drawn district of each row, the days that each source covers, and what was left out, which tell no place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.analysis.coverage import days_by_source, keep_days
from geo.analysis.duplicates import fewest_events, unlinked
from geo.analysis.licences import restricted_rows, restricted_words
from geo.calendar.days import from_day_number
from geo.dataset import Dataset, Memo
from geo.export.sharing.columns import guarded_claims, guarded_context, guarded_incidents, picked
from geo.export.sharing.profile import Profile, places_caveat
from geo.export.sharing.texts import without_coordinates
from geo.incidents.terms import CAVEAT_JOINT
from geo.query import Filter, Listed, Query, Within
from geo.tally.figures import LeftOut
from geo.view.snapshot import Snapshot, keep_result, resolve
from geo.view.state import State

__all__ = ["guarded", "only_shown", "picture_of", "without_rights"]

_Rows = npt.NDArray[np.int32]


def guarded(snapshot: Snapshot, profile: Profile) -> Snapshot:
    """The snapshot as it may leave under a profile. Pure; the snapshot itself if everything may.

    Rows that may not be passed on are gone, and counted in ``left_out``; all others are there, shown or not, so that
    counts of other periods stay what they are.
    """
    if profile.is_as_is:
        return snapshot
    whole, left_out = snapshot.dataset, snapshot.left_out
    rows = np.arange(len(whole.incidents), dtype=np.int32)
    if not profile.restricted:
        rows = rows[~restricted_rows(whole)[rows]]
        left_out = (*left_out, *without_rights(snapshot))
    shown = np.searchsorted(rows, np.intersect1d(rows, snapshot.rows)).astype(np.int32)
    dataset = _changed(_part(whole, rows), shown, profile)
    state = _guarded_state(snapshot, rows, dataset.incidents.texts["incident_id"], profile)
    return _with_left_out(resolve(dataset, state), left_out)


def picture_of(snapshot: Snapshot, profile: Profile) -> Snapshot:
    """The snapshot as a picture or table of it may leave; the numbers of reports that may be of one event are true.

    Expensive at first: those are searched for. Pages state them.
    """
    shared = guarded(snapshot, profile)
    if shared is snapshot:
        return snapshot
    for count in (unlinked, fewest_events):
        keep_result(shared, count, count(snapshot))
    return shared


def without_rights(snapshot: Snapshot) -> tuple[LeftOut, ...]:
    """How many of the rows shown may not be passed on, for each source, and why; empty for none."""
    rows = snapshot.rows[restricted_rows(snapshot.dataset)[snapshot.rows]]
    sources = snapshot.dataset.incidents.coded["source"]
    names = np.array([sources.name(row) for row in rows.tolist()])
    return tuple(
        LeftOut(f"of a source whose licence forbids passing its rows on: {words}", len(those))
        for name in np.unique(names)
        for those in [rows[names == name]]
        for words in [restricted_words(snapshot.dataset, those)]
    )


def only_shown(snapshot: Snapshot) -> Snapshot:
    """The snapshot of the rows shown alone: its dataset holds no others. Period and what is left out are the same."""
    query = _with_period(snapshot)
    dataset = _part(snapshot.dataset, snapshot.rows)
    return _with_left_out(resolve(dataset, replace(snapshot.state, query=query)), snapshot.left_out)


def _with_left_out(snapshot: Snapshot, left_out: tuple[LeftOut, ...]) -> Snapshot:
    """The snapshot with what is left out as it was told of other data."""
    snapshot.__dict__["left_out"] = left_out  # where the cached property keeps it
    return snapshot


def _part(whole: Dataset, rows: _Rows) -> Dataset:
    """A dataset of these rows (positions, in order)."""
    incidents = picked(whole.incidents, rows)
    ids = set(incidents.texts["incident_id"])
    part = replace(
        whole,
        incidents=incidents,
        claims={key: claims for key, claims in whole.claims.items() if key in ids},
        linked={key: reports for key, reports in whole.linked.items() if key in ids},
        first_releases={key: name for key, name in whole.first_releases.items() if key in ids},
        is_made_up=bool(whole.label),
        stored=None,
        memo=Memo(),
    )
    return _kept(part, whole, rows)


def _changed(dataset: Dataset, shown: _Rows, profile: Profile) -> Dataset:
    """The same rows with the columns, claims and layers that may leave."""
    incidents = guarded_incidents(dataset, shown, profile)
    changed = replace(
        dataset,
        incidents=incidents,
        claims=guarded_claims(dataset, incidents.texts["incident_id"], profile),
        context_events=tuple(guarded_context(event, profile) for event in dataset.context_events),
        linked={},
        decided={},
        first_releases={},
        user_layers=tuple(layer for layer in dataset.user_layers if profile.user_layers or layer.is_districts),
        shared_as=profile.choices,
        caveat=CAVEAT_JOINT.join(filter(None, (dataset.caveat, places_caveat(profile)))),
        origin=PurePath(dataset.origin).name,
        stored=None,
        memo=Memo(),
    )
    return _kept(changed, dataset, np.arange(len(incidents), dtype=np.int32))


def _kept(dataset: Dataset, whole: Dataset, rows: _Rows) -> Dataset:
    """The dataset with what it cannot compute: districts told by points, days of first imports, days of sources."""
    dataset.__dict__["polygons"] = whole.polygons[rows]  # where the cached properties keep them
    dataset.__dict__["known_from"] = None if whole.known_from is None else whole.known_from[rows]
    keep_days(dataset, days_by_source(whole))
    return dataset


def _with_period(snapshot: Snapshot) -> Query:
    """The query with both ends of its period stated: those of a part of the data may be others."""
    query = snapshot.state.query
    if snapshot.dataset.incidents.period is None:
        return query
    first, last = map(from_day_number, snapshot.period)
    return replace(query, first=query.first or first, last=query.last or last)


def _guarded_state(snapshot: Snapshot, rows: _Rows, ids: Sequence[str], profile: Profile) -> State:
    """The choices of the view as they may leave.

    No section, annotation or selection, which would show a point, and no set-up of the page, which has typed words.

    Filters that ask for what does not leave become a list of the incidents that pass them.
    """
    query, state = _with_period(snapshot), snapshot.state
    asked = [item for item in query.filters() if set(item.fields) & _asks_for_hidden(profile)]
    if asked:
        passing = rows if snapshot.mask is None else rows[snapshot.mask[rows]]
        at = np.searchsorted(rows, passing).tolist()
        words = "; ".join(_words(item, query, profile) for item in asked)
        plain = {name: _NO_FILTER[name] for item in asked for name in item.fields}
        query = replace(query, **plain | {"listed": Listed(words, frozenset(ids[row] for row in at))})
    if not profile.hides_places:
        return replace(state, query=query)
    return replace(state, query=query, view=None, annotations=(), page="", selected=(), current="")


_NO_FILTER: dict[str, Any] = {"within": None, "border": None, "coarsest": "country", "text": "", "listed": None}


def _asks_for_hidden(profile: Profile) -> frozenset[str]:
    """The fields of a query that ask for what does not leave under a profile."""
    if profile.hides_places:
        return frozenset(_NO_FILTER)
    return frozenset() if profile.notes and profile.place_names else frozenset({"text"})


def _words(item: Filter, query: Query, profile: Profile) -> str:
    """A filter in words that tell no place: what somebody typed may be one."""
    if "text" in item.fields and not (profile.notes and profile.place_names):
        return "text contains words that are not named here"
    if "within" in item.fields and query.within is not None and not _may_be_named(query.within, profile):
        return f"within {query.within.km:g} km of a place that is not named here"
    return item.words


def _may_be_named(within: Within, profile: Profile) -> bool:
    """Whether the place of a filter by distance may be named; one that is called by its coordinates may not."""
    return profile.place_names and without_coordinates(within.target.name) == within.target.name
