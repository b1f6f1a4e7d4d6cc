"""Pairs of incidents that may be reports of one event: proposed with the evidence, never merged.

Two incidents are a candidate pair if they come from different sources (or from one, if one of them came with its id and
the other one in another import without), their types do not exclude each other, their days lie no further apart than a
number of days, and their points no further than a number of kilometres; where one of them is known only to its
district, the other has to lie in the same district. Incidents whose day is known only to the year, or whose place only
to the province, are compared with none: nearly everything would match them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, pairwise, product

import numpy as np
import numpy.typing as npt

from geo.dataset import Dataset
from geo.incidents import PLACE_PRECISIONS
from geo.places.measure import distance_km, project
from geo.view.snapshot import Snapshot, once_per_snapshot

__all__ = ["DAYS", "KM", "LONGEST_DAYS", "Candidates", "candidates", "fewest_events", "is_same_kind", "unlinked"]

DAYS, KM = 2, 10.0
"""Default limits for how far apart two reports of one event may lie."""

LONGEST_DAYS = 31
MOST = 200_000
"""More pairs than anybody can review; beyond them the search stops."""

MOST_CHANGED = 200
"""After a change of more rows all are compared anew."""

PART = 1_000_000
"""The number of pairs that are tested at a time, to limit the memory."""

_MADE = 37
"""The length of a UUID with the colon before it."""

_VIOLENT = ("Battles", "Explosions/Remote violence", "Violence against civilians")
_CROWDS = ("Protests", "Riots")
_DISTRICT = PLACE_PRECISIONS.index("district")

_Ints = npt.NDArray[np.int64]
_NOTHING = (np.empty((0, 2), np.int64), np.empty(0), np.empty(0))


@dataclass(frozen=True)
class Candidates:
    """Candidate pairs, the likeliest first.

    Attributes
    ----------
    first, second
        Positions of the incidents (shape n); the first is the earlier row.
    days
        Days between them (shape n), 0 where their intervals overlap.
    km
        The distance between their points (shape n); NaN where one of them is known only to its district.
    is_complete
        Whether these are all; beyond `MOST` the search stops.
    """

    first: _Ints
    second: _Ints
    days: _Ints
    km: npt.NDArray[np.float64]
    is_complete: bool = True

    def __len__(self) -> int:
        return len(self.first)

    def among(self, rows: npt.NDArray[np.int32]) -> int:
        """How many of the pairs have both incidents among these rows."""
        if not len(self):
            return 0
        shown = np.zeros(int(self.second.max()) + 1 if len(self) else 0, np.bool_)
        shown[rows[rows < len(shown)]] = True
        return int(np.count_nonzero(shown[self.first] & shown[self.second]))


def candidates(dataset: Dataset, days: int = DAYS, km: float = KM) -> Candidates:
    """The candidate pairs of a dataset that nobody has decided.

    Parameters
    ----------
    dataset
        The incidents; pairs that are linked, or that a person has called different, are not proposed again.
    days
        The most days between the two, from 0 to 31.
    km
        The most kilometres between their points, from 1 to 100.
    """
    dataset, key = dataset.as_stored, ("candidates", days, km)

    def make() -> Candidates:
        updated = _updated(dataset, days, km)
        return _search(dataset, days, km) if updated is None else updated

    return dataset.memo.get(key, make)


@once_per_snapshot
def unlinked(snapshot: Snapshot) -> int:
    """How many candidate pairs have both incidents shown: they may be one event, and are counted as two."""
    return candidates(snapshot.dataset).among(snapshot.rows)


@once_per_snapshot
def fewest_events(snapshot: Snapshot) -> int:
    """How many events the incidents shown are if each candidate pair is one event."""
    found = candidates(snapshot.dataset)
    both = np.isin(found.first, snapshot.rows) & np.isin(found.second, snapshot.rows)
    heads: dict[int, int] = {}

    def head(row: int) -> int:
        while row in heads:
            row = heads[row]
        return row

    for first, second in zip(found.first[both].tolist(), found.second[both].tolist(), strict=True):
        a, b = head(first), head(second)
        if a != b:
            heads[b] = a
    return len(snapshot.answer) - len(heads)


def _search(dataset: Dataset, days: int, km: float) -> Candidates:
    parts: list[tuple[_Ints, npt.NDArray[np.float64], npt.NDArray[np.float64]]] = []
    total = 0
    if len(set(dataset.incidents.coded["source"].codes.tolist())) > 1 or _is_mixed(dataset):
        for pairs in chain(_near_points(dataset, days, km), _same_district(dataset, days)):
            parts.append(_plausible(dataset, np.sort(pairs, axis=1), days, km))
            total += len(parts[-1][0])
            if total > MOST:
                break
    pairs, gap, apart = (np.concatenate(column) for column in zip(*parts, strict=True)) if parts else _NOTHING
    return _as_candidates(dataset, pairs, gap, apart, is_complete=total <= MOST)


def _updated(dataset: Dataset, days: int, km: float) -> Candidates | None:
    """The candidates after a small change, from those before: only the rows that differ are compared with others.

    ``None`` if those before are not known, or many rows differ.
    """
    change, key = dataset.memo.before, ("candidates", days, km)
    old = change.reference() if change is not None else None
    if change is None or old is None or len(change.ids) > MOST_CHANGED or not old.memo.holds(key):
        return None
    known = old.memo.get(key, lambda: _search(old, days, km))
    new_row = _new_rows(old, dataset, change.ids)
    pairs = np.column_stack((new_row[known.first], new_row[known.second]))
    kept = (pairs >= 0).all(axis=1)
    changed = sorted(dataset.incidents.positions[i] for i in change.ids if i in dataset.incidents.positions)
    near = [_NOTHING[0], *(_near_row(dataset, row, days) for row in changed)]
    more = _plausible(dataset, np.unique(np.concatenate(near), axis=0), days, km)
    parts = ((pairs[kept], known.days[kept].astype(np.float64), known.km[kept]), more)
    together = (np.concatenate(column) for column in zip(*parts, strict=True))
    found = _as_candidates(dataset, *together, is_complete=known.is_complete)
    return replace(found, is_complete=found.is_complete and len(found) <= MOST)


def _new_rows(old: Dataset, new: Dataset, ids: frozenset[str]) -> _Ints:
    """For each row before a change its position after it (shape n); -1 for those that differ."""
    gone, come = ([table.positions[i] for i in ids if i in table.positions] for table in (old.incidents, new.incidents))
    rows = np.full(len(old.incidents), -1, np.int64)
    rows[np.delete(np.arange(len(rows)), gone)] = np.delete(np.arange(len(new.incidents)), come)
    return rows


def _near_row(dataset: Dataset, row: int, days: int) -> _Ints:
    """The pairs of a row with others that are known well enough and may lie near in time, the earlier row first."""
    incidents, known, polygons = dataset.incidents, dataset.known_place, dataset.polygons
    first, last = int(incidents.start[row]) - days - LONGEST_DAYS, int(incidents.end[row]) + days
    lo, hi = np.searchsorted(incidents.start, (first, last + 1))
    others = np.arange(lo, hi)
    fit = known[others] <= _DISTRICT
    fit &= (incidents.end - incidents.start)[lo:hi] <= LONGEST_DAYS
    is_area = (known[others] == _DISTRICT) | (known[row] == _DISTRICT)
    fit &= ~is_area | ((polygons[others] == polygons[row]) & (polygons[row] >= 0))
    others = others[fit & (others != row)]
    is_fit = known[row] <= _DISTRICT and incidents.end[row] - incidents.start[row] <= LONGEST_DAYS
    pairs = np.column_stack((others, np.full(len(others), row)))
    return np.sort(pairs if is_fit else pairs[:0], axis=1).astype(np.int64)


def _plausible(
    dataset: Dataset, pairs: _Ints, days: int, km: float
) -> tuple[_Ints, npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """The pairs that pass all tests, with the days and kilometres between them."""
    pairs = pairs[_may_be_one(dataset, pairs)]
    gap = _gap(dataset, pairs)
    pairs, gap = pairs[gap <= days], gap[gap <= days]
    apart = _distance(dataset, pairs)
    near = ~(apart > km) & ~_is_decided(dataset, pairs)
    return pairs[near], gap[near], apart[near]


def _as_candidates(
    dataset: Dataset,
    pairs: _Ints,
    gap: npt.NDArray[np.float64],
    apart: npt.NDArray[np.float64],
    *,
    is_complete: bool,
) -> Candidates:
    killed = dataset.incidents.killed
    first, second = pairs[:, 0], pairs[:, 1]
    differ = np.abs(np.nan_to_num(killed[first]) - np.nan_to_num(killed[second])) if len(pairs) else gap
    order = np.lexsort((second, first, differ, np.where(np.isnan(apart), np.inf, apart), gap))
    return Candidates(first[order], second[order], gap[order].astype(np.int64), apart[order], is_complete)


# pairs that share a cell of time and place


def _near_points(dataset: Dataset, days: int, km: float) -> Iterator[_Ints]:
    """Pairs of points in the same or a neighbouring cell of that many kilometres and days."""
    incidents = dataset.incidents
    rows = np.flatnonzero((dataset.known_place < _DISTRICT) & _is_short(dataset))
    if len(rows):
        x_m, y_m = project(incidents.lon[rows], incidents.lat[rows])
        places = np.stack([np.floor(x_m / (km * 1000.0)), np.floor(y_m / (km * 1000.0))], axis=1).astype(np.int64)
        yield from _near_days(dataset, rows, places, days)


def _same_district(dataset: Dataset, days: int) -> Iterator[_Ints]:
    """Pairs of one district of which at least one is known to nothing finer."""
    rows = np.flatnonzero((dataset.polygons >= 0) & (dataset.known_place <= _DISTRICT) & _is_short(dataset))
    if len(rows):
        is_area = dataset.known_place == _DISTRICT
        # Neighbouring numbers are no neighbours: every other one is left out.
        places = dataset.polygons[rows, None].astype(np.int64) * 2
        for pairs in _near_days(dataset, rows, places, days):
            yield pairs[is_area[pairs[:, 0]] | is_area[pairs[:, 1]]]


def _near_days(dataset: Dataset, rows: npt.NDArray[np.int64], places: _Ints, days: int) -> Iterator[_Ints]:
    """Pairs in the same or a neighbouring place whose days may be near: of one day each, then all with a long one.

    Cells of time as wide as the longest interval would put years of single days side by side.
    """
    start = dataset.incidents.start[rows].astype(np.int64)
    is_long = dataset.incidents.end[rows] > dataset.incidents.start[rows]
    single = ~is_long
    yield from _joined(rows[single], _cells(places[single], start[single] // max(days, 1)), single[single])
    yield from _joined(rows, _cells(places, start // (LONGEST_DAYS + days)), is_long)


def _cells(places: _Ints, periods: _Ints) -> _Ints:
    cells = np.column_stack([places, periods])
    return cells - cells.min(axis=0) + 1 if len(cells) else cells


def _is_short(dataset: Dataset) -> npt.NDArray[np.bool_]:
    return dataset.incidents.end - dataset.incidents.start <= LONGEST_DAYS


def _joined(rows: npt.NDArray[np.int64], cells: _Ints, is_seed: npt.NDArray[np.bool_]) -> Iterator[_Ints]:
    """Each pair of rows once, one of them a seed, the other in its cell or a neighbouring one; in parts."""
    if not is_seed.any():
        return
    widths = tuple(cells.max(axis=0) + 2)
    keys = np.ravel_multi_index(tuple(cells.T), widths)
    order = np.argsort(keys, kind="stable")
    ordered, seeds = keys[order], np.flatnonzero(is_seed)
    shifts = sorted(product((-1, 0, 1), repeat=cells.shape[1]), key=lambda shift: sum(map(abs, shift)))
    for shift in shifts:
        wanted = np.ravel_multi_index(tuple((cells[seeds] + np.array(shift)).T), widths)
        begin, end = np.searchsorted(ordered, wanted, "left"), np.searchsorted(ordered, wanted, "right")
        upto = np.cumsum(end - begin)
        edges = np.unique([0, *np.searchsorted(upto, np.arange(PART, int(upto[-1]), PART)), len(seeds)])
        for low, high in pairwise(edges.tolist()):
            counts = (end - begin)[low:high]
            first = np.repeat(seeds[low:high], counts)
            offsets = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
            second = order[np.repeat(begin[low:high], counts) + offsets]
            once = (first < second) | ((first > second) & ~is_seed[second])
            yield np.stack([rows[first[once]], rows[second[once]]], axis=1)


# tests of a pair


def _may_be_one(dataset: Dataset, pairs: _Ints) -> npt.NDArray[np.bool_]:
    """Whether the sources differ, or the way in which one came by its ids, and the types do not exclude each other."""
    source = dataset.incidents.coded["source"].codes
    kinds = dataset.incidents.coded["event_type"]
    groups = np.array([_group(name, at) for at, name in enumerate(kinds.names)] or [0])[kinds.codes]
    first, second = pairs[:, 0], pairs[:, 1]
    differ = source[first] != source[second]
    if _is_mixed(dataset):
        made, release = _made_ids(dataset), dataset.incidents.coded["release"].codes
        differ |= (made[first] != made[second]) & (release[first] != release[second])
    return np.asarray(differ & (groups[first] == groups[second]))


def _made_ids(dataset: Dataset) -> npt.NDArray[np.bool_]:
    """Which incidents have an id that was made from their content."""
    ids = dataset.incidents.texts["incident_id"]
    is_made = (len(text) > _MADE and text[-_MADE] == ":" and text[-13] == text[-18] == "-" for text in ids)
    return dataset.memo.get("ids made", lambda: np.fromiter(is_made, np.bool_, len(ids)))


def _is_mixed(dataset: Dataset) -> bool:
    """Whether a source has incidents of both kinds: it was imported with its ids and without."""
    made, source = _made_ids(dataset), dataset.incidents.coded["source"].codes
    return bool(made.any() and np.intersect1d(source[made], source[~made]).size)


def is_same_kind(kind: str, other: str) -> bool:
    """Whether two event types do not exclude each other: sources may give both to one event."""
    return _group(kind, 0) == _group(other, 0 if kind == other else 1)


def _group(kind: str, at: int) -> int:
    """Types that different sources give to one event have one number."""
    return -1 if kind in _VIOLENT else -2 if kind in _CROWDS else at


def _gap(dataset: Dataset, pairs: _Ints) -> npt.NDArray[np.float64]:
    start, end = dataset.incidents.start.astype(np.int64), dataset.incidents.end.astype(np.int64)
    first, second = pairs[:, 0], pairs[:, 1]
    between = np.maximum(start[first], start[second]) - np.minimum(end[first], end[second])
    return np.asarray(np.maximum(between, 0), np.float64)


def _distance(dataset: Dataset, pairs: _Ints) -> npt.NDArray[np.float64]:
    lon, lat, known = dataset.incidents.lon, dataset.incidents.lat, dataset.known_place
    first, second = pairs[:, 0], pairs[:, 1]
    both = (known[first] < _DISTRICT) & (known[second] < _DISTRICT)
    apart = np.full(len(pairs), np.nan)
    if both.any():
        a, b = first[both], second[both]
        apart[both] = distance_km(lon[a], lat[a], lon[b], lat[b])
    return apart


def _is_decided(dataset: Dataset, pairs: _Ints) -> npt.NDArray[np.bool_]:
    decided = {pair for pair, verdict in dataset.decided.items() if verdict != "unsure"}
    if not decided:
        return np.zeros(len(pairs), np.bool_)
    ids = dataset.incidents.texts["incident_id"]
    keys = (tuple(sorted((ids[a], ids[b]))) for a, b in pairs.tolist())
    return np.fromiter((pair in decided for pair in keys), np.bool_, len(pairs))
